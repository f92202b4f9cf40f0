"""What some tests need of the machine: skipped where it is missing, unless nothing may be.

Continuous integration installs all programs and sets MUBIAO_COMPLETE=1: there, a test
that misses something runs and fails, so that no check is lost without a word.
"""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest

_COMPLETE = os.environ.get("MUBIAO_COMPLETE", "") not in ("", "0")


def needs(there: bool, package: str) -> pytest.MarkDecorator:
    """Mark a test that needs what Debian's *package* brings; *there*: it is there."""
    return pytest.mark.skipif(
        not there and not _COMPLETE, reason=f"needs Debian's {package}"
    )


def require(there: bool, package: str) -> None:
    """Skip a test at run time, from a fixture: see ``needs``."""
    if not there:
        lacks(f"Debian's {package}")


def lacks(what: str) -> NoReturn:
    """Skip a test at run time that lacks something, or fail it where nothing may lack."""
    (pytest.fail if _COMPLETE else pytest.skip)(f"needs {what}")


needs_office = needs(
    shutil.which("soffice") is not None,
    "libreoffice-writer-nogui and libreoffice-calc-nogui",
)
