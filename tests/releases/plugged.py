"""Processes that stop at every step or die at one, forked from one that imported all.

``python -m tests.releases.plugged LIBRARY`` is the server: it reads one JSON request a
line, forks, lets the child do the act with the plug armed, and tells each step as a line;
the last line, JSON, tells how the child ended. The test's process never carries the
library.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).with_name("plug.c")
ROOT = Path(__file__).resolve().parents[2]


def compiled(folder: Path) -> Path:
    """Compile the library.

    Raises:
        FileNotFoundError: there is no C compiler.
    """
    library = folder / "plug.so"
    subprocess.run(
        ["cc", "-O2", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"],
        check=True,
    )
    return library


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    process: subprocess.Popen[str]

    def watch(self, act: str, *arguments: Any, root: Path) -> Iterator[str]:
        """Let a child do *act*; give each step below *root* while it waits before it.

        Raises:
            RuntimeError: the act failed; the message holds its error.
        """
        self._ask(act, arguments, root=root, watched=True)
        while not (line := self._answer()).startswith("{"):
            yield line
            self._say("")
        _raise_failure(line)

    def run(self, act: str, *arguments: Any) -> None:
        """Let a child do *act*, undisturbed.

        Raises:
            RuntimeError: the act failed; the message holds its error.
        """
        self._ask(act, arguments)
        _raise_failure(self._answer())

    def kill(
        self, act: str, *arguments: Any, root: Path, step: int, torn: bool
    ) -> bool:
        """Let a child do *act* and die at a step, or half-way through it (*torn*).

        Says whether it died: it did not where it was done in fewer steps.
        """
        self._ask(act, arguments, root=root, step=step, torn=torn)
        return bool(json.loads(self._answer())["killed"])

    def _ask(self, act: str, arguments: Sequence[Any], **how: Any) -> None:
        asked = {"act": act, "arguments": [str(one) for one in arguments], **how}
        self._say(json.dumps(asked, default=str))

    def _say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def _answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")


def _raise_failure(line: str) -> None:
    if failed := json.loads(line)["failed"]:
        raise RuntimeError(failed)


@contextmanager
def server(library: Path) -> Iterator[Server]:
    """Run a server."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.releases.plugged", str(library)],
        cwd=ROOT,
        env={**os.environ, "LD_PRELOAD": str(library)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Server(process)
    finally:
        process.kill()
        process.wait()


# --- inside the server ---------------------------------------------------------------


def publish(tables: str, texts: str, output: str) -> None:
    from pipelines.releases import Candidate, publish
    from tests.releases.conftest import WHEN

    publish(Candidate(Path(tables), Path(texts)), Path(output), created=WHEN)


def withdraw(output: str, version: str) -> None:
    from pipelines.releases.withdrawal import withdraw
    from tests.releases.conftest import WHEN

    withdraw(Path(output), version, "a trial", at=WHEN)


def erase(output: str, version: str) -> None:
    from pipelines.releases.withdrawal import withdraw
    from tests.releases.conftest import WHEN

    withdraw(Path(output), version, "not to be shown", erase=True, at=WHEN)


def roll_back(output: str, version: str) -> None:
    from pipelines.releases.withdrawal import roll_back
    from tests.releases.conftest import WHEN

    roll_back(Path(output), version, "a trial", at=WHEN)


def careless(path: str) -> None:
    """Write a file where readers see it."""
    Path(path).write_text("the new words", encoding="utf-8")


ACTS = {
    "careless": careless,
    "publish": publish,
    "withdraw": withdraw,
    "erase": erase,
    "roll back": roll_back,
}


def import_all() -> None:
    """Import what the acts need, so that a child need not; start no thread."""
    import duckdb  # noqa: F401
    import jsonschema  # noqa: F401
    import pyarrow.csv
    import pyarrow.dataset
    import pyarrow.parquet  # noqa: F401

    import tests.releases.conftest  # noqa: F401
    from pipelines.releases import stage, withdrawal  # noqa: F401
    from pipelines.releases.reuse import made_with
    from pipelines.releases.standard_checks import FrictionlessReport
    from pipelines.tables.schemas import TABLES, arrow_schema

    # Checks write nothing, and would take most of the time.
    report = FrictionlessReport([], 0, "not asked")
    for check in ("broken_profile", "broken_rows", "broken_evidence", "broken_csv"):
        setattr(stage, check, lambda *_: [])
    stage.ask_frictionless = lambda *_: report  # type: ignore[assignment]
    made_with()
    for table in TABLES:
        arrow_schema(table)


def serve(library: str) -> None:
    plug = ctypes.CDLL(library)
    import_all()
    for line in iter(sys.stdin.readline, ""):
        asked = json.loads(line)
        failures, fail = os.pipe()
        child = os.fork()
        if child == 0:
            _do(plug, asked, fail)
        os.close(fail)
        with os.fdopen(failures, encoding="utf-8") as file:
            failed = file.read()
        _, status = os.waitpid(child, 0)
        ended = {"failed": failed, "killed": os.WIFSIGNALED(status)}
        print(json.dumps(ended), flush=True)


def _do(plug: Any, asked: dict[str, Any], fail: int) -> None:
    """Do the act in the child, and end without tidying up.

    A watched child speaks and listens itself: on the server's own stdout and stdin.
    """
    root = f"{asked['root']}/".encode() if "root" in asked else b""
    tell, go = (1, 0) if asked.get("watched") else (-1, -1)
    plug.plug_arm(root, asked.get("step", 0), int(asked.get("torn", False)), tell, go)
    try:
        ACTS[asked["act"]](*asked["arguments"])
    except BaseException as error:  # what a child cannot say is lost
        plug.plug_arm(b"", 0, 0, -1, -1)
        os.write(fail, f"{type(error).__name__}: {error}".encode())
    os._exit(0)


if __name__ == "__main__":
    serve(sys.argv[1])
