"""Catalogue metadata of a version, all made from its one descriptor."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = "metadata"


def write_all(
    version_dir: Path, described: Mapping[str, Any], changes: Mapping[str, Any]
) -> None:
    """Write every catalogue record into ``metadata/`` of a staged version."""
    (version_dir / FOLDER).mkdir()
