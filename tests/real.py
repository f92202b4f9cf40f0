"""The real notices, which are no part of the project, where they are at hand.

The environment variable MUBIAO_NOTICES names the folder that holds ``seeds/`` and
``more/``, or its ``seeds/``. Tests that read them are skipped where it is unset, and only
there: a folder or a notice that is not found then is an error.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

NAMED = os.environ.get("MUBIAO_NOTICES")
UNNAMED = "MUBIAO_NOTICES names no folder of notices"
needs_notices = pytest.mark.skipif(not NAMED, reason=UNNAMED)


def folder() -> Path:
    """The folder that holds ``seeds/``."""
    assert NAMED, UNNAMED
    named = Path(NAMED)
    found = named.parent if named.name == "seeds" else named
    assert (found / "seeds").is_dir(), f"{found} holds no seeds/"
    return found


def texts() -> list[Path]:
    """All notices that are plain text, none where the variable is unset."""
    found = sorted(folder().rglob("*.txt")) if NAMED else []
    assert found or not NAMED, f"{NAMED} holds no text"
    return found


def one(pattern: str) -> Path:
    """The one notice whose file's name matches *pattern*."""
    [found] = folder().rglob(pattern)
    return found
