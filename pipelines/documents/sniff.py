"""What kind of file some bytes are: by their own signs first, by name last."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from pipelines.documents.packages import BROKEN_ZIP

OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = OFFICE + "wordprocessingml.document"
XLSX = OFFICE + "spreadsheetml.sheet"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
RTF = "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
PDF = "application/pdf"
ZIP = "application/zip"
HTML = "text/html"
MARKDOWN = "text/markdown"
CSV = "text/csv"
TEXT = "text/plain"
OTHER = "application/octet-stream"

_BY_NAME = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".htm": HTML,
    ".html": HTML,
    ".xhtml": HTML,
    ".shtml": HTML,
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
    ".csv": CSV,
    ".tsv": "text/tab-separated-values",
    ".json": "application/json",
    ".jsonl": "application/json",
    ".xml": "application/xml",
    ".yml": "application/yaml",
    ".yaml": "application/yaml",
    ".css": "text/css",
    ".js": "text/javascript",
    ".docx": DOCX,
    ".doc": DOC,
    ".wps": DOC,
    ".rtf": RTF,
    ".odt": ODT,
    ".xlsx": XLSX,
    ".xls": XLS,
    ".pdf": PDF,
    ".zip": ZIP,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".bmp": "image/bmp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".webp": "image/webp",
    ".rar": "application/vnd.rar",
    ".7z": "application/x-7z-compressed",
}
_BY_MAGIC = (
    (b"%PDF-", PDF),
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"\x7fELF", OTHER),
    (b"MZ\x90\x00", OTHER),
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB]: old Word and Excel files
_ZIPPED = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_MARKUP = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body|meta|title|"
    rb"link|script|style|div|table|tbody|thead|tr|td|p|span|article|section|main|h[1-6]|"
    rb"center|font|ul|ol|a|br|img|b|strong|form|base)\b",
    re.I | re.S,
)
_WIDE_MARKUP = re.compile(rb"\A(?:\xff\xfe<\x00|\xfe\xff\x00<)")
_SNIFFED = 2048


def media_type(data: bytes, name: str, declared: str | None = None) -> str:
    """Give the media type of *data*, without parameters.

    The bytes decide where they carry a sign; then what the server *declared*, then
    the name; bytes without any sign are taken for text and left to the decoder.
    """
    by_bytes = _by_bytes(data, name)
    if by_bytes:
        return by_bytes
    said = (declared or "").split(";")[0].strip().lower()
    named = type_of_name(name)
    if named in (MARKDOWN, CSV):
        return named
    if said.startswith("text/") and said != TEXT:
        return said
    return TEXT if named is None or not named.startswith("text/") else named


def type_of_name(name: str) -> str | None:
    """Give the media type that a file name's ending stands for, or None."""
    return _BY_NAME.get(PurePosixPath(name).suffix.lower())


def charset(declared: str | None) -> str | None:
    """Give the charset parameter of a declared media type, or None."""
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", declared or "", re.I)
    return found[1] if found else None


def _by_bytes(data: bytes, name: str) -> str | None:
    head = data[:_SNIFFED]
    for magic, kind in _BY_MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith((_ZIPPED, _EMPTY_ZIP)):
        return _zipped(data)
    if head.startswith(_COMPOUND):
        return XLS if type_of_name(name) == XLS else DOC
    if head.startswith(b"BM") and type_of_name(name) == "image/bmp":
        return "image/bmp"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if b"%PDF-" in head[:1024]:
        return PDF
    return _markup(head, name)


def _markup(head: bytes, name: str) -> str | None:
    if _WIDE_MARKUP.match(head) and type_of_name(name) == HTML:
        return HTML
    if type_of_name(name) == MARKDOWN:
        return None
    return HTML if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")) else None


def _zipped(data: bytes) -> str:
    """Tell an office file from a plain archive by the members it must have."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except BROKEN_ZIP:
        return ZIP
    if "[Content_Types].xml" in names:
        if any(member.startswith("word/") for member in names):
            return DOCX
        if any(member.startswith("xl/") for member in names):
            return XLSX
    return ODT if "content.xml" in names and "mimetype" in names else ZIP
