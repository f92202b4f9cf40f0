"""PROV-O: capture -> notice -> table rows -> version, as JSON-LD.

Captures and notices are entities of their own up to ``MOST`` notices; how a single
row derives is said once for each table, since every row carries its notice_id, its
quote and its rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipelines.releases.metadata.addresses import creators, package_url, version_url
from pipelines.tables.schemas import REGISTERS

MOST = 5000
_BATCH = 5_000
CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dct": "http://purl.org/dc/terms/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def provenance(version_dir: Path, described: Mapping[str, Any]) -> dict[str, Any]:
    """Give the chain of a staged version."""
    base = version_url(described)
    agent = f"{package_url(described)}#publisher"
    count = {one["name"]: one["rows"] for one in described["resources"]}["notices"]
    chain = list(_notices(version_dir, base)) if count <= MOST else []
    return {
        "@context": CONTEXT,
        "@graph": [
            {
                "@id": agent,
                "@type": ["prov:Agent", "prov:Organization"],
                "dct:title": creators(described)[0],
            },
            {
                "@id": f"{base}#reading",
                "@type": "prov:Activity",
                "dct:description": "The reader decodes a capture and reads its facts.",
                "prov:wasAssociatedWith": {"@id": agent},
            },
            {
                "@id": f"{base}#release",
                "@type": "prov:Activity",
                "prov:endedAtTime": {
                    "@value": described["created"],
                    "@type": "xsd:dateTime",
                },
                "prov:wasAssociatedWith": {"@id": agent},
            },
            _version(described, base),
            *(_table(resource, base) for resource in described["resources"]),
            *chain,
        ],
    }


def _version(described: Mapping[str, Any], base: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "@id": base,
        "@type": "prov:Entity",
        "dct:title": f"{described['name']} {described['version']}",
        "prov:wasGeneratedBy": {"@id": f"{base}#release"},
        "prov:hadMember": [
            {"@id": base + resource["path"]} for resource in described["resources"]
        ],
    }
    if previous := described["previousVersion"]:
        older = f"{package_url(described)}{previous['version']}/"
        said["prov:wasRevisionOf"] = {"@id": older}
    return said


def _table(resource: Mapping[str, Any], base: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "@id": base + resource["path"],
        "@type": ["prov:Entity", "prov:Collection"],
        "dct:title": resource["title"],
        "prov:wasGeneratedBy": {"@id": f"{base}#release"},
    }
    if resource["name"] not in REGISTERS:
        said["prov:wasDerivedFrom"] = {"@id": f"{base}texts/"}
    return said


def _notices(version_dir: Path, base: str) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    file = pq.ParquetFile(version_dir / "data" / "notices.parquet")
    names = ["notice_id", "capture_id", "sha256", "source_url", "title"]
    for batch in file.iter_batches(_BATCH, columns=names):
        for row in batch.to_pylist():
            yield _capture(row)
            yield {
                "@id": f"{base}texts/{row['notice_id']}.txt",
                "@type": "prov:Entity",
                "dct:identifier": row["notice_id"],
                "dct:title": row["title"] or row["notice_id"],
                "prov:wasDerivedFrom": {"@id": f"urn:mubiao:{row['capture_id']}"},
                "prov:wasGeneratedBy": {"@id": f"{base}#reading"},
            }


def _capture(row: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "@id": f"urn:mubiao:{row['capture_id']}",
        "@type": "prov:Entity",
        "spdx:checksumValue": row["sha256"],
    }
    if (row["source_url"] or "").startswith(("http://", "https://")):
        said["prov:hadPrimarySource"] = {"@id": row["source_url"]}
    return said
