"""Stage: grids."""
