"""The pages about the data as files: what there is, what columns mean, how to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipelines.catalog import linked
from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame
from pipelines.catalog.version import digest, files_of

TABLES = (
    "notices",
    "tasks",
    "targets",
    "responsibilities",
    "deliverables",
    "milestones",
    "citations",
    "numerals",
    "findings",
    "corrections",
    "captures",
    "sections",
    "organizations",
    "indicators",
    "regions",
)
PREVIEW = 5


class DataPages:
    """Makes the page of all downloads and a page for each table."""

    name = "data"
    batch = 1

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.version = frame.version

    def units(self) -> Iterator[tuple[str, str]]:
        """Give one digest of all: these pages change with every version."""
        frame = self.frame
        number, created = self.version.number, self.version.created
        yield "all", digest(frame.inputs, number, created, frame.setting)

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Render the pages."""
        for key in ids:
            yield key, list(self._data())

    def _data(self) -> Iterator[Page]:
        descriptor = self.version.descriptor
        counts = {table: self.version.count(table) for table in TABLES}
        yield from self.frame.both(
            "data/index.html",
            "data.html",
            descriptor=descriptor,
            counts=counts,
            tables=TABLES,
            schemas=self.version.schemas,
            files=self._files(),
            forms={table: self._forms(table) for table in TABLES},
            dataset=linked.dataset(self.frame),
            address=self._address(),
            sample=self._sample(),
            bundles=self._bundles(),
            hashes=linked.hashes(descriptor),
        )
        for table in TABLES:
            yield from self.frame.both(
                f"data/{table}.html",
                "table.html",
                table=table,
                rows=counts[table],
                schema=self.version.schemas[table],
                forms=self._forms(table),
                preview=self._preview(table),
            )

    def _forms(self, table: str) -> list[str]:
        """Give the files that hold *table*, the canonical first."""
        stems = (f"data/{table}.csv", f"data/{table}.parquet")
        paths = (*stems, f"downloads/{table}.jsonl")
        return [path for path in paths if (self.version.home / path).is_file()]

    def _bundles(self) -> list[tuple[str, int]]:
        """Give the files that hold all tables at once: workbook, databases."""
        found = sorted((self.version.home / "downloads").glob("*.*"))
        return [
            (f"downloads/{path.name}", path.stat().st_size)
            for path in found
            if path.is_file()
        ]

    def _address(self) -> str:
        """Where this version lies: on the web where that is known, else in a folder."""
        base = (self.frame.setting.base_url or "").rstrip("/")
        return f"{base}/data/{self.version.number}/" if base else ""

    def _sample(self) -> str:
        """Give an indicator that many targets name, for the examples."""
        rows = self.version.ask(
            "SELECT indicator_id, count(*) AS n FROM targets "
            "WHERE indicator_id IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT 1"
        )
        return rows[0]["indicator_id"] if rows else ""

    def _preview(self, table: str) -> list[dict[str, Any]]:
        """Give the first rows: a version's files hold them in their table's order."""
        return self.version.ask(f'SELECT * FROM "{table}" LIMIT {PREVIEW}')

    def _files(self) -> list[tuple[str, int, str]]:
        """Give every file of the version: path, bytes, sha256 where it is listed."""
        sums = self.version.home / "SHA256SUMS"
        listed = sums.read_text("utf-8").splitlines() if sums.is_file() else []
        known = {line[66:]: line[:64] for line in listed}
        return [
            (name, path.stat().st_size, known.get(name, ""))
            for name, path in files_of(self.version.home)
        ]
