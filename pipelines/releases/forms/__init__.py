"""Other forms of a version's tables, all made from its Parquet files.

The CSV files in ``data/`` are canonical. These forms hold the same cells for other
tools; only the two for spreadsheets neutralise what Excel would take for a formula.
"""

from __future__ import annotations

from pathlib import Path

from pipelines.releases.forms.annotations import write_annotations
from pipelines.releases.forms.databases import write_duckdb, write_sqlite
from pipelines.releases.forms.excel_csv import write_excel_csv
from pipelines.releases.forms.slices import write_slices
from pipelines.releases.forms.workbook import write_workbook

FOLDER = "downloads"


def write_all(version_dir: Path) -> None:
    """Write every other form into ``downloads/`` of a staged version."""
    folder = version_dir / FOLDER
    folder.mkdir()
    write_excel_csv(version_dir, folder / "excel")
    write_workbook(version_dir, folder / "mubiao.xlsx")
    write_duckdb(version_dir, folder / "mubiao.duckdb")
    write_sqlite(version_dir, folder / "mubiao.sqlite")
    write_annotations(version_dir, folder / "targets.jsonl")
    write_slices(version_dir, folder)
