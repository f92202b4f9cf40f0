"""Stage: notices."""
