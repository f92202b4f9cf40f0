"""Is the data fresh? Checks that warn, and never hold a release back."""

from __future__ import annotations

import os
from datetime import datetime, timedelta

import dagster as dg

from assets.automation import output_folder
from assets.web import known_sources
from pipelines.collection.build import Build
from pipelines.collection.incoming import captures
from pipelines.collection.visiting import clock, last_visits, silent


def stale_after() -> timedelta:
    """Give how long without any new capture is odd: MUBIAO_STALE_DAYS, else 90."""
    return timedelta(days=float(os.environ.get("MUBIAO_STALE_DAYS", "90")))


@dg.asset_check(asset=dg.AssetKey("originals"), name="received_lately")
def received_lately(build: dg.ResourceParam[Build]) -> dg.AssetCheckResult:
    """Something new has been received in the last months."""
    newest = max((each.received_at for each in captures(build.output)), default="")
    age = clock() - datetime.fromisoformat(newest) if newest else timedelta.max
    return dg.AssetCheckResult(
        passed=age <= stale_after(),
        severity=dg.AssetCheckSeverity.WARN,
        description=f"the newest capture is of {newest or 'never'}",
        metadata={"newest": newest, "days": age.days},
    )


@dg.asset_check(asset=dg.AssetKey("visits"), name="sources_speak")
def sources_speak() -> dg.AssetCheckResult:
    """Every web source has brought something new within its usual pause."""
    output = output_folder()
    quiet = silent(known_sources(), output, clock())
    return dg.AssetCheckResult(
        passed=not quiet,
        severity=dg.AssetCheckSeverity.WARN,
        description="; ".join(
            f"{source.name}: nothing new since {visit.news_at}, which is more than "
            f"{source.silent_after_days} days"
            for source, visit in quiet
        )
        or "no source is silent",
        metadata={
            visit.source: f"newest {visit.news_at}, visited {visit.at}"
            for visit in last_visits(output).values()
        },
    )
