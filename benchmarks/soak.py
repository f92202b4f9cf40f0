"""Soak: many rebuilds in a row with everything that can go wrong in between.

Usage: uv run python benchmarks/soak.py [ROUNDS] [--seed N] [--folder DIR]

Each round adds, changes, deletes or damages some files of an inbox, builds, and in
some rounds kills the build (-9) at a random moment and builds again. After each
round: the pointer names a whole version that stands its audit, no notice that was
ever received is lost, no unfinished file is left. At the end: memory and files have
not grown with the rounds, and the tables equal those of a build from nothing of
everything that was ever received.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import generated

ROOT = Path(__file__).parents[1]
EPOCH = 1735689600


class Soak:
    """The state of one soak: an inbox, an output, and all bytes ever received."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.draw = random.Random(seed)
        self.inbox = folder / "inbox"
        self.all = folder / "all"
        self.output = folder / "out"
        self.inbox.mkdir(parents=True)
        self.all.mkdir()
        self.next = 0
        self.kills = 0
        self.versions: set[tuple[int, ...]] = set()

    def round(self, number: int) -> None:
        self.change()
        if self.draw.random() < 0.3:
            self.build(number, kill_after=self.draw.uniform(0.3, 20))
            self.must_stand()
        self.build(number)
        self.must_stand()
        self.must_hold_everything()

    def change(self) -> None:
        """Change the inbox; keep a copy of whatever was ever in it."""
        for _ in range(self.draw.randint(0, 3)):
            form = self.draw.choice(("add", "add", "add", "change", "delete", "damage"))
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
        for path in self.inbox.iterdir():
            data = path.read_bytes()
            kept = self.all / f"{path.stem}-{hash(data) & 0xFFFFFF:06x}{path.suffix}"
            if not any(
                other.read_bytes() == data for other in self.all.glob(f"{path.stem}-*")
            ):
                kept.write_bytes(data)

    def build(self, number: int, kill_after: float | None = None) -> None:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "assets",
                "build",
                self.inbox,
                "--output",
                self.output,
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH + number)},
            start_new_session=True,
        )
        try:
            said, _ = process.communicate(timeout=kill_after or 1_800)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            self.kills += 1
            return
        if process.returncode != 0:
            raise SystemExit(f"round {number}: {said.decode(errors='replace')}")

    def must_stand(self) -> None:
        from pipelines.releases.audit import audit

        pointer = self.output / "datapackages" / "mubiao" / "latest.json"
        if not pointer.exists():
            return
        version = json.loads(pointer.read_text())["version"]
        verdict = audit(self.output, version)
        assert verdict.passed, verdict.faults
        number = tuple(map(int, version.split(".")))
        assert number >= max(self.versions, default=(0,)), "the pointer went back"
        self.versions.add(number)

    def must_hold_everything(self) -> None:
        from pipelines.collection.incoming import captures
        from pipelines.collection.place import Output

        held = {capture.sha256 for capture in captures(Output.at(self.output))}
        for path in self.inbox.iterdir():
            assert hashlib.sha256(path.read_bytes()).hexdigest() in held, path
        left = [
            path
            for pattern in (".*.tmp", ".*.part", ".staging", ".lock")
            for path in self.output.rglob(pattern)
            if path.name != ".lock" or path.parent == self.output
        ]
        assert not left, left

    def must_equal_a_build_from_nothing(self) -> None:
        """Compare the tables with those of one build of everything."""
        fresh = Soak.__new__(Soak)
        fresh.inbox, fresh.output = self.all, self.output.parent / "fresh"
        Soak.build(fresh, 0)
        ours, theirs = self.rows(self.output), self.rows(fresh.output)
        assert ours.keys() == theirs.keys()
        for table, rows in ours.items():
            assert rows == theirs[table], table

    @staticmethod
    def rows(output: Path) -> dict[str, list[str]]:
        """Give the fact rows without what tells when and under which name a file came."""
        import pyarrow.parquet as pq

        package = output / "datapackages" / "mubiao"
        version = package / json.loads((package / "latest.json").read_text())["path"]
        found = {}
        for table in ("tasks", "targets", "responsibilities", "citations", "numerals"):
            table_rows = pq.read_table(
                version / "data" / f"{table}.parquet"
            ).to_pylist()
            found[table] = sorted(json.dumps(row, default=str) for row in table_rows)
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="soak-", dir=args.folder))
    soak = Soak(folder, args.seed)
    before = len(list(Path(tempfile.gettempdir()).iterdir()))
    started = time.monotonic()
    try:
        for number in range(args.rounds):
            soak.round(number)
        grown = len(list(Path(tempfile.gettempdir()).iterdir())) - before
        soak.must_equal_a_build_from_nothing()
        took = time.monotonic() - started
        print(
            f"{args.rounds} rounds in {took:,.0f} s: {soak.next} files, {soak.kills} kills, "
            f"{len(soak.versions)} versions seen, {grown} more temporary files; "
            "the final rows equal those of a build from nothing"
        )
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
