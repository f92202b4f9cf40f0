"""An output keeps its corrections, applies them, and says which no longer hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.collection import stamp
from pipelines.collection.build import Build
from pipelines.collection.corrected import doubts, held_corrections
from pipelines.collection.place import Output
from pipelines.collection.shards import LaidOut
from pipelines.errors import LexiconError
from tests.collection import notices, outputs


def rows(output: Path, table: str) -> list[dict[str, Any]]:
    return outputs.rows(Output.at(output), table)


def build(output: Path, *paths: Path, corrections: Path | None = None) -> LaidOut:
    asked = Build(Output.at(output), paths, jobs=1, corrections=corrections)
    asked.receive()
    asked.read()
    return asked.lay_out()


@pytest.fixture
def built(tmp_path: Path) -> Path:
    build(tmp_path / "out", notices.write(tmp_path / "inbox", range(3)))
    return tmp_path / "out"


def correct(target: dict[str, Any], path: Path, **more: Any) -> Path:
    said = {
        "notice": target["notice_id"], "table": "targets", "quote": target["quote"],
        "expect": {"value": target["value"], "indicator": target["indicator"]},
        "field": "value", "value": 59, "reason": "见附件", "source": "样例县档案馆", "decided": "2026-09-01",
    } | more  # fmt: skip
    path.write_text(yaml.safe_dump({"corrections": [said]}, allow_unicode=True))
    return path


def literacy(output: Path) -> dict[str, Any]:
    return next(row for row in rows(output, "targets") if row["unit"] == "%")


def test_a_correction_changes_its_row_and_its_shard_alone(
    built: Path, tmp_path: Path
) -> None:
    before = literacy(built)
    others = [row for row in rows(built, "targets") if row != before]

    laid = build(built, corrections=correct(before, tmp_path / "c.yml"))

    assert len(laid.written) == 1
    [corrected] = [row for row in rows(built, "targets") if row["value"] == 59]
    assert corrected["target_id"] == before["target_id"]
    assert "59" in corrected["statement_zh"]
    assert corrected["quote"] == before["quote"], "the evidence stays what was said"
    assert [r for r in rows(built, "targets") if r != corrected] == others
    [told] = rows(built, "corrections")
    assert (told["row_id"], told["status"]) == (before["target_id"], "applied")
    assert (told["value_read"], told["value_corrected"]) == ("95", "59")
    assert doubts(Output.at(built)) == []


def test_corrections_stay_without_their_file(built: Path, tmp_path: Path) -> None:
    build(built, corrections=correct(literacy(built), tmp_path / "c.yml"))
    (tmp_path / "c.yml").unlink()

    assert build(built).written == ()
    assert len(rows(built, "corrections")) == 1


def test_new_corrections_are_something_to_do(built: Path, tmp_path: Path) -> None:
    place = Output.at(built)
    before = stamp.inputs(place)
    path = correct(literacy(built), tmp_path / "c.yml")
    Build(place, corrections=path).receive()
    after = stamp.inputs(place)
    assert {key for key in after if after[key] != before[key]} == {"corrections"}


def test_a_removed_row_is_gone_and_its_number_unexplained(
    built: Path, tmp_path: Path
) -> None:
    target = literacy(built)
    path = correct(target, tmp_path / "c.yml", field=None, value=None, remove=True)

    build(built, corrections=path)

    assert target["target_id"] not in {r["target_id"] for r in rows(built, "targets")}
    [told] = rows(built, "corrections")
    assert (told["row_id"], told["field"], told["status"]) == (None, None, "applied")
    loose = [r for r in rows(built, "numerals") if r["disposition"] == "unexplained"]
    assert [r["notice_id"] for r in loose] == [target["notice_id"]]


def test_a_correction_to_what_no_table_may_hold_is_not_taken_over(
    built: Path, tmp_path: Path
) -> None:
    before = literacy(built)
    said = {"field": "comparator", "expect": {"comparator": before["comparator"]}}
    wrong = correct(before, tmp_path / "wrong.yml", **said, value="≥")

    with pytest.raises(LexiconError, match=r"wrong\.yml: corrections\.0: .*>=, <="):
        build(built, corrections=wrong)

    assert held_corrections(Output.at(built)) == {}


def test_what_no_longer_holds_is_said(built: Path, tmp_path: Path) -> None:
    target = literacy(built)
    path = correct(target, tmp_path / "c.yml", expect={"value": 94})

    build(built, corrections=path)

    assert literacy(built) == target
    [told] = rows(built, "corrections")
    assert (told["row_id"], told["status"]) == (None, "stale")
    [doubt] = doubts(Output.at(built))
    assert doubt.startswith(f"stale correction of {target['notice_id']}: targets value")

    correct(target, path, notice="n-000000000000")
    build(built, corrections=path)
    assert rows(built, "corrections") == []
    assert doubts(Output.at(built)) == [
        "correction of n-000000000000: no such notice is held"
    ]


def test_a_broken_file_changes_nothing(built: Path, tmp_path: Path) -> None:
    path = correct(literacy(built), tmp_path / "c.yml")
    build(built, corrections=path)
    kept = held_corrections(Output.at(built))
    path.write_text("corrections: [{}]")
    with pytest.raises(LexiconError, match=r"c\.yml: corrections\.0"):
        build(built, corrections=path)
    assert held_corrections(Output.at(built)) == kept


def test_a_notice_spoiled_by_a_correction_comes_back_with_a_better_one(
    built: Path, tmp_path: Path
) -> None:
    before = literacy(built)
    said = {"field": "comparator", "expect": {"comparator": before["comparator"]}}
    wrong = correct(before, tmp_path / "wrong.yml", **said, value="between")
    # No sentence states a relation between two bounds.
    [one] = yaml.safe_load(wrong.read_text())["corrections"]
    other = one | {"field": "kind", "expect": {"kind": "level"}, "value": "relative"}
    wrong.write_text(yaml.safe_dump({"corrections": [one, other]}))
    build(built, corrections=wrong)
    [spoiled] = [row for row in rows(built, "captures") if row["status"] != "read"]
    assert spoiled["status"] == "quarantined"

    right = correct(before, tmp_path / "right.yml", **said, value="=")
    build(built, corrections=right)
    assert {row["status"] for row in rows(built, "captures")} == {"read"}
    [mended] = [r for r in rows(built, "targets") if r["quote"] == before["quote"]]
    assert mended["comparator"] == "="
