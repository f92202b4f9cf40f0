"""Markdown: headings, tables and emphasis become blocks, grids and plain words.

CommonMark's marks and the pipe tables of GitHub's flavour; numbers of lists are the
notice's own and stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.documents.charset import decode_text
from pipelines.documents.limits import DEFAULT, Limits
from pipelines.documents.sniff import MARKDOWN
from pipelines.documents.writing import Draft, Pen
from pipelines.errors import Unreadable
from pipelines.model import Document

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|(?=[^#\s]))(.*?)[ \t]*#*\s*\Z")
_QUOTE = re.compile(r"\A(?: {0,3}>[ \t]?)+")
_RULE = re.compile(
    r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+|```.*|~~~.*)\Z"
)
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")
_PIPE = re.compile(r"(?<!\\)\|")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^>\s]*)>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->")
_STRONG = re.compile(r"(\*{1,3}|_{2,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def decode_markdown(
    data: bytes, limits: Limits = DEFAULT, charset: str | None = None
) -> Document:
    """Decode a Markdown file.

    Raises:
        Unreadable: the bytes are no text, or hold no words.
        LimitExceeded: the file is larger than any notice.
    """
    limits.check("bytes of text", len(data), limits.text_bytes)
    text, encoding = decode_text(data, charset)
    pen = Pen(limits)
    table: list[str] = []
    for line in [*text.splitlines(), ""]:
        line = _QUOTE.sub("", line, count=1)
        if _PIPE.search(line):
            table.append(line)
            continue
        _write_table(pen, table)
        table.clear()
        if not _RULE.match(line):
            _write_line(pen, line)
    document = pen.finish(MARKDOWN, encoding=encoding)
    if not document.text:
        raise Unreadable("the file shows no words")
    return document


def _write_line(pen: Pen, line: str) -> None:
    heading = _HEADING.match(line)
    if heading:
        pen.paragraph(_plain(heading[2]), len(heading[1]))
    else:
        pen.paragraph(_plain(line))


def _write_table(pen: Pen, lines: Sequence[str]) -> None:
    """Write lines with pipes as a table where a rule of dashes follows the first."""
    if len(lines) < 2 or not _TABLE_RULE.match(lines[1]):
        for line in lines:
            _write_line(pen, line)
        return
    rows = [_cells(line) for line in lines if not _TABLE_RULE.match(line)]
    pen.table(
        [[Draft(cell, header=not at) for cell in row] for at, row in enumerate(rows)]
    )


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [_plain(cell) for cell in _PIPE.split(inner)]


def _plain(words: str) -> str:
    """Take the marks off a line, and leave what a reader sees."""
    words = _ADDRESS.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub("", words)))
    words = _TAG.sub(" ", words)
    while (shorter := _STRONG.sub(r"\2", words)) != words:
        words = shorter
    return _ESCAPE.sub(r"\1", words)
