"""One small collection, published once for all tests that only read."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from pathlib import Path

import pytest

from pipelines.releases import Candidate, Published, publish
from tests.releases.factory import Notice, Row, lay_down

WHEN = dt.datetime(2026, 1, 6, 8, 0, tzinfo=dt.UTC)
FORMULA = "=cmd|' /C calc'!A0"


# Control characters, line ends of all sorts, marks that a CSV or JSON line could trip on.
ODD = "\x00\x01\x0b\x0c\r\u2028\x85😀\ufeff\t\"',;\n\n=1+1\u200b \ue000"


def oddity() -> Notice:
    """A notice whose words hold what a decoder may let through."""
    notice = Notice("怪", ["1", "2"], extra=ODD)
    start = notice.text.index(ODD)
    notice.rows["citations"][0].update(
        quote=ODD, char_start=start, char_end=start + len(ODD), title="\r"
    )
    notice.rows["tasks"][0]["text"] = ODD
    notice.rows["targets"][0].update(population="\r\n", reference='""')
    notice.rows["targets"][1].update(population=" \t ", reference="NULL")
    return notice


def collection() -> list[Notice]:
    return [
        oddity(),
        Notice("甲", ["32", "45.5", "0.07"]),
        Notice("乙", ["25000"], extra='“引号”，逗号,"双引号"\t制表'),
        Notice(FORMULA, ["10", "11"]),
    ]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Candidate:
    """Shards and texts of the small collection; only to be read."""
    return Candidate(*lay_down(tmp_path_factory.mktemp("store"), collection()))


@pytest.fixture(scope="session")
def published(store: Candidate, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The small collection as version 1.0.0; only to be read."""
    return publish(store, tmp_path_factory.mktemp("output"), created=WHEN)


@pytest.fixture
def version(published: Published, tmp_path: Path) -> Path:
    """A copy of the published version that a test may break."""
    return Path(shutil.copytree(published.path, tmp_path / "1.0.0"))


A, B, C = ("甲", ["32", "45.5"]), ("乙", ["10"]), ("丙", ["7"])


@pytest.fixture(scope="session")
def three_offers(tmp_path_factory: pytest.TempPathFactory) -> list[Candidate]:
    folder = tmp_path_factory.mktemp("offers")
    corrected = Notice(*A)
    corrected.rows["targets"][0]["value"] = 33.0
    collections = [
        [Notice(*A)],
        [Notice(*A), Notice(*B)],
        [corrected, Notice(*B)],
    ]
    return [
        Candidate(*lay_down(folder / str(k), some))
        for k, some in enumerate(collections)
    ]


@pytest.fixture(scope="session")
def three(
    three_offers: list[Candidate], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Versions 1.0.0, 1.1.0 and 1.1.1."""
    output = tmp_path_factory.mktemp("three")
    versions = [publish(offer, output, created=WHEN).version for offer in three_offers]
    assert versions == ["1.0.0", "1.1.0", "1.1.1"]
    return output


@pytest.fixture
def output(three: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(three, tmp_path / "out"))


def offer(
    folder: Path, *notices: Notice, entries: dict[str, list[Row]] | None = None
) -> Candidate:
    shutil.rmtree(folder / "tables", ignore_errors=True)
    return Candidate(*lay_down(folder, list(notices), entries=entries))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
