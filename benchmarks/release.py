"""Time and peak memory of tables, validation, release and diff over generated notices.

    uv run python benchmarks/release.py 1000 100000

Each size runs in a process of its own in a temporary folder: rows are laid down in
shards, published as the first version, and published again with one notice more. The
notices are invented; each has six tasks, six targets and eighteen responsibilities.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PER_SHARD = 500
VALUES = ["32", "45.5", "7", "0.6", "25000", "98"]
# Parts of a publication whose time is told apart: module and function.
PARTS = {
    "assemble": ("pipelines.releases.publish", "assemble"),
    "texts": ("pipelines.releases.publish", "copy_texts"),
    "diff": ("pipelines.releases.stage", "compare"),
    "check rows": ("pipelines.releases.stage", "broken_rows"),
    "check evidence": ("pipelines.releases.stage", "broken_evidence"),
    "check frictionless": ("pipelines.releases.stage", "ask_frictionless"),
    "check csv": ("pipelines.releases.stage", "broken_csv"),
    "check profile": ("pipelines.releases.stage", "broken_profile"),
    "excel csv": ("pipelines.releases.forms", "write_excel_csv"),
    "workbook": ("pipelines.releases.forms", "write_workbook"),
    "duckdb": ("pipelines.releases.forms", "write_duckdb"),
    "sqlite": ("pipelines.releases.forms", "write_sqlite"),
    "annotations": ("pipelines.releases.forms", "write_annotations"),
    "slices": ("pipelines.releases.forms", "write_slices"),
    "catalogue records": ("pipelines.releases.metadata", "write_all"),
    "manifest": ("pipelines.releases.stage", "manifest"),
    "fsync": ("pipelines.releases.durable", "sync_tree"),
}


def main(sizes: list[int]) -> None:
    """Measure each size and print a table."""
    for size in sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(size)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(done.stderr)
        print(done.stdout, flush=True)


def measure(size: int) -> None:
    from pipelines.releases import Candidate, publish
    from tests.releases.factory import Notice

    times: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="mubiao-benchmark-") as place:
        output = Path(place)
        with clocked(times, "lay down shards"):
            tables, texts = lay_down_all(output / "store", size, Notice)
        before = peak()
        with told_apart(times), clocked(times, "publish"):
            first = publish(Candidate(tables, texts), output)
        after = peak()
        more = [Notice("一份新文件", VALUES)]
        lay_down_some(output / "store", "more", more)
        again: dict[str, float] = {}
        with told_apart(again), clocked(again, "publish"):
            second = publish(Candidate(tables, texts), output)
        changes = json.loads((second.path / "changes.json").read_text())
        rows = sum(first.rows.values())
        weight = sum(p.stat().st_size for p in first.path.rglob("*") if p.is_file())
    print(f"{size:,} notices, {rows:,} rows, {weight / 1e6:,.0f} MB a version")
    print(f"  peak memory: {before:,.0f} MB laid down, {after:,.0f} MB published")
    for name, seconds in times.items():
        print(f"  {name:20} {seconds:8.1f} s   {again.get(name, 0.0):8.1f} s again")
    added = sum(change["added"] for change in changes["tables"].values())
    print(f"  with one notice more: {second.version}, {added} rows added")


def lay_down_all(folder: Path, size: int, notice: Any) -> tuple[Path, Path]:
    from pipelines.tables.shards import write_shard
    from tests.releases.factory import registers

    write_shard(folder / "tables", "registers", registers())
    for start in range(0, size, PER_SHARD):
        some = [
            notice(f"第{k}号", VALUES)
            for k in range(start, min(size, start + PER_SHARD))
        ]
        lay_down_some(folder, f"{start:08}", some)
    return folder / "tables", folder / "texts"


def lay_down_some(folder: Path, shard: str, notices: list[Any]) -> None:
    from pipelines.tables.shards import write_shard

    (folder / "texts").mkdir(parents=True, exist_ok=True)
    merged: dict[str, list[dict[str, Any]]] = {}
    for one in notices:
        for table, rows in one.rows.items():
            merged.setdefault(table, []).extend(rows)
        path = folder / "texts" / f"{one.notice_id}.txt"
        path.write_bytes(one.text.encode())
    write_shard(folder / "tables", shard, merged)


@contextmanager
def clocked(times: dict[str, float], name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    times[name] = times.get(name, 0.0) + time.perf_counter() - start


@contextmanager
def told_apart(times: dict[str, float]) -> Iterator[None]:
    """Clock the parts of a publication."""
    import importlib

    kept = []
    for name, (module, function) in PARTS.items():
        home = importlib.import_module(module)
        part = getattr(home, function)
        kept.append((home, function, part))
        setattr(home, function, _clock(times, name, part))
    try:
        yield
    finally:
        for home, function, part in kept:
            setattr(home, function, part)


def _clock(times: dict[str, float], name: str, part: Callable[..., Any]) -> Any:
    def clocking(*arguments: Any, **options: Any) -> Any:
        with clocked(times, name):
            return part(*arguments, **options)

    return clocking


def peak() -> float:
    """Give the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
    else:
        main([int(size) for size in sys.argv[1:]] or [1000])
