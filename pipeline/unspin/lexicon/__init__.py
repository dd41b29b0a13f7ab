"""The rules: reading packs, inflection, tests of the rules by their own sentences."""
