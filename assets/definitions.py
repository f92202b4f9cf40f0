"""The graph as Dagster loads it: assets, checks, jobs, schedule, sensors, resources."""

from __future__ import annotations

import dagster as dg

from assets import captures, mirroring, release, tables, web
from assets.alerting import (
    ALERTS,
    send_alerts,
    tell_failure,
    tell_large_change,
    tell_silence,
)
from assets.automation import daily, full_build, inbox
from assets.checks import CHECKS
from assets.freshness import received_lately, sources_speak
from assets.resources import BuildResource, CheckerResource

defs = dg.Definitions(
    assets=dg.load_assets_from_modules([web, captures, tables, release, mirroring]),
    asset_checks=[*CHECKS, received_lately, sources_speak],
    jobs=[full_build, web.fetch],
    schedules=[daily],
    sensors=[
        inbox,
        web.web_sources,
        tell_failure,
        tell_large_change,
        tell_silence,
        send_alerts,
    ],
    resources={
        "build": BuildResource(),
        "checker": CheckerResource(),
        "alerts": ALERTS,
    },
    executor=dg.in_process_executor,
)
