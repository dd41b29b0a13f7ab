"""Stage "detect": finds wordings of the rules in the prose of a document."""
