"""Assets of the first stages: what was received, and what was read in it."""

from __future__ import annotations

import dagster as dg

from expectations.checker import Checker
from pipelines.collection.build import Build


@dg.asset(group_name="captures", kinds={"python"}, deps=["visits"])
def originals(
    build: dg.ResourceParam[Build], checker: dg.ResourceParam[Checker]
) -> dg.MaterializeResult[None]:
    """Files and pages as received, byte for byte, named by their digest."""
    incoming = build.receive()
    if build.checks_anew():
        checker.warm()
    return dg.MaterializeResult(
        metadata={
            "files": incoming.files,
            "new_captures": incoming.new,
            "left_out": [f"{path}: {why}" for path, why in incoming.skipped],
        }
    )


@dg.asset(group_name="reader", kinds={"python"}, deps=[originals])
def readings(build: dg.ResourceParam[Build]) -> dg.MaterializeResult[None]:
    """What each capture says, or why it could not be read."""
    report = build.read()
    return dg.MaterializeResult(
        metadata={"dagster/row_count": report.captures, "read_now": report.read}
    )
