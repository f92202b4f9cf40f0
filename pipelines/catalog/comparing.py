"""What the page that compares places loads, so that it asks for one indicator only.

``explorer/compare.json`` says what can be compared; ``explorer/indicators/`` holds the
rows of each indicator, cut by arrival as its pages are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.catalog.charts import Chart
from pipelines.catalog.columns import columns, dump
from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame, slug
from pipelines.catalog.parts import Part, twins
from pipelines.catalog.version import Row

OPTIONS = """
SELECT t.indicator_id AS indicator, t.kind, t.unit,
  count(DISTINCT coalesce(t.region_code, n.region)) AS places
FROM targets AS t JOIN notices AS n ON t.notice_id = n.notice_id
WHERE t.indicator_id IS NOT NULL AND t.value IS NOT NULL
AND t.kind IN ('level', 'change')
GROUP BY ALL HAVING places > 1
ORDER BY places DESC, count(*) DESC, t.indicator_id, t.kind, t.unit
"""
LISTED = ("words", "unit", "region")
PLAIN = (
    *("kind", "direction", "comparator", "value", "value_max"),
    *("reference", "deadline", "aspirational"),
)
LABELLED = ("kind", "direction", "comparator")


def comparison(frame: Frame, labels: Mapping[str, Any]) -> dict[str, Any]:
    """Give what can be compared: indicators, each in one kind and unit.

    Those with most places come first. *labels* are the explorer's, of which only those
    that the page shows are taken.
    """
    options = frame.version.ask(OPTIONS)
    units = {row["unit"] for row in options} - {None}
    return {
        "version": frame.version.number,
        "labels": {
            **{name: labels[name] for name in LABELLED},
            "unit": {unit: labels["unit"][unit] for unit in sorted(units)},
        },
        "indicators": [
            [key, slug(key), *frame.named("indicator", key).values()]
            for key in sorted({row["indicator"] for row in options})
        ],
        "options": [
            [row["indicator"], row["kind"], row["unit"], row["places"]]
            for row in options
        ],
    }


def comparable_rows(
    frame: Frame, part: Part, targets: Sequence[Row], found: Sequence[Chart]
) -> Page:
    """Give the rows of *targets* that compare, for the script that draws them.

    The file of the indicator's own page names those before it, and has the national
    values of its charts *found*.
    """
    rows = [
        {
            **target,
            "id": target["target_id"],
            "words": target["indicator"],
            "region": target["region_code"] or target["region"],
        }
        for target in targets
        if target["value"] is not None and target["kind"] in {"level", "change"}
    ]
    regions = sorted({row["region"] for row in rows} - {None})
    said = {
        **columns(rows, LISTED, PLAIN),
        "regions": [[key, *frame.named("region", key).values()] for key in regions],
        **twins(part),
    }
    if not part.page:
        said["nations"] = [
            [chart.kind, chart.unit, chart.nation[2], chart.nation[1]]
            for chart in found
            if chart.nation
        ]
    return Page(f"explorer/indicators/{slug(part.key)}{part.stem}.json", dump(said))
