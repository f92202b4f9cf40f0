"""Find the notices in files and folders that somebody gives us."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.captures.receipts import printable
from pipelines.errors import StoreError

# Files that stand beside notices and are none, by the kind their ending names: lists
# of files, page furniture, settings. Everything else goes in and is read or
# quarantined, never passed over in silence.
_BESIDE = {
    ".tsv": "text/tab-separated-values",
    ".json": "application/json",
    ".jsonl": "application/json",
    ".yml": "application/yaml",
    ".yaml": "application/yaml",
    ".css": "text/css",
    ".js": "text/javascript",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".py": "text/x-python",
    ".sha256": "text/plain",
}


@dataclass(frozen=True, slots=True)
class Received:
    """One file to be captured: where it lies, and its name below the given path."""

    path: Path
    name: str

    def read(self) -> bytes:
        """Give the file's bytes."""
        return self.path.read_bytes()


def receive(
    paths: Iterable[str | Path],
    on_skip: Callable[[Path, str], None] = lambda path, reason: None,
) -> Iterator[Received]:
    """Yield the files under *paths*, each once, in the order of their names.

    A file that is named itself is always received; below a folder hidden files,
    symbolic links and files of the kinds that stand beside notices are left out, and
    *on_skip* is told each of them and why.

    Raises:
        StoreError: a path does not exist.
    """
    seen: set[Path] = set()
    for given in map(Path, paths):
        if not given.exists():
            raise StoreError(f"no such file or folder: {given}")
        for path in [given] if given.is_file() else _below(given, on_skip):
            real = path.resolve()
            if real not in seen:
                seen.add(real)
                yield Received(path, _name(path, given))


def _below(folder: Path, on_skip: Callable[[Path, str], None]) -> Iterator[Path]:
    try:
        held = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:  # of another owner, or gone meanwhile
        on_skip(folder, f"cannot be read: {error.strerror}")
        return
    for path in held:
        reason = _why_not(path)
        if reason:
            on_skip(path, reason)
        elif path.is_dir():
            yield from _below(path, on_skip)
        elif path.is_file():
            yield path
        else:
            on_skip(path, "no regular file")


def _why_not(path: Path) -> str | None:
    if path.is_symlink():
        return "a symbolic link"
    if path.name.startswith((".", "~$")):
        return "a hidden file"
    if not path.is_dir() and path.suffix.lower() in _BESIDE:
        return f"{_BESIDE[path.suffix.lower()]}: no notice"
    return None


def _name(path: Path, given: Path) -> str:
    name = path.name if path == given else path.relative_to(given).as_posix()
    return printable(name)
