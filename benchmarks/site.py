"""How fast a site is made: pages a second, beside Hugo; and after one new notice.

    python benchmarks/site.py [NOTICES ...]

Hugo (Debian package ``hugo``) renders as many notice and target pages from the same
titles, statements and texts with one small layout in the same run. All times are
seconds of processor time, so that a busy machine does not blur them.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "catalog")]

import factory  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

from pipelines.catalog import RenderResult, render  # noqa: E402

ITEMS, INDICATORS = 16, 120
"""Targets of a notice, and harmonised indicators that they are shared among."""
LAYOUT = """<!doctype html><html lang="zh"><head><meta charset="utf-8">
<title>{{ .Title }}</title></head><body><main><h1>{{ .Title }}</h1>
<dl>{{ range $k, $v := .Params.facts }}<dt>{{ $k }}</dt><dd>{{ $v }}</dd>{{ end }}</dl>
{{ .Content }}</main></body></html>"""


def timed(version: Path, site: Path) -> tuple[RenderResult, float]:
    start = time.process_time()
    result = render(
        version, site, versions_index=version.parent / "versions.json", specimens=True
    )
    return result, time.process_time() - start


def children() -> float:
    """Seconds of processor time that finished child processes have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def hugo(version: Path, home: Path) -> tuple[int, float]:
    """Render notices and targets twice (as in two languages) with Hugo."""
    (home / "layouts" / "_default").mkdir(parents=True)
    for name in ("single", "list"):
        (home / "layouts" / "_default" / f"{name}.html").write_text(LAYOUT)
    (home / "hugo.toml").write_text(
        'baseURL = "https://data.example/"\ntitle = "x"\n'
        "disableKinds = "
        '["taxonomy", "term", "RSS", "sitemap", "section", "home"]\n'
    )
    pages = 0
    for language in ("zh", "en"):
        for table, key in (("notices", "notice_id"), ("targets", "target_id")):
            folder = home / "content" / language / table
            folder.mkdir(parents=True)
            rows = pq.read_table(version / "data" / f"{table}.parquet").to_pylist()
            for row in rows:
                words = row.get("statement_zh") or row.get("title")
                front = {"title": words, "facts": {k: str(v) for k, v in row.items()}}
                text = ""
                if table == "notices":
                    text = (version / "texts" / f"{row[key]}.txt").read_text("utf-8")
                said = json.dumps(front, ensure_ascii=False) + "\n\n" + text
                (folder / f"{row[key]}.md").write_text(said, encoding="utf-8")
                pages += 1
    start = children()
    subprocess.run(
        ["hugo", "--quiet", "-s", str(home)],
        check=True,
        env={**os.environ, "GOMAXPROCS": "1"},
    )
    return pages, children() - start


def measure(notices: int, home: Path) -> None:
    first, second = home / "1.0.0", home / "1.1.0"
    factory.write_version(
        home,
        notices=notices,
        items=ITEMS,
        indicators=INDICATORS,
        version="1.0.0",
        created="2026-11-01T00:00:00Z",
    )
    factory.write_version(
        home, notices=notices + 1, items=ITEMS, indicators=INDICATORS, version="1.1.0"
    )
    factory.write_changes(home, ["1.0.0", "1.1.0"])
    site = home / "site"
    result, seconds = timed(first, site)
    print(f"{notices} notices: {result.pages} files in {seconds:.1f} s", end=", ")
    print(f"{result.pages / seconds:.0f} a second")
    result, seconds = timed(first, site)
    print(f"  nothing new: {result.written} written in {seconds:.1f} s")
    result, seconds = timed(second, site)
    print(f"  one new notice: {result.written} written in {seconds:.1f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"  peak memory {peak} MB")
    if shutil.which("hugo"):
        pages, seconds = hugo(second, home / "hugo")
        print(
            f"  hugo: {pages} pages in {seconds:.1f} s, {pages / seconds:.0f} a second"
        )


def main() -> None:
    for notices in [int(word) for word in sys.argv[1:]] or [1000, 10000]:
        with tempfile.TemporaryDirectory() as home:
            measure(notices, Path(home))


if __name__ == "__main__":
    main()
