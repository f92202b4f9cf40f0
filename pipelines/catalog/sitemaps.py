"""The addresses of all pages, for crawlers, where the site's own address is known."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame, slug
from pipelines.catalog.version import batched
from pipelines.catalog.words import LANGUAGES

MOST = 40_000
"""Addresses in one file (the protocol allows 50,000)."""
MAPPED = (
    ("notices", "notice_id", "notices"),
    ("targets", "target_id", "targets"),
    ("targets", "indicator_id", "indicators"),
    ("responsibilities", "organization_id", "organizations"),
    ("notices", "region_code", "regions"),
)
"""Tables and columns whose values have a page each, and the folders of these."""


def sitemaps(frame: Frame) -> Iterator[Page]:
    """Write the maps, and the map of these: https://www.sitemaps.org/protocol.html."""
    base = (frame.setting.base_url or "").rstrip("/")
    if not base:
        return
    maps: list[str] = []
    for paths in batched(_paths(frame), MOST):
        maps.append(f"sitemap-{len(maps) + 1}.xml")
        urls = (f"<url><loc>{escape(f'{base}/{path}')}</loc></url>" for path in paths)
        yield Page(maps[-1], _map("urlset", urls))
    listed = (
        f"<sitemap><loc>{escape(f'{base}/{name}')}</loc></sitemap>" for name in maps
    )
    yield Page("sitemap.xml", _map("sitemapindex", listed))


def _paths(frame: Frame) -> Iterator[str]:
    yield from (f"{language}/index.html" for language in LANGUAGES)
    for table, key, folder in MAPPED:
        query = (
            f'SELECT DISTINCT "{key}" AS k FROM "{table}" '
            "WHERE k IS NOT NULL ORDER BY k"
        )
        for [key_of_page] in frame.version.rows(query):
            name = f"{folder}/{slug(key_of_page)}.html"
            yield from (f"{language}/{name}" for language in LANGUAGES)


def _map(kind: str, inner: Iterator[str]) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "".join(f"{one}\n" for one in inner)
        + f"</{kind}>\n"
    ).encode()
