"""Other forms of a version's tables, all made from its Parquet files.

The CSV files in ``data/`` are canonical. These forms hold the same cells for other
tools; only the two for spreadsheets neutralise what Excel would take for a formula.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipelines.releases.beside import Begin, when_asked
from pipelines.releases.forms.annotations import write_annotations
from pipelines.releases.forms.databases import write_duckdb, write_sqlite
from pipelines.releases.forms.excel_csv import write_excel_csv
from pipelines.releases.forms.parts import fresh_parts
from pipelines.releases.forms.slices import write_slices
from pipelines.releases.forms.workbook import Index, Last, write_workbook
from pipelines.releases.reuse import Reuse
from pipelines.tables.schemas import TABLES

FOLDER = "downloads"


def begin_all(
    version_dir: Path, reuse: Reuse | None = None, begin: Begin = when_asked
) -> Callable[[], Index]:
    """Begin to write every other form into ``downloads/`` of a staged version.

    What *reuse* holds of tables that did not change is not made again. Gives what
    waits for the end, and then gives the index of the workbook, by which the next
    version takes parts of it.
    """
    reuse = reuse or Reuse()
    folder = version_dir / FOLDER
    folder.mkdir()
    same = {
        table
        for table in TABLES
        if reuse.has_same(version_dir, f"data/{table}.parquet")
    }
    is_same = same == set(TABLES)
    # Those that take longest are begun first.
    others = [
        begin(_write, version_dir, f"{FOLDER}/{name}", write, reuse, is_same=made)
        for name, write, made in (
            ("mubiao.sqlite", write_sqlite, is_same),
            ("targets.jsonl", write_annotations, "targets" in same),
            ("mubiao.duckdb", write_duckdb, is_same),
        )
    ]
    others.append(begin(write_excel_csv, version_dir, folder / "excel", reuse, same))
    others.append(begin(write_slices, version_dir, folder, reuse))
    name = f"{FOLDER}/mubiao.xlsx"
    workbook = begin(_write_workbook, version_dir, name, reuse, is_same=is_same)

    def finish() -> Index:
        for other in others:
            other()
        return workbook()

    return finish


def _write(
    version_dir: Path,
    name: str,
    write: Callable[[Path, Path], None],
    reuse: Reuse,
    *,
    is_same: bool,
) -> None:
    """Write one file, or link the last version's if it would be the same."""
    if not (is_same and reuse.link(version_dir, name)):
        write(version_dir, version_dir / name)


def _write_workbook(
    version_dir: Path, name: str, reuse: Reuse, *, is_same: bool
) -> Index:
    if reuse.previous is None:
        return write_workbook(version_dir, version_dir / name)
    if is_same and reuse.link(version_dir, name):
        return dict(reuse.workbook)
    last = None
    if reuse.is_whole(name):
        fresh = fresh_parts(version_dir, reuse.previous)
        last = Last(reuse.previous / name, reuse.workbook, fresh)
    return write_workbook(version_dir, version_dir / name, last)
