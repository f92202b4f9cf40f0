"""The same notice gives the same rows in every format."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest

from pipelines.documents import decode
from pipelines.model import Reading
from pipelines.reader import read_document
from tests.formats import making
from tests.needs import needs_office

Fact = tuple[object, ...]


def facts(data: bytes, name: str) -> set[Fact]:
    document = decode(data, name)
    reading: Reading = read_document(document, name)
    assert reading.status == "read", reading.reason
    found: set[Fact] = set()
    for notice in reading.notices:
        meta = notice.metadata
        found.add(
            ("notice", meta.title, meta.document_number, meta.issued_on, meta.region)
        )
        for target in notice.targets:
            assert document.text[target.span.start : target.span.end]
            found.add(
                (
                    "target",
                    target.item,
                    target.indicator,
                    target.comparator,
                    target.value,
                    target.unit,
                    target.baseline,
                    target.deadline,
                    target.binding,
                )
            )
        for duty in notice.responsibilities:
            found.add(("duty", duty.item, duty.role, duty.organization))
        for item in notice.outline.items:
            if item.is_task:
                found.add(("task", item.number))
        for paper in notice.deliverables:
            found.add(("deliverable", paper.title, paper.deadline))
    return found


@cache
def twin() -> frozenset[Fact]:
    return frozenset(facts(making.text(), "specimen.txt"))


@cache
def word_file() -> bytes:
    return bytes(making.docx())


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return bytes(making.converted(word_file(), "pdf", tmp_path_factory.mktemp("pdf")))


def shown(found: set[Fact]) -> dict[str, list[Fact]]:
    key = lambda fact: tuple(map(str, fact))  # noqa: E731
    return {
        "missing": sorted(twin() - found, key=key),
        "extra": sorted(found - twin(), key=key),
    }


def test_the_text_twin_has_what_the_specimen_says() -> None:
    kinds = [fact[0] for fact in twin()]
    assert kinds.count("notice") == 1
    table = [
        fact
        for fact in twin()
        if fact[0] == "target" and str(fact[1]).startswith("表1/")
    ]
    assert len(table) == len(making.TABLE) - 1
    assert all(fact[6] is not None for fact in table)
    assert len([fact for fact in twin() if fact[0] == "target"]) >= 14
    assert len([fact for fact in twin() if fact[0] == "duty"]) >= 15


@pytest.mark.parametrize(
    ("make", "name"),
    [
        ("html", "specimen.html"),
        ("markdown", "specimen.md"),
        ("docx", "specimen.docx"),
        ("archive", "specimen.zip"),
        ("sheet", "specimen.xlsx"),
        ("comma_sheet", "specimen.csv"),
    ],
)
def test_text_formats_give_the_same_rows(make: str, name: str) -> None:
    found = facts(getattr(making, make)(), name)
    assert found == twin(), shown(found)


@needs_office
def test_an_old_word_file_gives_the_same_rows(tmp_path: Path) -> None:
    found = facts(making.converted(word_file(), "doc", tmp_path), "specimen.doc")
    assert found == twin(), shown(found)


@needs_office
def test_a_printed_pdf_gives_the_same_rows(pdf: bytes) -> None:
    found = facts(pdf, "specimen.pdf")
    assert found == twin(), shown(found)


@pytest.fixture(scope="module")
def unruled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The notice printed with a table that has no rules."""
    folder = tmp_path_factory.mktemp("unruled")
    return bytes(making.converted(making.docx(ruled=False), "pdf", folder))


@needs_office
def test_a_table_without_rules_gives_the_same_rows(unruled: bytes) -> None:
    found = facts(unruled, "specimen.pdf")
    assert found == twin(), shown(found)


@needs_office
@pytest.mark.slow
def test_a_scanned_table_without_rules_gives_nearly_the_same_rows(
    unruled: bytes,
) -> None:
    found = facts(making.scanned(unruled, 200, 0.5), "scan.pdf")
    assert len(found & twin()) / len(found | twin()) >= 0.95, shown(found)


@needs_office
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_that_are_saved_sideways_are_read_upright(pdf: bytes, turn: int) -> None:
    import pypdfium2

    opened = pypdfium2.PdfDocument(pdf)
    for page in opened:
        page.set_rotation(turn)
    stream = io.BytesIO()
    opened.save(stream)
    assert decode(stream.getvalue(), "a.pdf").text == decode(pdf, "a.pdf").text


@needs_office
@pytest.mark.slow
def test_a_picture_of_a_page_is_recognised(pdf: bytes) -> None:
    import pypdfium2

    stream = io.BytesIO()
    pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil().save(stream, "PNG")
    document = decode(stream.getvalue(), "page.png")
    assert document.media_type == "image/png"
    assert "样政办发〔2021〕36号" in document.text
    assert 0.8 < document.confidence < 1


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize(("dpi", "angle"), [(150, 0.0), (200, 0.8), (300, -0.6)])
def test_a_scan_gives_nearly_the_same_rows(pdf: bytes, dpi: int, angle: float) -> None:
    data = making.scanned(pdf, dpi, angle)
    document = decode(data, "scan.pdf")
    assert 0.8 < document.confidence < 1
    found = facts(data, "scan.pdf")
    assert len(found & twin()) / len(found | twin()) >= 0.95, shown(found)


@pytest.mark.parametrize(("make", "name"), [("xlsx", "a.xlsx"), ("csv", "a.csv")])
def test_an_annex_alone_gives_its_table(make: str, name: str) -> None:
    document = decode(getattr(making, make)(), name)
    (grid,) = document.grids
    words: list[list[str]] = [[] for _ in making.TABLE]
    for cell in grid.cells:
        words[cell.row].append(cell.text)
        if cell.span is not None:
            assert document.text[cell.span.start : cell.span.end] == cell.text
    assert words == making.TABLE
    kinds = ("target", "duty", "task")
    of_table = {f for f in twin() if f[0] in kinds and str(f[1]).startswith("表1/")}
    found = {fact for fact in facts(getattr(making, make)(), name) if fact[0] in kinds}
    assert found == of_table
