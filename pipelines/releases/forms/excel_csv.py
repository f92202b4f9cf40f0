"""CSV for a double click in Excel: with a byte order mark and no formulas."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from pipelines.releases.cells import as_text
from pipelines.releases.engine import engine, literal, quoted
from pipelines.releases.reuse import Reuse
from pipelines.tables.schemas import TABLES, types

BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 20
# Excel takes a cell that begins so for a formula (OWASP, CSV injection).
FORMULA_MARKS = "=+-@\t\r"


def neutral(text: str) -> str:
    """Give a text cell that Excel takes for text: formula-like ones get a ``'``."""
    return f"'{text}" if text and text[0] in FORMULA_MARKS else text


def write_excel_csv(
    version_dir: Path,
    folder: Path,
    reuse: Reuse | None = None,
    same: Collection[str] = (),
) -> None:
    """Write ``<table>.excel.csv`` for every table; of *same* tables link the last.

    The name tells it from the canonical ``<table>.csv``: a tool that looks for a table
    by its file name must not meet the neutralised cells.
    """
    folder.mkdir()
    with engine(version_dir / ".spill") as connection:
        for table in TABLES:
            name = f"{folder.relative_to(version_dir).as_posix()}/{table}.excel.csv"
            if reuse and table in same and reuse.link(version_dir, name):
                continue
            source = literal(version_dir / "data" / f"{table}.parquet")
            cells = ", ".join(
                f"{_cell(name, kind)} AS {quoted(name)}"
                for name, kind in types(table).items()
            )
            body = folder / f".{table}.part"
            connection.execute(
                f"COPY (SELECT {cells} FROM read_parquet({source})) "
                f"TO {literal(body)} (FORMAT csv, HEADER, NULLSTR '')"
            )
            _with_mark(body, folder / f"{table}.excel.csv")


def _cell(name: str, kind: str) -> str:
    column = quoted(name)
    if kind != "string":
        return as_text(column, kind)
    marks = ", ".join(f"chr({ord(mark)})" for mark in FORMULA_MARKS)
    return (
        f"CASE WHEN left({column}, 1) IN ({marks}) THEN chr(39) || {column} "
        f"ELSE {column} END"
    )


def _with_mark(body: Path, path: Path) -> None:
    with body.open("rb") as source, path.open("wb") as file:
        file.write(BOM)
        while chunk := source.read(_CHUNK):
            file.write(chunk)
    body.unlink()
