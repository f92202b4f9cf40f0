"""The page that compares places finds each indicator's rows in files of its own."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pyarrow.parquet as pq

from pipelines.catalog import render
from tests.catalog import factory
from tests.catalog.test_explorer import unpacked


def read(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


def all_rows(home: Path, name: str) -> list[dict]:
    last = read(home / f"{name}.json")
    parts = [read(home / earlier) for earlier in last.get("earlier", ())]
    return [row for part in (*parts, last) for row in unpacked(part)]


def test_what_can_be_compared_lies_by_indicator(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("pipelines.catalog.parts.PART", 4)
    where = factory.write_version(tmp_path, notices=11)
    render(where, tmp_path / "site")
    home = tmp_path / "site/explorer"
    said = read(home / "compare.json")
    targets = pq.read_table(where / "data/targets.parquet").to_pylist()
    groups: dict[tuple, list[dict]] = defaultdict(list)
    for row in targets:
        if row["indicator_id"] and row["value"] is not None:
            groups[row["indicator_id"], row["kind"], row["unit"]].append(row)
    several = {
        key: places
        for key, rows in groups.items()
        if key[1] in {"level", "change"}
        and (places := len({row["region_code"] for row in rows})) > 1
    }
    assert {tuple(one[:3]): one[3] for one in said["options"]} == several
    assert {one[0] for one in said["indicators"]} == {key[0] for key in several}
    assert set(said["labels"]["unit"]) == {key[2] for key in several} - {None}
    for (indicator, kind, unit), rows in groups.items():
        if kind in {"level", "change"}:
            held = [
                row["id"]
                for row in all_rows(home / "indicators", indicator)
                if (row["kind"], row["unit"]) == (kind, unit)
            ]
            assert sorted(held) == sorted(row["target_id"] for row in rows)
    assert any((home / "indicators").glob("*.1.json"))


def test_the_national_value_stands_beside_the_rows(tmp_path) -> None:
    render(factory.write_version(tmp_path, notices=6), tmp_path / "site")
    held = read(tmp_path / "site/explorer/indicators/health-literacy.json")
    assert ["level", "%"] in [nation[:2] for nation in held["nations"]]
    [chart] = (tmp_path / "site/charts").glob("health-literacy-level-??????.en.svg")
    [[_, _, year, value]] = held["nations"]
    assert f"Nation, {year}: {value}" in chart.read_text("utf-8")


def test_a_new_notice_leaves_the_earlier_rows_alone(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("pipelines.catalog.parts.PART", 4)
    before = factory.write_version(tmp_path, notices=11, version="1.0.0")
    render(before, tmp_path / "site")
    home = tmp_path / "site/explorer/indicators"
    times = {path.name: path.stat().st_mtime_ns for path in home.glob("*.1.json")}
    after = factory.write_version(tmp_path, notices=12, version="1.1.0")
    render(after, tmp_path / "site")
    assert times
    for name, time in times.items():
        assert (home / name).stat().st_mtime_ns == time
