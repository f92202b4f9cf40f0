"""DataCite 4.5 metadata, and the same for a Zenodo-style deposit."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from pipelines.releases.metadata.addresses import creators, licence, version_url

SCHEMA = "http://datacite.org/schema/kernel-4"


def datacite(described: Mapping[str, Any]) -> dict[str, Any]:
    """Give the attributes with which a DOI is registered, without the DOI."""
    terms = licence(described)
    return {
        "schemaVersion": SCHEMA,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Data Package"},
        "titles": [
            {"title": described["title"], "lang": "en"},
            {
                "title": described["title_zh"],
                "lang": "zh",
                "titleType": "TranslatedTitle",
            },
        ],
        "creators": [
            {"name": name, "nameType": "Organizational"} for name in creators(described)
        ],
        "publisher": {"name": creators(described)[0]},
        "publicationYear": int(described["created"][:4]),
        "dates": [{"date": described["created"], "dateType": "Issued"}],
        "version": described["version"],
        "language": described["language"],
        "url": version_url(described),
        "subjects": [{"subject": word} for word in described["keywords"]],
        "alternateIdentifiers": [
            {"alternateIdentifier": described["id"], "alternateIdentifierType": "URN"}
        ],
        "formats": ["text/csv", "application/vnd.apache.parquet"],
        "sizes": [f"{sum(one['bytes'] for one in described['resources'])} bytes"],
        "rightsList": [
            {
                "rights": terms["title"],
                "rightsUri": terms["path"],
                "rightsIdentifier": terms["name"],
                "rightsIdentifierScheme": "SPDX",
            },
            {"rights": described["rights"]["en"], "lang": "en"},
        ],
        "descriptions": [
            {
                "description": described["description"],
                "descriptionType": "Abstract",
                "lang": "en",
            },
            {
                "description": described["description_zh"],
                "descriptionType": "Abstract",
                "lang": "zh",
            },
        ],
        "geoLocations": [{"geoLocationPlace": described["spatial"]}],
    }


def zenodo(described: Mapping[str, Any]) -> dict[str, Any]:
    """Give the metadata of a Zenodo-style deposit (its REST API's ``metadata``)."""
    return {
        "metadata": {
            "upload_type": "dataset",
            "title": described["title"],
            "description": (
                f"<p>{escape(described['description'])}</p>"
                f"<p>{escape(described['description_zh'])}</p>"
            ),
            "creators": [{"name": name} for name in creators(described)],
            "publication_date": described["created"][:10],
            "version": described["version"],
            "access_right": "open",
            "license": licence(described)["name"].lower(),
            "keywords": list(described["keywords"]),
            "language": "zho",
            "notes": escape(described["rights"]["en"]),
        }
    }
