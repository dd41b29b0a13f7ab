"""unspin: finds wording that an article spinner mangled, corrects it, and reports every change."""

__version__ = "0.1.0"
__all__ = ["__version__"]
