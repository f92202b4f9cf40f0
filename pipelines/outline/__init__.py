"""Stage: outline."""
