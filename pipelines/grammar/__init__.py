"""Stage: grammar."""
