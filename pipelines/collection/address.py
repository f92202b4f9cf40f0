"""Addresses of buckets, and the folders where their working copies lie."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from pipelines.errors import StoreError

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:/")
_S3 = re.compile(r"s3://[a-z0-9][a-z0-9.-]+[a-z0-9](/[^\s?#]*)?")


def is_url(place: str) -> bool:
    """Say whether *place* is an address rather than a folder."""
    return _SCHEME.match(place) is not None


def plain_url(url: str) -> str:
    """Give the address of a bucket without a slash at its end.

    Raises:
        StoreError: it is no ``s3://bucket/prefix``.
    """
    plain = url.rstrip("/")
    if not _S3.fullmatch(plain):
        raise StoreError(
            f"{url} is no address of a bucket: give a folder or s3://bucket/prefix"
        )
    return plain


def cache_of(url: str, cache: str = "") -> Path:
    """Give the folder of the working copy of *url*, named by it and by its server.

    It lies below *cache*, else below the system's folder for such (XDG_CACHE_HOME).
    """
    plain = plain_url(url)
    server = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get(
        "AWS_ENDPOINT_URL", ""
    )
    told = hashlib.sha256(f"{server} {plain}".encode()).hexdigest()[:12]
    words = re.sub(r"[^a-z0-9.]+", "-", plain.removeprefix("s3://").lower())
    home = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    above = Path(cache) if cache else Path(home) / "mubiao"
    return (above / f"{words.strip('-.')[:80]}-{told}").expanduser().resolve()
