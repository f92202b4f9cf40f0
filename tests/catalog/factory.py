"""A version folder of invented notices about invented places, of any size.

The rows follow the Table Schemas; every quote is the text of its range.
"""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.catalog.invented_notices import add_notice
from tests.catalog.invented_registers import (
    INDICATORS,
    PLACES,
    Row,
    digest,
    indicator_row,
    notice_id,
    organization_rows,
    region_row,
    schemas,
)

__all__ = ["digest", "notice_id", "schemas", "write_changes", "write_version"]

TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "year": pa.int64(),
    "number": pa.decimal128(38, 9),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
}


def write_version(
    home: Path,
    *,
    notices: int = 12,
    items: int = 6,
    version: str = "1.2.0",
    created: str = "2026-11-20T00:00:00Z",
    specimens: bool = True,
    indicators: int = len(INDICATORS),
) -> Path:
    """Write a version folder below *home* and give its path."""
    where = home / version
    (where / "data").mkdir(parents=True)
    (where / "texts").mkdir()
    tables: dict[str, list[Row]] = {name: [] for name in schemas()}
    tables["regions"] = [region_row(*place) for place in PLACES]
    more = (
        (f"sample-{n:03}", f"样例服务覆盖率{n}", f"Sample coverage {n}", "%", "up")
        for n in range(indicators - len(INDICATORS))
    )
    tables["indicators"] = [indicator_row(*one) for one in (*INDICATORS, *more)]
    tables["organizations"] = list(organization_rows())
    for index in range(notices):
        (where / "texts" / f"{notice_id(index)}.txt").write_text(
            add_notice(tables, index, items), encoding="utf-8", newline=""
        )
    add_other_captures(tables)
    resources = [write_table(where, name, rows) for name, rows in tables.items()]
    descriptor = {
        "name": "mubiao-specimens" if specimens else "mubiao",
        "title": "Invented notices",
        "version": version,
        "created": created,
        "licenses": [
            {"name": "CC-BY-4.0", "title": "CC BY 4.0", "title_zh": "知识共享署名 4.0"}
        ],
        "resources": resources,
    }
    (where / "datapackage.json").write_text(
        json.dumps(descriptor, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return where


def write_table(where: Path, name: str, rows: list[Row]) -> Row:
    fields = schemas()[name]["fields"]
    schema = pa.schema([(field["name"], TYPES[field["type"]]) for field in fields])
    rows.sort(key=lambda row: [str(row.get(key)).zfill(9) for key in order_of(name)])
    full = [{field["name"]: row.get(field["name"]) for field in fields} for row in rows]
    unknown = {key for row in rows for key in row} - {field["name"] for field in fields}
    assert not unknown, (name, unknown)
    table = pa.Table.from_pylist(full, schema=schema)
    path = where / "data" / f"{name}.parquet"
    pq.write_table(table, path, compression="snappy")
    data = path.read_bytes()
    return {
        "name": name,
        "path": f"data/{name}.parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        "schema": schemas()[name],
    }


def order_of(name: str) -> list[str]:
    return list(schemas()[name]["rowOrder"])


def add_other_captures(tables: dict[str, list[Row]]) -> None:
    """Add a capture of every other outcome, one with a script in its name."""
    first = tables["notices"][0]["notice_id"] if tables["notices"] else None
    for status, reason, name, notice in (
        ("no_data", "no notice was found in it", "news.html", None),
        (
            "quarantined",
            "the file shows no words",
            "<script>alert(1)</script>.bin",
            None,
        ),
        ("duplicate", None, "copy.html", first),
    ):
        sha = digest(status)
        tables["captures"].append(
            {
                "capture_id": "c-" + sha[:16], "source_file": name, "sha256": sha,
                "media_type": "text/html", "bytes": 4096, "status": status,
                "reason": reason, "notice_id": notice, "notices": 0,
                "received_at": datetime(2026, 11, 2, tzinfo=UTC),
            }
        )  # fmt: skip


def write_changes(home: Path, versions: list[str]) -> None:
    """Write versions.json and each version's changes.csv, as a publisher would."""
    entries = []
    before: set[str] = set()
    for number in versions:
        where = home / number
        table = pq.read_table(where / "data" / "notices.parquet", columns=["notice_id"])
        held = set(table.column(0).to_pylist())
        with (where / "changes.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(
                [
                    "table",
                    "key",
                    "notice_id",
                    "change",
                    "column",
                    "old",
                    "new",
                    "reason",
                ]
            )
            for key in sorted(held - before):
                reason = "new_notice" if before else "first"
                writer.writerow(["notices", key, key, "added", "", "", "", reason])
        before = held
        described = json.loads((where / "datapackage.json").read_text("utf-8"))
        entries.append(
            {
                "version": number,
                "path": number,
                "created": described["created"],
                "manifest": digest(f"{number} {described['created']} {sorted(held)}"),
                "status": "current" if number == versions[-1] else "superseded",
            }
        )
    (home / "versions.json").write_text(
        json.dumps({"name": "mubiao", "versions": entries}), encoding="utf-8"
    )
