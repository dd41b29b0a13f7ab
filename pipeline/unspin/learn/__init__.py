"""Learns from use: proposes entries from drafts, and from drafts with their corrected articles."""
