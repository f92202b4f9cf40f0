"""The explorer's first page and its parts hold what all targets say."""

from __future__ import annotations

import json
from collections import Counter

from pipelines.catalog import explorer, render
from tests.catalog import factory


def test_the_explorer_opens_with_what_all_targets_say(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("pipelines.catalog.tiers.FULL", 4)
    monkeypatch.setattr("pipelines.catalog.tiers.STEP", 2)
    where = factory.write_version(tmp_path, notices=11)
    render(where, tmp_path / "site")
    home = tmp_path / "site/explorer"
    said = json.loads((home / "index.json").read_text("utf-8"))
    assert len(said["parts"]) == 4
    rows = [
        row
        for name in said["parts"]
        for row in unpacked(json.loads((home / name).read_text("utf-8")))
    ]
    assert len(rows) == said["total"] == len({row["id"] for row in rows})
    dated = [row for row in rows if row["deadline"]]
    dated.sort(key=lambda row: row["deadline"], reverse=True)
    assert [row["id"] for row in unpacked(said["first"])] == [
        row["id"] for row in dated[: explorer.SHOWN]
    ]
    for facet in ("region", "kind", "level", "comparator", "indicator"):
        counts = Counter(row[facet] for row in rows)
        counts.pop(None, None)
        assert dict(said["facets"][facet]) == counts
    leads = Counter(key for row in rows for key in row["lead"])
    assert dict(said["facets"]["lead"]) == leads
    years = Counter(row["deadline"][:4] for row in dated)
    assert dict(said["facets"]["year"]) == years


def unpacked(part: dict) -> list[dict]:
    """Read a column file as the script does."""
    columns, lists = part["columns"], part["lists"]
    rows = [
        dict(zip(columns, values, strict=True))
        for values in zip(*columns.values(), strict=True)
    ]
    for row in rows:
        for name, held in lists.items():
            cell = row[name]
            if isinstance(cell, list):
                row[name] = [held[place] for place in cell]
            elif cell is not None:
                row[name] = held[cell]
    return rows
