"""The same tables give the same DuckDB file.

DuckDB (from 1.4) puts a random database identifier into its first header. Here it is
replaced by one made from the file's other bytes, and the headers' checksums with it.
Layout (``MainHeader`` and ``DatabaseHeader`` of DuckDB's storage): three headers of
4,096 bytes, each led by a 64-bit checksum of the rest; the identifier is 16 bytes at
124. A file of another layout is left as it is.
"""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

HEADER = 4096
HEADERS = 3
_MAGIC = slice(8, 12)
_IDENTIFIER = slice(124, 140)
_FACTOR = 0xBF58476D1CE4E5B9
_SEED = 5381
_WORD = (1 << 64) - 1


def checksum(body: bytes) -> int:
    """Give DuckDB's checksum of a header without its first eight bytes."""
    result = _SEED
    for (word,) in struct.iter_unpack("<Q", body):
        result ^= (word * _FACTOR) & _WORD
    return result


def settle_identity(path: Path) -> bool:
    """Give the database at *path* an identifier made from its content.

    Returns:
        Whether the file had the layout that is known here.
    """
    with path.open("r+b") as file:
        head = bytearray(file.read(HEADER * HEADERS))
        blocks = [slice(k * HEADER, (k + 1) * HEADER) for k in range(HEADERS)]
        if len(head) < HEADER * HEADERS or head[_MAGIC] != b"DUCK":
            return False
        if not all(_holds(head[block]) for block in blocks):
            return False
        random = bytes(head[_IDENTIFIER])
        plain = bytes(head).replace(random, bytes(len(random)))
        digest = hashlib.sha256(_without_checksums(plain))
        while chunk := file.read(1 << 20):
            digest.update(chunk)
        settled = bytearray(bytes(head).replace(random, digest.digest()[:16]))
        for block in blocks:
            body = bytes(settled[block.start + 8 : block.stop])
            settled[block.start : block.start + 8] = struct.pack("<Q", checksum(body))
        file.seek(0)
        file.write(settled)
    return True


def _holds(header: bytearray) -> bool:
    said = int.from_bytes(header[:8], "little")
    return said == checksum(bytes(header[8:]))


def _without_checksums(head: bytes) -> bytes:
    return b"".join(head[k * HEADER + 8 : (k + 1) * HEADER] for k in range(HEADERS))
