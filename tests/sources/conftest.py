from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sources.site import Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        yield made


@pytest.fixture
def listing(site: Site) -> Site:
    site.list_page("/list", ["/a.html", "/b.html"], "/list2")
    site.list_page("/list2", ["/b.html", "/c.html"])
    site.notice("/a.html", "到2030年，建成公园3个。", "/files/a.docx")
    site.notice("/b.html", "建成步道2条。")
    site.notice("/c.html", "建成球场1个。")
    site.answers["/files/a.docx"] = (200, {"ETag": '"1"'}, b"PK annex")
    return site
