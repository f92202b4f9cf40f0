"""A WARC file of one visit, for archivists (ISO 28500, written by warcio)."""

from __future__ import annotations

import io
import os
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipelines.sources.client import Answer

# the body is kept after transfer and content decoding, so these no longer hold
_DROPPED = {"transfer-encoding", "content-encoding", "content-length"}


class WarcArchive:
    """Answers written to ``path`` when the visit ends in order; nothing otherwise."""

    def __init__(self, path: Path) -> None:
        """Prepare to write *path*; it appears when the first answer was added."""
        self._path = path
        self._aside = path.with_suffix(path.suffix + ".tmp")
        self._file: io.BufferedWriter | None = None
        self._writer: WARCWriter | None = None

    def __enter__(self) -> Self:
        return self

    def add(self, answer: Answer) -> None:
        """Append one answer as a response record."""
        if self._writer is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._aside.open("wb")
            self._writer = WARCWriter(self._file, gzip=True)
        phrase = HTTPStatus(answer.status).phrase
        headers = [
            (name, value)
            for name, value in answer.headers.items()
            if name.lower() not in _DROPPED
        ]
        headers.append(("Content-Length", str(len(answer.body))))
        self._writer.write_record(
            self._writer.create_warc_record(
                answer.url,
                "response",
                payload=io.BytesIO(answer.body),
                http_headers=StatusAndHeaders(
                    f"{answer.status} {phrase}", headers, protocol="HTTP/1.1"
                ),
            )
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is None:
            return
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._aside.replace(self._path)
