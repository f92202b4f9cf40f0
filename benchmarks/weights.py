"""How much pages weigh: the gzipped bytes of their HTML, styles and scripts.

    python -m benchmarks.weights SITE

Looks at every page of a rendered site, both languages and embeds, and prints for each
kind of page how many there are, the median and the heaviest. Data that a script asks
for afterwards (JSON, Parquet) does not count, what a page needs for its first view does.
"""

from __future__ import annotations

import argparse
import gzip
import re
import statistics
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

LIMIT = 100_000
"""Bytes that no page should exceed, the text of long notices excepted."""
_NEEDED = re.compile(r'<(?:link rel="stylesheet" href|script[^>]* src)="([^"]+)"')
_IMPORTS = re.compile(r"""from\s*["'](\./[^"']+)["']""")


def weight(page: Path, site: Path) -> int:
    """Give the gzipped bytes of *page* with its styles, its scripts and their imports.

    They lie in the folders ``styles`` and ``scripts`` of *site*.

    Raises:
        FileNotFoundError: it names a file that is not there.
    """
    html = page.read_bytes()
    named = (urlsplit(name).path for name in _NEEDED.findall(html.decode("utf-8")))
    # told from the page, or by the page of a lost address from the root
    files = {site.joinpath(*Path(path).parts[-2:]).resolve() for path in named}
    files |= {each for file in files if file.suffix == ".js" for each in imports(file)}
    return len(gzip.compress(html)) + sum(_packed(file) for file in files)


@cache
def imports(script: Path) -> frozenset[Path]:
    """Give a script and all that it imports, at any remove."""
    found: set[Path] = set()
    left = [script]
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            names = _IMPORTS.findall(one.read_text("utf-8"))
            left += [(one.parent / name).resolve() for name in names]
    return frozenset(found)


@cache
def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes()))


def kind_of(page: Path, site: Path) -> str:
    """Name the kind of a page by its folder: its index, a list in it, or one of it."""
    *folders, name = page.relative_to(site).parts
    where = "/".join(part for part in folders if part not in ("zh", "en")) or "home"
    if name == "index.html":
        return where
    listed = re.fullmatch(r"list-\d+\.html", name)
    return f"{where}: a list" if listed else f"{where}: one"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("site", type=Path)
    site = parser.parse_args().site
    held: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for page in site.rglob("*.html"):
        name = str(page.relative_to(site))
        held[kind_of(page, site)].append((weight(page, site), name))
    if not held:
        sys.exit(f"{site} holds no pages")
    for kind, found in sorted(held.items()):
        most, name = max(found)
        median = statistics.median(each for each, _ in found)
        print(
            f"{kind:22} {len(found):7,} pages, median {median / 1000:5.1f} kB, "
            f"most {most / 1000:6.1f} kB  {name}"
        )
    heavy = sorted((each for found in held.values() for each in found), reverse=True)
    heavy = [each for each in heavy if each[0] > LIMIT]
    print(f"over {LIMIT / 1000:.0f} kB: {len(heavy)}")
    for each, name in heavy:
        print(f"  {each / 1000:6.1f} kB  {name}")


if __name__ == "__main__":
    main()
