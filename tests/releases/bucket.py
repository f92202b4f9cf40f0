"""A bucket of a real S3-compatible server on this machine."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx


@contextmanager
def serve(bucket: str) -> Iterator[dict[str, Any]]:
    """Give fsspec's options for the server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(
            transport=httpx.HTTPTransport(retries=8), timeout=60
        ) as client:
            client.put(f"{address}/{bucket}").raise_for_status()
        yield {"key": "x", "secret": "y", "endpoint_url": address}
    finally:
        server.terminate()
        server.wait()
