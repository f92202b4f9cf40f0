"""Stage: captures."""
