"""Archives: a notice and its annexes become one document with parts."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from pipelines.documents import sniff
from pipelines.documents.binding import Member, bind
from pipelines.documents.limits import DEFAULT, Limits
from pipelines.documents.packages import Package
from pipelines.errors import LimitExceeded, Unreadable
from pipelines.model import Document

_ANNEX = re.compile(r"附[件表录]|annex|appendix", re.I)
_NUMBER = re.compile(r"(\d+)")
_Parts = tuple[tuple[int, int | str], ...]
_HIDDEN = re.compile(r"(?:^|/)(?:\.|__MACOSX/|~\$|Thumbs\.db$|desktop\.ini$)", re.I)


def decode_zip(data: bytes, limits: Limits = DEFAULT, depth: int = 0) -> Document:
    """Decode an archive: each notice first, then its annexes by their numbers.

    A member that cannot be read is named with its reason in ``meta["unread"]``.

    Raises:
        Unreadable: the archive is broken, names paths outside of itself, or holds
            nothing that can be read.
        LimitExceeded: it is nested, or unpacks, beyond the limits.
    """
    limits.check("nested archives", depth + 1, limits.nesting)
    package = Package(data, limits)
    names = [name for name in package.names() if not _HIDDEN.search(name)]
    shown = {name: package.shown(name) for name in names}
    read: list[Member] = []
    unread: list[str] = []
    for name in sorted(names, key=lambda name: _order(shown[name])):
        try:
            document = _member(package.read(name), shown[name], limits, depth)
        except LimitExceeded:
            raise
        except Unreadable as error:
            unread.append(f"{shown[name]}: {error}")
            continue
        follows = bool(read) and _is_annex(shown[name])
        read.append(Member(shown[name], document, follows))
    if not read:
        raise Unreadable("; ".join(["nothing in the archive is readable", *unread]))
    return bind(read, sniff.ZIP, unread)


def _member(data: bytes, name: str, limits: Limits, depth: int) -> Document:
    from pipelines.documents.decoding import decode_here

    if data and sniff.media_type(data, name) == sniff.ZIP:
        return decode_zip(data, limits, depth + 1)
    return decode_here(data, name, None, limits)


def _order(name: str) -> tuple[_Parts, bool, _Parts]:
    """Sort by folder, in it notices before annexes, and numbers as numbers."""
    folder, file = str(PurePosixPath(name).parent), PurePosixPath(name).name
    return _numbered(folder), _is_annex(name), _numbered(file)


def _numbered(name: str) -> _Parts:
    return tuple(
        (0, int(part)) if part.isdigit() else (1, part) for part in _NUMBER.split(name)
    )


def _is_annex(name: str) -> bool:
    """Say whether a file, or a folder above it, is named as an annex."""
    return bool(_ANNEX.search(name))
