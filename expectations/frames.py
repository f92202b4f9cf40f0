"""A batch of a table's rows, with the columns that expectations need beside its own.

Each added column compares a row with something outside of it (its text, its notice)
or picks the cells that one statement is about; all others are empty and not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 50_000
"""Rows of a batch: about 100 MB with their quotes."""

ADDED: Mapping[str, str] = {
    "text_length": "characters of the notice's text",
    "quoted": "the characters of the text at char_start to char_end",
    "earliest": "the first day of the year of issue, or of the plan's period",
    "share": "the value of a level measured in percent",
    "covered": "the value of a target of kind coverage",
    "figure": "the value of a target of kind level, change or output",
    "code_level": "the level that the digits of the region code stand for",
    "account": "why a capture has no rows: its reason, or read",
    "cited": "title or number of a cited document",
    "used_by": "the target of a numeral whose disposition is target",
}


def batches(shards: Sequence[Path]) -> Iterator[list[Path]]:
    """Part a table's shards into groups of at most ``MOST_ROWS`` rows, or one shard."""
    import pyarrow.parquet as pq

    group: list[Path] = []
    rows = 0
    for shard in shards:
        more = pq.read_metadata(shard).num_rows
        if group and rows + more > MOST_ROWS:
            yield group
            group, rows = [], 0
        group.append(shard)
        rows += more
    if group:
        yield group


def load(table: str, shards: Sequence[Path], texts: Path) -> pd.DataFrame:
    """Give the rows of *shards* with the added columns; *texts* are the notices'."""
    import pandas as pd
    import pyarrow.parquet as pq

    frame: pd.DataFrame = pd.concat(
        [pq.read_table(shard).to_pandas(date_as_object=True) for shard in shards],
        ignore_index=True,
    )
    if "char_start" in frame:
        _add_text(frame, texts)
    if "notice_id" in frame and table not in ("notices", "captures"):
        _add_notice(frame, [_beside(shard, "notices") for shard in shards])
    for add in _ADDERS.get(table, ()):
        add(frame)
    return frame


def _beside(shard: Path, table: str) -> Path:
    """Give the shard of another table that holds the same captures."""
    return shard.parent.parent / table / shard.name


def _add_text(frame: pd.DataFrame, texts: Path) -> None:
    @cache
    def text(notice: str) -> str:
        path = texts / f"{notice}.txt"
        return path.read_bytes().decode() if path.is_file() else ""

    places = zip(
        frame["notice_id"], frame["char_start"], frame["char_end"], strict=True
    )
    quoted = []
    for notice, start, end in places:
        known = start == start and end == end  # a finding may have no place
        quoted.append(text(notice)[int(start) : int(end)] if known else None)
    frame["quoted"] = quoted
    frame["text_length"] = [len(text(notice)) for notice in frame["notice_id"]]


def _add_notice(frame: pd.DataFrame, notices: Sequence[Path]) -> None:
    import pandas as pd
    import pyarrow.parquet as pq

    columns = ["notice_id", "issued_on", "published_on", "period_start"]
    held = pd.concat(
        [pq.read_table(path, columns=columns).to_pandas() for path in notices]
    )
    earliest = {row.notice_id: _earliest(row) for row in held.itertuples()}
    days = [earliest.get(key) for key in frame["notice_id"]]
    frame["earliest"] = pd.Series(days, index=frame.index, dtype=object)


def _earliest(notice: object) -> object:
    from datetime import date

    import pandas as pd

    day = getattr(notice, "issued_on", None)
    if pd.isna(day):
        day = getattr(notice, "published_on", None)
    if pd.isna(day) or day is None:
        return None
    start = getattr(notice, "period_start", None)
    years = [day.year] if pd.isna(start) or start is None else [day.year, int(start)]
    return date(min(years), 1, 1)


def _add_figures(frame: pd.DataFrame) -> None:
    is_share = (frame["unit"] == "%") & (frame["kind"] == "level")
    frame["share"] = frame["value"].where(is_share)
    frame["covered"] = frame["value"].where(frame["kind"] == "coverage")
    counted = frame["kind"].isin(["level", "change", "output"])
    frame["figure"] = frame["value"].astype(object).where(counted, "none is asked for")


def _add_code_level(frame: pd.DataFrame) -> None:
    frame["code_level"] = [_code_level(code) for code in frame["region_code"]]


def _code_level(code: object) -> str | None:
    if not isinstance(code, str):
        return None
    if code == "000000" or code == "100000":
        return "national"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def _add_account(frame: pd.DataFrame) -> None:
    frame["account"] = frame["reason"].where(frame["status"] != "read", "read")


def _add_cited(frame: pd.DataFrame) -> None:
    frame["cited"] = frame["title"].where(
        frame["title"].notna(), frame["document_number"]
    )


def _add_used_by(frame: pd.DataFrame) -> None:
    is_target = frame["disposition"] == "target"
    frame["used_by"] = frame["target_id"].where(is_target, "no target")


_ADDERS: Mapping[str, tuple[Callable[[pd.DataFrame], None], ...]] = {
    "targets": (_add_figures,),
    "notices": (_add_code_level,),
    "captures": (_add_account,),
    "citations": (_add_cited,),
    "numerals": (_add_used_by,),
}
