"""Stage: targets."""
