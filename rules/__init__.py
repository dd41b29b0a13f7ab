"""Data of unspin, read through importlib.resources."""
