"""Broken files of every format: a document or a declared reason, in bounded time.

The damage is drawn from seeded chance: cut short, bits turned, stretches lost, doubled
or overwritten; of packages also inside one member, whose checksum then is right again.
"""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pipelines.documents import decode
from pipelines.documents.decoding import decode_here
from pipelines.errors import Unreadable
from pipelines.reader import read_document
from tests.formats import making
from tests.needs import needs_office

ROUNDS = 24
LONGEST = 20.0  # seconds


def pdf() -> bytes:
    """A page with words, a ruled table and a picture's worth of odd objects."""
    rules = "".join(f"50 {y} m 300 {y} l S " for y in range(500, 620, 20))
    rules += "".join(f"{x} 500 m {x} 600 l S " for x in (50, 130, 300))
    words = "".join(
        f"BT /F1 12 Tf {55 + 85 * (n % 2)} {505 + 20 * (n // 2)} Td (cell {n}) Tj ET "
        for n in range(10)
    )
    stream = (
        rules + words + "BT /F1 12 Tf 50 700 Td (A notice of a sample.) Tj ET"
    ).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%b endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(data))  # fmt: skip


def picture() -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (96, 96), "white").save(stream, "PNG")
    return stream.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "a.txt": making.text,
    "a.md": making.markdown,
    "a.html": making.html,
    "a.csv": making.comma_sheet,
    "a.docx": making.docx,
    "a.xlsx": making.xlsx,
    "a.zip": making.archive,
    "a.pdf": pdf,
    "a.png": picture,
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    broken = bytearray(data)
    place = chance.randrange(len(broken))
    kind = chance.randrange(5)
    if kind == 0:
        return bytes(broken[: max(place, 1)])
    if kind == 1:
        for _ in range(chance.choice([1, 3, 10, 50])):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    elif kind == 2:
        del broken[place : place + chance.randrange(1, 200)]
    elif kind == 3:
        broken[place:place] = broken[place : place + chance.randrange(1, 500)]
    else:
        broken[place : place + 8] = chance.randbytes(8)
    return bytes(broken)


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """Damage one member of a package and pack it anew."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as other,
    ):
        names = [name for name in package.namelist() if package.read(name)]
        hit = chance.choice(names)
        for name in names:
            member = package.read(name)
            other.writestr(name, damaged(member, chance) if name == hit else member)
    return stream.getvalue()


@cache
def variants(name: str) -> tuple[bytes, ...]:
    chance = random.Random(name)
    data = MAKERS[name]()
    packed = data.startswith(b"PK")
    return tuple(
        (damaged_inside if packed and number % 2 else damaged)(data, chance)
        for number in range(ROUNDS)
    )


@pytest.mark.parametrize("name", [n for n in MAKERS if n not in ("a.pdf", "a.png")])
def test_damage_is_a_document_or_a_reason(name: str) -> None:
    reasons, outcomes = [], set()
    for data in variants(name):
        started = time.monotonic()
        try:
            document = decode_here(data, name)
        except Unreadable as reason:
            reasons.append(str(reason))
        else:
            assert read_document(document, name).status in {"read", "no_data"}
            assert all(
                c.span.end <= len(document.text)
                for g in document.grids
                for c in g.cells
                if c.span
            )
            outcomes.add("read")
        assert time.monotonic() - started < LONGEST
    assert outcomes == {"read"}  # the damage is not total, and not slight either
    assert reasons and all(len(reason) > 8 for reason in reasons)


@pytest.mark.parametrize("name", ["a.pdf", "a.png"])
def test_damage_never_raises_what_is_not_declared(name: str) -> None:
    """Readers of their own may crash their worker, our code may not."""
    reasons = set()
    for data in variants(name):
        started = time.monotonic()
        try:
            decode(data, name)
        except Unreadable as reason:
            reasons.add(str(reason))
        assert time.monotonic() - started < LONGEST
    assert "decoding crashed" not in reasons  # with a signal's name it may


@pytest.mark.slow
@needs_office
def test_damaged_office_files_end_as_well(tmp_path: Path) -> None:
    chance = random.Random("a.doc")
    whole = making.converted(making.docx(), "doc", tmp_path)
    reasons = set()
    for _ in range(5):
        started = time.monotonic()
        try:
            decode(damaged(whole, chance), "a.doc")
        except Unreadable as reason:
            reasons.add(str(reason))
        assert time.monotonic() - started < 70
    assert "decoding crashed" not in reasons
