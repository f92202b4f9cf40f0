"""How fast a site is made: pages a second, beside Hugo; and after new notices.

    python -m benchmarks.site [NOTICES ...] [--items N] [--keep DIR]
                                                  [--step make|render|hugo]

Hugo (Debian package ``hugo``) renders the same set of pages (every page of every kind,
in both languages, embeds too) from the words of ours with one small layout, so it does
none of the reading, linking, marking and drawing. Since it holds all pages in memory
(some 45 kB each), it is given ``AT_ONCE`` after the other; its seconds are added up.
The site is brought forward by one new notice, then by 10 and by 100, so that what a
notice costs is told apart from what every rebuild costs; for each the kinds of pages
are listed: how many units of each were stale, and what one of them cost.
Each step runs in a process of its own; times are seconds of its processor time on one
core, so that a busy machine does not blur them, and memory is the step's peak. With
``--keep`` the versions and the site stay in DIR, and the steps can be run one at a time.
"""

from __future__ import annotations

import argparse
import importlib
import json
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

ITEMS, INDICATORS = 16, 120
"""Targets of a notice unless told, and indicators that they are shared among."""
NEW = {"1.1.0": 1, "1.2.0": 10, "1.3.0": 100}
"""Notices that are new in each later version."""
SHARED = ("notice", "indicator", "organization", "region")
"""Kinds of pages of which more are stale the more notices are new."""
AT_ONCE = 100_000
"""Pages that Hugo is given in one run."""
LAYOUT = """<!doctype html><html lang="zh"><head><meta charset="utf-8">
<title>{{ .Title }}</title></head><body><main><h1>{{ .Title }}</h1>
{{ .Content }}</main></body></html>"""
CONFIG = """baseURL = "https://data.example/"
title = "x"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "section", "home"]
[markup.goldmark.renderer]
unsafe = true
"""
Figures = dict[str, float]


def make(home: Path, notices: int, items: int) -> None:
    """Write a version of *notices* invented notices, and those with more of them."""
    from tests.catalog import factory

    versions = {"1.0.0": 0, **NEW}
    for day, (number, more) in enumerate(versions.items(), 1):
        notices += more
        created = f"2026-11-{day:02}T00:00:00Z"
        factory.write_version(
            home,
            notices=notices,
            items=items,
            version=number,
            created=created,
            indicators=INDICATORS,
        )
    factory.write_changes(home, ["1.0.0", *NEW])


def rendered(home: Path, number: str) -> Figures:
    """Bring the site forward to the version *number*; note what each kind took."""
    from pipelines.catalog import render

    kinds = watch()
    result = render(
        home / number,
        home / "site",
        versions_index=home / "versions.json",
        specimens=True,
    )
    (home / "kinds.json").write_text(json.dumps(kinds))
    return {"files": result.pages, "written": result.written}


def watch() -> dict[str, Figures]:
    """Have the rendering note of each kind of page: stale units, and their seconds."""
    import pipelines.catalog

    module = importlib.import_module("pipelines.catalog.render")
    assert pipelines.catalog.render is module.render
    noted: dict[str, Figures] = {}
    plain = module._render

    def run(kind: Any, stale: Any, writer: Any) -> None:
        pages, files = kind.pages, writer.disk.written
        found = noted[kind.name] = {"units": 0, "files": 0, "seconds": 0}

        def timed(ids: list[str]) -> Iterator[Any]:
            found["units"] += len(ids)
            before = time.process_time()
            yield from pages(ids)
            found["seconds"] += time.process_time() - before

        kind.pages = timed
        plain(kind, stale, writer)
        found["files"] = writer.disk.written - files

    module._render = run
    return noted


def hugo(home: Path, pages: list[Path]) -> Figures:
    """Render *pages*, their words taken from ours, with Hugo."""
    work = home / "hugo"
    shutil.rmtree(work, ignore_errors=True)
    (work / "layouts" / "_default").mkdir(parents=True)
    for name in ("single", "list"):
        (work / "layouts" / "_default" / f"{name}.html").write_text(LAYOUT)
    (work / "hugo.toml").write_text(CONFIG)
    for path in pages:
        write_content(path, work / "content" / path.relative_to(home / "site"))
    before = seconds(resource.RUSAGE_CHILDREN)
    subprocess.run(
        ["hugo", "--quiet", "-s", str(work)],
        check=True,
        env={**os.environ, "GOMAXPROCS": "1"},
    )
    spent = seconds(resource.RUSAGE_CHILDREN) - before
    made = sum(1 for _ in (work / "public").rglob("*.html"))
    if made != len(pages):
        raise SystemExit(f"hugo made {made} of {len(pages)} pages")
    shutil.rmtree(work)
    return {"files": made, "seconds": spent}


def write_content(page: Path, goal: Path) -> None:
    """Write title and main part of a page as content for Hugo."""
    text = page.read_text("utf-8")
    title = text.split("<title>", 1)[1].split("</title>", 1)[0]
    main = text.split("<main", 1)[1].split(">", 1)[1].split("</main>", 1)[0]
    goal = goal.with_name(f"p-{goal.name}")
    goal.parent.mkdir(parents=True, exist_ok=True)
    front = json.dumps({"title": title}, ensure_ascii=False)
    goal.write_text(f"{front}\n\n{main}", encoding="utf-8")


def pages_in(site: Path) -> list[Path]:
    """Give the pages and embeds of both languages."""
    folders = (site / part for part in ("zh", "en", "embed/zh", "embed/en"))
    return [path for folder in folders for path in folder.rglob("*.html")]


def seconds(whose: int) -> float:
    """Seconds of processor time that this process, or its children, have used."""
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def _step(work: Callable[..., Figures | None], *given: object) -> Figures:
    found = work(*given) or {}
    own = seconds(resource.RUSAGE_SELF)
    found.setdefault("seconds", own)
    peaks = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    most = max(resource.getrusage(whose).ru_maxrss for whose in peaks)
    found["megabytes"] = most / 1024
    return found


def apart(work: Callable[..., Figures | None], *given: object) -> Figures:
    """Do *work* in a process of its own; give its figures, its time and its peak."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_step, (work, *given))


def say(what: str, found: Figures) -> None:
    files, took = found["files"], found["seconds"]
    made = found.get("written", files)
    rate = f"{made / took:6.0f} a second" if made > 1000 else ""
    print(
        f"{what:28} {files:8.0f} files, {made:8.0f} written, {took:7.1f} s, "
        f"{found['megabytes']:5.0f} MB {rate}",
        flush=True,
    )


def bring_forward(home: Path) -> None:
    """Render the later versions in turn; say what each took, and a further notice."""
    took = {}
    for number, more in NEW.items():
        found = apart(rendered, home, number)
        say(f"  {more} new", found)
        took[more] = found["seconds"]
        kinds = json.loads((home / "kinds.json").read_text())
        say_kinds(kinds, found["seconds"])
    few, many = min(took), max(took)
    each = (took[many] - took[few]) / (many - few)
    print(f"  a further new notice: {1000 * each:.0f} ms", flush=True)


def say_kinds(kinds: dict[str, Figures], whole: float) -> None:
    """Say what a unit of each kind of page cost, and what is left of the *whole*."""
    for name in SHARED:
        made = kinds[name]
        each = 1000 * made["seconds"] / max(made["units"], 1)
        print(
            f"    {name:14} {made['units']:4.0f} units, {made['files']:6.0f} files, "
            f"{made['seconds']:5.2f} s, {each:4.0f} ms a unit"
        )
    rest = whole - sum(kinds[name]["seconds"] for name in SHARED)
    print(f"    whatever changed {rest:5.2f} s", flush=True)


def measure(notices: int, home: Path, steps: list[str], items: int) -> None:
    if "make" in steps:
        apart(make, home, notices, items)
    if "render" in steps:
        shutil.rmtree(home / "site", ignore_errors=True)
        say(f"{notices} notices", apart(rendered, home, "1.0.0"))
        say("  nothing new", apart(rendered, home, "1.0.0"))
        bring_forward(home)
    if "hugo" in steps and shutil.which("hugo"):
        pages = pages_in(home / "site")
        parts = [
            apart(hugo, home, pages[begin : begin + AT_ONCE])
            for begin in range(0, len(pages), AT_ONCE)
        ]
        all_of = {key: sum(one[key] for one in parts) for key in ("files", "seconds")}
        most = max(one["megabytes"] for one in parts)
        say("  hugo, the same pages", {**all_of, "megabytes": most})


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("notices", nargs="*", type=int, default=[1000, 10000])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--items", type=int, default=ITEMS, help="targets of a notice")
    parser.add_argument("--step", action="append", choices=("make", "render", "hugo"))
    asked = parser.parse_args()
    steps = asked.step or ["make", "render", "hugo"]
    for notices in asked.notices:
        if asked.keep:
            home = asked.keep / str(notices)
            home.mkdir(parents=True, exist_ok=True)
            measure(notices, home, steps, asked.items)
            continue
        with tempfile.TemporaryDirectory() as folder:
            measure(notices, Path(folder), steps, asked.items)


if __name__ == "__main__":
    main()
