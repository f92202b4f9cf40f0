"""Read annotated notices, lay their rows down as CSV, and measure them."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path

from pipelines.model import Capture
from pipelines.reader import read
from pipelines.scoring import Score, measure
from pipelines.tables.lay_out import lay_out
from tests import real

RECEIVED = "2026-01-01T00:00:00Z"
HERE = Path(__file__).parent


@dataclass(frozen=True)
class GoldSet:
    """Annotated notices: the annotations, the files, and the texts they quote."""

    name: str
    gold: Path
    notices: Path
    sources: tuple[Path, ...]


def _kept(name: str) -> GoldSet:
    folder = HERE / name
    places = (folder / "sources", folder / "notices")
    return GoldSet(name, folder / "gold", folder / "notices", places)


SETS = tuple(map(_kept, ("invented", "recent", "hard", "ordinary")))


def real_set() -> GoldSet | None:
    """The real notices, if the environment names them."""
    if not real.NAMED:
        return None
    notices = real.folder()
    gold = Path(os.environ.get("MUBIAO_GOLD", notices.parent / "gold"))
    assert gold.is_dir(), f"{gold} is no folder"
    return GoldSet("real", gold, notices, (notices,))


def measured(which: GoldSet, scratch: Path) -> tuple[Score, int]:
    """Measure a set; give the score and the number of notices."""
    tables: dict[str, list[dict[str, object]]] = defaultdict(list)
    sources = scratch / "sources"
    sources.mkdir()
    names = list(_named(which))
    for name in names:
        path = _find(name, which.notices)
        (sources / name).write_bytes(_find(name, *which.sources).read_bytes())
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        form = guess_type(name)[0] or "text/plain"
        capture = Capture(digest, name, form, len(data), RECEIVED)
        for table, rows in lay_out(read(capture, data), capture).items():
            tables[table] += rows
    for table, rows in tables.items():
        _write(scratch / f"{table}.csv", rows)
    return measure(scratch, which.gold, sources), len(names)


def _named(which: GoldSet) -> Iterator[str]:
    for path in sorted(which.gold.glob("*.json")):
        yield Path(json.loads(path.read_text(encoding="utf-8"))["source"]).name


def _find(name: str, *folders: Path) -> Path:
    return next(path for folder in folders for path in sorted(folder.rglob(name)))


def _write(path: Path, rows: list[dict[str, object]]) -> None:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        for row in rows:
            writer.writerow({k: _cell(v) for k, v in row.items()})


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value
