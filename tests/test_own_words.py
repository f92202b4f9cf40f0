"""Notices are input: no sentence of a real one stands in the project."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pipelines.documents import decode
from tests import real

ROOT = Path(__file__).parents[1]
RUN = 24
"""So many characters in a row are no name and no set phrase any more ..."""
HANZI = 16
"""... if so many of them are Chinese characters: rows of figures are facts."""


def folded(text: str) -> str:
    """A text without what differs between prints of it: white space and widths."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def runs(text: str) -> Iterator[str]:
    words = folded(text)
    for start in range(len(words) - RUN + 1):
        run = words[start : start + RUN]
        if len(re.findall(r"[\u4e00-\u9fff]", run)) >= HANZI:
            yield run


def tracked() -> Iterator[tuple[str, str]]:
    """The names and texts of all files of the project that are text with Chinese."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        try:
            yield name, path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue


def notices() -> list[Path]:
    files = (path for path in real.folder().rglob("*") if path.is_file())
    return sorted(path for path in files if path.suffix != ".tsv")


@real.needs_notices
def test_no_words_of_a_real_notice_stand_in_the_project() -> None:
    theirs = {
        run
        for path in notices()
        for run in runs(decode(path.read_bytes(), path.name).text)
    }
    assert len(theirs) > 100_000
    found = {
        name: shared
        for name, text in tracked()
        if (shared := [run for run in runs(text) if run in theirs])
    }
    assert not found
