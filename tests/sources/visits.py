"""Visits of one invented source: a list of three notices, one with a file."""

from __future__ import annotations

from pathlib import Path

from pipelines.captures import Store
from pipelines.sources.client import Client, Policy
from pipelines.sources.config import Source
from pipelines.sources.fetching import Visit, Visitor
from tests.sources.site import Site


def source(site: Site, **more: object) -> Source:
    given = {
        "name": "sample",
        "kind": "list",
        "url": f"{site.url}/list",
        "select": "li a",
        "next": "a.next",
        "match": "通知",
        "article": "div.article",
    }
    return Source.model_validate({**given, **more})


class Times:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"2026-01-01T00:{self.count // 60:02}:{self.count % 60:02}Z"


def visit(site: Site, folder: Path, **more: object) -> Visit:
    client = Client(Policy(pause=0, backoff=0, allowed=("127.0.0.1/32",)))
    store = Store(str(folder / "store"))
    times = Times()
    times.count = len(list(folder.rglob("*.warc.gz"))) * 100
    return Visitor(client, store, folder / "sources", times).visit(source(site, **more))


def captures(folder: Path) -> list[str]:
    return sorted(c.source_file for c in Store(str(folder / "store")).list())
