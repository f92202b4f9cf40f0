"""Stage: linking."""
