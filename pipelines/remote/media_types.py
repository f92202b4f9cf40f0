"""What a file is sent as: a bucket serves its objects under the type it was told."""

from __future__ import annotations

_TEXT = "; charset=utf-8"
_OF_ENDINGS = {
    "atom": f"application/atom+xml{_TEXT}",
    "cff": f"text/plain{_TEXT}",
    "css": f"text/css{_TEXT}",
    "csv": f"text/csv{_TEXT}",
    "html": f"text/html{_TEXT}",
    "js": f"text/javascript{_TEXT}",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "jsonld": "application/ld+json",
    "md": f"text/markdown{_TEXT}",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ttl": f"text/turtle{_TEXT}",
    "txt": f"text/plain{_TEXT}",
    "webmanifest": "application/manifest+json",
    "woff2": "font/woff2",
    "xml": "application/xml",
}


def media_type(name: str) -> str | None:
    """Give the media type of a file by the end of its name; None where it has none."""
    return _OF_ENDINGS.get(name.rpartition("/")[2].rpartition(".")[2])
