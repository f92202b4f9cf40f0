"""The work of mubiao: pure Python, one module a stage, no Dagster, no Great Expectations."""
