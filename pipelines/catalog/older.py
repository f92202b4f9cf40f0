"""Manifests of sites that an earlier release made: their files are taken over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

LINES, JSON = ".mubiao-site.tsv", ".mubiao-site.json"
"""A line a unit (name, digest, paths, parted by tabs); before that, one object."""


def paths_in(site: Path) -> Iterator[str]:
    """Give the files that older manifests name, and these themselves."""
    for name, read in ((LINES, _in_lines), (JSON, _in_json)):
        if (site / name).is_file():
            yield name
            yield from read(site / name)


def _in_lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            unit, *rest = line.rstrip("\n").split("\t")
            if unit != "/":  # else the number of files in a folder
                yield from filter(None, rest[1:])


def _in_json(path: Path) -> Iterator[str]:
    for _, paths in json.loads(path.read_text("utf-8")).values():
        yield from paths
