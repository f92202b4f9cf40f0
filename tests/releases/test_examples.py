"""The examples for researchers run as they stand, on a published version."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.releases import Published
from pipelines.resources import folder
from tests.needs import require

PAGE = folder("datapackages") / "mubiao" / "examples.md"
BLOCK = re.compile(
    r"^## (?P<title>.+?)$|^```(?P<language>python|r)\n(?P<code>.*?)^```$", re.M | re.S
)


def examples() -> list[tuple[str, str, str]]:
    found, title = [], ""
    for match in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        title = match["title"] or title
        if match["code"]:
            found.append((title, match["language"], match["code"]))
    return found


EXPECTED = {"pandas", "Arrow", "DuckDB", "SQLite", "frictionless", "R"}


def test_every_tool_has_an_example() -> None:
    assert {title for title, _, _ in examples()} == EXPECTED


@pytest.mark.parametrize(
    ("title", "language", "code"),
    examples(),
    ids=lambda part: part if len(part) < 20 else "",
)
def test_an_example_runs(
    published: Published, tmp_path: Path, title: str, language: str, code: str
) -> None:
    program = sys.executable if language == "python" else shutil.which("Rscript")
    require(program is not None, "r-base-core")
    script = tmp_path / f"example.{language}"
    script.write_text(code, encoding="utf-8")
    done = subprocess.run(
        [str(program), str(script)],
        cwd=published.path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip(), title
