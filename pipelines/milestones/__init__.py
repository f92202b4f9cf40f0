"""Stage: milestones."""
