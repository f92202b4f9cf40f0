"""Other forms of a version's tables, all made from its Parquet files."""

from __future__ import annotations

from pathlib import Path

FOLDER = "downloads"


def write_all(version_dir: Path) -> None:
    """Write every other form into ``downloads/`` of a staged version."""
    (version_dir / FOLDER).mkdir()
