"""Scanned pages and pictures: set straight, recognised offline, put into lines.

The recogniser is RapidOCR with the models that its package ships; nothing is fetched.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
from functools import cache, partial
from typing import Any

from pipelines.documents import progress
from pipelines.documents.aligned_tables import aligned_tables
from pipelines.documents.layout import Line, join
from pipelines.documents.limits import DEFAULT, Limits
from pipelines.documents.pdf_tables import Table
from pipelines.documents.sniff import media_type
from pipelines.errors import LimitExceeded, Unreadable
from pipelines.model import Document

_RESOLUTION = 200  # dots an inch at which a PDF page is drawn for recognition
_MOST_PIXELS = (
    12_000_000  # larger pictures are made smaller first: letters stay legible
)
_LEAST_SCORE = 0.5  # below that the recogniser's words are noise, not text
_TILT = 3.0  # degrees; a page laid on the glass by hand is not more askew
_TILT_STEP = 0.1
_NARROW = 0.5  # a Latin letter or digit takes half the width of a Chinese character
_NEAR = 1.6  # letters; pieces of one line nearer than that were parted by mistake


def decode_image(data: bytes, limits: Limits = DEFAULT) -> Document:
    """Decode a picture of a page, or of several (TIFF).

    Raises:
        Unreadable: the picture is broken, or no words are recognised in it.
        LimitExceeded: it has more pixels or pages than allowed.
    """
    from pipelines.documents.pages import Sheet, write_sheets

    sheets = []
    for picture in _pictures(data, limits):
        lines, tables, confidence = recognise(picture)
        sheets.append(Sheet(float(picture.shape[0]), lines, tables, confidence))
        progress.tick()
    return write_sheets(sheets, media_type(data, ""), {}, limits)


def recognise_page(
    page: Any, limits: Limits
) -> tuple[list[Line], list[Table], float, float]:
    """Recognise a pypdfium2 page: its lines, tables, confidence and height in pixels.

    Raises:
        LimitExceeded: a picture on the page has more pixels than allowed.
    """
    import numpy

    _check_pictures(page, limits)
    width, height = page.get_size()
    inches = max(width * height, 1.0) / 72**2
    scale = min(_RESOLUTION, (_MOST_PIXELS / inches) ** 0.5) / 72
    drawn = page.render(scale=scale).to_pil().convert("RGB")
    lines, tables, confidence = recognise(numpy.asarray(drawn))
    progress.tick()
    return lines, tables, confidence, float(drawn.height)


def recognise(picture: Any) -> tuple[list[Line], list[Table], float]:
    """Recognise an RGB array: lines by place, ruled tables, and the mean confidence."""
    from pipelines.documents.scan_tables import scanned_tables

    straight = _straightened(picture)
    result = _engine()(straight)
    if result.boxes is None or not len(result.boxes):
        return [], [], 1.0
    found = [
        (_piece(box, text), float(score))
        for box, text, score in zip(
            result.boxes, result.txts, result.scores, strict=True
        )
        if score >= _LEAST_SCORE and text.strip()
    ]
    letters = sum(len(line.text) for line, _ in found)
    confidence = sum(len(line.text) * score for line, score in found) / max(letters, 1)
    pieces = [line for line, _ in found]
    tables, rest = scanned_tables(straight, pieces)
    aligned = aligned_tables(rest)
    rest = [piece for piece in rest if not any(map(partial(_lies_in, piece), aligned))]
    tables = sorted([*tables, *aligned], key=lambda table: table.box[1])
    return _whole_lines(rest), tables, confidence


def _lies_in(piece: Line, table: Table) -> bool:
    x0, top, x1, bottom = table.box
    return x0 <= (piece.x0 + piece.x1) / 2 <= x1 and top <= piece.middle <= bottom


@cache
def _engine() -> Any:
    """Load the recogniser once a process (it takes a second and 500 MB)."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _pictures(data: bytes, limits: Limits) -> Iterable[Any]:
    import numpy
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            Image.MAX_IMAGE_PIXELS = limits.pixels
            opened = Image.open(io.BytesIO(data))
            limits.check("pixels", opened.width * opened.height, limits.pixels)
            frames = getattr(opened, "n_frames", 1)
            limits.check("scanned pages", frames, limits.scanned_pages)
            for frame in range(frames):
                opened.seek(frame)
                limits.check("pixels", opened.width * opened.height, limits.pixels)
                yield numpy.asarray(_smaller(opened.convert("RGB")))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise LimitExceeded(f"pixels: {error}") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Unreadable(f"the picture is broken: {error}") from error


def _smaller(image: Any) -> Any:
    pixels = image.width * image.height
    if pixels <= _MOST_PIXELS:
        return image
    share = (_MOST_PIXELS / pixels) ** 0.5
    return image.resize((int(image.width * share), int(image.height * share)))


def _check_pictures(page: Any, limits: Limits) -> None:
    import pypdfium2.raw as pdfium

    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        width, height = item.get_px_size()
        limits.check("pixels", width * height, limits.pixels)


def _straightened(picture: Any) -> Any:
    """Turn a page that was scanned askew so that its lines run level."""
    import cv2

    angle = _tilt(picture)
    if abs(angle) < _TILT_STEP:
        return picture
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(
        picture,
        turn,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderValue=(255, 255, 255),
    )


def _tilt(picture: Any) -> float:
    """Find the turn in degrees that makes the rows of ink sharpest.

    Level lines give a profile of full and empty rows, askew ones a smear: the angle
    whose profile differs most from row to row wins.
    """
    import cv2
    import numpy

    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    share = 800 / max(grey.shape)
    small = cv2.resize(
        grey, None, fx=min(share, 1), fy=min(share, 1), interpolation=cv2.INTER_AREA
    )
    ink = 255 - small
    height, width = ink.shape
    best, sharpest = 0.0, -1.0
    for angle in numpy.arange(-_TILT, _TILT + _TILT_STEP / 2, _TILT_STEP):
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1.0)
        rows = cv2.warpAffine(ink, turn, (width, height)).sum(axis=1, dtype="float64")
        sharpness = float(((rows[1:] - rows[:-1]) ** 2).sum())
        if sharpness > sharpest * 1.001:
            best, sharpest = round(float(angle), 2), sharpness
    return best


def _piece(box: Any, text: str) -> Line:
    xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
    widths = sum(1.0 if char > "\u2e80" else _NARROW for char in text)
    size = (max(xs) - min(xs)) / max(widths, 1.0)
    height = max(ys) - min(ys)
    return Line(
        text.strip(), min(xs), min(ys), max(xs), max(ys), min(size, height) or 1.0
    )


def _whole_lines(pieces: Iterable[Line]) -> list[Line]:
    """Put the pieces of a line together where only a narrow gap parts them."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        row = rows[-1] if rows else None
        if row and abs(piece.middle - row[-1].middle) < 0.5 * min(
            piece.bottom - piece.top, row[-1].bottom - row[-1].top
        ):
            row.append(piece)
        else:
            rows.append([piece])
    lines: list[Line] = []
    for row in rows:
        row.sort(key=lambda piece: piece.x0)
        lines.extend(_joined(row))
    return lines


def _joined(row: list[Line]) -> Iterable[Line]:
    current = row[0]
    for piece in row[1:]:
        if piece.x0 - current.x1 > _NEAR * max(piece.size, current.size):
            yield current
            current = piece
            continue
        current = Line(
            join(current.text, piece.text),
            current.x0,
            min(current.top, piece.top),
            piece.x1,
            max(current.bottom, piece.bottom),
            max(current.size, piece.size),
        )
    yield current
