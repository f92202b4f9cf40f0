"""Atom and JSON feeds: of releases, and of notices as they come in.

They lie beside the versions (``feeds/``) and are replaced whole after each release.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pipelines.releases import durable
from pipelines.releases.descriptor import DESCRIPTOR
from pipelines.releases.metadata.addresses import NOWHERE, package_url
from pipelines.releases.versions import Number, entries
from pipelines.tables.schemas import PACKAGE

FOLDER = "feeds"
FORMS = ("atom", "json")
NEWEST = 50
NEW = "New in version {}."
"""What the feed of notices says of each."""
Entry = dict[str, str]


def write_feeds(folder: Path) -> None:
    """Write the four feeds of the versions in *folder*, where they changed.

    Their addresses are those of the newest version that is there. The feed of releases
    goes last: where it follows the list of versions, so does the other.
    """
    listed = _newest_first(folder)
    base = _base(folder, listed)
    notices = list(_notices(folder, listed, base))
    files = _files("notices", "mubiao: new notices", base, notices)
    for name, data in {**files, **_releases(listed, base)}.items():
        _put(folder / FOLDER / name, data)


def follow(folder: Path) -> None:
    """Write the feeds where a publisher that died has not; old versions stay closed."""
    listed = _newest_first(folder)
    there = folder / FOLDER
    releases = _releases(listed, _base(folder, listed))
    follows = all(_holds(there / name, data) for name, data in releases.items())
    if not follows or not all((there / f"notices.{form}").exists() for form in FORMS):
        write_feeds(folder)


def _newest_first(folder: Path) -> list[Mapping[str, Any]]:
    return sorted(
        entries(folder), key=lambda one: Number.parse(one["version"]), reverse=True
    )


def _releases(listed: Sequence[Mapping[str, Any]], base: str) -> dict[str, bytes]:
    some = [_release(one, base) for one in listed[:NEWEST]]
    return _files("releases", "mubiao: releases", base, some)


def _files(name: str, title: str, base: str, some: Sequence[Entry]) -> dict[str, bytes]:
    """Give a feed in each of its forms, by the names of the files."""
    address = f"{base}{FOLDER}/{name}"
    said = durable.to_json(json_feed(title, address, base, some))
    return dict(
        zip(
            (f"{name}.{form}" for form in FORMS),
            (atom(title, address, some), said),
            strict=True,
        )
    )


def _base(folder: Path, listed: Sequence[Mapping[str, Any]]) -> str:
    for one in listed:
        descriptor = folder / one["path"] / DESCRIPTOR
        if descriptor.is_file():
            return package_url(json.loads(descriptor.read_bytes()))
    return f"{NOWHERE}datapackages/{PACKAGE}/"


def atom(title: str, address: str, some: Sequence[Entry]) -> bytes:
    """Give an Atom feed (RFC 4287); the newest entry dates it."""
    updated = max((one["updated"] for one in some), default="1970-01-01T00:00:00Z")
    items = "".join(
        f"<entry><id>{escape(one['id'])}</id><title>{escape(one['title'])}</title>"
        f"<updated>{one['updated']}</updated><link href={quoteattr(one['url'])}/>"
        f"<summary>{escape(one['summary'])}</summary></entry>\n"
        for one in some
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{escape(address)}</id><title>{escape(title)}</title>"
        f"<updated>{updated}</updated><author><name>mubiao</name></author>\n"
        f'<link rel="self" href={quoteattr(address + ".atom")}/>\n'
        f"{items}</feed>\n"
    ).encode()


def json_feed(
    title: str, address: str, home: str, some: Sequence[Entry]
) -> dict[str, Any]:
    """Give a JSON feed (jsonfeed.org, version 1.1)."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": home,
        "feed_url": f"{address}.json",
        "authors": [{"name": "mubiao"}],
        "items": [
            {
                "id": one["id"],
                "url": one["url"],
                "title": one["title"],
                "content_text": one["summary"],
                "date_published": one["updated"],
            }
            for one in some
        ],
    }


def _release(one: Mapping[str, Any], base: str) -> Entry:
    changed = "; ".join(
        f"{table}: {', '.join(f'{n} {what}' for what, n in counts.items() if n)}"
        for table, counts in one["changes"].items()
    )
    withdrawn = one["status"] == "withdrawn"
    return {
        "id": f"urn:mubiao:version:{one['version']}",
        "title": f"Version {one['version']}{' (withdrawn)' if withdrawn else ''}",
        "url": f"{base}{one['path']}/",
        "updated": one.get("withdrawn_at") or one["created"],
        "summary": one["reason"] if withdrawn else changed or "words of the package",
    }


def _notices(
    folder: Path, listed: Sequence[Mapping[str, Any]], base: str
) -> Iterator[Entry]:
    """Give the notices that each version added, newest first, up to ``NEWEST``.

    What the feed tells of a version it need not be asked again.
    """
    left = NEWEST
    known = _told(folder / FOLDER / "notices.json")
    for one in listed:
        version = folder / one["path"]
        wanted = min(left, one["changes"].get("notices", {}).get("added", 0))
        if not wanted or not version.is_dir() or one["status"] == "withdrawn":
            continue
        titles = known.get(one["version"], {})
        if len(titles) < wanted:
            titles = _titles(version, _added(version, wanted))
        left -= wanted
        for key, title in islice(titles.items(), wanted):
            yield {
                "id": f"urn:mubiao:{key}",
                "title": title,
                "url": f"{base}{one['path']}/texts/{key}.txt",
                "updated": one["created"],
                "summary": NEW.format(one["version"]),
            }


def _told(path: Path) -> dict[str, dict[str, str]]:
    """Give what a feed of notices tells: titles by id, by version."""
    try:
        items = json.loads(path.read_bytes())["items"]
    except (FileNotFoundError, ValueError, KeyError):
        return {}
    before, after = NEW.split("{}")
    found: dict[str, dict[str, str]] = {}
    for item in items:
        version = item["content_text"].removeprefix(before).removesuffix(after)
        found.setdefault(version, {})[item["id"].rpartition(":")[2]] = item["title"]
    return found


def _added(version: Path, most: int) -> list[str]:
    """Give the first notices that a version's changes list as added."""
    found: list[str] = []
    with (version / "changes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["table"] != "notices" or len(found) == most:
                break  # the notices come first
            if row["change"] == "added":
                found.append(row["key"])
    return found


def _titles(version: Path, keys: Sequence[str]) -> dict[str, str]:
    import pyarrow.dataset as ds

    if not keys:
        return {}
    table = ds.dataset(version / "data" / "notices.parquet").to_table(
        columns=["notice_id", "title"], filter=ds.field("notice_id").isin(keys)
    )
    rows = sorted(table.to_pylist(), key=lambda row: keys.index(row["notice_id"]))
    return {row["notice_id"]: row["title"] or row["notice_id"] for row in rows}


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    if not _holds(path, data):
        durable.replace(path, data)


def _holds(path: Path, data: bytes) -> bool:
    return path.exists() and path.read_bytes() == data
