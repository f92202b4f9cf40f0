"""Digests of the code and data that can change a step's outcome.

Where a digest is as it was at the last build, and so are the inputs, the step has
nothing to do. None of this code is imported for it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipelines.fingerprint import digest
from pipelines.resources import folder

_CODE = Path(__file__).resolve().parent.parent
_LAYS_OUT = ("claims", "corrected", "laying", "registers", "shards", "spoiled")


@cache
def reader_version() -> str:
    """Give the digest of all code and data that can change a reading (16 hex)."""
    return digest("pipelines.reader", "pipelines.collection.codec")


@cache
def decoder_version() -> str:
    """Give the digest of all code and data that can change a decoded document."""
    return digest("pipelines.documents")


@cache
def tables_version() -> str:
    """Give the digest of what can change a row: tables, links, registers, schemas."""
    return digest(
        *(f"pipelines.tables.{path.stem}" for path in (_CODE / "tables").glob("*.py")),
        "pipelines.linking",
        also=[
            *(_CODE / "collection" / f"{name}.py" for name in _LAYS_OUT),
            folder("datapackages") / "mubiao" / "schemas",
        ],
    )


@cache
def checks_version() -> str:
    """Give the digest of what can change a verdict, the tables apart."""
    return digest(also=[_CODE.parent / "expectations"])


@cache
def release_version() -> str:
    """Give the digest of what can change a version, its tables apart."""
    return digest(also=[_CODE / "releases", folder("datapackages")])


@cache
def site_version() -> str:
    """Give the digest of what can change the site, the version it shows apart."""
    return digest(also=[_CODE / "catalog", folder("site")])
