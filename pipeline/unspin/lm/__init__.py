"""The language model: how likely a wording is in clean, professional health text."""
