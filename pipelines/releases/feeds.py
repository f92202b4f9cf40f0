"""Atom and JSON feeds: of releases, and of notices as they come in.

They lie beside the versions (``feeds/``) and are replaced whole after each release.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pipelines.releases import durable
from pipelines.releases.descriptor import DESCRIPTOR
from pipelines.releases.metadata.addresses import NOWHERE, package_url
from pipelines.releases.versions import Number, entries
from pipelines.tables.schemas import PACKAGE

FOLDER = "feeds"
NEWEST = 50
Entry = dict[str, str]


def write_feeds(folder: Path) -> None:
    """Write the four feeds of the versions in *folder*, where they changed.

    Their addresses are those of the newest version that is there.
    """
    listed = sorted(
        entries(folder), key=lambda one: Number.parse(one["version"]), reverse=True
    )
    base = _base(folder, listed)
    feeds = {
        "releases": ("mubiao: releases", [_release(one, base) for one in listed]),
        "notices": ("mubiao: new notices", list(_notices(folder, listed, base))),
    }
    for name, (title, some) in feeds.items():
        address = f"{base}{FOLDER}/{name}"
        _put(folder / FOLDER / f"{name}.atom", atom(title, address, some[:NEWEST]))
        _put(
            folder / FOLDER / f"{name}.json",
            durable.to_json(json_feed(title, address, base, some[:NEWEST])),
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
    """Give the notices that each version added, newest first, up to ``NEWEST``."""
    given = 0
    for one in listed:
        version = folder / one["path"]
        if given >= NEWEST or not version.is_dir() or one["status"] == "withdrawn":
            continue
        titles = _titles(version, _added(version, NEWEST - given))
        for key, title in titles.items():
            given += 1
            yield {
                "id": f"urn:mubiao:{key}",
                "title": title,
                "url": f"{base}{one['path']}/texts/{key}.txt",
                "updated": one["created"],
                "summary": f"New in version {one['version']}.",
            }


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
    if not path.exists() or path.read_bytes() != data:
        durable.replace(path, data)
