"""What a part of the program is made of, and its digest.

A step has to be done again when something has changed that can change its outcome:
the modules that it imports, however far down, and the data files that they name. What
cannot be told is counted in: of a package that imports by name at run time all modules,
of a folder all data files that none of its modules names.

Where a package is a mere front of its modules (``FRONTS``), and importing them does
nothing, only those modules count whose names are asked for: so a register that no
reader asks for can change without a reading having to be made again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

FRONTS = frozenset({"lexicons"})
"""Packages below the top one that only hand on what their modules define."""

_HERE = Path(__file__).resolve().parent
_FROM = re.compile(r"^\s*from (\S+) import (\([^)]*\)|[^\n]*)", re.MULTILINE)
_PLAIN = re.compile(r"^\s*import (\S+)", re.MULTILINE)
_BY_NAME = re.compile(r"\bimport_module\(|\b__import__\(|^\s*from \.", re.MULTILINE)
_CODE = (".py", ".pyc", ".md")


def digest(*modules: str, also: Iterable[Path] = (), package: Path = _HERE) -> str:
    """Give the digest (16 hex) of what *modules* are made of, and of the files *also*.

    A folder in *also* stands for all files below it. *package* is the top package,
    whose name the modules begin with.
    """
    named = {path: path.relative_to(package) for path in sources(*modules, top=package)}
    named |= {path: path.relative_to(place) for place in also for path in _files(place)}
    found = hashlib.sha256()
    for path, name in sorted(named.items(), key=lambda each: (str(each[1]), each[0])):
        found.update(f"{name.as_posix()}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def sources(*modules: str, top: Path = _HERE) -> set[Path]:
    """Give the files that *modules* are made of: code, and data beside it."""
    reached: dict[Path, str] = {}
    waiting = list(modules)
    while waiting:
        path = _path(waiting.pop(), top)
        if path is None or path in reached:
            continue
        text = reached[path] = path.read_text(encoding="utf-8")
        if not _is_front(path):
            waiting += _named(text, top)
        waiting += _within(path.parent if path.parent != top else path, top)
        if _BY_NAME.search(text):
            waiting += [_name(each, top) for each in path.parent.rglob("*.py")]
    return {*reached, *_data(reached)}


def _path(name: str, top: Path) -> Path | None:
    """Give the file of a module; None for a name that is no module of ours."""
    first, *parts = name.split(".")
    if first != top.name:
        return None
    place = top.joinpath(*parts)
    for path in (place / "__init__.py", place.with_suffix(".py")):
        if path.is_file():
            return path
    return None


def _name(path: Path, top: Path) -> str:
    parts = path.relative_to(top.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def _is_front(path: Path) -> bool:
    return path.name == "__init__.py" and path.parent.name in FRONTS


def _named(text: str, top: Path) -> Iterator[str]:
    """Give the modules that the code *text* imports, and what may be modules."""
    for base, names in _FROM.findall(text):
        yield base
        asked = set(re.findall(r"\w+", names))
        yield from (f"{base}.{name}" for name in asked)
        path = _path(base, top)
        if path is not None and _is_front(path):
            for module, handed_on in _FROM.findall(path.read_text(encoding="utf-8")):
                if asked & set(re.findall(r"\w+", handed_on)):
                    yield module
    yield from _PLAIN.findall(text)


def _within(place: Path, top: Path) -> Iterator[str]:
    """Give the packages that *place* lies in: they are imported before it."""
    while place != top.parent:
        yield _name(place, top)
        place = place.parent


def _data(reached: dict[Path, str]) -> Iterator[Path]:
    """Give the data files beside the modules *reached* that they can read."""
    folders = {path.parent for path in reached}
    for folder in folders:
        said = {path: path.read_text("utf-8") for path in folder.glob("*.py")}
        for path in sorted(folder.iterdir()):
            if path.suffix in _CODE or not path.is_file():
                continue
            readers = {each for each, text in said.items() if path.name in text}
            if not readers or readers & reached.keys():
                yield path


def _files(place: Path) -> Iterator[Path]:
    for path in [place] if place.is_file() else sorted(place.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path
