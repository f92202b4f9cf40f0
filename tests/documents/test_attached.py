"""A page and its files are one document; each file keeps its place in it."""

import hashlib

from pipelines.documents.attached import decode_attached
from pipelines.model import Capture
from tests.documents.files import packed


def received(data: bytes, name: str, kind: str) -> tuple[Capture, bytes]:
    digest = hashlib.sha256(data).hexdigest()
    return Capture(digest, name, kind, len(data), "2025-01-01T00:00:00Z"), data


PAGE = received("<p>样例市通知。</p>".encode(), "t1.html", "text/html")
TABLE = received("序号,指标\n1,甲\n".encode("gb18030"), "a.csv", "text/csv")
BROKEN = received(b"%PDF-1.4 broken", "b.pdf", "application/pdf")


def test_each_file_keeps_its_place_and_its_kind() -> None:
    document, parts = decode_attached([PAGE, BROKEN, TABLE])
    assert document is not None
    assert document.media_type == "text/html"
    assert [(p.media_type, p.reason is None) for p in parts] == [
        ("text/html", True),
        ("application/pdf", False),
        ("text/csv", True),
    ]
    spans = [part.span for part in parts]
    assert spans[1] is None
    shown = [document.text[s.start : s.end] for s in spans if s]
    assert shown == ["样例市通知。\n", "序号,指标\n1,甲\n"]
    assert [cell.text for cell in document.grids[0].cells] == [
        "序号",
        "指标",
        "1",
        "甲",
    ]
    cell = document.grids[0].cells[3].span
    assert cell is not None and document.text[cell.start : cell.end] == "甲"
    assert document.annexes == (spans[2],)
    assert "b.pdf" in document.meta["unread"]


def test_an_archive_that_is_attached_is_all_annex() -> None:
    inner = packed(
        [("甲.txt", "甲的内容。".encode()), ("乙.txt", "乙的内容。".encode())]
    )
    archive = received(inner, "附件.zip", "application/zip")
    document, parts = decode_attached([PAGE, archive])
    assert document is not None
    assert document.annexes == (parts[1].span,)
    assert [name for name, _ in document.parts] == [
        "t1.html",
        "附件.zip/乙.txt",
        "附件.zip/甲.txt",
    ]


def test_without_any_readable_file_there_is_no_document() -> None:
    document, parts = decode_attached([BROKEN, BROKEN])
    assert document is None
    assert all(part.reason and part.span is None for part in parts)
