"""A small object of a bucket that changes only if it is still as it was seen."""

from __future__ import annotations

import errno
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from pipelines.errors import StoreError
from pipelines.remote.failures import code_of, failures, reason
from pipelines.remote.place import Place

_REFUSED = (
    "PreconditionFailed",
    "ConditionalRequestConflict",
    "NoSuchKey",
    "404",
    "412",
)
"""Codes of S3-compatible servers where a condition does not hold."""


class Seen(NamedTuple):
    """A small object as it lies there: bytes, tag, and its age by the server's clock.

    ``age`` is in seconds.
    """

    data: bytes
    tag: str
    age: float


class NoConditions(StoreError):
    """A server that knows no conditional writes."""


def look(place: Place, name: str) -> Seen | None:
    """Give a small object of a bucket with its tag and age; None where it is not.

    Raises:
        StoreError: the place does not answer.
    """
    data = place.read(name)
    if data is None:
        return None
    try:
        told = place.store.call("head_object", name)
    except FileNotFoundError:
        return None
    except failures() as error:
        raise StoreError(
            f"{place.root}/{name} cannot be read: {reason(error)}"
        ) from error
    there: datetime = told["LastModified"]
    now = parsedate_to_datetime(told["ResponseMetadata"]["HTTPHeaders"]["date"])
    return Seen(data, told["ETag"], max(0.0, (now - there).total_seconds()))


def put_if(place: Place, name: str, data: bytes, tag: str | None) -> str | None:
    """Write a small object of a bucket if it is *tag* that lies there.

    Without a tag: if nothing does. Gives the new tag; None where the server says
    that the condition does not hold.

    Raises:
        StoreError: the place does not answer, or knows no conditions.
    """
    condition = {"IfMatch": tag} if tag else {"IfNoneMatch": "*"}
    try:
        told = place.store.call("put_object", name, Body=data, **condition)
    except failures() as error:
        if isinstance(error, FileExistsError) or code_of(error) in _REFUSED:
            return None
        if getattr(error, "errno", None) == errno.ENOSYS:
            raise NoConditions(str(error)) from error
        raise StoreError(
            f"{place.root}/{name} cannot be written: {reason(error)}"
        ) from error
    return str(told["ETag"])
