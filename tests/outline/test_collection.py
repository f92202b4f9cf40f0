"""Real notices, where a collection of them is at hand (``MUBIAO_NOTICES``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.model import Document, NoticeText
from pipelines.outline import outline
from pipelines.text import mend
from tests import real

from .notices import covered

pytestmark = real.needs_notices


def opened(path: Path) -> Document:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return Document(file.read(), "text/plain")


def left_out(document: Document, notices: tuple[NoticeText, ...]) -> str:
    """The characters of a page that no part of its reading accounts for."""
    seen: set[int] = set()
    for notice in notices:
        seen.update(notice.head.origins, notice.body.origins)
        spans = [*notice.skipped, *(repair.span for repair in notice.repairs)]
        for span in spans:
            seen.update(range(span.start, span.end))
    return "".join(
        character
        for place, character in enumerate(document.text)
        if place not in seen
        and not character.isspace()
        and character not in "-—―–\ufeff"
    )


@pytest.mark.parametrize("path", real.texts(), ids=lambda path: path.stem)
def test_every_character_of_a_page_is_accounted_for(path: Path) -> None:
    document = opened(path)
    notices = mend(document)
    assert len(notices) == 1
    assert left_out(document, notices) == ""
    covered(notices[0], outline(notices[0]))


@pytest.mark.parametrize(
    ("stem", "tasks"), [("001_", 36), ("002_", 32), ("003_", 32), ("004_", 96)]
)
def test_number_of_tasks(stem: str, tasks: int) -> None:
    (notice,) = mend(opened(real.one(f"{stem}*.txt")))
    assert sum(item.is_task for item in outline(notice).items) == tasks
