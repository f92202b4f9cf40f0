"""A government site on loopback: list pages, feed, attachments, and all its moods."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]

PAGE = """<html><head><meta charset="utf-8"><title>{title}</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2025-03-01">
</head><body><div class="article"><p>{title}</p><p>一、{text}</p>{files}</div>
<a href="/other.pdf">not of the article</a></body></html>"""


def page(title: str, text: str, *files: str) -> bytes:
    links = "".join(f'<a href="{file}">附件</a>' for file in files)
    return PAGE.format(title=title, text=text, files=links).encode()


def html(body: bytes, **headers: str) -> Answer:
    return 200, {"Content-Type": "text/html; charset=utf-8", **headers}, body


@dataclass
class Site:
    """Answers by path; a callable answers by the number of the request to that path."""

    answers: dict[str, Answer | Callable[[int], Answer]] = field(default_factory=dict)
    log: list[tuple[str, int]] = field(default_factory=list)
    url: str = ""

    def list_page(self, path: str, paths: list[str], after: str | None = None) -> None:
        items = "".join(f'<li><a href="{p}">关于{p}的通知</a></li>' for p in paths)
        more = f'<a class="next" href="{after}">下一页</a>' if after else ""
        self.answers[path] = html(f"<ul>{items}</ul>{more}".encode())

    def notice(self, path: str, text: str, *files: str) -> None:
        body = page(f"样例市{path}工作方案", text, *files)
        self.answers[path] = html(body, ETag=f'"{hash(body)}"')

    def asked(self, path: str) -> int:
        return sum(1 for asked, _ in self.log if asked == path)


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        path = self.path
        answer = self.site.answers.get(path, (404, {}, b"none"))
        if callable(answer):
            answer = answer(self.site.asked(path))
        status, headers, body = answer
        tag = headers.get("ETag")
        if tag and self.headers.get("If-None-Match") == tag:
            status, body = 304, b""
        self.site.log.append((path, status))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "dripping" in headers:
            self._drip(float(headers["dripping"]))
            return
        if "endless" in headers:
            self.end_headers()
            self._endless(float(headers["endless"]))
            return
        self.send_header("Content-Length", str(len(body) + int(headers.get("lie", 0))))
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, pause: float) -> None:
        """Begin a head, and send the letters of one line of it for ever."""
        try:
            self.flush_headers()
            self.wfile.write(b"X-Endless: ")
            while True:
                time.sleep(pause)
                self.wfile.write(b"x")
                self.wfile.flush()
        except OSError:
            return

    def _endless(self, pause: float) -> None:
        try:
            while True:
                self.wfile.write(b"x" * 65536)
                time.sleep(pause)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def served() -> Iterator[Site]:
    """Serve a site that has no pages yet."""
    site = Site()
    handler = type("Handler", (_Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    site.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()
