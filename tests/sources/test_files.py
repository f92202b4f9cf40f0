"""Files that belong to a page: which, in what order, and when they change."""

from __future__ import annotations

from pathlib import Path

from pipelines.captures import Store
from tests.sources.site import Site, html, page
from tests.sources.visits import visit


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
