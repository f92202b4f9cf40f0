"""What a verdict on a table says, lets pass, and need not look at again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from expectations.validation import check_table
from expectations.verdicts import SPARE
from tests.expectations.rows import rows, shard


def test_a_verdict_names_the_rows_and_says_how_many(tmp_path: Path) -> None:
    some = rows("targets", {})
    some[7]["char_end"] = 10**5

    verdict, _ = check_table(
        "targets", [shard(tmp_path, "targets", some)], tmp_path / "texts"
    )

    assert not verdict.passed
    assert "1 of 40 rows" in str(verdict)
    assert "t-7" in str(verdict)


def test_a_few_odd_rows_are_let_pass_and_told(tmp_path: Path) -> None:
    some = rows("targets", {})
    for row in some[:SPARE]:
        row["deadline"] = dt.date(2205, 12, 31)

    verdict, _ = check_table(
        "targets", [shard(tmp_path, "targets", some)], tmp_path / "texts"
    )

    assert verdict.passed
    assert any(each.broken == SPARE for each in verdict.oddities)


def test_batches_that_stand_are_not_looked_at_again(tmp_path: Path) -> None:
    path = shard(tmp_path, "targets", rows("targets", {}))
    digests = {"a": "made from this"}
    first, kept = check_table("targets", [path], tmp_path / "texts", digests=digests)

    path.with_suffix(".sound").write_bytes(path.read_bytes())
    again, _ = check_table(
        "targets", [path], tmp_path / "nowhere", digests=digests, known=kept
    )
    changed, _ = check_table(
        "targets", [path], tmp_path / "nowhere", digests={"a": "other"}, known=kept
    )

    assert again == first
    assert again.passed
    assert not changed.passed


def test_a_table_without_rows_passes(tmp_path: Path) -> None:
    verdict, _ = check_table(
        "milestones", [shard(tmp_path, "milestones", [])], tmp_path / "texts"
    )
    assert verdict.passed
