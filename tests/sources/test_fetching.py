from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from pipelines.captures import Store
from pipelines.errors import LexiconError
from pipelines.sources.client import Client, Policy
from pipelines.sources.config import Source, load_sources
from pipelines.sources.fetching import Visit, Visitor
from pipelines.sources.memory import Memory
from tests.collection import notices
from tests.sources.site import Answer, Site, html, page

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>
<item><title>关于甲的通知</title><link>{url}/a.html</link></item></channel></rss>"""
SITEMAP = """<?xml version="1.0"?><!DOCTYPE u [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{url}/a.html</loc></url><url><loc>&e;</loc></url></urlset>"""


@pytest.fixture
def listing(site: Site) -> Site:
    site.list_page("/list", ["/a.html", "/b.html"], "/list2")
    site.list_page("/list2", ["/b.html", "/c.html"])
    site.notice("/a.html", "到2030年，建成公园3个。", "/files/a.docx")
    site.notice("/b.html", "建成步道2条。")
    site.notice("/c.html", "建成球场1个。")
    site.answers["/files/a.docx"] = (200, {"ETag": '"1"'}, b"PK annex")
    return site


def source(site: Site, **more: object) -> Source:
    given = {
        "name": "sample",
        "kind": "list",
        "url": f"{site.url}/list",
        "select": "li a",
        "next": "a.next",
        "match": "通知",
        "article": "div.article",
    }
    return Source.model_validate({**given, **more})


class Times:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"2026-01-01T00:{self.count // 60:02}:{self.count % 60:02}Z"


def visit(site: Site, folder: Path, **more: object) -> Visit:
    client = Client(Policy(pause=0, backoff=0, allowed=("127.0.0.1/32",)))
    store = Store(str(folder / "store"))
    times = Times()
    times.count = len(list(folder.rglob("*.warc.gz"))) * 100
    return Visitor(client, store, folder / "sources", times).visit(source(site, **more))


def captures(folder: Path) -> list[str]:
    return sorted(c.source_file for c in Store(str(folder / "store")).list())


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


# --- pages around which everything changes -------------------------------------------

PLAN = "".join(f"<p>{line}</p>" for line in notices.text(7).splitlines())
PORTAL = """<html><head><meta charset="{charset}"><title>样例县计划</title>
<meta name="PubDate" content="2024-03-06"><meta name="csrf" content="{token}"></head><body>
<div>今天是2026年1月{visit}日 星期{visit}</div><ul><li><a href="/?s={token}">首页</a></li>
<li><a href="/n/{token}">样例要闻{visit}号</a></li></ul>
<div>发布日期：2024-03-06 浏览次数：{visit}</div><div class="article">{plan}</div>
<p><a href="/files/a.docx">附件</a></p>
<p><a href="/x/{token}">样例县人民政府关于印发第{visit}个方案的通知</a> 2026-01-0{visit}</p>
<p>阅读：{visit}</p><div>本页面于{visit}秒前生成</div></body></html>"""


def portal(charset: str = "utf-8", plan: str = PLAN) -> Callable[[int], Answer]:
    def answer(asked: int) -> Answer:
        body = PORTAL.format(
            visit=asked + 1, token=f"{asked:032x}", plan=plan, charset=charset
        )
        return html(body.encode(charset))

    return answer


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_page_that_is_new_around_its_notice_is_the_same(
    listing: Site, tmp_path: Path, charset: str
) -> None:
    listing.answers["/b.html"] = portal(charset)
    visit(listing, tmp_path)
    held = captures(tmp_path)
    for _ in range(3):
        result = visit(listing, tmp_path)
        assert (result.new, result.changed) == (0, 0)
    assert captures(tmp_path) == held
    seen = Memory(tmp_path / "sources" / "sample.jsonl").seen[f"{listing.url}/b.html"]
    assert seen.note.startswith("checked, unchanged")
    archived = [
        record.rec_headers.get_header("WARC-Target-URI")
        for path in (tmp_path / "sources" / "warc").glob("*.warc.gz")
        for record in ArchiveIterator(path.open("rb"))
    ]
    assert archived.count(f"{listing.url}/b.html") == 4  # every answer as it came

    listing.answers["/b.html"] = portal(charset, PLAN.replace("95%", "85%"))
    assert visit(listing, tmp_path).changed == 1


def test_a_file_behind_a_token_is_known_by_its_path(
    listing: Site, tmp_path: Path
) -> None:
    def answer(asked: int) -> Answer:
        return html(page("样例市方案", "详见附件。", f"/files/a.docx?t={asked}"))

    listing.answers["/a.html"] = answer
    for asked in range(4):
        listing.answers[f"/files/a.docx?t={asked}"] = (200, {}, b"PK annex")
    visit(listing, tmp_path)
    held = captures(tmp_path)
    for _ in range(2):
        result = visit(listing, tmp_path)
        assert (result.new, result.changed, result.vanished) == (0, 0, 0)
    assert captures(tmp_path) == held
    assert listing.asked("/files/a.docx?t=2") == 1

    listing.answers["/files/a.docx?t=3"] = (200, {}, b"PK another")
    assert visit(listing, tmp_path).changed == 1


STUB = "<h1>样例县样例行动{year}年方案</h1><p>来源：样例县 发布时间：2024-03-06 09:00 人气 {visit}</p><p>共{visit}页</p><p>{words}</p>"


def stub(year: int = 2024, words: str = "全文请见附件。") -> Callable[[int], Answer]:
    """A page that only points to its file, among figures that change all the time."""

    def answer(asked: int) -> Answer:
        plan = STUB.format(year=year, words=words, visit=asked * 7)
        return portal(plan=plan)(asked)

    return answer


@pytest.mark.parametrize("article", [None, "div.article"])
def test_figures_of_a_page_without_a_notice_are_the_portals(
    listing: Site, tmp_path: Path, article: str | None
) -> None:
    listing.answers["/b.html"] = stub()
    visit(listing, tmp_path, article=article)
    held = captures(tmp_path)
    for _ in range(2):
        result = visit(listing, tmp_path, article=article)
        assert (result.new, result.changed) == (0, 0)
    assert captures(tmp_path) == held


@pytest.mark.parametrize(
    "other", [stub(2025), stub(words="全文请见附件2。"), stub(words="全文见附件。")]
)
def test_words_of_a_page_without_a_notice_are_its_own(
    listing: Site, tmp_path: Path, other: Callable[[int], Answer]
) -> None:
    listing.answers["/b.html"] = stub()
    visit(listing, tmp_path)
    listing.answers["/b.html"] = other
    assert visit(listing, tmp_path).changed == 1


def test_another_fact_of_the_page_is_a_change(listing: Site, tmp_path: Path) -> None:
    listing.answers["/b.html"] = portal()
    visit(listing, tmp_path)
    body = PORTAL.format(visit=9, token="x", plan=PLAN, charset="utf-8")
    for fact, other in [
        ("日期：2024-03-06", "日期：2024-03-07"),
        ("a.docx", "b.docx"),
    ]:
        listing.answers["/b.html"] = html(body.replace(fact, other).encode())
        assert visit(listing, tmp_path).changed == 1


@pytest.mark.parametrize("answer", [b"\x00\x01\x02", b"<div>" * 9000 + b"<p>x</p>"])
def test_a_page_that_cannot_be_read_is_kept_as_it_came(
    listing: Site, tmp_path: Path, answer: bytes
) -> None:
    listing.answers["/b.html"] = html(answer)
    assert visit(listing, tmp_path).new == 4
    listing.answers["/b.html"] = html(answer + b" ")
    assert visit(listing, tmp_path).changed == 1


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


# --- files that belong to a page -----------------------------------------------------


def receipts(folder: Path) -> dict[tuple[str, str], tuple[str | None, int | None]]:
    """Map name and page of each receipt to its place."""
    store = Store(str(folder / "store"))
    names = {c.sha256: c.source_file for c in store.list() if not c.page}
    return {
        (c.source_file, names.get(c.page or "", "")): (c.page, c.place)
        for c in store.list()
    }


def test_files_belong_to_their_page_in_order(listing: Site, tmp_path: Path) -> None:
    listing.notice("/a.html", "详见附件。", "/files/2.pdf", "/files/a.docx")
    listing.answers["/files/2.pdf"] = (200, {}, b"%PDF annex")
    visit(listing, tmp_path)
    found = receipts(tmp_path)
    assert found["2.pdf", "a.html"][1] == 1
    assert found["a.docx", "a.html"][1] == 2
    assert found["b.html", ""] == (None, None)


def test_files_that_explain_a_notice_stand_by_themselves(
    listing: Site, tmp_path: Path
) -> None:
    body = page("样例市方案", "详见附件。", "/files/a.docx").replace(
        b"</div>", '<a href="/files/j.pdf">政策解读</a></div>'.encode()
    )
    listing.answers["/a.html"] = html(body)
    listing.answers["/files/j.pdf"] = (200, {}, b"%PDF about it")
    visit(listing, tmp_path)
    assert receipts(tmp_path)["j.pdf", ""] == (None, None)
    assert receipts(tmp_path)["a.docx", "a.html"][1] == 1


def test_a_file_that_did_not_change_belongs_to_the_new_page_too(
    listing: Site, tmp_path: Path
) -> None:
    visit(listing, tmp_path)
    listing.notice("/a.html", "到2030年，建成公园9个。", "/files/a.docx")
    listing.log.clear()
    visit(listing, tmp_path)
    assert ("/files/a.docx", 304) in listing.log
    store = Store(str(tmp_path / "store"))
    pages = {c.sha256 for c in store.list() if c.source_file == "a.html"}
    assert {c.page for c in store.list() if c.source_file == "a.docx"} == pages
    assert len(pages) == 2


def test_a_file_of_two_pages_belongs_to_both(listing: Site, tmp_path: Path) -> None:
    listing.notice("/b.html", "建成步道2条。", "/files/a.docx")
    visit(listing, tmp_path)
    found = receipts(tmp_path)
    assert {("a.docx", "a.html"), ("a.docx", "b.html")} <= set(found)


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
