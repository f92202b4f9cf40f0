"""The work of mubiao: plain Python, one module a stage."""
