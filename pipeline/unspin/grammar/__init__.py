"""Stage "grammar": a grammar checker's view of the text before and after the corrections."""
