"""Stage: numerals."""
