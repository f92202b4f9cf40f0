"""All forms of the tables say the same, cell by cell, as the canonical CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

from pipelines.releases import Published
from pipelines.releases.engine import changes_query, engine
from pipelines.releases.forms import databases, slices
from pipelines.releases.forms.databases import VIEWS
from pipelines.releases.forms.duckdb_identity import HEADER, settle_identity
from pipelines.releases.forms.excel_csv import BOM, FORMULA_MARKS, neutral
from pipelines.tables.schemas import TABLES, columns, primary_key, schema, types

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")

Cells = list[tuple[str, ...]]


def canonical(folder: Path, table: str) -> Cells:
    with (folder / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert tuple(head) == columns(table)
    return [tuple(row) for row in rows]


def spelled(value: Any, kind: str) -> str:
    """Spell a typed value as the canonical CSV does."""
    if value is None:
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "number":
        return f"{Decimal(repr(float(value))).normalize():f}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def spell(table: str, rows: list[tuple[Any, ...]]) -> Cells:
    kinds = list(types(table).values())
    return [
        tuple(spelled(v, k) for v, k in zip(row, kinds, strict=True)) for row in rows
    ]


def parquet(folder: Path, table: str) -> Cells:
    read = pq.read_table(folder / "data" / f"{table}.parquet")
    return spell(table, [tuple(row.values()) for row in read.to_pylist()])


def in_duckdb(folder: Path, table: str) -> Cells:
    with duckdb.connect(
        str(folder / "downloads" / "mubiao.duckdb"), read_only=True
    ) as base:
        return spell(table, base.execute(f'SELECT * FROM "{table}"').fetchall())


def in_sqlite(folder: Path, table: str) -> Cells:
    base = sqlite3.connect(
        f"file:{folder / 'downloads' / 'mubiao.sqlite'}?mode=ro", uri=True
    )
    try:
        return spell(table, base.execute(f'SELECT * FROM "{table}"').fetchall())
    finally:
        base.close()


def in_workbook(folder: Path, table: str) -> Cells:
    book = openpyxl.load_workbook(folder / "downloads" / "mubiao.xlsx", read_only=True)
    head, *rows = book[table].iter_rows(values_only=True)
    assert head == columns(table)
    book.close()
    return spell(table, [tuple(row) for row in rows])


def in_excel_csv(folder: Path, table: str) -> Cells:
    path = folder / "downloads" / "excel" / f"{table}.excel.csv"
    assert path.read_bytes().startswith(BOM)
    with path.open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file)
    kinds = list(types(table).values())

    def original(cell: str, kind: str) -> str:
        quoted = (
            kind == "string" and cell[:1] == "'" and cell[1:2] in set(FORMULA_MARKS)
        )
        return cell[1:] if quoted else cell

    return [
        tuple(original(c, k) for c, k in zip(row, kinds, strict=True)) for row in rows
    ]


FORMS = [parquet, in_duckdb, in_sqlite, in_workbook, in_excel_csv]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("table", TABLES)
def test_a_form_equals_the_canonical_csv(
    published: Published, table: str, form: Callable[[Path, str], Cells]
) -> None:
    mine = canonical(published.path, table)
    if form is in_workbook:  # XML has no control characters
        mine = [tuple(FORBIDDEN.sub("\ufffd", cell) for cell in row) for row in mine]
    assert form(published.path, table) == mine
    assert mine or table in {"findings", "corrections"}


def test_the_canonical_csv_is_plain(published: Published) -> None:
    for table in TABLES:
        data = (published.path / "data" / f"{table}.csv").read_bytes()
        assert not data.startswith(BOM)
        assert data.endswith(b"\n")
        assert b"nan" not in data.lower().replace(b"finance", b"")


def test_formulas_are_neutral_only_where_a_spreadsheet_reads(
    published: Published,
) -> None:
    formula = "=cmd|' /C calc'!A0.html"
    [plain] = [
        c
        for row in canonical(published.path, "captures")
        for c in row
        if c.startswith("=")
    ]
    assert plain == formula
    excel = (published.path / "downloads" / "excel" / "captures.excel.csv").read_text(
        encoding="utf-8-sig"
    )
    assert f",'{formula}," in excel
    book = openpyxl.load_workbook(published.path / "downloads" / "mubiao.xlsx")
    cells = [
        cell
        for row in book["captures"].iter_rows()
        for cell in row
        if cell.value == formula
    ]
    assert [cell.data_type for cell in cells] == ["s"]
    assert all(cell.quotePrefix for cell in cells)


@pytest.mark.parametrize("mark", FORMULA_MARKS)
def test_every_mark_of_a_formula_is_neutralised(mark: str) -> None:
    assert neutral(f"{mark}1") == f"'{mark}1"
    assert neutral(f"1{mark}") == f"1{mark}"


def test_the_workbook_says_first_what_to_know_of_each_table(
    published: Published,
) -> None:
    book = openpyxl.load_workbook(published.path / "downloads/mubiao.xlsx")
    head, *told = book.worksheets[0].iter_rows(values_only=True)
    assert head == ("table", "rows", "title", "know_before_use", "note")
    assert [row[0] for row in told] == list(TABLES)
    for table, rows, _, limits, note in told:
        assert rows == len(canonical(published.path, str(table)))
        assert str(limits).split("\n") == [
            *schema(str(table))["limits"],
            *schema(str(table))["limits_zh"],
        ]
        assert note is None


def test_the_databases_hold_keys_and_views(published: Published) -> None:
    downloads = published.path / "downloads"
    targets = len(canonical(published.path, "targets"))
    with duckdb.connect(str(downloads / "mubiao.duckdb"), read_only=True) as base:
        kinds = {
            row[0]
            for row in base.execute(
                "SELECT DISTINCT constraint_type FROM duckdb_constraints()"
            ).fetchall()
        }
        assert {"PRIMARY KEY", "NOT NULL"} <= kinds
        for view in VIEWS:
            assert base.execute(f"SELECT count(*) FROM {view}").fetchall()[0][0] > 0
    base = sqlite3.connect(downloads / "mubiao.sqlite")
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("SELECT count(*) FROM commitments").fetchone() == (targets,)
    assert len(base.execute("PRAGMA foreign_key_list(targets)").fetchall()) == 5
    base.close()


def test_a_large_duckdb_has_no_keys_but_the_same_small_blocks(
    version: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # In larger blocks stray bytes of memory would reach the file.
    monkeypatch.setattr(databases, "MOST_INDEXED", 0)
    path = tmp_path / "large.duckdb"
    databases.write_duckdb(version, path)
    with duckdb.connect(str(path), read_only=True) as base:
        said = base.execute("SELECT block_size FROM pragma_database_size()")
        assert {row[0] for row in said.fetchall()} == {16_384}
        keys = base.execute(
            "SELECT table_name FROM duckdb_constraints() "
            "WHERE constraint_type = 'PRIMARY KEY'"
        ).fetchall()
    filled = {name for name in TABLES if parquet(version, name)}
    assert filled.isdisjoint(name for (name,) in keys)


def test_a_long_table_of_sqlite_has_its_key_as_an_index(
    version: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plain, path = tmp_path / "short.sqlite", tmp_path / "long.sqlite"
    databases.write_sqlite(version, plain)
    monkeypatch.setattr(databases, "MOST_INDEXED", 0)
    databases.write_sqlite(version, path)
    with sqlite3.connect(path) as base, sqlite3.connect(plain) as other:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        for name in TABLES:
            query = f"SELECT * FROM {name} ORDER BY rowid"
            rows = base.execute(query).fetchall()
            assert rows == other.execute(query).fetchall()
            if rows:
                keys = base.execute(f"PRAGMA index_info({name}_key)").fetchall()
                assert [key[2] for key in keys] == [primary_key(name)]
                with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
                    base.execute(f"INSERT INTO {name} {query} LIMIT 1")


def test_a_duckdb_file_of_another_layout_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    path.write_bytes(b"\0" * 8 + b"DUCK" + b"x" * HEADER * 3)
    before = path.read_bytes()
    assert not settle_identity(path)
    assert path.read_bytes() == before


def test_annotations_select_the_quote_by_place_and_by_words(
    published: Published,
) -> None:
    lines = (
        (published.path / "downloads" / "targets.jsonl")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    assert len(lines) == len(canonical(published.path, "targets"))
    for line in lines:
        one = json.loads(line)
        assert one["@context"] == "http://www.w3.org/ns/anno.jsonld"
        place, words = one["target"]["selector"]
        text = (published.path / one["target"]["source"]).read_bytes().decode()
        assert text[place["start"] : place["end"]] == words["exact"]
        assert f"{words['prefix']}{words['exact']}{words['suffix']}" in text


@pytest.mark.parametrize(
    ("folder", "column"), [("regions", "region_code"), ("indicators", "indicator_id")]
)
def test_slices_part_the_targets(
    published: Published, folder: str, column: str
) -> None:
    place = columns("targets").index(column)
    found: Cells = []
    for path in sorted((published.path / "downloads" / folder).iterdir()):
        with path.open(encoding="utf-8", newline="") as file:
            _, *rows = csv.reader(file)
        assert {row[place] for row in rows} == {path.stem}
        found += [tuple(row) for row in rows]
    mine = [row for row in canonical(published.path, "targets") if row[place]]
    assert sorted(found) == sorted(mine) != []


def test_the_form_of_a_list_of_changes_is_not_guessed(tmp_path: Path) -> None:
    """Of many plain rows one would guess that nothing is quoted."""
    path = tmp_path / "changes.csv"
    plain = "".join(f"targets,t-{n},n-1,added,,,,new_notice\n" for n in range(25_000))
    long = "长" * 1_500_000
    path.write_text(
        "table,key,notice_id,change,column,old,new,reason\n"
        f'{plain}captures,c-1,n-1,changed,reason,,"one, ""two""\nthree",rule\n'
        f"sections,s-1,n-1,changed,text,{long},,rule\n",
        encoding="utf-8",
    )
    with engine(tmp_path / "spill") as connection:
        rows = connection.execute(
            f"SELECT new, length(old) FROM ({changes_query(path)}) "
            "WHERE change = 'changed' ORDER BY key"
        ).fetchall()
    assert rows == [('one, "two"\nthree', None), (None, len(long))]


def test_a_carriage_return_in_a_slice_stays_in_its_cell() -> None:
    cells = ["a", "b\r", 'c"d', "", "e,f", "g h", "i\nj"]
    line = slices._line(cells)
    assert next(csv.reader(io.StringIO(line, newline=""))) == cells
    plain = ["a", 'c"d', "", "e,f", "g h", "i\nj", " k", "#"]
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerow(plain)
    assert slices._line(plain) == written.getvalue()
