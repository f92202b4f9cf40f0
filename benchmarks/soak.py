"""Soak: many rebuilds in a row with everything that can go wrong in between.

Usage: uv run python benchmarks/soak.py [ROUNDS] [--minutes M] [--seed N] [--folder DIR]
                                        [--way mixed|alone|spread]

Each round adds, changes, deletes or damages some files of an inbox, builds, and in
some rounds kills the build (-9) at a random moment and builds again. After each
round: the pointer names a whole version that stands its audit and never goes back,
nothing that was ever received is lost, no unfinished file is left, neither below the
output nor among the temporary files. Each version is audited whole when it is new; every
tenth round the bytes of all are compared with their digests again, and after the last
round all are audited whole once more. Of the builds some, drawn by lot, publish and
render in processes beside the first one, as those of large collections do
(``spread.py``); with ``--way`` none or all of them.

At the end the same receipts are made once more in an output of its own, and built in
one go. Of the two newest versions all files must be equal byte for byte but those that
by their nature tell the version's number, its moment, its forerunner or how it came
about (``benchmarks/trees.py`` names them). The site must equal one that is rendered from
nothing from the same version, file for file. Printed are the largest memory of the
first and the last builds (all processes of a build together, sampled) and what the
store holds beside originals.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import generated
from benchmarks.trees import differing
from benchmarks.watch import Watch

ROOT = Path(__file__).parents[1]
EPOCH = 1735689600
KILLED_AFTER = (0.3, 15.0)
"""How many seconds after its start a build is killed: from its first steps to its last."""
ALONE = ("-m", "assets")
SPREAD = ("benchmarks/spread.py",)
"""How Python is told to run ``mubiao``."""
WAYS = {"mixed": (ALONE, SPREAD), "alone": (ALONE,), "spread": (SPREAD,)}


class Soak:
    """The state of one soak: an inbox, an output, and all bytes ever received."""

    def __init__(self, folder: Path, seed: int, way: str) -> None:
        self.ways = WAYS[way]
        self.draw, self.draw_way = random.Random(seed), random.Random(seed)
        self.spread = 0
        self.inbox = folder / "inbox"
        self.all = folder / "all"
        self.output = folder / "out"
        self.scratch = folder / "tmp"
        for made in (self.inbox, self.all, self.scratch):
            made.mkdir(parents=True)
        self.next = 0
        self.builds = 0
        self.kills = 0
        self.received: set[str] = set()
        self.newest: tuple[int, ...] = (0,)
        self.audited: set[str] = set()
        self.peaks: list[float] = []

    def round(self, number: int) -> None:
        self.change(number)
        if self.draw.random() < 0.3:
            self.build(number, kill_after=self.draw.uniform(*KILLED_AFTER))
            self.must_stand()
        self.build(number)
        self.must_stand()
        if number % 10 == 9:
            self.must_keep_all_versions()
        self.must_hold_everything()
        self.must_leave_nothing()

    def change(self, number: int) -> None:
        """Change the inbox; keep a copy of what came into it in this round."""
        for _ in range(self.draw.randint(0, 3)):
            form = self.draw.choice(("add", "add", "change", "delete", "damage"))
            held = sorted(self.inbox.iterdir())
            if form == "add" or not held:
                path = self.inbox / f"{self.next:05d}.txt"
                path.write_text(generated.notice(self.next), encoding="utf-8")
                self.next += 1
            elif form == "change":
                path = self.draw.choice(held)
                data = path.read_bytes() + "\n附件：样例说明。\n".encode()
                path.write_bytes(data)
            elif form == "damage":
                path = self.inbox / f"{self.next:05d}.bin"
                path.write_bytes(self.draw.randbytes(4_000))
                self.next += 1
            else:
                self.draw.choice(held).unlink()
        for path in sorted(self.inbox.iterdir()):
            data = path.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            if digest not in self.received:
                self.received.add(digest)
                kept = self.all / f"{number:05d}" / path.name
                kept.parent.mkdir(exist_ok=True)
                kept.write_bytes(data)

    def build(self, number: int, kill_after: float | None = None) -> None:
        way = self.draw_way.choice(self.ways)
        self.spread += way == SPREAD
        process = command(way, self.inbox, self.output, number, self.scratch)
        watch = Watch(process.pid)
        self.builds += 1
        try:
            said, _ = process.communicate(timeout=kill_after or 1_800)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            self.kills += 1
            watch.end()
            return
        self.peaks.append(watch.end())
        if process.returncode != 0:
            raise SystemExit(f"round {number}: {said.decode(errors='replace')}")

    def must_stand(self) -> None:
        """Audit the newest version unless that was done when it was new."""
        from pipelines.releases.audit import audit

        pointer = self.output / "datapackages" / "mubiao" / "latest.json"
        if not pointer.exists():
            assert self.newest == (0,), "the pointer is lost"
            return
        version = json.loads(pointer.read_text())["version"]
        number = tuple(map(int, version.split(".")))
        assert number >= self.newest, "the pointer went back"
        self.newest = number
        if version not in self.audited:
            verdict = audit(self.output, version)
            assert verdict.passed, verdict.faults
            self.audited.add(version)

    def must_keep_all_versions(self) -> None:
        """Compare the bytes of every version with its digests."""
        from pipelines.releases.manifest import faults

        package = self.output / "datapackages" / "mubiao"
        held = {path.parent.name for path in package.glob("*/SHA256SUMS")}
        assert held == self.audited, held ^ self.audited
        odd = [fault for version in sorted(held) for fault in faults(package / version)]
        assert not odd, odd

    def must_pass_the_audit(self) -> int:
        """Audit all versions, and the chain of them; give their number."""
        from pipelines.releases.audit import audit

        verdict = audit(self.output)
        assert verdict.passed, verdict.faults
        return len(verdict.checked)

    def must_hold_everything(self) -> None:
        import pyarrow.parquet as pq

        from pipelines.collection.incoming import captures
        from pipelines.collection.place import Output

        held = {capture.sha256 for capture in captures(Output.at(self.output))}
        assert held == self.received, held ^ self.received
        shown = pq.read_table(newest(self.output) / "data" / "captures.parquet")
        assert set(shown["sha256"].to_pylist()) == self.received

    def must_leave_nothing(self) -> None:
        left = [
            path
            for pattern in (".*.tmp", ".*.part", ".staging", ".*spill*")
            for path in self.output.rglob(pattern)
        ]
        left += [*self.output.glob(".lock"), *self.scratch.iterdir()]
        assert not left, left

    def must_equal_a_build_from_nothing(self) -> dict[str, int]:
        """Compare the version and the site with those of one build of everything."""
        fresh = self.output.parent / "fresh"
        for folder in sorted(self.all.iterdir()):
            receive(folder, fresh, int(folder.name))
        rebuilt = command(ALONE, self.inbox, fresh, 0, self.scratch)
        said, _ = rebuilt.communicate()
        assert rebuilt.returncode == 0, said.decode(errors="replace")
        same = differing(newest(self.output), newest(fresh))
        site = self.output / "site"
        shutil.move(site, self.output.parent / "site")
        render(self.output)
        pages = differing(self.output.parent / "site", site)
        return {"files of the version": same, "files of the site": pages}


def command(
    way: Sequence[str], inbox: Path, output: Path, number: int, scratch: Path
) -> subprocess.Popen[bytes]:
    """Start ``mubiao build`` in the given *way* at the moment of round *number*."""
    return subprocess.Popen(
        [sys.executable, *way, "build", inbox, "--output", output],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={
            **os.environ,
            "SOURCE_DATE_EPOCH": str(EPOCH + number),
            "TMPDIR": str(scratch),
        },
        start_new_session=True,
    )


def receive(inbox: Path, output: Path, number: int) -> None:
    """Receive the files of one round as its build did, and do no more."""
    from pipelines.collection.build import Build, held
    from pipelines.collection.place import Output

    os.environ["SOURCE_DATE_EPOCH"] = str(EPOCH + number)
    place = Output.at(output)
    with held(place, print):
        Build(place, (inbox,)).receive()


def render(output: Path) -> None:
    from pipelines.collection.build import Build, held
    from pipelines.collection.place import Output

    place = Output.at(output)
    with held(place, print):
        Build(place).render()


def newest(output: Path) -> Path:
    package = output / "datapackages" / "mubiao"
    return package / str(json.loads((package / "latest.json").read_text())["path"])


def beside(output: Path) -> Iterator[tuple[str, float]]:
    """Give the megabytes of each part of the store."""
    for part in sorted((output / "store").iterdir()):
        files = [part] if part.is_file() else part.rglob("*")
        yield part.name, sum(p.stat().st_size for p in files if p.is_file()) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--way", choices=WAYS, default="mixed")
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="soak-", dir=args.folder))
    soak = Soak(folder, args.seed, args.way)
    started = time.monotonic()
    rounds = 0
    for number in range(args.rounds):
        if time.monotonic() - started > 60 * args.minutes:
            break
        soak.round(number)
        rounds += 1
        if number % 10 == 9:
            told = ", ".join(f"{name} {size:.1f}" for name, size in beside(soak.output))
            print(
                f"{number + 1} rounds, {time.monotonic() - started:,.0f} s, "
                f"{len(soak.received)} captures, version {soak.newest}, "
                f"peak {soak.peaks[-1]:,.0f} MB; store in MB: {told}",
                flush=True,
            )
    versions = soak.must_pass_the_audit()
    compared = soak.must_equal_a_build_from_nothing()
    few = max(1, len(soak.peaks) // 10)
    first, last = max(soak.peaks[:few]), max(soak.peaks[-few:])
    print(
        f"{rounds} rounds, {soak.builds} builds, {soak.spread} of them spread over "
        f"processes, {soak.kills} killed, in "
        f"{time.monotonic() - started:,.0f} s: {len(soak.received)} captures, newest "
        f"version {soak.newest}, all {versions} audited; peak memory {first:,.0f} MB "
        f"in the first builds, {last:,.0f} MB in the last; equal byte for byte to what "
        f"is built from nothing: {compared}"
    )
    shutil.rmtree(folder)  # what has failed stays to be looked at


if __name__ == "__main__":
    main()
