"""The decoding process: ``python -m pipelines.documents.worker``, driven by sandbox.

Reads orders from standard input (name, declared media type and limits as JSON, then
the bytes) and answers each with a document as JSON, or with the reason why not.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
from typing import BinaryIO

from pipelines.documents import progress, sandbox, wire
from pipelines.documents.decoding import decode_here
from pipelines.documents.limits import Limits
from pipelines.errors import LimitExceeded, Unreadable

_CLONE_NEWNET = 0x40000000  # linux/sched.h
_CLONE_NEWUSER = 0x10000000
_FILE_SIZE = 1 << 30  # bytes that a converter may write into one file
_SPARE_SECONDS = 30  # of processor time over the wall clock's limit


def main() -> None:
    """Decode what is ordered until the caller closes the pipe."""
    orders, answers = _own_pipes()
    _leave_network()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_SIZE, _FILE_SIZE))
    while True:
        order = _read(orders)
        if order is None:
            return
        name, media_type, said = json.loads(order)
        data = _read(orders)
        if data is None:
            return
        kind, answer = _decoded(data, name, media_type, Limits(**said), answers)
        _write(answers, kind, answer)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes to ourselves: a library that prints must not be heard."""
    orders = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    return orders, answers


def _leave_network() -> bool:
    """Move into a network of our own that has no way out, where the kernel lets us."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return any(
        libc.unshare(flags) == 0
        for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET)
    )


def _limit(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, resource.RLIM_INFINITY))
    used = resource.getrusage(resource.RUSAGE_SELF)
    pages = limits.scanned_pages * limits.seconds_per_scanned_page
    allowed = used.ru_utime + used.ru_stime + limits.seconds + pages + _SPARE_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (int(allowed), resource.RLIM_INFINITY))


def _decoded(
    data: bytes, name: str, media_type: str | None, limits: Limits, answers: BinaryIO
) -> tuple[bytes, bytes]:
    _limit(limits)
    try:
        with progress.heard_by(lambda: _write(answers, sandbox.ALIVE, b"")):
            document = decode_here(data, name, media_type, limits)
        return sandbox.DOCUMENT, wire.to_json(document)
    except LimitExceeded as error:
        return sandbox.EXCEEDED, str(error).encode("utf-8", "replace")
    except Unreadable as error:
        return sandbox.REFUSED, str(error).encode("utf-8", "replace")
    except MemoryError:
        return sandbox.EXCEEDED, b"memory: decoding took more than allowed"
    except RecursionError:
        return sandbox.EXCEEDED, b"depth: the file is nested deeper than can be read"


def _read(stream: BinaryIO) -> bytes | None:
    head = stream.read(sandbox.HEAD.size)
    if len(head) < sandbox.HEAD.size:
        return None
    _, size = sandbox.HEAD.unpack(head)
    data = stream.read(size)
    return data if len(data) == size else None


def _write(stream: BinaryIO, kind: bytes, data: bytes) -> None:
    stream.write(sandbox.HEAD.pack(kind, len(data)) + data)
    stream.flush()


if __name__ == "__main__":
    main()
