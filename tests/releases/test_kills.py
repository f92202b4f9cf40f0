"""Whoever dies anywhere leaves the old or the new, and the next one goes on.

A library between the program and libc (``plug.c``) sees each write, fsync, rename, link,
removal, folder made, file opened for writing and truncation below the output, also those
of DuckDB, SQLite and Arrow. A process that is killed leaves the files as they are at that
moment; so one publication is stopped before every step and half-way through every write,
and what is there is looked at as a reader would who came after its death. That is the
whole set of crash points. At some of them, others every day, it is killed indeed
(SIGKILL) and somebody else does the act again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.releases.audit import audit
from pipelines.releases.manifest import faults
from pipelines.releases.versions import LATEST, home
from tests.needs import require
from tests.releases.factory import Notice, lay_down
from tests.releases.plugged import Server, compiled, server

SAMPLE = 8
"""Deaths of each act, those at its end apart."""
Bytes = dict[str, str]
"""The digest of each file, by its place in the output."""


@dataclass
class Act:
    """Something done to an output: from *base*, called with *arguments*."""

    name: str
    base: Path
    arguments: tuple[object, ...] = ()
    # Where the act was killed late enough, doing it again is refused in these words.
    done_already: str = ""

    def on(self, output: Path) -> tuple[object, ...]:
        if self.name == "publish":
            return (*self.arguments, output)
        return (output, *self.arguments)


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    require(shutil.which("cc") is not None, "gcc and libc6-dev")
    with server(compiled(tmp_path_factory.mktemp("plug"))) as running:
        yield running


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where there is one: to die is no power cut, and needs no disk."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path_factory.mktemp("acts")
        return
    folder = Path(tempfile.mkdtemp(prefix="mubiao-", dir=memory))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def acts(killer: Server, place: Path) -> dict[str, Act]:
    one, two = Notice("甲", ["32"]), Notice("乙", ["10"])
    first = lay_down(place / "first", [one])
    second = lay_down(place / "second", [one, two])
    empty, single, double = (place / name for name in ("none", "one", "two"))
    empty.mkdir()
    killer.run("publish", *first, single)
    shutil.copytree(single, double)
    killer.run("publish", *second, double)
    return {
        "first": Act("publish", empty, first),
        "next": Act("publish", single, second),
        "withdraw": Act("withdraw", double, ("1.1.0",), "withdrawn already"),
        "erase": Act("erase", double, ("1.1.0",), "withdrawn already"),
        "roll back": Act("roll back", double, ("1.0.0",), "is current already"),
    }


def copied(base: Path, output: Path) -> Path:
    """Copy an output by links: no file that is published is ever written again."""
    return Path(shutil.copytree(base, output, copy_function=os.link))


def files(output: Path) -> Bytes:
    """The digests of what can be seen: all but names that begin with a dot."""
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in visible(output)
    }


def visible(output: Path) -> Iterator[tuple[str, Path]]:
    for folder, folders, names in os.walk(output):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                path = Path(folder) / name
                yield path.relative_to(output).as_posix(), path


class Reader:
    """Looks at an output on which somebody works, who may die at any moment."""

    def __init__(self, output: Path, before: Bytes, after: Bytes) -> None:
        self.output, self.before, self.after = output, before, after
        self.known: object = None
        self.saw: Counter[str] = Counter()

    def look(self) -> None:
        """See the pointer's version; every file is the old one or the new one.

        A version that is there is there whole.
        """
        shape = {name: _identity(path) for name, path in visible(self.output)}
        if shape != self.known:
            self.known = shape
            self.version = self._read()
        self.saw[self.version] += 1

    def _read(self) -> str:
        folder = home(self.output)
        for name, digest in files(self.output).items():
            is_whole = digest in (self.before.get(name), self.after.get(name))
            assert is_whole, f"{name} is half-written"
        for path in folder.glob("[0-9]*.[0-9]*"):
            if path.is_dir():
                assert faults(path) == []
        version = pointed(self.output)
        if version != "nothing":
            assert (folder / version / "datapackage.json").is_file()
        return version


def _identity(path: Path) -> tuple[int, int, int]:
    stat = path.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def pointed(output: Path) -> str:
    path = home(output) / LATEST
    return str(json.loads(path.read_bytes())["version"]) if path.exists() else "nothing"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["first", "next", "withdraw", "erase", "roll back"])
def test_whoever_dies_anywhere_leaves_the_old_or_the_new(
    killer: Server, acts: dict[str, Act], name: str, place: Path
) -> None:
    act = acts[name]
    undisturbed = copied(act.base, place / f"undisturbed {name}")
    killer.run(act.name, *act.on(undisturbed))
    before, after = files(act.base), files(undisturbed)
    watched = copied(act.base, place / f"watched {name}")
    reader = Reader(watched, before, after)
    steps = []
    for step in killer.watch(act.name, *act.on(watched), root=watched):
        steps.append(step)
        reader.look()
    reader.look()
    assert files(watched) == after
    assert set(reader.saw) == {pointed(act.base), pointed(undisturbed)}
    assert audit(undisturbed).passed
    deaths = list(some_deaths(steps))
    for step, torn in deaths:
        output = left_by_the_dead(killer, act, place / "out", step, torn=torn)
        Reader(output, before, after).look()
        again(killer, act, output)
        assert files(output) == after, (step, steps[step - 1])
        shutil.rmtree(output)
    kinds = dict(Counter(step.partition(" ")[0] for step in steps))
    print(f"\n{name}: {len(steps):,} stops {kinds}; a reader saw {dict(reader.saw)}")
    print(f"  {len(deaths)} deaths, after each the act was done again")


def some_deaths(stops: list[str]) -> Iterator[tuple[int, bool]]:
    """Give steps at which to die, and whether half-way through: others every day.

    What changes a name that a reader sees, and its neighbours, is always among them.
    """
    steps = [stop for stop in stops if not stop.startswith("half")]
    every = range(1, len(steps) + 1)
    ends = {step for step in every if is_visible(steps[step - 1])}
    near = {step + d for step in ends for d in (0, 1)} & set(every)
    stride = max(1, len(steps) // SAMPLE)
    today = datetime.now(UTC).timetuple().tm_yday
    for step in every:
        if step in near or step % stride == today % stride:
            yield step, steps[step - 1].startswith("write") and step not in near


def is_visible(step: str) -> bool:
    """Say whether a step changes a name that a reader sees."""
    kind, _, path = step.partition(" ")
    return kind in {"rename", "unlink", "link"} and "/." not in f"/{path}"


# By how many steps two runs of an act may differ: threads of DuckDB share its writing.
WOBBLE = 20


def left_by_the_dead(
    killer: Server, act: Act, output: Path, step: int, *, torn: bool
) -> Path:
    """Give what is left of an act killed at a step, or at the last one that comes."""
    for earlier in range(min(WOBBLE, step)):
        copied(act.base, output)
        arguments = act.on(output)
        if killer.kill(
            act.name, *arguments, root=output, step=step - earlier, torn=torn
        ):
            return output
        shutil.rmtree(output)
    raise AssertionError(f"step {step} was never reached")


def again(killer: Server, act: Act, output: Path) -> None:
    """Do the act once more after a death; it may have been done already."""
    try:
        killer.run(act.name, *act.on(output))
    except RuntimeError as refused:
        if not act.done_already or act.done_already not in str(refused):
            raise
    left = {path.name for path in home(output).rglob(".*")}
    assert left <= {".lock", ".made-with.json"}


def test_the_watch_sees_a_file_that_is_written_in_place(
    killer: Server, tmp_path: Path
) -> None:
    """The watch itself can fail: somebody who writes in place is found out."""
    (tmp_path / "seen.txt").write_text("the old words")
    after = tmp_path / "after"
    after.mkdir()
    (after / "seen.txt").write_text("the new words")
    reader = Reader(
        tmp_path, {"seen.txt": _digest(tmp_path)}, {"seen.txt": _digest(after)}
    )
    shutil.rmtree(after)
    watch = killer.watch("careless", tmp_path / "seen.txt", root=tmp_path)
    with pytest.raises(AssertionError, match="half-written"):
        _look_at_each(watch, reader)
    for _ in watch:
        pass  # the writer goes on to its end


def _look_at_each(watch: Iterator[str], reader: Reader) -> None:
    for _ in watch:
        reader.look()


def _digest(folder: Path) -> str:
    return hashlib.sha256((folder / "seen.txt").read_bytes()).hexdigest()
