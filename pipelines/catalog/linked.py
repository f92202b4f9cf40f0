"""The data set as schema.org says it, for search engines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipelines.catalog.frame import Frame


def dataset(frame: Frame) -> dict[str, Any]:
    """Describe the version as a schema.org/Dataset with its downloads."""
    descriptor = frame.version.descriptor
    base = (frame.setting.base_url or "").rstrip("/")
    licence = (descriptor.get("licenses") or [{}])[0]
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": descriptor.get("title"),
        "alternateName": descriptor.get("title_zh"),
        "description": descriptor.get("description"),
        "version": frame.version.number,
        "dateModified": frame.version.created,
        "license": licence.get("path") or licence.get("name"),
        "keywords": descriptor.get("keywords"),
        "isAccessibleForFree": True,
        "inLanguage": ["zh-Hans", "en"],
        "url": f"{base}/en/data/index.html" if base else None,
        "distribution": [
            _download(frame, base, resource) for resource in descriptor["resources"]
        ],
    }
    return {key: value for key, value in said.items() if value}


def _download(frame: Frame, base: str, resource: Mapping[str, Any]) -> dict[str, Any]:
    place = f"{base}/data/{frame.version.number}/{resource['path']}"
    said = {
        "@type": "DataDownload",
        "name": resource["name"],
        "encodingFormat": resource.get("mediatype"),
        "contentSize": str(resource.get("bytes", "")),
        "sha256": str(resource.get("hash", "")).removeprefix("sha256:"),
        "contentUrl": place if base else None,
    }
    return {key: value for key, value in said.items() if value}


def hashes(descriptor: Mapping[str, Any]) -> dict[str, str]:
    """Give the digest of each file that the descriptor lists, by path."""
    found = {}
    for resource in descriptor["resources"]:
        for form in (resource, *resource.get("alternates", ())):
            if "hash" in form:
                found[str(form["path"])] = str(form["hash"]).removeprefix("sha256:")
    return found
