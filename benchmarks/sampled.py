"""What a site would cost that is too large for this disk: a sample of each kind of page.

Usage: uv run python benchmarks/sampled.py VERSION_DIR [--versions FILE] [--share 40]

Of every kind of page the units are counted and their digests summed, as a rendering
does; then some batches of them, evenly spread, are rendered and written to a scratch
folder, in one process. What a batch took is multiplied by the number of batches. The
whole of a kind is rendered where it has few batches. Processor seconds, files and
bytes; links to the version's own files count no bytes. The peak of memory is that of a
process that renders all kinds, as the first one of a rendering does.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from pipelines.catalog.disk import Disk
from pipelines.catalog.frame import Setting
from pipelines.catalog.notices import NoticePages
from pipelines.catalog.order import Order
from pipelines.catalog.render import Kind, others


class Cost(NamedTuple):
    """Of one kind: units, processor seconds, files and bytes of all of them."""

    units: int
    sampled: int
    digests: float
    seconds: float
    files: float
    bytes: float


def cost(kind: Kind, scratch: Path, most: int) -> Cost:
    """Render at most *most* batches of a kind; give the cost of all of it."""
    start = time.process_time()
    units = [key for key, _ in kind.units()]
    digests = time.process_time() - start
    batches = [units[at : at + kind.batch] for at in range(0, len(units), kind.batch)]
    step = max(1, len(batches) // most)
    chosen = batches[step // 2 :: step] if step > 1 else batches
    disk = Disk(scratch)
    files = size = 0
    start = time.process_time()
    for ids in chosen:
        for _, pages in kind.pages(ids):
            for page in pages:
                disk.put(page)
                files += 1
                size += 0 if isinstance(page.content, Path) else len(page.content)
    took = time.process_time() - start
    sampled = sum(map(len, chosen))
    whole = len(units) / sampled if sampled else 0
    return Cost(len(units), sampled, digests, took * whole, files * whole, size * whole)


def main() -> None:
    """Print the costs of each kind, and their sum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version", type=Path)
    parser.add_argument("--versions", type=Path)
    parser.add_argument("--share", type=int, default=40, help="batches of a kind")
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()),
        help="on the version's file system, else its files are copied, not linked",
    )
    args = parser.parse_args()
    start = time.process_time()
    with tempfile.TemporaryDirectory(prefix="sampled-", dir=args.folder) as name:
        order = Order(args.version, Path(name), args.versions, Setting())
        frame, history = order.open()
        kinds: tuple[Kind, ...] = (NoticePages(frame, history), *others(frame, history))
        opened = time.process_time() - start
        print(f"opened and laid out in {opened:,.1f} s", flush=True)
        total = Cost(0, 0, opened, 0, 0, 0)
        for kind in kinds:
            one = cost(kind, Path(name), args.share)
            told(kind.name, one)
            sums = map(sum, zip(total, one, strict=True))
            total = Cost(*sums)
        told("all", total)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {most:,.0f} MB: this process renders all kinds", flush=True)


def told(name: str, one: Cost) -> None:
    each = 1000 * one.seconds / one.units if one.units else 0
    print(
        f"{name}: {one.units:,} units, {one.sampled:,} rendered; digests "
        f"{one.digests:,.1f} s; all {one.seconds:,.1f} s, {each:,.1f} ms each; "
        f"{one.files:,.0f} files, {one.bytes / 1e6:,.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    main()
