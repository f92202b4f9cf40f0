"""datapackage.json: handwritten words, written schemas, computed sizes and digests."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipelines.releases.assemble import Tables
from pipelines.resources import folder
from pipelines.tables.schemas import PACKAGE, TABLES, schema

DESCRIPTOR = "datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
DIALECT = {
    "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
}
FORMS = {
    "csv": {"mediatype": "text/csv", "encoding": "utf-8"},
    "parquet": {"mediatype": "application/vnd.apache.parquet"},
}
"""The forms of a table in ``data/`` by the ends of their names, the first canonical."""
# A descriptor lists each notice as a source up to here; a larger collection lists
# its sites, and the table `notices` holds every address and digest.
MOST_SOURCES = 5000
SPECIMEN_TITLE = "SPECIMENS (invented notices): "
SPECIMEN_TITLE_ZH = "样例（虚构文件）："
# What those records say that have no title of their own, or show it seldom.
SPECIMEN_WORDS = (
    "Specimens: every notice, place, body and figure of this version is invented."
)
SPECIMEN_WORDS_ZH = "样例数据：本版本中的文件、地名、机构与数值均为虚构。"

Json = dict[str, Any]


def package() -> Json:
    """Give the handwritten metadata of the package."""
    path = folder("datapackages") / PACKAGE / "package.json"
    parsed: Json = json.loads(path.read_text(encoding="utf-8"))
    return parsed


def describe(
    version_dir: Path,
    *,
    version: str,
    created: str,
    tables: Tables,
    notices: Iterable[Mapping[str, Any]],
    specimens: bool,
    site_url: str,
    previous: Mapping[str, str] | None,
) -> Json:
    """Give the descriptor of a staged version.

    *notices* are rows of the table with source_file, source_url, title and sha256;
    *previous* is the last version's number and the digest of its manifest.
    """
    said = package()
    citation = said.pop("citation").format(version=version)
    if specimens:
        said["title"] = SPECIMEN_TITLE + said["title"]
        said["title_zh"] = SPECIMEN_TITLE_ZH + said["title_zh"]
        said["description"] = f"{SPECIMEN_WORDS} {said['description']}"
        said["description_zh"] = SPECIMEN_WORDS_ZH + said["description_zh"]
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{said['name']}@{version}#{created}")
    if site_url:
        said["homepage"] = site_url
    return {
        **said,
        "id": identity.urn,
        "version": version,
        "created": created,
        "specimens": specimens,
        "citation": citation,
        "previousVersion": dict(previous) if previous else None,
        "sources": sources(notices),
        "resources": [_resource(version_dir, table, tables) for table in TABLES],
    }


def sources(notices: Iterable[Mapping[str, Any]]) -> list[Json]:
    """Give every notice as a source; a large collection gives its sites instead.

    Of a large collection no more than ``MOST_SOURCES`` notices are held at once.
    """
    rows = iter(notices)
    held = list(islice(rows, MOST_SOURCES + 1))
    if len(held) <= MOST_SOURCES:
        return [_source(row) for row in held]
    sites = Counter(urlsplit(row["source_url"] or "").netloc for row in held)
    del held
    sites.update(urlsplit(row["source_url"] or "").netloc for row in rows)
    return [
        {"title": f"{site or 'files received'}: {count} notices"}
        for site, count in sorted(sites.items())
    ]


def _source(row: Mapping[str, Any]) -> Json:
    said: Json = {"title": row["title"] or row["source_file"]}
    if (row["source_url"] or "").startswith(("http://", "https://")):
        said["path"] = row["source_url"]
    return {
        **said,
        "notice_id": row["notice_id"],
        "file": row["source_file"],
        "hash": f"sha256:{row['sha256']}",
    }


def _resource(version_dir: Path, table: str, tables: Tables) -> Json:
    written = schema(table)
    csv, parquet = (_file(version_dir, table, form, tables) for form in FORMS)
    return {
        "$schema": RESOURCE_PROFILE,
        "name": table,
        "type": "table",
        "title": written["title"],
        "title_zh": written["title_zh"],
        "description": written["description"],
        "description_zh": written["description_zh"],
        **csv,
        "rows": tables.rows[table],
        "dialect": DIALECT,
        "schema": {key: part for key, part in written.items() if key != "name"},
        "alternates": [parquet],
    }


def _file(version_dir: Path, table: str, form: str, tables: Tables) -> Json:
    name = f"data/{table}.{form}"
    return {
        "path": name,
        "format": form,
        **FORMS[form],
        "bytes": (version_dir / name).stat().st_size,
        "hash": f"sha256:{tables.digests[name]}",
    }
