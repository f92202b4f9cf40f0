"""Other forms of a version's tables, all made from its Parquet files.

The CSV files in ``data/`` are canonical. These forms hold the same cells for other
tools; only the two for spreadsheets neutralise what Excel would take for a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.releases.beside import Begin, when_asked
from pipelines.releases.forms.annotations import Said, write_annotations
from pipelines.releases.forms.databases import write_duckdb, write_sqlite
from pipelines.releases.forms.excel_csv import write_excel_csv
from pipelines.releases.forms.parts import fresh_parts, fresh_rows
from pipelines.releases.forms.slices import SLICES, TABLE, write_slices
from pipelines.releases.forms.workbook import Index, Last, write_workbook
from pipelines.releases.manifest import digests_in
from pipelines.releases.reuse import Reuse
from pipelines.tables.schemas import TABLES

FOLDER = "downloads"
Digests = Mapping[str, str]
"""Digests of files by their path in the version."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The forms of a staged version in ``downloads/``, of which some are begun."""

    writer: _Writer
    begin: Begin
    digests: Sequence[Callable[[], Digests]]

    @classmethod
    def of_tables(
        cls,
        version_dir: Path,
        tables: Digests,
        reuse: Reuse | None = None,
        begin: Begin = when_asked,
    ) -> Begun:
        """Begin to write what needs the tables alone, what takes longest first.

        *tables* are the digests of the files in ``data/``. What *reuse* holds of
        tables that did not change is not made again.
        """
        (version_dir / FOLDER).mkdir()
        writer = _Writer.of(version_dir, tables, reuse or Reuse())
        pieces = (writer.sqlite, writer.duckdb, writer.excel, writer.slices)
        return cls(writer, begin, [begin(write) for write in pieces])

    def go_on(self) -> Callable[[], tuple[Digests, Index]]:
        """Begin the rest: ``changes.csv`` says what of it the last version holds.

        Gives what waits for the end, and then gives the digests of what was written
        and the index of the workbook, by which the next version takes parts of it.
        """
        digests = [*self.digests, self.begin(self.writer.annotations)]
        workbook = self.begin(self.writer.workbook)

        def finish() -> tuple[Digests, Index]:
            digest, index = workbook()
            parts = [digest, *(written() for written in digests)]
            return {name: part[name] for part in parts for name in part}, index

        return finish


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the forms of one version; ``same`` are the tables that did not change."""

    version_dir: Path
    reuse: Reuse
    same: frozenset[str]

    @classmethod
    def of(cls, version_dir: Path, tables: Digests, reuse: Reuse) -> _Writer:
        same = {
            table
            for table in TABLES
            if reuse.digests.get(name := f"data/{table}.parquet") == tables[name]
        }
        return cls(version_dir, reuse, frozenset(same))

    def sqlite(self) -> Digests:
        return self._database("mubiao.sqlite", write_sqlite)

    def duckdb(self) -> Digests:
        return self._database("mubiao.duckdb", write_duckdb)

    def annotations(self) -> Digests:
        name = f"{FOLDER}/targets.jsonl"
        if not (TABLE in self.same and self.reuse.link(self.version_dir, name)):
            write_annotations(
                self.version_dir, self.version_dir / name, self._said(name)
            )
        return digests_in(self.version_dir, name)

    def _said(self, name: str) -> Said | None:
        previous = self.reuse.previous
        if previous is None or not self.reuse.is_whole(name):
            return None
        fresh = fresh_rows(self.version_dir, previous, TABLE)
        return None if fresh is None else Said(previous / name, fresh)

    def excel(self) -> Digests:
        name = f"{FOLDER}/excel"
        folder = self.version_dir / name
        write_excel_csv(self.version_dir, folder, self.reuse, self.same)
        return digests_in(self.version_dir, name)

    def slices(self) -> Digests:
        write_slices(self.version_dir, self.version_dir / FOLDER, self.reuse)
        return digests_in(self.version_dir, *(f"{FOLDER}/{name}" for name in SLICES))

    def workbook(self) -> tuple[Digests, Index]:
        name = f"{FOLDER}/mubiao.xlsx"
        index = self._workbook(name)
        return digests_in(self.version_dir, name), index

    def _workbook(self, name: str) -> Index:
        path, reuse = self.version_dir / name, self.reuse
        if reuse.previous is None:
            return write_workbook(self.version_dir, path)
        if self._nothing_changed() and reuse.link(self.version_dir, name):
            return dict(reuse.workbook)
        last = None
        if reuse.is_whole(name):
            fresh = fresh_parts(self.version_dir, reuse.previous)
            last = Last(reuse.previous / name, reuse.workbook, fresh)
        return write_workbook(self.version_dir, path, last)

    def _database(self, file: str, write: Callable[[Path, Path], None]) -> Digests:
        name = f"{FOLDER}/{file}"
        if not (self._nothing_changed() and self.reuse.link(self.version_dir, name)):
            write(self.version_dir, self.version_dir / name)
        return digests_in(self.version_dir, name)

    def _nothing_changed(self) -> bool:
        return self.same == set(TABLES)
