"""Members of a ZIP file joined from pieces that are deflated each by itself.

A piece ends at a byte (zlib's sync flush) and refers to nothing before it, so pieces of
one member may come from another file as they are. The CRC-32 of the whole is reckoned
from those of the pieces, as zlib's ``crc32_combine`` does.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

_POLYNOMIAL = 0xEDB88320  # of CRC-32, its bits reversed
_ONE = 1 << 31  # x to the power of 0, so written
_STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say
_LOCAL_HEADER = 30  # bytes before the name; the lengths of name and extra end it


@dataclass(frozen=True, slots=True)
class Piece:
    """Deflated bytes, with the CRC-32 and the length of what they hold."""

    data: bytes
    crc: int
    length: int


def deflated(chunks: Iterable[bytes | memoryview], *, is_last: bool = False) -> Piece:
    """Deflate *chunks* as one piece; the last of a member ends the stream."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    crc = length = 0
    data = []
    for chunk in chunks:
        crc = zlib.crc32(chunk, crc)
        length += len(chunk)
        data.append(packer.compress(chunk))
    data.append(packer.flush(zlib.Z_FINISH if is_last else zlib.Z_SYNC_FLUSH))
    return Piece(b"".join(data), crc, length)


def write_member(book: zipfile.ZipFile, name: str, pieces: Iterable[Piece]) -> None:
    """Write one member of *book* from its pieces.

    They are stored as they are, then the headers say what they hold.
    """
    member = plain_member(name)
    member.compress_type = zipfile.ZIP_STORED
    crc = length = 0
    with book.open(member, "w", force_zip64=True) as file:
        for piece in pieces:
            file.write(piece.data)
            crc = joined(crc, piece.crc, piece.length)
            length += piece.length
    member.compress_type = zipfile.ZIP_DEFLATED
    member.CRC, member.file_size = crc, length
    out = book.fp
    assert out is not None, "the book is open"
    end = out.tell()
    out.seek(member.header_offset)
    out.write(member.FileHeader(zip64=True))
    out.seek(end)


def plain_member(name: str) -> zipfile.ZipInfo:
    """Give a member's header: the same on every system, on every day."""
    member = zipfile.ZipInfo(name, _STAMP)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member


def start_of(book: zipfile.ZipFile, name: str) -> int:
    """Give the place in the file of *book* at which a member's deflated bytes begin."""
    offset = book.getinfo(name).header_offset
    file: IO[bytes] | None = book.fp
    assert file is not None, "the book is open"
    file.seek(offset + _LOCAL_HEADER - 4)
    name_length, extra_length = struct.unpack("<HH", file.read(4))
    return offset + _LOCAL_HEADER + int(name_length) + int(extra_length)


def joined(first: int, second: int, length: int) -> int:
    """Give the CRC-32 of two texts end to end, the second of so many bytes."""
    return _times(_power(length * 8), first) ^ second


def _times(a: int, b: int) -> int:
    """Multiply two polynomials modulo that of CRC-32."""
    product = 0
    bit = _ONE
    while a:
        if a & bit:
            product ^= b
            a ^= bit
        bit >>= 1
        b = (b >> 1) ^ _POLYNOMIAL if b & 1 else b >> 1
    return product


def _power(exponent: int) -> int:
    """Give x to the power of *exponent*, modulo the polynomial of CRC-32."""
    square, product = _ONE >> 1, _ONE
    while exponent:
        if exponent & 1:
            product = _times(square, product)
        square = _times(square, square)
        exponent >>= 1
    return product
