"""Scale: time of each step, peak memory and size on disk, by number of notices.

Usage: uv run python benchmarks/scale.py 1000 10000 [--jobs N] [--folder DIR]
       uv run python benchmarks/scale.py --reading 400

For each number a collection is generated, built from nothing, built again without
change, and built once more with one notice added. The exponent of growth is that of
the time of a full build between neighbouring numbers. Each build runs in a process
of its own, whose peak memory (with its workers') is taken from the kernel.

With ``--reading`` only the reading is measured, with one process and with two: its
parallel efficiency is the time of one over twice the time of two. On a machine that
others use, the processor time tells more: what two need over what one needs.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import generated

STEPS = ("receive", "read", "lay_out", "check", "publish", "render")


def build(output: Path, inbox: Path, jobs: int) -> dict[str, float]:
    """Build step by step in this process; give the seconds of each."""
    from assets.building import default_paths  # noqa: F401 - what the command imports
    from expectations.standing import check, check_whole, quality, remember_released
    from expectations.suites import SUITES
    from pipelines.collection.build import Build, held
    from pipelines.collection.place import Output
    from pipelines.tables.schemas import TABLES

    place = Output.at(output)
    asked = Build(place, (inbox,), jobs=jobs)
    took: dict[str, float] = {}

    def timed(step: str, do: object) -> None:
        started = time.perf_counter()
        do()  # type: ignore[operator]
        took[step] = time.perf_counter() - started

    def verify() -> None:
        for table in SUITES:
            verdict = check(place, table)
            assert verdict.passed, str(verdict)
        verdict = check_whole(place)
        assert verdict.passed, str(verdict)

    def publish() -> None:
        asked.publish(quality(place, TABLES))
        remember_released(place)

    with held(place, print):
        started = time.perf_counter()
        if asked.is_up_to_date():
            took["nothing to do"] = time.perf_counter() - started
        else:
            took["receive"] = time.perf_counter() - started
            timed("read", asked.read)
            timed("lay_out", asked.lay_out)
            timed("check", verify)
            timed("publish", publish)
            timed("render", asked.render)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took["peak MB"] = own / 1024
    took["peak MB of a worker"] = (
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    )
    return took


def read_alone(output: Path, inbox: Path, jobs: int) -> dict[str, float]:
    """Read everything in worker processes; give the time of it, workers' included."""
    from pipelines.collection.build import Build
    from pipelines.collection.place import Output

    asked = Build(Output.at(output), (inbox,), jobs=jobs)
    asked.receive()
    started = time.perf_counter()
    asked.read()
    took = time.perf_counter() - started
    return {"wall": took, "processor": processor_seconds()}


def processor_seconds() -> float:
    """Give what this process and its workers used: they are children of a server."""
    import psutil

    own = psutil.Process()
    return sum(
        sum(process.cpu_times()[:4])  # user, system, and those of its children
        for process in (own, *own.children(recursive=True))
    )


def efficiency(number: int, scratch: Path) -> None:
    """Print how much faster two processes read than one."""
    inbox = generated.write(scratch / "inbox", range(number))
    found = {}
    for jobs in (1, 2):
        found[jobs] = measured(scratch / f"out{jobs}", inbox, jobs, "--read")
        told = ", ".join(f"{key} {value:,.1f} s" for key, value in found[jobs].items())
        print(f"reading {number:,} notices, {jobs} processes: {told}", flush=True)
    share = found[1]["wall"] / (2 * found[2]["wall"])
    more = found[2]["processor"] / found[1]["processor"]
    print(f"parallel efficiency {share:.0%}; processor time {more:.2f} of one process")


def measured(
    output: Path, inbox: Path, jobs: int, mode: str = "--one"
) -> dict[str, float]:
    """Build in a process of its own; give its figures and the seconds in all."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, __file__, mode, str(output), str(inbox), str(jobs)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1735689600"},
    )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures | {"in all": time.perf_counter() - started}


def megabytes(folder: Path) -> float:
    """Give the size of a folder, links counted once."""
    seen = {}
    for path in folder.rglob("*"):
        if path.is_file():
            stat = path.stat()
            seen[stat.st_ino] = stat.st_size
    return sum(seen.values()) / 1e6


def report(number: int, scratch: Path, jobs: int) -> float:
    inbox = generated.write(scratch / "inbox", range(number))
    output = scratch / "out"
    full = measured(output, inbox, jobs)
    again = measured(output, inbox, jobs)
    generated.write(inbox, range(number, number + 1))
    added = measured(output, inbox, jobs)
    print(f"\n{number:,} notices, {megabytes(inbox):,.1f} MB of text, {jobs} processes")
    for name, figures in (("full", full), ("no change", again), ("one added", added)):
        told = ", ".join(f"{key} {value:,.1f}" for key, value in figures.items())
        print(f"  {name:10s} {told}")
    print(
        f"  store {megabytes(output / 'store'):,.0f} MB, "
        f"package {megabytes(output / 'datapackages'):,.0f} MB, "
        f"site {megabytes(output / 'site'):,.0f} MB",
        flush=True,
    )
    return full["in all"]


def main() -> None:
    if sys.argv[1:2] in (["--one"], ["--read"]):
        mode, output, inbox, jobs = sys.argv[1:5]
        work = build if mode == "--one" else read_alone
        print(json.dumps(work(Path(output), Path(inbox), int(jobs))))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int)
    parser.add_argument("--reading", type=int, metavar="NUMBER")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    args = parser.parse_args()
    if args.reading:
        with tempfile.TemporaryDirectory(prefix="scale-", dir=args.folder) as scratch:
            efficiency(args.reading, Path(scratch))
    times = {}
    for number in args.numbers:
        scratch = Path(tempfile.mkdtemp(prefix="scale-", dir=args.folder))
        try:
            times[number] = report(number, scratch, args.jobs)
        finally:
            shutil.rmtree(scratch)
    for small, large in zip(args.numbers, args.numbers[1:], strict=False):
        exponent = math.log(times[large] / times[small]) / math.log(large / small)
        print(f"exponent of growth {small:,} to {large:,}: {exponent:.3f}")


if __name__ == "__main__":
    main()
