"""Connections that end at a moment, however slowly the other side answers.

A time-out counts from byte to byte: a server that sends one byte now and then, be it in
the head of its answer, is never too slow for it. Here every read and write of one
exchange shares a deadline.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx


class TimedTransport(httpx.HTTPTransport):
    """HTTP over connections that live for so many seconds."""

    def __init__(self, seconds: float) -> None:
        """Begin the time of one exchange."""
        super().__init__()
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=1,
            network_backend=_Backend(time.monotonic() + seconds),
        )


class _Backend(httpcore.NetworkBackend):
    def __init__(self, until: float) -> None:
        self._until = until
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(self._until, timeout, httpcore.ConnectTimeout)
        stream = self._inner.connect_tcp(
            host, port, left, local_address, socket_options
        )
        return _Stream(stream, self._until)


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, until: float) -> None:
        self._inner, self._until = inner, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = _left(self._until, timeout, httpcore.ReadTimeout)
        return self._inner.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        left = _left(self._until, timeout, httpcore.WriteTimeout)
        self._inner.write(buffer, left)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(self._until, timeout, httpcore.ConnectTimeout)
        inner = self._inner.start_tls(ssl_context, server_hostname, left)
        return _Stream(inner, self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(until: float, timeout: float | None, over: type[Exception]) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise over("the time of the whole exchange is over")
    return left if timeout is None else min(left, timeout)
