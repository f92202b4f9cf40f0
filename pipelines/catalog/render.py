"""A version becomes a site: what changed is rendered, the rest is left as it lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from pipelines.catalog.downloads import DataPages
from pipelines.catalog.explorer import ExplorerPages
from pipelines.catalog.files import StaticFiles
from pipelines.catalog.frame import Frame, Setting
from pipelines.catalog.gone import GonePages
from pipelines.catalog.history import History
from pipelines.catalog.listings import listings
from pipelines.catalog.notices import NoticePages
from pipelines.catalog.organizations import OrganizationPages
from pipelines.catalog.registers import IndicatorPages, RegionPages
from pipelines.catalog.releases import ReleasePages
from pipelines.catalog.search import SearchPages
from pipelines.catalog.speaking import SpeakingPages
from pipelines.catalog.version import Version, batched
from pipelines.catalog.web import WebPages
from pipelines.catalog.whole import WholePages
from pipelines.catalog.writer import Page, RenderResult, Writer
from pipelines.resources import folder


class Kind(Protocol):
    """One kind of page: its units with the digests of their inputs, and their files."""

    name: str
    batch: int

    def units(self) -> dict[str, str]:
        """Give the digest of the inputs of each unit."""
        ...

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Render the files of the units *ids*, a unit at a time."""
        ...


def render(
    version_dir: Path,
    site_dir: Path,
    *,
    versions_index: Path | None = None,
    base_url: str | None = None,
    specimens: bool = False,
    rules: Sequence[Mapping[str, Any]] = (),
    quality: Mapping[str, Any] | None = None,
    redirects: Mapping[str, str] | None = None,
) -> RenderResult:
    """Render the version in *version_dir* as a static site in *site_dir*.

    Args:
        version_dir: a version folder: datapackage.json, data/*.parquet, texts/.
        site_dir: where the site lies; made if it is not there.
        versions_index: ``versions.json``; with it, pages tell what changed when, and
            those of unchanged notices keep their bytes from version to version.
        base_url: where the site will be served; gives canonical addresses, sitemap.
        specimens: the notices are invented: every page says so.
        rules: the readers' rules as plain data: ``name``, ``pattern``, ``finds``
            (sentences), ``ignores`` (sentences), ``table``.
        quality: the version's quality report as plain data.
        redirects: old path -> new path, both below the site's root.

    Raises:
        ReleaseError: *version_dir* is no whole version.
    """
    version = Version(version_dir)
    setting = Setting(
        base_url=base_url,
        specimens=specimens,
        rules=tuple(rules),
        quality=quality or {},
        redirects=redirects or {},
    )
    frame = Frame(version, folder("site"), setting)
    history = History(version, versions_index, site_dir)
    writer = Writer(site_dir)
    lists = listings(frame, history)  # lay the order of arrival out
    kinds: tuple[Kind, ...] = (
        StaticFiles(frame, history),
        NoticePages(frame, history),
        IndicatorPages(frame, history),
        OrganizationPages(frame, history),
        RegionPages(frame, history),
        *lists,
        GonePages(frame, history),
        WholePages(frame, history),
        DataPages(frame),
        SpeakingPages(frame, history),
        ReleasePages(frame, history),
        ExplorerPages(frame),
        SearchPages(frame),
        WebPages(frame, history),
    )
    for kind in kinds:
        _run(kind, writer)
    history.lists.keep()
    return writer.finish()


def _run(kind: Kind, writer: Writer) -> None:
    units = kind.units()
    stale = (
        key
        for key, inputs in units.items()
        if not writer.is_fresh(f"{kind.name}:{key}", inputs)
    )
    for ids in batched(stale, kind.batch):
        for key, pages in kind.pages(ids):
            writer.write(f"{kind.name}:{key}", units[key], pages)
