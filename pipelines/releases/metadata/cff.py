"""CITATION.cff of a version (Citation File Format 1.2.0)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipelines.releases.metadata.addresses import creators, licence


def citation(described: Mapping[str, Any]) -> dict[str, Any]:
    """Give the citation as plain data."""
    said: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": described["title"],
        "abstract": described["description"],
        "authors": [{"name": name} for name in creators(described)],
        "version": described["version"],
        "date-released": described["created"][:10],
        "license": licence(described)["name"],
        "keywords": list(described["keywords"]),
        "identifiers": [
            {
                "type": "other",
                "value": described["id"],
                "description": "Identifier of this version",
            }
        ],
    }
    if "homepage" in described:
        said["url"] = described["homepage"]
    return said


def citation_file(described: Mapping[str, Any]) -> bytes:
    """Give ``CITATION.cff``."""
    import yaml

    text = yaml.safe_dump(
        citation(described), allow_unicode=True, sort_keys=False, width=88
    )
    return str(text).encode()
