"""Sound rows of each table, many of them, and the shards that hold them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from pipelines.tables.schemas import columns
from pipelines.tables.shards import write_shard

Row = dict[str, Any]
TEXT = "样例县到2025年健康素养水平达到25%以上，由县卫生健康局牵头。" * 4
DIGEST = "0" * 64
MANY = 40
"""Rows of a fixture: more than may be odd."""

NOTICE: Row = {
    "notice_id": "n-1",
    "title": "样例县健康行动计划",
    "issued_on": dt.date(2024, 3, 5),
    "published_on": dt.date(2024, 3, 9),
    "region_code": "990121",
    "level": "county",
    "period_start": 2024,
    "period_end": 2026,
    "source_file": "a.txt",
    "media_type": "text/plain",
    "sha256": DIGEST,
    "text_sha256": DIGEST,
    "language": "zh",
    "tasks": 1,
    "targets": 1,
    "reader_version": "v",
    "capture_id": "c-1",
}
PLACE: Row = {
    "notice_id": "n-1",
    "char_start": 0,
    "char_end": 10,
    "quote": TEXT[:10],
    "text_sha256": DIGEST,
}
SOUND: dict[str, Row] = {
    "notices": NOTICE,
    "captures": {
        "capture_id": "c-1",
        "source_file": "a.txt",
        "sha256": DIGEST,
        "media_type": "text/plain",
        "bytes": 10,
        "received_at": "2025-01-01T00:00:00Z",
        "status": "read",
        "notices": 1,
    },
    "sections": {
        **PLACE,
        "section_id": "s-1",
        "number": "1",
        "kind": "item",
        "depth": 1,
        "heading": "主要目标",
        "text": "主要目标",
        "is_task": False,
        "order": 1,
    },
    "tasks": {
        **PLACE,
        "task_id": "k-1",
        "section_id": "s-1",
        "number": "1",
        "text": "提高健康素养水平。",
        "deadline": dt.date(2025, 12, 31),
        "order": 1,
    },
    "targets": {
        **PLACE,
        "target_id": "t-1",
        "task_id": "k-1",
        "indicator": "健康素养水平",
        "kind": "level",
        "comparator": ">=",
        "value": 25.0,
        "unit": "%",
        "deadline": dt.date(2025, 12, 31),
        "deadline_stated": True,
        "aspirational": False,
        "rule": "target.reach",
        "confidence": 1.0,
        "statement_zh": "样例县到2025年健康素养水平达到25%以上。",
        "statement_en": "Health literacy reaches 25%.",
    },
    "responsibilities": {
        **PLACE,
        "responsibility_id": "r-1",
        "task_id": "k-1",
        "role": "lead",
        "role_term": "牵头",
        "organization": "县卫生健康局",
        "rank": 1,
        "default": False,
        "rule": "responsibility.lead",
    },
    "deliverables": {
        **PLACE,
        "deliverable_id": "d-1",
        "task_id": "k-1",
        "title": "样例县工作办法",
        "verb": "制定",
        "deadline": dt.date(2025, 6, 30),
        "rule": "deliverable.title",
    },
    "milestones": {
        **PLACE,
        "milestone_id": "m-1",
        "date": dt.date(2025, 6, 30),
        "actor": "县教育局",
        "rule": "milestone.month",
    },
    "citations": {
        **PLACE,
        "citation_id": "q-1",
        "title": "样例省健康条例",
        "rule": "citation.title",
    },
    "numerals": {
        **PLACE,
        "numeral_id": "u-1",
        "task_id": "k-1",
        "text": "25%",
        "value": 25.0,
        "unit": "%",
        "disposition": "target",
        "target_id": "t-1",
        "rule": "numeral.target",
    },
    "findings": {
        **PLACE,
        "finding_id": "g-1",
        "kind": "gap",
        "message": "item 2 is missing",
        "message_zh": "缺第 2 项",
    },
}


def rows(table: str, changed: Row, *, alike: bool = False) -> list[Row]:
    """Many rows, different where they must be, each with *changed* in it."""
    made = []
    for n in range(MANY):
        row = {**SOUND[table], "section_id": f"s-{n}"} | changed
        key = columns(table)[0]
        row[key] = f"{row[key][:2]}{n}"
        if not alike:
            row["number"] = str(n)
            row["rank"] = row.get("rank", 1)
            if table == "numerals" and not changed.keys() & {"char_start", "char_end"}:
                row |= {"char_start": n, "char_end": n + 3, "quote": TEXT[n : n + 3]}
                row |= changed
        else:
            row["section_id"] = "s-1"
        made.append({name: row[name] for name in columns(table) if name in row})
    return made


def shard(folder: Path, table: str, some: list[Row]) -> Path:
    write_shard(folder / "tables", "a", {"notices": [NOTICE], table: some})
    (folder / "texts").mkdir(parents=True)
    for row in some if table == "notices" else [NOTICE]:
        (folder / "texts" / f"{row['notice_id']}.txt").write_text(
            TEXT, encoding="utf-8"
        )
    return folder / "tables" / table / "a.parquet"
