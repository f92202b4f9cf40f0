"""The names of the jobs, and how a visit asks again: known without Dagster."""

from __future__ import annotations

BUILDS = "full_build"
VISITS = "fetch"
"""The jobs that write an output, each under a lock of its own."""

RETRIES = 3
WAIT = 60.0
"""How often a visit asks again what refused, and after how many seconds at first."""
