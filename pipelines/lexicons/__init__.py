"""Stage: lexicons."""
