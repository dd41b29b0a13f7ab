"""The second reader: a small neural language model that reads doubtful places again, in their context."""
