"""schema.org/Dataset, as search engines read it in a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipelines.releases.metadata.addresses import (
    creators,
    files,
    licence,
    package_url,
    version_url,
)


def dataset(described: Mapping[str, Any]) -> dict[str, Any]:
    """Give the version as a schema.org Dataset in JSON-LD."""
    makers = [{"@type": "Organization", "name": name} for name in creators(described)]
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": version_url(described),
        "name": described["title"],
        "alternateName": described["title_zh"],
        "description": described["description"],
        "url": version_url(described),
        "isPartOf": {"@type": "DataCatalog", "@id": package_url(described)},
        "identifier": described["id"],
        "version": described["version"],
        "datePublished": described["created"],
        "license": licence(described)["path"],
        "usageInfo": described["rights"]["en"],
        "citation": described["citation"],
        "keywords": list(described["keywords"]),
        "inLanguage": ["zh", "en"],
        "isAccessibleForFree": True,
        "creator": makers,
        "publisher": makers[0],
        "spatialCoverage": {"@type": "Place", "name": described["spatial"]},
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": field["name"],
                "alternateName": field["title_zh"],
                "description": field["description"],
            }
            for resource in described["resources"]
            if resource["name"] == "targets"
            for field in resource["schema"]["fields"]
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file["title"],
                "contentUrl": version_url(described) + file["path"],
                "encodingFormat": file["mediatype"],
                "contentSize": f"{file['bytes']} B",
                "sha256": file["sha256"],
            }
            for file in files(described)
        ],
    }
