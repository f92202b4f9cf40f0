"""Stage: responsibilities."""
