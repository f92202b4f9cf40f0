"""One site of invented notices, served on loopback, and a headless Chromium."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import http.server
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.catalog import render
from pipelines.collection.rulebook import rulebook
from tests.catalog import factory
from tests.needs import require

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {
    "phone": {"width": 360, "height": 740},
    "desktop": {"width": 1440, "height": 900},
}
RULES = [
    {
        "name": "target.level",
        "pattern": "到{year}年，{indicator}达到{value}以上",
        "meaning": "An indicator shall reach a value.",
        "finds": ["到2025年，样例率达到30%以上。"],
        "ignores": ["2020年样例率已达到30%。"],
    }
]
QUALITY = {
    "checks": [
        {
            "name": "evidence",
            "says": "every quote equals its range of the published text",
            "passed": True,
        }
    ],
    "numerals": {"target": 70, "unexplained": 3},
    "unexplained_share": 0.041,
    "linked_share": {"targets.indicator_id": 0.86},
    "findings": {"unlinked_body": 12},
    "not_covered": [{"status": "quarantined", "reason": "no text", "captures": 1}],
    "measured": {
        "suites": [
            {
                "table": "targets",
                "passed": True,
                "statements": [
                    {"says": "shares lie within 0 and 100", "checked": 72, "broken": 0}
                ],
            }
        ]
    },
}


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        pass

    def copyfile(self, source: object, outputfile: object) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            super().copyfile(source, outputfile)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A version and its site, made once also where several processes run the tests."""
    where = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        where = where.parent  # one folder a run, with one in it for each process
    made = where / "catalogue"
    with (where / "catalogue.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made / "whole").exists():
            shutil.rmtree(made, ignore_errors=True)
            write_site(write_version(made / "versions"), made / "site")
            (made / "whole").touch()
    return made


@pytest.fixture(scope="session")
def version(home: Path) -> Path:
    return home / "versions" / "1.1.0"


@pytest.fixture(scope="session")
def site(home: Path) -> Path:
    return home / "site"


def write_version(home: Path) -> Path:
    """Write a version of 30 invented notices, with an earlier version before it."""
    home.mkdir(parents=True)
    factory.write_version(
        home, notices=28, version="1.0.0", created="2026-11-01T00:00:00Z"
    )
    where = factory.write_version(home, notices=30, version="1.1.0")
    factory.write_changes(home, ["1.0.0", "1.1.0"])
    write_history(where)
    return where


def write_history(version: Path) -> None:
    """Write that a target was changed, one went, one stands under a new id.

    The changed one and a body also stand elsewhere in the text.
    """
    targets = pq.read_table(version / "data" / "targets.parquet")
    kept, notice = targets["target_id"][0].as_py(), targets["notice_id"][0].as_py()
    with (version / "changes.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(f"targets,{kept},{notice},changed,value,12,34,rule\n")
        file.write(f"targets,{kept},{notice},changed,char_start,812,814,rule\n")
        file.write(f"responsibilities,r-x,{notice},changed,text_sha256,a1,b2,rule\n")
        for gone in ("t-gone", "t-moved"):
            file.write(f"targets,{gone},{notice},removed,,,,rule\n")
    (version / "rekeyed.csv").write_text(
        f"table,old_key,new_key\ntargets,t-moved,{kept}\n", "utf-8"
    )


def write_site(version: Path, where: Path) -> None:
    """Render *version* with the rules of all readers and an old address."""
    render(
        version,
        where,
        versions_index=version.parent / "versions.json",
        specimens=True,
        rules=[*RULES, *rulebook()],
        quality=QUALITY,
        redirects={"old/t-old.html": "zh/targets/index.html"},
    )


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as where:
        yield where


@contextlib.contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve *site* on loopback; give its address."""
    handler = functools.partial(Handler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    require(CHROMIUM is not None, "chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def visit(browser, address: str) -> Iterator[Callable[..., object]]:
    """Open a page; at the end nothing may have been complained of or asked elsewhere."""
    contexts = []
    complaints: list[str] = []

    def go(path: str, **options: object) -> object:
        options.setdefault("viewport", {"width": 1440, "height": 900})
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda said: complaints.append(f"{path}: {said.text}"))
        page.on("pageerror", lambda error: complaints.append(f"{path}: {error}"))
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith((address, "data:", "blob:"))
                else complaints.append(f"{path} asked {asked.url}")
            ),
        )
        page.goto(address + path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert complaints == []


def kinds(site: Path) -> dict[str, str]:
    """One page of every kind, by the kind's name, below the language's folder."""
    zh = site / "zh"
    found = {
        str(path.parent.relative_to(zh)): f"{path.relative_to(zh)}"
        for path in sorted(zh.glob("*/index.html"))
    }
    found["home"] = "index.html"
    found["gone"] = "targets/t-gone.html"
    for folder, pattern in (
        ("notices", "n-*"),
        ("targets", "t-[0-9a-f]*"),
        ("matrix", "n-*"),
        ("indicators", "health-*"),
        ("organizations", "o-*"),
        ("regions", "99*"),
        ("timeline", "20*"),
        ("data", "targets"),
        ("releases", "1.1.0"),
        ("method", "rules"),
        ("notices", "list-1"),
        ("targets", "list-1"),
        ("coverage", "list-1"),
    ):
        path = sorted((zh / folder).glob(f"{pattern}.html"))[0]
        found[f"one of {folder} {pattern}"] = f"{folder}/{path.name}"
    return found


def first_target(site: Path) -> dict[str, object]:
    path = sorted((site / "json" / "targets").glob("*.json"))[0]
    return json.loads(path.read_text("utf-8"))
