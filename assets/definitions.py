"""The graph as Dagster loads it: assets, checks, job, schedule, sensor, resource."""

from __future__ import annotations

import dagster as dg

from assets import captures, release, tables
from assets.automation import daily, full_build, inbox
from assets.checks import CHECKS
from assets.resources import BuildResource

defs = dg.Definitions(
    assets=dg.load_assets_from_modules([captures, tables, release]),
    asset_checks=CHECKS,
    jobs=[full_build],
    schedules=[daily],
    sensors=[inbox],
    resources={"build": BuildResource()},
    executor=dg.in_process_executor,
)
