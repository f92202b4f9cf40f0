"""How near the rows come to annotated notices: floors that no change may sink below.

The notices and their annotations are no part of the project. The environment variable
MUBIAO_NOTICES names the notices' folder; MUBIAO_GOLD the annotations', where they do
not lie in ``gold`` beside it.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.model import Capture
from pipelines.reader import read
from pipelines.scoring import measure
from pipelines.tables.lay_out import lay_out

FLOORS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "floors.yml").read_text(encoding="utf-8")
)
RECEIVED = "2026-01-01T00:00:00Z"


def folders() -> tuple[Path, Path]:
    """The notices' folder and the annotations', or a skip that says what is missing."""
    named = os.environ.get("MUBIAO_NOTICES")
    if not named:
        pytest.skip("MUBIAO_NOTICES names no folder of notices")
    notices = Path(named)
    notices = notices.parent if notices.name == "seeds" else notices
    gold = Path(os.environ.get("MUBIAO_GOLD", notices.parent / "gold"))
    for folder in (notices, gold):
        if not folder.is_dir():
            pytest.skip(f"{folder} is no folder")
    return notices, gold


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Read every annotated notice, lay its rows down as CSV, and measure them."""
    notices, gold = folders()
    tables: dict[str, list[dict[str, object]]] = defaultdict(list)
    for path in sorted(gold.glob("*.json")):
        name = Path(json.loads(path.read_text(encoding="utf-8"))["source"]).name
        source = next(iter(sorted(notices.rglob(name))))
        data = source.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        capture = Capture(digest, name, "text/plain", len(data), RECEIVED)
        for table, rows in lay_out(read(capture, data), capture).items():
            tables[table] += rows
    version = tmp_path_factory.mktemp("version")
    for table, rows in tables.items():
        _write(version / f"{table}.csv", rows)
    found: dict[str, Any] = measure(version, gold, notices).figures()
    return found


def _write(path: Path, rows: list[dict[str, object]]) -> None:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        for row in rows:
            writer.writerow({k: _cell(v) for k, v in row.items()})


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


@pytest.mark.parametrize("name", FLOORS["f1"])
def test_f1_is_not_below_its_floor(figures: dict[str, Any], name: str) -> None:
    assert figures[name]["gold"] > 0
    assert figures[name]["f1"] >= FLOORS["f1"][name]


def test_metadata_is_not_below_its_floor(figures: dict[str, Any]) -> None:
    assert figures["notice metadata accuracy"] >= FLOORS["metadata"]
