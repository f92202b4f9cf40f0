"""Sites for tests, and what two are compared by: their bytes, and their manifests."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from pipelines.catalog import RenderResult, render
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


def site_of(home: Path, number: str, site: Path) -> RenderResult:
    return render(
        home / number, site, versions_index=home / "versions.json", specimens=True
    )
