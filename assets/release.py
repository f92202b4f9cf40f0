"""Assets of publishing: the newest version, and its site."""

from __future__ import annotations

import dagster as dg

from assets.automation import DAILY
from expectations.checker import Checker
from pipelines.collection.build import Build
from pipelines.tables.schemas import TABLES


@dg.asset(
    group_name="releases",
    kinds={"csv", "parquet"},
    freshness_policy=DAILY,
    deps=[["tables", table] for table in TABLES],
)
def release(
    build: dg.ResourceParam[Build], checker: dg.ResourceParam[Checker]
) -> dg.MaterializeResult[None]:
    """The newest version of the data package, checked and never rewritten."""
    from expectations.standing import quality, remember_released

    checker.close()
    published = build.publish(quality(build.output, TABLES))
    remember_released(build.output)
    return dg.MaterializeResult(
        metadata={
            "version": published.version,
            "is_new": published.is_new,
            "folder": dg.MetadataValue.path(str(published.path)),
            "changes": dg.MetadataValue.path(str(published.path / "CHANGELOG.md")),
            "dagster/row_count": sum(published.rows.values()),
        }
    )


@dg.asset(group_name="catalog", kinds={"html"}, deps=[release], freshness_policy=DAILY)
def site(build: dg.ResourceParam[Build]) -> dg.MaterializeResult[None]:
    """The static catalogue of the newest version, in Chinese and English."""
    result = build.render()
    return dg.MaterializeResult(
        metadata={
            "files": result.pages,
            "written": result.written,
            "unchanged": result.unchanged,
            "removed": result.removed,
            "folder": dg.MetadataValue.path(str(build.output.site)),
        }
    )
