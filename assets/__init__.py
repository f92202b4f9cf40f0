"""The graph and the command line: the only place that imports Dagster."""
