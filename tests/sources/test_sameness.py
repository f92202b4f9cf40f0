"""Pages around which everything changes, and what of them is a change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from pipelines.sources.memory import Memory
from tests.collection import notices
from tests.sources.site import Answer, Site, html, page
from tests.sources.visits import captures, visit

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
