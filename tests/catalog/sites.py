"""What two sites are compared by: the bytes of their files, and their manifests."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from pipelines.catalog.manifest import NAME, Manifest


def contents(site: Path) -> dict[str, bytes]:
    """Give the bytes of each file; of the manifest, whose bytes tell how it grew, what
    it says.
    """
    found = {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.name != NAME
    }
    with closing(Manifest(site)) as manifest:
        units = [[name, held.inputs, held.paths()] for name, held in manifest.units()]
    return {**found, NAME: repr(units).encode()}
