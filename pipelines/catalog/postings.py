"""A positional index over character bigrams, in small files that a browser fetches.

Chinese has no spaces, and a dictionary that cuts it loses what it does not know. Every
pair of neighbouring characters is a term here, in index and query alike, so every
phrase of two characters or more is found wherever it stands.

A *tier* is one index over some texts, joined with line feeds. Files of a tier:

* ``<n>.bin``: for each bigram whose hash falls to shard *n*: two code points, the
  number of bytes that follow, and its positions as differences (all numbers LEB128).
* a bigram with many positions has 0 bytes there, then the number of its chunks and the
  first position of each; chunk *k* is the file ``<hex>-<hex>-<k>.bin``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHUNK = 4_000
"""Positions in one chunk of a frequent bigram: about 6 kB."""


class Tier(NamedTuple):
    """The files of a tier by name, and where texts begin."""

    files: dict[str, bytes]
    starts: list[int]


def build(texts: Sequence[str], shards: int = 1) -> Tier:
    """Index *texts*, which are folded and hold no line feed that a query could have.

    The bigrams are spread over so many *shards*, which the script must know: with one
    for each notice, a shard has about 5 kB.
    """
    import numpy as np

    starts = []
    length = 0
    for text in texts:
        starts.append(length)
        length += len(text) + 1
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le"), dtype=np.uint32)
    terms, edges, positions = _groups(codes)
    packed, offsets = _pack(positions, edges)
    files = dict(_files(terms, edges, positions, packed, offsets, shards))
    return Tier(files, starts)


def shard_of(first: int, second: int, shards: int) -> int:
    """Give the shard of a bigram; the script computes the same."""
    mixed = (first * 0x9E3779B1 ^ second * 0x85EBCA6B) & 0xFFFFFFFF
    return (mixed >> 8) % shards


def _groups(
    codes: NDArray[np.uint32],
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """Give the bigrams in order, where each one's positions begin, and these."""
    import numpy as np

    if len(codes) < 2:
        empty = np.zeros(0, dtype=np.int64)
        return np.zeros(0, dtype=np.uint64), empty, empty
    keys = codes[:-1].astype(np.uint64) << np.uint64(32) | codes[1:]
    kept = np.flatnonzero((codes[:-1] != 10) & (codes[1:] != 10))
    order = kept[np.argsort(keys[kept], kind="stable")]
    ordered = keys[order]
    fresh = np.flatnonzero(np.diff(ordered, prepend=ordered[:1] + np.uint64(1)))
    return ordered[fresh], fresh, order


def _pack(
    positions: NDArray[np.int64], edges: NDArray[np.int64]
) -> tuple[bytes, NDArray[np.int64]]:
    """Write positions as LEB128 differences, afresh at each edge and chunk.

    Gives the bytes, and where the bytes of each position begin (one more at the end).
    """
    import numpy as np

    if not len(positions):
        return b"", np.zeros(1, dtype=np.int64)
    group = np.zeros(len(positions), dtype=np.int64)
    group[edges] = 1
    within = np.arange(len(positions)) - edges[np.cumsum(group) - 1]
    first = within % CHUNK == 0
    values = np.where(first, positions, np.diff(positions, prepend=0)).astype(np.uint64)
    sizes = np.ones(len(values), dtype=np.int64)
    for bits in (7, 14, 21, 28):
        sizes += values >= np.uint64(1 << bits)
    offsets = np.concatenate(([0], np.cumsum(sizes)))
    packed = np.zeros(int(offsets[-1]), dtype=np.uint8)
    for byte in range(5):
        has = sizes > byte
        more = (sizes[has] > byte + 1).astype(np.uint8) << np.uint8(7)
        low = (values[has] >> np.uint64(7 * byte)) & np.uint64(127)
        packed[offsets[:-1][has] + byte] = low.astype(np.uint8) | more
    return packed.tobytes(), offsets


def _files(
    terms: NDArray[np.uint64],
    edges: NDArray[np.int64],
    positions: NDArray[np.int64],
    packed: bytes,
    offsets: NDArray[np.int64],
    shards: int,
) -> Iterator[tuple[str, bytes]]:
    ends = [*edges[1:].tolist(), len(positions)] if len(edges) else []
    held: list[list[bytes]] = [[] for _ in range(shards)]
    at = offsets.tolist()
    for term, begin, end in zip(terms.tolist(), edges.tolist(), ends, strict=True):
        one, two = term >> 32, term & 0xFFFFFFFF
        entry = held[shard_of(one, two, shards)]
        if end - begin <= CHUNK:
            data = packed[at[begin] : at[end]]
            entry.append(_numbers(one, two, len(data)) + data)
            continue
        cuts = range(begin, end, CHUNK)
        firsts = [int(positions[cut]) for cut in cuts]
        entry.append(_numbers(one, two, 0, len(firsts), *firsts))
        for k, cut in enumerate(cuts):
            stop = min(cut + CHUNK, end)
            yield f"{one:x}-{two:x}-{k}.bin", packed[at[cut] : at[stop]]
    for n, entries in enumerate(held):
        yield f"{n}.bin", b"".join(entries)


def _numbers(*values: int) -> bytes:
    """Write numbers as LEB128."""
    written = bytearray()
    for value in values:
        while value > 127:
            written.append(value & 127 | 128)
            value >>= 7
        written.append(value)
    return bytes(written)
