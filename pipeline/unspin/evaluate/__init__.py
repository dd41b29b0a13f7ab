"""Measures the whole program against gold, and on clean text."""
