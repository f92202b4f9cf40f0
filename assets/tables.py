"""Assets of the tables: one for each, all laid out by one step."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from assets.captures import readings
from assets.markdown import preview
from pipelines.collection.build import Build
from pipelines.collection.quarantine import quarantined
from pipelines.tables.schemas import TABLES, schema

_NAMED = 100


@dg.multi_asset(
    name="tables",
    group_name="tables",
    specs=[
        dg.AssetSpec(
            ["tables", table],
            deps=[readings],
            description=schema(table)["description"],
            kinds={"parquet"},
        )
        for table in TABLES
    ],
)
def tables(build: dg.ResourceParam[Build]) -> Iterator[dg.MaterializeResult[None]]:
    """Lay out the readings as rows of the published tables."""
    laid = build.lay_out()
    for table in TABLES:
        yield dg.MaterializeResult(
            asset_key=["tables", table],
            metadata={
                "dagster/row_count": laid.rows.get(table, 0),
                "shards": laid.shards,
                "shards_written": len(laid.written),
                "preview": dg.MetadataValue.md(preview(build.output.shards(table))),
                **({"quarantined": _told(build)} if table == "captures" else {}),
            },
        )


def _told(build: Build) -> list[str]:
    """Name the captures that could not be read, at most as many as a page shows."""
    found = quarantined(build.output)
    more = [f"and {len(found) - _NAMED:,} more"] if len(found) > _NAMED else []
    return found[:_NAMED] + more
