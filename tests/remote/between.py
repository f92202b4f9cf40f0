"""A proxy before a real S3-compatible server, which does to requests what it is told."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><KeyCount>0</KeyCount>'
    b"<IsTruncated>false</IsTruncated></ListBucketResult>"
)
_REFUSED = b"<Error><Code>InvalidRequest</Code><Message>not now</Message></Error>"


def never(path: str) -> bool:
    return False


@dataclass
class Between:
    """What is done to the requests; ``log`` has method and path of each."""

    backend: str
    cut: Callable[[str], bool] = never
    fail_after: Callable[[str], bool] = never
    refuse: Callable[[str], bool] = never
    heeds_conditions: bool = True
    lists: int = 0
    log: list[tuple[str, str]] = field(default_factory=list)

    def puts(self) -> list[str]:
        """The paths below the bucket that were written, without what keeps order."""
        return [
            path.removeprefix("/open-data/")
            for method, path in self.log
            if method == "PUT" and "/.mubiao/" not in path
        ]

    def ask(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, list[tuple[str, str]], bytes]:
        plain = urlsplit(path).path
        query = parse_qs(urlsplit(path).query, keep_blank_values=True)
        self.log.append((method, plain))
        if method == "GET" and ({"list-type", "prefix"} & query.keys()):
            self.lists += 1
            return 200, [("Content-Type", "application/xml")], _EMPTY
        if method == "PUT" and self.refuse(plain):
            return 400, [("Content-Type", "application/xml")], _REFUSED
        if method == "PUT" and self.cut(plain):
            body = body[: len(body) // 2]
            headers = {
                name: value
                for name, value in headers.items()
                if not name.lower().startswith(("x-amz-checksum", "content-md5"))
            }
        if not self.heeds_conditions:
            for name in ("If-Match", "If-None-Match"):
                headers.pop(name, None)
        headers["Content-Length"] = str(len(body))
        where = urlsplit(self.backend)
        server = http.client.HTTPConnection(where.hostname or "", where.port)
        server.request(method, path, body or None, headers)
        answer = server.getresponse()
        data = answer.read()
        found = (answer.status, answer.getheaders(), data)
        server.close()
        if method == "PUT" and self.fail_after(plain):
            return 400, [("Content-Type", "application/xml")], _REFUSED
        return found


@contextmanager
def between(backend: str) -> Iterator[tuple[Between, str]]:
    """Give the proxy and its address."""
    rules = Between(backend)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def serve(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(size) if size else b""
            given = {
                name: value
                for name, value in self.headers.items()
                if name.lower() not in ("connection", "expect", "content-length")
            }
            status, headers, data = rules.ask(self.command, self.path, given, body)
            self.send_response_only(status)
            length = str(len(data))
            for name, value in headers:
                if name.lower() == "content-length":
                    length = value if self.command == "HEAD" else length
                elif name.lower() not in ("connection", "transfer-encoding"):
                    self.send_header(name, value)
            self.send_header("Content-Length", length)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = serve

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield rules, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
