"""Blocking checks: a table that breaks its suite holds the release back."""

from __future__ import annotations

import dagster as dg

from expectations.checker import Checker
from expectations.suites import SUITES
from expectations.verdicts import Verdict
from pipelines.collection.build import Build


def meets_expectations(table: str) -> dg.AssetChecksDefinition:
    """Make the check that stops a release when *table* breaks its suite."""

    @dg.asset_check(
        asset=dg.AssetKey(["tables", table]), name="meets_expectations", blocking=True
    )
    def check(
        build: dg.ResourceParam[Build], checker: dg.ResourceParam[Checker]
    ) -> dg.AssetCheckResult:
        """Every row is plausible, and its evidence stands in the text."""
        from expectations.standing import check

        return _result(check(build.output, table, checker.check))

    return check


@dg.asset_check(asset=dg.AssetKey(["tables", "numerals"]), name="volume", blocking=True)
def volume(build: dg.ResourceParam[Build]) -> dg.AssetCheckResult:
    """Tables hold about as many rows as notices of their number do."""
    from expectations.standing import check_whole

    return _result(check_whole(build.output, acknowledged=build.acknowledge_drop))


CHECKS = [*map(meets_expectations, SUITES), volume]


def _result(verdict: Verdict) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=verdict.passed,
        description=str(verdict),
        metadata={
            "failures": [str(each) for each in verdict.failures],
            "let_pass": [str(each) for each in verdict.oddities],
        },
    )
