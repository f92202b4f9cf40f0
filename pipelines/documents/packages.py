"""Zip files, safely: members counted and measured before any of them is believed.

Nothing is ever written to disk, so that a member's name is no path; names that try to
be one are refused all the same.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipelines.documents.limits import Limits
from pipelines.errors import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHUNK = 1 << 20
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.I)
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the standard zip reader raises of an archive that it cannot read.

``RuntimeError`` is its word for a password, and for a compression, an encryption or a
version of the format that it does not know; ``ValueError`` where sizes lead astray.
"""


class Package:
    """A zip archive in memory whose reading counts against one budget of bytes."""

    def __init__(self, data: bytes, limits: Limits, spent: int = 0) -> None:
        """Open the archive; *spent* bytes of the budget are used already.

        Raises:
            Unreadable: the archive is broken or names paths outside of itself.
            LimitExceeded: it has more members than allowed.
        """
        self._limits = limits
        self.spent = spent
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except BROKEN_ZIP as error:
            raise Unreadable(f"the archive is broken: {error}") from error
        limits.check("members of the archive", len(members), limits.members)
        self._members = {member.filename: member for member in members}
        for name in self._members:
            _check_name(name)

    def names(self) -> Iterator[str]:
        """Yield the names of the files, as the archive stores them."""
        for name, member in self._members.items():
            if not member.is_dir():
                yield name

    def shown(self, name: str) -> str:
        """Give a member's name as its maker wrote it (GB18030 where not marked)."""
        member = self._members[name]
        if member.flag_bits & _UTF8_NAME:
            return name
        try:
            return name.encode("cp437").decode("gb18030")
        except UnicodeError:
            return name

    def read(self, name: str) -> bytes:
        """Give a member's bytes, counting what really comes out.

        Raises:
            Unreadable: there is no such member, or it is broken or locked.
            LimitExceeded: the archive unpacks to more than allowed.
        """
        member = self._members.get(name)
        if member is None:
            raise Unreadable(f"the file lacks its part {name}")
        if member.flag_bits & _ENCRYPTED:
            raise Unreadable("the archive needs a password")
        pieces = []
        try:
            with self._zip.open(member) as stream:
                while piece := stream.read(_CHUNK):
                    self.spent += len(piece)
                    self._limits.check(
                        "unpacked bytes", self.spent, self._limits.unpacked_bytes
                    )
                    pieces.append(piece)
        except BROKEN_ZIP as error:
            raise Unreadable(f"the archive is broken: {error}") from error
        return b"".join(pieces)

    def has(self, name: str) -> bool:
        """Say whether the archive has a member of this name."""
        return name in self._members

    def xml(self, name: str) -> _Element:
        """Give a member's XML, parsed without entities, network or DTD.

        Raises:
            Unreadable: the member is no XML, or declares a document type.
        """
        return parse_xml(self.read(name), name)


def parse_xml(data: bytes, name: str) -> _Element:
    """Parse XML that may declare nothing: no entities, no document type.

    Raises:
        Unreadable: the bytes are no such XML; office formats never need a DTD.
    """
    from lxml import etree

    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    head = data.decode(encoding, "replace")
    if _DOCTYPE.search(head):
        raise Unreadable(f"{name} declares a document type or entities")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"{name} is no XML: {error}") from error


def _check_name(name: str) -> None:
    parts = re.split(r"[/\\]", name)
    if ".." in parts or name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        raise Unreadable("the archive names paths outside of itself")
