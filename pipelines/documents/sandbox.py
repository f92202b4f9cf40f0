"""Each document in a process of its own, with limits, and the processes reused.

A worker is a fresh interpreter that reads one document after the other from a pipe.
It has no network, bounded memory and file sizes, and its caller a watch: a worker
that crashes, or is not done in time, is killed with all that it started, and its
document is Unreadable; the next document gets a new worker.

Text files are decoded in the caller's own process: no parser reads them, only the
interpreter's codecs, in time and memory proportional to their size, which is limited.
A worker for each would double the cost of thousands of them and protect nothing.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from pipelines.documents import sniff, wire
from pipelines.documents.decoding import decode_here, is_plain
from pipelines.documents.limits import DEFAULT, Limits
from pipelines.errors import LimitExceeded, Unreadable
from pipelines.model import Document

HEAD = struct.Struct(">cQ")  # kind of message, bytes that follow
DOCUMENT, ALIVE, REFUSED, EXCEEDED = b"D", b"A", b"U", b"L"
_ROOT = Path(__file__).resolve().parents[2]
_MOST_USES = 200  # documents; then a worker is replaced, whatever it may have leaked


def decode(
    data: bytes, name: str, media_type: str | None = None, limits: Limits = DEFAULT
) -> Document:
    """Decode *data*: text here, everything else in a worker.

    ``name`` and ``media_type`` (as declared by a server) only help to tell what the
    bytes are.

    Raises:
        Unreadable: the bytes are no file that we can read, or crashed their worker.
        LimitExceeded: they ask for more size, time or memory than allowed.
    """
    if not data:
        raise Unreadable("the file is empty")
    limits.check("bytes", len(data), limits.capture_bytes)
    if is_plain(sniff.media_type(data, name, media_type)):
        return decode_here(data, name, media_type, limits)
    return _pool.decode(data, name, media_type, limits)


class _Worker:
    """One decoding process and the pipes to it."""

    def __init__(self) -> None:
        environment = {
            **{key: os.environ[key] for key in ("PATH", "LANG") if key in os.environ},
            "PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, sys.path)]),
            "OMP_NUM_THREADS": "1",
            "PYTHONUTF8": "1",
        }
        orders, self._orders = os.pipe()
        self._answers, answers = os.pipe()
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "pipelines.documents.worker"],
                stdin=orders,
                stdout=answers,
                stderr=subprocess.DEVNULL,
                env=environment,
                cwd="/",
                start_new_session=True,
            )
        finally:
            os.close(orders)
            os.close(answers)
        os.set_blocking(self._orders, False)
        self.uses = 0
        self.answered = False

    def decode(
        self, data: bytes, name: str, media_type: str | None, limits: Limits
    ) -> Document:
        self.uses += 1
        self.answered = False
        order = json.dumps([name, media_type, asdict(limits)]).encode()
        watch = _Watch(limits)
        self._send(HEAD.pack(b"O", len(order)) + order, watch)
        self._send(HEAD.pack(b"O", len(data)) + data, watch)
        while True:
            kind, size = HEAD.unpack(self._receive(HEAD.size, watch))
            if kind == ALIVE:
                watch.extend(limits.seconds_per_scanned_page)
                continue
            limits.check("bytes of the decoded document", size, 64 * limits.text_bytes)
            answer = self._receive(size, watch)
            self.answered = True
            return _answer(kind, answer)

    def _send(self, data: bytes, watch: _Watch) -> None:
        view = memoryview(data)
        while view:
            watch.wait(self._orders, select.POLLOUT)
            try:
                view = view[os.write(self._orders, view[: 1 << 20]) :]
            except BlockingIOError:
                continue
            except BrokenPipeError as error:
                raise Unreadable(self._end()) from error

    def _receive(self, size: int, watch: _Watch) -> bytes:
        pieces = []
        while size:
            watch.wait(self._answers, select.POLLIN)
            piece = os.read(self._answers, min(size, 1 << 20))
            if not piece:
                raise Unreadable(self._end())
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def _end(self) -> str:
        """Say how a worker that fell silent has ended."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(2.0)
        code = self.process.poll()
        if code is not None and code < 0:
            return f"decoding crashed ({signal.Signals(-code).name})"
        return "decoding crashed"

    def kill(self) -> None:
        """End the worker and everything that it started."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for descriptor in (self._orders, self._answers):
            with suppress(OSError):
                os.close(descriptor)
        self.process.wait()


class _Watch:
    """The time that a document has left."""

    def __init__(self, limits: Limits) -> None:
        self._allowed = limits.seconds
        self._until = time.monotonic() + limits.seconds

    def extend(self, seconds: float) -> None:
        self._until = max(self._until, time.monotonic() + seconds)

    def wait(self, pipe: int, event: int) -> None:
        """Wait until a pipe is ready.

        Raises:
            LimitExceeded: the time is over.
        """
        left = self._until - time.monotonic()
        poll = select.poll()
        poll.register(pipe, event)
        if left <= 0 or not poll.poll(left * 1000):
            raise LimitExceeded(f"seconds: decoding took more than {self._allowed:g}")


def _answer(kind: bytes, data: bytes) -> Document:
    if kind == DOCUMENT:
        try:
            return wire.from_json(data)
        except ValueError as error:
            raise Unreadable(f"decoding gave no document: {error}") from error
    reason = data.decode("utf-8", "replace")
    raise LimitExceeded(reason) if kind == EXCEEDED else Unreadable(reason)


class _Pool:
    """Idle workers of this process; as many are made as threads ask for at once."""

    def __init__(self) -> None:
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()

    def decode(
        self, data: bytes, name: str, media_type: str | None, limits: Limits
    ) -> Document:
        worker = self._take()
        sound = False
        try:
            document = worker.decode(data, name, media_type, limits)
            sound = True
        except Unreadable:
            sound = worker.answered
            raise
        finally:
            self._give_back(worker) if sound else worker.kill()
        return document

    def _take(self) -> _Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.process.poll() is None:
                    return worker
                worker.kill()
        return _Worker()

    def _give_back(self, worker: _Worker) -> None:
        if worker.uses >= _MOST_USES:
            worker.kill()
            return
        with self._lock:
            self._idle.append(worker)

    def close(self) -> None:
        """End all idle workers."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()

    def forget(self) -> None:
        """Leave the workers to the process that was forked: they are not ours."""
        self._idle = []
        self._lock = threading.Lock()


_pool = _Pool()
atexit.register(_pool.close)
os.register_at_fork(after_in_child=_pool.forget)
