"""A version becomes a site: what changed is rendered, the rest is left as it lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from pipelines.catalog.disk import Page
from pipelines.catalog.downloads import DataPages
from pipelines.catalog.explorer import ExplorerPages
from pipelines.catalog.files import StaticFiles
from pipelines.catalog.frame import Frame, Setting
from pipelines.catalog.gone import GonePages
from pipelines.catalog.helpers import Helpers, OpenPool
from pipelines.catalog.history import History
from pipelines.catalog.listings import listings
from pipelines.catalog.notices import NoticePages
from pipelines.catalog.order import Order
from pipelines.catalog.organizations import OrganizationPages
from pipelines.catalog.registers import IndicatorPages, RegionPages
from pipelines.catalog.releases import ReleasePages
from pipelines.catalog.search import SearchPages
from pipelines.catalog.speaking import SpeakingPages
from pipelines.catalog.version import batched
from pipelines.catalog.web import WebPages
from pipelines.catalog.whole import WholePages
from pipelines.catalog.writer import RenderResult, Writer


class Kind(Protocol):
    """One kind of page: its units with the digests of their inputs, and their files."""

    name: str
    batch: int

    def units(self) -> Iterator[tuple[str, str]]:
        """Give each unit and the digest of its inputs."""
        ...

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, Iterable[Page]]]:
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
    open_pool: OpenPool | None = None,
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
        open_pool: opens processes that render many notices beside this one; without
            it everything is rendered here. The bytes are the same.

    Raises:
        ReleaseError: *version_dir* is no whole version, or the site's manifest is
            damaged.
        OSError: the site cannot be written.
    """
    setting = Setting(
        base_url=base_url,
        specimens=specimens,
        rules=tuple(rules),
        quality=quality or {},
        redirects=redirects or {},
    )
    order = Order(version_dir, site_dir, versions_index, setting)
    order.clear()
    frame, history = order.open()
    with Writer(site_dir) as writer:
        with Helpers(order, open_pool) as helpers:
            notices = NoticePages(frame, history)
            stale = writer.stale(notices.name, notices.units())
            if not helpers.take(stale):
                _render(notices, stale, writer)
            for kind in others(frame, history):
                _render(kind, writer.stale(kind.name, kind.units()), writer)
                writer.take_over(notices.name, helpers.ready())
            writer.take_over(notices.name, helpers.rest(notices))
        history.lists.keep()
        frame.version.close()
        order.clear()
        return writer.finish()


def others(frame: Frame, history: History) -> tuple[Kind, ...]:
    """Give all kinds of pages but those of notices, in the order of their making."""
    lists = listings(frame, history)  # lay the order of arrival out
    return (
        StaticFiles(frame, history),
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


def _render(kind: Kind, stale: Mapping[str, str], writer: Writer) -> None:
    for ids in batched(stale, kind.batch):
        for key, pages in kind.pages(ids):
            writer.write(kind.name, key, stale[key], pages)
        writer.keep()
