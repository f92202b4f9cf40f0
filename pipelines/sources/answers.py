"""What a server's answer says of itself, and which files its page links to."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from pipelines.errors import Unreadable
from pipelines.sources.client import Answer
from pipelines.sources.config import Source
from pipelines.sources.discovery import Found, attachments_of


def files_of(source: Source, answer: Answer) -> tuple[Found, ...]:
    """Give the files that a page links to; none of one that cannot be parsed."""
    if not is_html(answer):
        return ()
    try:
        return attachments_of(source, answer.url, answer.body)
    except Unreadable:  # the page is kept, and will be quarantined with its reason
        return ()


def media_type(answer: Answer) -> str:
    """Give the media type that the server declared, without parameters."""
    given = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return given or "application/octet-stream"


def is_html(answer: Answer) -> bool:
    """Say whether the server declared a page."""
    return media_type(answer) in {"text/html", "application/xhtml+xml"}


def name_of(url: str) -> str:
    """Give the file name that an address ends in, else that of a folder's page."""
    path = urlsplit(url).path
    return unquote(path.rsplit("/", 1)[-1]) or "index.html"
