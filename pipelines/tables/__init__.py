"""Stage: tables."""
