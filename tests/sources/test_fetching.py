"""Visits of a source: what is new is kept once, what fails is told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from pipelines.captures import Store
from pipelines.errors import LexiconError
from pipelines.sources.client import Client, Policy
from pipelines.sources.config import load_sources
from pipelines.sources.fetching import Visitor
from tests.sources.site import Site, html
from tests.sources.visits import Times, captures, source, visit

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>
<item><title>关于甲的通知</title><link>{url}/a.html</link></item></channel></rss>"""
SITEMAP = """<?xml version="1.0"?><!DOCTYPE u [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{url}/a.html</loc></url><url><loc>&e;</loc></url></urlset>"""


def test_every_notice_of_all_pages_appears_once(listing: Site, tmp_path: Path) -> None:
    result = visit(listing, tmp_path)
    assert (result.listed, result.new, result.refused) == (3, 4, {})
    assert captures(tmp_path) == ["a.docx", "a.html", "b.html", "c.html"]
    assert listing.asked("/other.pdf") == 0


def test_a_second_visit_brings_only_what_changed(listing: Site, tmp_path: Path) -> None:
    visit(listing, tmp_path)
    listing.notice("/b.html", "建成步道5条。")
    listing.list_page("/list", ["/d.html", "/a.html", "/b.html"], "/list2")
    listing.notice("/d.html", "建成泳池1座。")
    listing.log.clear()
    result = visit(listing, tmp_path)
    assert (result.new, result.changed, result.unchanged) == (1, 1, 3)
    bodies = [p for p, status in listing.log if status == 200 and "list" not in p]
    assert sorted(bodies) == ["/b.html", "/d.html"]
    urls = [c.source_url for c in Store(str(tmp_path / "store")).list()]
    assert urls.count(f"{listing.url}/b.html") == 2


def test_a_page_that_vanished_is_noted_and_kept(listing: Site, tmp_path: Path) -> None:
    visit(listing, tmp_path)
    del listing.answers["/c.html"]
    assert visit(listing, tmp_path).vanished == 1
    assert visit(listing, tmp_path).vanished == 0
    assert "c.html" in captures(tmp_path)


def test_a_broken_page_does_not_stop_the_others(listing: Site, tmp_path: Path) -> None:
    listing.answers["/a.html"] = (500, {}, b"")
    result = visit(listing, tmp_path)
    assert list(result.refused) == [f"{listing.url}/a.html"]
    assert captures(tmp_path) == ["b.html", "c.html"]
    listing.notice("/a.html", "到2030年，建成公园3个。")
    assert visit(listing, tmp_path).new == 1


def test_an_interrupted_visit_goes_on_where_it_was(
    listing: Site, tmp_path: Path
) -> None:
    folder = tmp_path
    client = Client(Policy(pause=0, allowed=("127.0.0.1/32",)))
    visitor = Visitor(client, Store(str(folder / "store")), folder / "sources", Times())

    def stop(url: str) -> None:
        if url.endswith("/c.html"):
            raise KeyboardInterrupt

    visitor.on_page = stop
    with pytest.raises(KeyboardInterrupt):
        visitor.visit(source(listing))
    listing.log.clear()
    assert visit(listing, folder).new == 1
    assert [p for p, s in listing.log if s == 200 and "list" not in p] == ["/c.html"]


def test_feeds_and_sitemaps_are_walked(listing: Site, tmp_path: Path) -> None:
    listing.answers["/rss"] = html(RSS.format(url=listing.url).encode())
    listing.answers["/map"] = html(SITEMAP.format(url=listing.url).encode())
    feed = visit(listing, tmp_path, kind="feed", url=f"{listing.url}/rss")
    assert (feed.listed, feed.new) == (1, 2)
    site_map = visit(
        listing, tmp_path, kind="sitemap", url=f"{listing.url}/map", match=None
    )
    assert (site_map.listed, site_map.new, site_map.unchanged) == (1, 0, 2)


def test_the_visit_is_archived_as_warc(listing: Site, tmp_path: Path) -> None:
    visit(listing, tmp_path)
    [archive] = (tmp_path / "sources" / "warc").glob("*.warc.gz")
    with archive.open("rb") as file:
        records = {
            record.rec_headers.get_header(
                "WARC-Target-URI"
            ): record.content_stream().read()
            for record in ArchiveIterator(file)
        }
    assert records[f"{listing.url}/files/a.docx"] == b"PK annex"
    assert len(records) == 4


def test_a_bad_sources_file_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "sources.yml"
    path.write_text("sources: [{name: a, kind: list, url: 'ftp://x'}]")
    with pytest.raises(LexiconError, match=r"sources\.yml.*url"):
        load_sources(path)
    entry = "{name: a, kind: feed, url: 'http://x'}"
    path.write_text(f"sources: [{entry}, {entry}]")
    with pytest.raises(LexiconError, match="two sources"):
        load_sources(path)


def test_a_list_nested_without_end_is_refused(listing: Site, tmp_path: Path) -> None:
    listing.answers["/list"] = html(b"<div>" * 100_000)
    started = time.monotonic()
    [reason] = visit(listing, tmp_path).refused.values()
    assert "depth" in reason
    assert time.monotonic() - started < 10


def test_a_list_in_gb18030_is_read(listing: Site, tmp_path: Path) -> None:
    body = '<meta charset="gb2312"><li><a href="/a.html">关于甲的通知</a></li>'
    listing.answers["/list"] = (
        200,
        {"Content-Type": "text/html"},
        body.encode("gb18030"),
    )
    assert visit(listing, tmp_path).listed == 1


def test_what_an_address_gives_again_is_told(listing: Site, tmp_path: Path) -> None:
    first = listing.answers["/b.html"]
    visit(listing, tmp_path)
    listing.notice("/b.html", "建成步道5条。")
    visit(listing, tmp_path)
    listing.answers["/b.html"] = first
    assert visit(listing, tmp_path).changed == 1
    told = [
        (c.received_at, c.returned_at)
        for c in Store(str(tmp_path / "store")).list()
        if c.source_file == "b.html"
    ]
    assert len(told) == 3
    [(received, returned)] = [each for each in told if each[1]]
    assert (received, None) in told
    assert returned == max(at for each in told for at in each if at)
