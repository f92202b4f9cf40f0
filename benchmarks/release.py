"""Time and peak memory of tables, validation, release and diff, each by itself.

    uv run python benchmarks/release.py 1000 10000 [--folder DIR]

For each number of notices a store of readings is made (not measured; see ``stamped``).
Then each stage runs in a process of its own, so that no stage hides the memory of
another (Linux tells the most within each part of a release as well): shards are laid out from the readings (tables), the suites and whole checks run
over them (validation), the first version is published (release). Then one notice more
comes: the three run again, and the two versions are compared (diff). The exponent of
growth is that of the processor time between neighbouring numbers: 1 is linear.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

STAGES = ("tables", "validation", "release")
# Parts of a publication whose time is told apart: module and function.
PARTS = {
    "assemble": ("pipelines.releases.publish", "assemble"),
    "texts": ("pipelines.releases.publish", "copy_texts"),
    "compare": ("pipelines.releases.stage", "compare"),
    "re-keyed": ("pipelines.releases.stage", "write_rekeyed"),
    "check profile": ("pipelines.releases.stage", "broken_profile"),
    "check rows": ("pipelines.releases.stage", "broken_rows"),
    "check evidence": ("pipelines.releases.stage", "broken_evidence"),
    "check csv": ("pipelines.releases.stage", "broken_csv"),
    "check frictionless": ("pipelines.releases.stage", "ask_frictionless"),
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
PEAK = ", MB"
"""What the name of a part's peak of memory has behind the part's own name."""
BETWEEN = "between"
"""Where the most memory between the measured parts is noted."""
Figures = dict[str, float]
Parts = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="+", type=int)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    asked = parser.parse_args()
    taken = {}
    for number in asked.numbers:
        with tempfile.TemporaryDirectory(prefix="release-", dir=asked.folder) as place:
            taken[number] = report(number, Path(place))
    for small, large in zip(asked.numbers, asked.numbers[1:], strict=False):
        print(f"exponents of growth, {small:,} to {large:,} notices:")
        for stage, figures in taken[large].items():
            ratio = figures["cpu"] / taken[small][stage]["cpu"]
            memory = figures["peak"] / taken[small][stage]["peak"]
            growth = math.log(ratio) / math.log(large / small)
            print(f"  {stage:18} {growth:5.2f}   memory {memory:.2f} times")


def report(number: int, place: Path) -> dict[str, Figures]:
    """Measure all stages at *number* notices; print and give their figures."""
    found: dict[str, Figures] = {}

    def measure(stage: str, words: str = "") -> None:
        told = found[f"{stage}{words}"] = apart(stage, place)
        print(
            f"  {stage + words:22} {told['cpu']:8.1f} s of processor "
            f"{told['wall']:8.1f} s of time {told['peak']:6.0f} MB at most",
            flush=True,
        )

    print(f"{number:,} notices", flush=True)
    apart("fill", place, 0, number - 1)
    for stage in STAGES:
        measure(stage)
    apart("fill", place, number - 1, number)
    for stage in STAGES:
        measure(stage, ", one more")
    measure("diff")
    package = place / "datapackages" / "mubiao"
    described = json.loads((package / "1.1.0" / "quality.json").read_bytes())
    rows = sum(described["rows"].values())
    weight = sum(p.stat().st_size for p in package.glob("1.1.0/**/*") if p.is_file())
    print(f"  {rows:,} rows, {weight / 1e6:,.0f} MB a version")
    print("  parts of the release, seconds of processor and MB: first, one more")
    for part in PARTS:
        told = "".join(
            f"{found[stage].get(part, 0.0):8.2f}{found[stage].get(part + PEAK, 0.0):6.0f}"
            for stage in ("release", "release, one more")
        )
        print(f"    {part:20}{told}", flush=True)
    return found


def apart(stage: str, place: Path, *numbers: int) -> Figures:
    """Run a stage in a process of its own; give seconds and MB (and its parts)."""
    start = time.perf_counter()
    arguments = [sys.executable, __file__, "--stage", stage, str(place)]
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            [*arguments, *map(str, numbers)],
            stdout=told,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1767686400"},
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{stage} failed")
        told.seek(0)
        parts: Parts = json.loads(told.read().splitlines()[-1])
    return parts | {
        "cpu": used.ru_utime + used.ru_stime,
        "wall": time.perf_counter() - start,
        "peak": max([used.ru_maxrss / 1024, *_peaks(parts)]),
    }


def _peaks(parts: Parts) -> list[float]:
    return [most for name, most in parts.items() if name.endswith(PEAK)]


# --- the stages, each in its own process --------------------------------------------


def fill(place: Path, start: int, stop: int) -> Parts:
    from benchmarks.stamped import fill

    fill(place, range(start, stop))
    return {}


def tables(place: Path) -> Parts:
    from benchmarks.stamped import READER
    from pipelines.collection.place import Output
    from pipelines.collection.shards import lay_out_tables

    lay_out_tables(Output.at(place), READER)
    return {}


def validation(place: Path) -> Parts:
    from expectations.standing import check, check_whole
    from expectations.suites import SUITES
    from pipelines.collection.place import Output

    for table in SUITES:
        verdict = check(Output.at(place), table)
        assert verdict.passed, str(verdict)
    verdict = check_whole(Output.at(place))
    assert verdict.passed, str(verdict)
    return {}


def release(place: Path) -> Parts:
    from expectations.standing import quality
    from pipelines.collection.place import Output
    from pipelines.releases import Candidate, publish
    from pipelines.tables.schemas import TABLES

    held = Output.at(place)
    times: Parts = {}
    candidate = Candidate(held.tables, held.texts, quality=quality(held, TABLES))
    with told_apart(times):
        publish(candidate, place)
    return times


def diff(place: Path) -> Parts:
    from pipelines.releases.diff_report import diff

    diff(place, "1.0.0", "1.1.0", "csv", place / "diff.csv")
    return {}


@contextmanager
def told_apart(times: Parts) -> Iterator[None]:
    """Clock the processor time of the parts of a publication."""
    import importlib

    kept = []
    for name, (module, function) in PARTS.items():
        home = importlib.import_module(module)
        part = getattr(home, function)
        kept.append((home, function, part))
        setattr(home, function, _clocked(times, name, part))
    try:
        yield
    finally:
        for home, function, part in kept:
            setattr(home, function, part)


def _clocked(times: Parts, name: str, part: Callable[..., Any]) -> Callable[..., Any]:
    def clocking(*arguments: Any, **options: Any) -> Any:
        _note_peak(times, BETWEEN)
        start = time.process_time()
        try:
            return part(*arguments, **options)
        finally:
            times[name] = times.get(name, 0.0) + time.process_time() - start
            _note_peak(times, name)

    return clocking


def _note_peak(times: Parts, name: str) -> None:
    """Note the most memory since the last note, in MB, and begin anew; Linux only."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return
    told = dict(line.split(":", 1) for line in status.read_text().splitlines())
    most = int(told["VmHWM"].split()[0]) / 1024
    times[name + PEAK] = max(times.get(name + PEAK, 0.0), most)
    Path("/proc/self/clear_refs").write_text("5")  # proc(5): resets VmHWM


if __name__ == "__main__":
    if sys.argv[1:2] == ["--stage"]:
        known: dict[str, Callable[..., Parts]] = {
            "fill": fill,
            "tables": tables,
            "validation": validation,
            "release": release,
            "diff": diff,
        }
        chosen = known[sys.argv[2]]
        print(json.dumps(chosen(Path(sys.argv[3]), *map(int, sys.argv[4:]))))
    else:
        main()
