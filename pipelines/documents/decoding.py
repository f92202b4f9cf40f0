"""From bytes to a Document: which decoder reads which kind of file."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from pipelines.documents import sniff
from pipelines.documents.limits import DEFAULT, Limits
from pipelines.documents.plain import decode_plain
from pipelines.errors import Unreadable
from pipelines.model import Document

Decoder = Callable[..., Document]

# Decoders are imported when first needed: most collections hold only text and pages.
_DECODERS = {
    sniff.PDF: "pdf:decode_pdf",
    sniff.DOCX: "word:decode_docx",
    sniff.XLSX: "sheets:decode_xlsx",
    sniff.DOC: "legacy:decode_doc",
    sniff.XLS: "legacy:decode_xls",
    sniff.RTF: "legacy:decode_text_file",
    sniff.ODT: "legacy:decode_text_file",
    sniff.ZIP: "archives:decode_zip",
    "image/*": "scans:decode_image",
}
_REFUSED = {
    "application/vnd.rar": "a RAR archive: unpack it and give its files",
    "application/x-7z-compressed": "a 7z archive: unpack it and give its files",
    "application/gzip": "a gzip file: unpack it and give its files",
    "multipart/related": "a web archive (MHTML): save the page as HTML",
}


def is_plain(kind: str) -> bool:
    """Say whether files of this media type are read as text, without any parser."""
    parsed = kind == sniff.HTML or kind in _DECODERS or kind.startswith("image/")
    return not parsed


def decode_here(
    data: bytes, name: str, media_type: str | None = None, limits: Limits = DEFAULT
) -> Document:
    """Decode *data* within this process.

    Raises:
        Unreadable: the bytes are no file that we can read; the message says why.
        LimitExceeded: the file asks for more than *limits* allow.
    """
    if not data:
        raise Unreadable("the file is empty")
    limits.check("bytes", len(data), limits.capture_bytes)
    kind = sniff.media_type(data, name, media_type)
    if kind in _REFUSED:
        raise Unreadable(_REFUSED[kind])
    charset = sniff.charset(media_type)
    if kind == sniff.HTML:
        return _decoder("html:decode_html")(data, limits, charset)
    if kind == sniff.MARKDOWN:
        return _decoder("markdown:decode_markdown")(data, limits, charset)
    if kind == sniff.CSV:
        return _decoder("sheets:decode_csv")(data, limits, charset)
    place = _DECODERS.get("image/*" if kind.startswith("image/") else kind)
    if place is None:
        return decode_plain(data, limits, charset)
    return _decoder(place)(data, limits)


def _decoder(place: str) -> Decoder:
    module, function = place.split(":")
    decoder: Decoder = getattr(import_module(f"pipelines.documents.{module}"), function)
    return decoder
