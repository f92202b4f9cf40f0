"""Stage: deliverables."""
