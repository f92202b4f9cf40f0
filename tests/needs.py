"""Programs that some tests need: skipped where one is missing, unless none may be.

Continuous integration installs them all and sets MUBIAO_COMPLETE=1: there, a test whose
program is missing runs and fails, so that no check is lost without a word.
"""

from __future__ import annotations

import os
import shutil

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
        (pytest.fail if _COMPLETE else pytest.skip)(f"needs Debian's {package}")


needs_office = needs(
    shutil.which("soffice") is not None,
    "libreoffice-writer-nogui and libreoffice-calc-nogui",
)
