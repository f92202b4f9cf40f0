"""PDF files: lines become paragraphs, ruled tables grids, scans are recognised."""

from __future__ import annotations

import io
import logging
import re
import struct
from typing import Any

from pipelines.documents.aligned_tables import aligned_tables
from pipelines.documents.layout import (
    join_cell,
)
from pipelines.documents.limits import DEFAULT, Limits
from pipelines.documents.pages import Sheet, write_sheets
from pipelines.documents.pdf_glyphs import Glyph, glyph_lines, print_angle, read_glyphs
from pipelines.documents.pdf_tables import Box, Table, ruled_tables
from pipelines.errors import Unreadable
from pipelines.model import Document

_MEDIA_TYPE = "application/pdf"
_OBJECT = re.compile(rb"\d\s+obj\b")
_RULES = 4  # drawn paths that a page with a ruled table has at least
_SCANNED_GLYPHS = 12  # a page with fewer printed characters and a picture is a scan
_PICTURED = 0.3  # share of the page that the pictures of a scan cover at least
_CELL_GAP = 0.4  # of a letter's height; cells stand further apart
_HEADED = frozenset("序编指任项名举措")  # a table's head has one of these
_META_LENGTH = 1000

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it complains of odd fonts


def decode_pdf(data: bytes, limits: Limits = DEFAULT) -> Document:
    """Decode a PDF file; pages without print are recognised from their picture.

    Raises:
        Unreadable: the file is broken, locked, or shows no words.
        LimitExceeded: it has more pages, objects or pixels than allowed.
    """
    limits.check("PDF objects", len(_OBJECT.findall(data)), limits.pdf_objects)
    opened = _open(data)
    try:
        limits.check("pages", len(opened), limits.pages)
        opened, data = _upright(opened, data)
        sheets = _sheets(opened, data, limits)
        meta = _meta(opened)
    finally:
        opened.close()
    return write_sheets(sheets, _MEDIA_TYPE, meta, limits)


def _open(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        said = str(error)
        reason = "needs a password" if "assword" in said else "is broken"
        raise Unreadable(f"the PDF {reason}: {said}") from error


def _page(opened: Any, number: int) -> Any:
    import pypdfium2

    try:
        return opened[number]
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"page {number + 1} of the PDF is broken: {error}") from error


def _upright(opened: Any, data: bytes) -> tuple[Any, bytes]:
    """Turn pages so that their print stands upright, whatever they say."""
    turned = False
    for number in range(len(opened)):
        page = _page(opened, number)
        wanted = print_angle(page)
        if wanted is not None and page.get_rotation() != wanted:
            page.set_rotation(wanted)
            turned = True
    if not turned:
        return opened, data
    stream = io.BytesIO()
    opened.save(stream)
    opened.close()
    return _open(stream.getvalue()), stream.getvalue()


def _meta(opened: Any) -> dict[str, str]:
    names = {"Title": "title", "Author": "author", "CreationDate": "created"}
    said = opened.get_metadata_dict(skip_empty=True)
    return {
        ours: str(said[theirs])[:_META_LENGTH]
        for theirs, ours in names.items()
        if said.get(theirs)
    }


def _sheets(opened: Any, data: bytes, limits: Limits) -> list[Sheet]:
    plumber: _Plumber | None = None
    last: Table | None = None
    sheets = []
    scans = objects = 0
    for number in range(len(opened)):
        page = _page(opened, number)
        glyphs = read_glyphs(page)
        paths, pictures = _drawn(page)
        objects += paths + pictures
        limits.check("drawn objects", objects, limits.pdf_objects)
        if pictures and len(glyphs) < _SCANNED_GLYPHS and _is_pictured(page):
            scans += 1
            limits.check("scanned pages", scans, limits.scanned_pages)
            sheets.append(_recognised(page, limits))
            continue
        tables: list[Table] = []
        if paths >= _RULES and glyphs:
            plumber = plumber or _Plumber(data)
            tables = plumber.tables(number, glyphs)
            glyphs = [glyph for glyph in glyphs if not _inside_any(glyph, tables)]
        aligned = _aligned(glyphs, last)
        last = aligned[-1] if aligned else None
        if aligned:
            glyphs = [glyph for glyph in glyphs if not _inside_any(glyph, aligned)]
            tables = sorted([*tables, *aligned], key=lambda table: table.box[1])
        sheets.append(Sheet(page.get_height(), glyph_lines(glyphs), tables))
    return sheets


def _aligned(glyphs: list[Glyph], last: Table | None) -> list[Table]:
    """Find the tables without rules among the print that no ruled table holds.

    *last* is the last one of the page before.
    """
    if last is None and not _HEADED & {glyph.text for glyph in glyphs}:
        return []
    return aligned_tables(glyph_lines(glyphs, _CELL_GAP), last)


def _recognised(page: Any, limits: Limits) -> Sheet:
    from pipelines.documents.scans import recognise_page

    lines, tables, confidence, height = recognise_page(page, limits)
    return Sheet(height, lines, tables, confidence)


# What pdfminer raises where a file breaks the rules of its format, PdfminerException
# apart: it checks little of what it reads.
_BROKEN_RULES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)


class _Plumber:
    """The second reader of a file, for its rules; what it cannot read has no tables."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._opened: Any = None

    def tables(self, number: int, glyphs: list[Glyph]) -> list[Table]:
        """Give the ruled tables of a page; none where its drawing is broken."""
        import pdfplumber
        from pdfplumber.utils.exceptions import PdfminerException

        try:
            if self._opened is None:
                self._opened = pdfplumber.open(io.BytesIO(self._data))
            return ruled_tables(self._opened.pages[number], _reader(glyphs))
        except (PdfminerException, *_BROKEN_RULES):
            return []  # the words of its tables are kept as lines


def _drawn(page: Any) -> tuple[int, int]:
    """Count the paths and the pictures that a page draws."""
    import pypdfium2.raw as pdfium

    kinds = [item.type for item in page.get_objects(max_depth=3)]
    return kinds.count(pdfium.FPDF_PAGEOBJ_PATH), kinds.count(pdfium.FPDF_PAGEOBJ_IMAGE)


def _is_pictured(page: Any) -> bool:
    """Say whether pictures cover a good part of the page, as a scan's do."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    covered = 0.0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        covered += (right - left) * (top - bottom)
    return bool(covered > _PICTURED * width * height)


def _reader(glyphs: list[Glyph]) -> Any:
    def words_in(box: Box) -> str:
        inside = [glyph for glyph in glyphs if _inside(glyph, box)]
        words = ""
        for line in sorted(glyph_lines(inside), key=lambda line: (line.top, line.x0)):
            words = join_cell(words, line.text)
        return words

    return words_in


def _inside(glyph: Glyph, box: Box) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _inside_any(glyph: Glyph, tables: list[Table]) -> bool:
    return any(_inside(glyph, table.box) for table in tables)
