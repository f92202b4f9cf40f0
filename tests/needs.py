"""What some tests need of the machine: where it is missing they fail, and name it.

``.ci/run`` lists what that is, and installs it.
"""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable
from typing import Any, NoReturn

import pytest

Test = Callable[..., Any]


def needs(there: bool, package: str) -> Callable[[Test], Test]:
    """Let a test that needs what Debian's *package* brings fail unless it is *there*."""

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def failing(*_: object, **__: object) -> None:
            lacks(f"Debian's {package}")

        return test if there else failing

    return decorate


def require(there: bool, package: str) -> None:
    """Let a fixture fail where something is not there: see ``needs``."""
    if not there:
        lacks(f"Debian's {package}")


def lacks(what: str) -> NoReturn:
    """Fail a test that lacks something."""
    pytest.fail(f"needs {what}; .ci/run installs what the tests need", pytrace=False)


needs_office = needs(
    shutil.which("soffice") is not None,
    "libreoffice-writer-nogui and libreoffice-calc-nogui",
)
