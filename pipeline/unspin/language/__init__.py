"""spaCy, behind a small wall, and unspin as a component for spaCy users."""
