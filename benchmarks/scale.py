"""Scale: time of each step, peak memory and size on disk, by number of notices.

Usage: uv run python benchmarks/scale.py 1000 10000 [--jobs N] [--folder DIR] [--keep]
                                                        [--no-site | --hollow]
       uv run python benchmarks/scale.py --added DIR [--jobs N] [--no-site | --hollow]
       uv run python benchmarks/scale.py --reading 400

For each number a collection is generated, built from nothing, built again without
change (by the command, beside the start of the interpreter), and built once more with
one notice added. Wall and processor seconds are given for each step; on a machine that
others use, trust the second: it counts all processes of a build. The exponent of growth
is that of the processor time of a full build between neighbouring numbers, and once
more of that time over the pace of the machine (``pace.py``), which may change in the
hours of a large build. Of each step the share of the kernel is told. Memory is
the most that a build and all its processes held together, sampled, and the most that
one of them held.

With ``--no-site`` nothing is rendered; with ``--hollow`` the files of the site get their
names and sizes, but not their bytes (see ``hollow``), where the disk has not room for a
site of 100,000. With ``--keep`` what was built is left; with ``--added`` one notice
more is built of what was left (``DIR`` holds ``inbox`` and ``out``), and one more in each
further run. With ``--reading`` only the reading is measured, with one process and with two: its parallel
efficiency is the time of one over twice the time of two.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import generated
from benchmarks.pace import Pace, median
from benchmarks.trees import megabytes

ROOT = Path(__file__).parents[1]
START = 1_735_689_600
"""When the first build is made, in seconds since 1970: 2025-01-01 UTC."""
MODES = ("--whole", "--hollow", "--without-site", "--read")
"""How this script calls itself for one build, in a process of its own."""
STEPS = ("receive", "read", "lay_out", "check", "publish", "render")
Figures = dict[str, float]


class Meter:
    """Seconds of each step, and the memory of this process with all its workers."""

    def __init__(self) -> None:
        self.figures: Figures = {"peak MB": 0.0, "peak MB of one process": 0.0}
        self.pace = Pace()
        self.spans: dict[str, tuple[float, float]] = {}
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._sample, daemon=True)
        self.thread.start()

    def time(self, step: str, do: Callable[[], object]) -> None:
        began, wall, used = time.time(), time.perf_counter(), self._used()
        do()
        self.figures[step] = time.perf_counter() - wall
        for name, before, now in zip(
            ("cpu", "kernel"), used, self._used(), strict=True
        ):
            self.figures[f"{step} {name}"] = now - before
        self.spans[step] = began, time.time()

    def end(self) -> Figures:
        self.over.set()
        self.thread.join()
        seen = self.pace.end()
        for step, (began, ended) in self.spans.items():
            self.figures[f"{step} pace"] = median(seen, began, ended)
        return self.figures

    def _family(self) -> list[psutil.Process]:
        """Give this process and all that it started, but the one that tells the pace."""
        own = psutil.Process()
        others = own.children(recursive=True)
        return [own, *(each for each in others if each.pid != self.pace.process.pid)]

    def _used(self) -> tuple[float, float]:
        """Give the processor seconds of all, and those of them in the kernel."""
        used = kernel = 0.0
        for process in self._family():
            try:
                times = process.cpu_times()
            except psutil.Error:
                continue
            kernel += times.system + times.children_system  # its ended children's too
            used += sum(times[:4])
        return used, kernel

    def _sample(self) -> None:
        while not self.over.wait(0.25):
            held = []
            for process in self._family():
                try:
                    held.append(process.memory_info().rss / 1e6)
                except psutil.Error:
                    continue
            most = self.figures
            most["peak MB"] = max(most["peak MB"], sum(held))
            most["peak MB of one process"] = max(
                most["peak MB of one process"], *held, 0
            )


def build(output: Path, inbox: Path, jobs: int, mode: str) -> Figures:
    """Build step by step in this process; give the seconds of each."""
    from benchmarks.hollow import hollow
    from expectations.checker import Checker
    from expectations.standing import check, check_whole, quality, remember_released
    from expectations.suites import SUITES
    from pipelines.collection.build import Build, held
    from pipelines.collection.place import Output
    from pipelines.tables.schemas import TABLES

    place = Output.at(output)
    asked = Build(place, (inbox,), jobs=jobs)
    meter = Meter()

    def verify() -> None:
        for table in SUITES:
            verdict = check(place, table, checker.check)
            assert verdict.passed, str(verdict)
        verdict = check_whole(place)
        assert verdict.passed, str(verdict)
        checker.close()

    def publish() -> None:
        asked.publish(quality(place, TABLES))
        remember_released(place)

    with held(place, print), Checker(jobs) as checker:
        meter.time("receive", asked.receive)
        checker.warm()
        meter.time("read", asked.read)
        meter.time("lay_out", asked.lay_out)
        meter.time("check", verify)
        meter.time("publish", publish)
        if mode == "--hollow":
            hollow()
        if mode != "--without-site":
            meter.time("render", asked.render)
    return meter.end()


def read_alone(output: Path, inbox: Path, jobs: int) -> Figures:
    """Read everything in worker processes; give the time of it, workers' included."""
    from pipelines.collection.build import Build
    from pipelines.collection.place import Output

    asked = Build(Output.at(output), (inbox,), jobs=jobs)
    asked.receive()
    meter = Meter()
    meter.time("read", asked.read)
    return meter.end()


def efficiency(number: int, scratch: Path) -> None:
    """Print how much faster two processes read than one."""
    inbox = generated.write(scratch / "inbox", range(number))
    found = {}
    for jobs in (1, 2):
        found[jobs] = measured(scratch / f"out{jobs}", inbox, jobs, "--read")
        print(
            f"reading {number:,} notices, {jobs} processes: "
            f"{found[jobs]['read']:,.1f} s, processor {found[jobs]['read cpu']:,.1f} s",
            flush=True,
        )
    share = found[1]["read"] / (2 * found[2]["read"])
    more = found[2]["read cpu"] / found[1]["read cpu"]
    print(f"parallel efficiency {share:.0%}; processor time {more:.2f} of one process")


def measured(output: Path, inbox: Path, jobs: int, mode: str, day: int = 0) -> Figures:
    """Build in a process of its own, on the given *day* of it; give its figures."""
    done = subprocess.run(
        [sys.executable, __file__, mode, str(output), str(inbox), str(jobs)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(START + 86_400 * day)},
    )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def commanded(output: Path, inbox: Path) -> Figures:
    """Give the seconds of ``mubiao build``, the start of the interpreter apart."""

    def timed(*words: object) -> tuple[float, float]:
        before = os.times()
        subprocess.run(
            [sys.executable, *map(str, words)],
            check=True,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        after = os.times()
        used = after.children_user + after.children_system
        used -= before.children_user + before.children_system
        return after.elapsed - before.elapsed, used

    bare = timed("-c", "pass")
    full = timed("-m", "assets", "build", inbox, "--output", output)
    return {"no change": full[0] - bare[0], "no change cpu": full[1] - bare[1]}


def report(number: int, scratch: Path, jobs: int, mode: str) -> tuple[float, float]:
    """Measure one number of notices, print it, and give what ``told`` gives."""
    inbox = generated.write(scratch / "inbox", range(number))
    output = scratch / "out"
    text, _ = megabytes(inbox)
    print(f"\n{number:,} notices, {text:,.1f} MB of text, {jobs} processes", flush=True)
    full = measured(output, inbox, jobs, mode)
    in_all = told("full", full)
    for part in ("store", "datapackages"):
        weigh(output / part, number)
    if mode != "--without-site":
        age(inbox)
        again = commanded(output, inbox)  # the first looks into files that are young
        again = commanded(output, inbox)
        print(
            f"  no change: {again['no change']:.1f} s, processor "
            f"{again['no change cpu']:.1f} s, beside the start of the interpreter",
            flush=True,
        )
    generated.write(inbox, range(number, number + 1))
    told("one added", measured(output, inbox, jobs, mode, day=1))
    if mode != "--without-site":
        weigh(output / "site", number + 1)  # millions of files: looking takes minutes
    return in_all


def one_more(scratch: Path, jobs: int, mode: str) -> None:
    """Add a notice to a collection that was left, build, and print its figures."""
    inbox, output = scratch / "inbox", scratch / "out"
    number = sum(1 for _ in inbox.rglob("*.txt"))
    day = len(list((output / "datapackages" / "mubiao").glob("[0-9]*")))
    generated.write(inbox, range(number, number + 1))
    told(f"one added to {number:,}", measured(output, inbox, jobs, mode, day))


def weigh(folder: Path, number: int) -> None:
    """Print the size of a part of what was built of that *number* of notices."""
    size, files = megabytes(folder)
    print(
        f"  {folder.name}: {size:,.0f} MB in {files:,} files, "
        f"{1000 * size / number:,.0f} kB a notice",
        flush=True,
    )


def age(folder: Path) -> None:
    """Make the files old enough to be known by their times."""
    then = time.time() - 3_600
    for path in folder.rglob("*.txt"):
        os.utime(path, (then, then))


def told(name: str, figures: Figures) -> tuple[float, float]:
    """Print the seconds of each step; give the processor's, and these by the pace."""
    steps = [step for step in STEPS if step in figures]
    wall = sum(figures[step] for step in steps)
    used = sum(figures[f"{step} cpu"] for step in steps)
    kernel = sum(figures[f"{step} kernel"] for step in steps)
    each = ", ".join(
        f"{step} {figures[step]:,.1f}/{figures[f'{step} cpu']:,.1f}"
        f"/{figures[f'{step} kernel']:,.1f}"
        for step in steps
    )
    paces = ", ".join(f"{step} {figures[f'{step} pace']:.1f}" for step in steps)
    print(
        f"  {name}: {wall:,.1f} s, processor {used:,.1f} s, of it kernel "
        f"{kernel:,.1f} s ({each}); pace in ms: {paces}; "
        f"peak {figures['peak MB']:,.0f} MB, "
        f"of one process {figures['peak MB of one process']:,.0f} MB",
        flush=True,
    )
    evened = sum(figures[f"{step} cpu"] / figures[f"{step} pace"] for step in steps)
    return used, evened


def main() -> None:
    if len(sys.argv) > 1 and sys.argv[1] in MODES:
        mode, output, inbox, jobs = sys.argv[1:5]
        places = Path(output), Path(inbox), int(jobs)
        reads = mode == "--read"
        figures = read_alone(*places) if reads else build(*places, mode)
        print(json.dumps(figures))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int)
    parser.add_argument("--reading", type=int, metavar="NUMBER")
    parser.add_argument("--added", type=Path, metavar="DIR")
    parser.add_argument("--no-site", action="store_true")
    parser.add_argument("--hollow", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    args = parser.parse_args()
    if args.reading:
        with tempfile.TemporaryDirectory(prefix="scale-", dir=args.folder) as scratch:
            efficiency(args.reading, Path(scratch))
    mode = "--hollow" if args.hollow else "--whole"
    mode = "--without-site" if args.no_site else mode
    if args.added:
        one_more(args.added, args.jobs, mode)
    used = {}
    for number in args.numbers:
        kept = Path(tempfile.mkdtemp(prefix="scale-", dir=args.folder))
        try:
            used[number] = report(number, kept, args.jobs, mode)
        finally:
            if not args.keep:
                shutil.rmtree(kept)
    for small, large in zip(args.numbers, args.numbers[1:], strict=False):
        growth, evened = (
            math.log(more / less) / math.log(large / small)
            for less, more in zip(used[small], used[large], strict=True)
        )
        print(
            f"exponent of growth {small:,} to {large:,}: {growth:.3f}, "
            f"at equal pace of the machine {evened:.3f}"
        )


if __name__ == "__main__":
    main()
