"""``mubiao serve``: the site on this machine only."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from assets.places import looked_at
from pipelines.collection import remote
from pipelines.collection.place import Output
from pipelines.errors import StoreError


class _Pages(SimpleHTTPRequestHandler):
    """Serve the site's files; a missing page gives the site's own 404 page."""

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def serve_site(output: str | Path | Output, port: int) -> None:
    """Serve the site of *output* on the loopback address until interrupted.

    Raises:
        StoreError: there is no site, or the port is taken.
    """
    place = looked_at(output)
    remote.bring_site(place)
    server = open_server(place.site, port)
    with server:
        click.echo(f"http://127.0.0.1:{server.server_port}/  (Ctrl-C ends)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("")


def open_server(site: Path, port: int) -> ThreadingHTTPServer:
    """Give a server of the folder *site*, bound and not yet serving.

    Raises:
        StoreError: there is no site, or the port is taken.
    """
    if not (site / "index.html").is_file():
        raise StoreError(f"there is no site at {site}; run: mubiao build")
    try:
        return ThreadingHTTPServer(
            ("127.0.0.1", port), partial(_Pages, directory=str(site))
        )
    except OSError as error:
        raise StoreError(
            f"port {port} cannot be used ({error.strerror}); give another --port"
        ) from error
