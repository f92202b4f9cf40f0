"""A version in the making: everything is written and checked in a hidden folder."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.errors import CheckFailed
from pipelines.releases import changelog, descriptor, durable, forms, metadata, quality
from pipelines.releases.assemble import Tables
from pipelines.releases.beside import Begin, when_asked
from pipelines.releases.candidate import Candidate
from pipelines.releases.csv_checks import broken_csv
from pipelines.releases.difference import CHANGES, Difference, compare, schema_changes
from pipelines.releases.engine import engine, literal
from pipelines.releases.evidence_checks import broken_evidence
from pipelines.releases.forms.workbook import Index
from pipelines.releases.manifest import MANIFEST, manifest
from pipelines.releases.readme import readme
from pipelines.releases.rekeyed import REKEYED, add_history, write_rekeyed
from pipelines.releases.reuse import Reuse
from pipelines.releases.row_checks import broken_rows
from pipelines.releases.standard_checks import (
    FrictionlessReport,
    ask_frictionless,
    broken_profile,
)
from pipelines.tables.schemas import TABLES, schema

SPILL = ".spill"
# The share of a table's rows that may go without somebody saying that they should.
DROP_BOUND = 0.10
# Below this many rows a table may shrink freely: one notice would be a large share.
DROP_FLOOR = 50


@dataclass(frozen=True, slots=True)
class Work:
    """What was begun of a version: checks of every row, and other forms of tables."""

    checks: Sequence[Callable[[], list[str]]]
    forms: forms.Begun


@dataclass(frozen=True, slots=True)
class Stage:
    """A staged folder and the version that it would follow."""

    folder: Path
    candidate: Candidate
    previous: Path | None
    tables: Tables
    reuse: Reuse = field(default_factory=Reuse)
    begin: Begin = when_asked

    def begin_work(self) -> Work:
        """Begin what takes long and needs the tables alone; first what looks at rows.

        A check says what is broken.
        """
        checks = [
            self.begin(broken_rows, self.folder, self.folder / SPILL),
            self.begin(broken_evidence, self.folder),
            self.begin(broken_csv, self.folder),
        ]
        written = forms.Begun.of_tables(
            self.folder, self.tables.digests, self.reuse, self.begin
        )
        return Work(checks, written)

    def difference(self) -> Difference:
        """Compare with the last version and write ``changes.csv``."""
        found = compare(
            self.previous, self.folder, self.folder / CHANGES, self.folder / SPILL
        )
        found.rekeyed = write_rekeyed(
            self.previous,
            self.folder,
            self.folder / CHANGES,
            self.folder / REKEYED,
            self.folder / SPILL,
        )
        if self.previous:
            old = json.loads((self.previous / descriptor.DESCRIPTOR).read_bytes())
            found.schema = schema_changes(
                {part["name"]: part["schema"] for part in old["resources"]},
                {table: schema(table) for table in TABLES},
            )
            found.metadata = _words(old) != _words(self._describe("", "", None))
        return found

    def complete(
        self,
        work: Work,
        version: str,
        created: str,
        difference: Difference,
        chain: Mapping[str, str] | None,
    ) -> Index:
        """Write the descriptor and all that follows from it, check, then seal.

        *work* was begun before the *difference* was told. Gives the index of the
        workbook, for the note: see ``reuse``.

        Raises:
            CheckFailed: a check is broken; its rows are named.
        """
        described = self._describe(version, created, chain)
        self._put(descriptor.DESCRIPTOR, durable.to_json(described))
        written = work.forms.go_on()
        frictionless = self._check(described, work.checks)
        add_history(self.folder / REKEYED, self.previous, version)
        before = chain["version"] if chain else None
        changes = changelog.as_json(difference, version, before)
        self._put("changes.json", durable.to_json(changes))
        words = changelog.as_text(
            difference, version, created, before, self._moved_notices(difference)
        )
        self._put("CHANGELOG.md", words.encode())
        report = quality.report(
            self.folder, described, frictionless, self.candidate.quality
        )
        self._put("quality.json", durable.to_json(report))
        self._put("README.md", readme(described).encode())
        metadata.write_all(self.folder, described)
        downloads, index = written()
        known = {**self.tables.digests, **downloads}
        self._put(MANIFEST, manifest(self.folder, known))
        return index

    def _describe(
        self, version: str, created: str, chain: Mapping[str, str] | None
    ) -> dict[str, Any]:
        return descriptor.describe(
            self.folder,
            version=version,
            created=created,
            tables=self.tables,
            notices=notices(self.folder),
            specimens=self.candidate.specimens,
            site_url=self.candidate.site_url,
            previous=chain,
        )

    def _put(self, name: str, data: bytes) -> None:
        durable.write(self.folder / name, data)

    def _check(
        self, described: Mapping[str, Any], checks: Iterable[Callable[[], list[str]]]
    ) -> FrictionlessReport:
        found = broken_profile(described)
        for broken in checks:
            found += broken()
        _give_back()
        if not found:
            # Frictionless last: it is slow, and says less of the rows than the others.
            changes = self.folder / CHANGES if self.previous else None
            asked = ask_frictionless(self.folder, changes)
            if not asked.faults:
                return asked
            found = asked.faults
        raise CheckFailed("the tables break their checks:\n" + "\n".join(found))

    def _moved_notices(self, difference: Difference) -> list[tuple[str, str, str]]:
        """Give the first notices that came and went, with their titles."""
        change = difference.tables["notices"]
        spill = self.folder / SPILL
        found = []
        if change.added:
            found += _titles("added", self.folder, self.previous, spill)
        if change.removed and self.previous:
            found += _titles("removed", self.previous, self.folder, spill)
        return found


def _titles(
    change: str, version_dir: Path, other: Path | None, spill: Path
) -> list[tuple[str, str, str]]:
    """Give the first notices of a version that *other*, if there is one, lacks."""
    mine, theirs = (
        f"read_parquet({literal(folder / 'data' / 'notices.parquet')})"
        for folder in (version_dir, other or version_dir)
    )
    lacked = f"ANTI JOIN {theirs} t USING (notice_id)" if other else ""
    with engine(spill) as connection:
        rows = connection.execute(
            f"SELECT notice_id, title FROM {mine} m {lacked} "
            f"ORDER BY notice_id LIMIT {changelog.SHOWN}"
        ).fetchall()
    return [(change, key, title or "?") for key, title in rows]


def dropped(difference: Difference) -> list[str]:
    """Give a sentence for each table that would lose more rows than is allowed."""
    return [
        f"{table}: {change.removed:,} of {change.before:,} rows would go"
        for table, change in difference.tables.items()
        if change.before >= DROP_FLOOR
        and change.before - change.after > DROP_BOUND * change.before
    ]


def notices(version_dir: Path) -> Iterator[dict[str, Any]]:
    """Give the notices of a version, sorted by id, with their source columns."""
    import pyarrow.parquet as pq

    names = ["notice_id", "title", "source_file", "source_url", "sha256"]
    file = pq.ParquetFile(version_dir / "data" / "notices.parquet")
    for batch in file.iter_batches(10_000, columns=names):
        yield from batch.to_pylist()


def copy_texts(candidate: Candidate, folder: Path, previous: Path | None) -> None:
    """Lay the notices' texts into the version.

    A text that the last version holds unchanged is linked, not copied: versions are
    never rewritten, so they may share what did not change.
    """
    texts = folder / "texts"
    texts.mkdir()
    for row in notices(folder):
        name = f"{row['notice_id']}.txt"
        source = candidate.texts_dir / name
        if not source.is_file():
            raise CheckFailed(f"{name}: the text of this notice is missing")
        _link_or_copy(source, previous / "texts" / name if previous else None, texts)


def _link_or_copy(source: Path, held: Path | None, folder: Path) -> None:
    data = source.read_bytes()
    path = folder / source.name
    if held is not None and held.is_file() and held.read_bytes() == data:
        try:
            os.link(held, path)
        except OSError:  # another file system, or one that knows no links
            durable.write(path, data)
    else:
        durable.write(path, data)


def _give_back() -> None:
    """Let the system have the memory that Arrow keeps for later."""
    import pyarrow as pa

    pa.default_memory_pool().release_unused()


def _words(described: Mapping[str, Any]) -> Any:
    """Give the parts of a descriptor that people wrote, without what is computed."""
    computed = {
        "id",
        "version",
        "created",
        "citation",
        "previousVersion",
        "sources",
        "resources",
    }
    return {key: part for key, part in described.items() if key not in computed}
