"""The graph as Dagster loads it: assets, checks, job, schedule, sensor, resource."""

from __future__ import annotations

import dagster as dg

from assets import captures, release, tables
from assets.checks import CHECKS
from assets.resources import BuildResource

full_build = dg.define_asset_job(
    "full_build",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="Receive, read, lay out, check, publish and render what has changed.",
)

defs = dg.Definitions(
    assets=dg.load_assets_from_modules([captures, tables, release]),
    asset_checks=CHECKS,
    jobs=[full_build],
    resources={"build": BuildResource()},
    executor=dg.in_process_executor,
)
