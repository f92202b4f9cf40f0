"""Digests of the code and data that can change a step's outcome.

Where a digest is as it was at the last build, and so are the inputs, the step has
nothing to do. The reader's own is ``pipelines.reader.reader_version``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pipelines.resources import folder

_CODE = Path(__file__).resolve().parent.parent


@cache
def tables_version() -> str:
    """Give the digest of what can change a row: tables, links, registers, schemas."""
    return _digest(
        [
            _CODE / "model",
            _CODE / "tables",
            _CODE / "linking",
            _CODE / "lexicons",
            folder("datapackages"),
        ]
    )


@cache
def checks_version() -> str:
    """Give the digest of what can change a verdict, the tables apart."""
    return _digest([_CODE.parent / "expectations"])


@cache
def release_version() -> str:
    """Give the digest of what can change a version, its tables apart."""
    return _digest([_CODE / "releases", folder("datapackages")])


@cache
def site_version() -> str:
    """Give the digest of what can change the site, the version it shows apart."""
    return _digest([_CODE / "catalog", folder("site")])


def _digest(places: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for place in places:
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(place)}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
