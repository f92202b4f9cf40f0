"""Rows become Arrow tables by their schema, and shards of the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipelines.errors import CheckFailed
from pipelines.tables.shards import arrow_table, write_shard

from .readings import laid_out


def test_a_shard_is_replaced_whole_and_the_same_bytes(tmp_path: Path) -> None:
    rows = laid_out()
    write_shard(tmp_path, "0001", rows)
    first = (tmp_path / "targets" / "0001.parquet").read_bytes()
    write_shard(tmp_path, "0001", rows)
    assert (tmp_path / "targets" / "0001.parquet").read_bytes() == first
    assert not list(tmp_path.rglob("*.part"))
    assert pq.read_table(tmp_path / "targets" / "0001.parquet").num_rows == 2


REFUSED = [
    ({"wish": 1}, "no such column: wish"),
    ({"value": "viel"}, "targets.value"),
    ({"deadline": "2025"}, "targets.deadline"),
]


@pytest.mark.parametrize(("row", "words"), REFUSED)
def test_a_row_that_fits_no_schema_is_refused(row: dict[str, Any], words: str) -> None:
    with pytest.raises(CheckFailed, match=words):
        arrow_table("targets", [row])


def test_an_empty_text_is_missing() -> None:
    assert arrow_table("targets", [{"prefix": ""}]).column("prefix").null_count == 1
