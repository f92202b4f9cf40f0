"""DCAT-AP 3: the package as a dataset of a catalogue, its tables as distributions.

https://semiceu.github.io/DCAT-AP/releases/3.0.0/ with the controlled vocabularies of
the EU Publications Office (language, theme, frequency, file type, licence).
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from typing import Any

from pipelines.releases.metadata.addresses import (
    creators,
    files,
    licence,
    package_url,
    version_url,
)

_AUTHORITY = "http://publications.europa.eu/resource/authority"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "adms": "http://www.w3.org/ns/adms#",
}
_FILE_TYPES = {"csv": "CSV", "parquet": "PARQUET"}


def dcat(described: Mapping[str, Any]) -> dict[str, Any]:
    """Give the catalogue record as JSON-LD with its context inline."""
    version, catalogue = version_url(described), f"{package_url(described)}#catalog"
    publisher = f"{package_url(described)}#publisher"
    distributions = [_distribution(described, file) for file in files(described)]
    return {
        "@context": CONTEXT,
        "@graph": [
            {
                "@id": catalogue,
                "@type": "dcat:Catalog",
                "dct:title": _words("mubiao", "目标"),
                "dct:description": _both(described, "description"),
                "dct:publisher": {"@id": publisher},
                "dct:language": _languages(),
                "dcat:dataset": [{"@id": version}],
            },
            {
                "@id": publisher,
                "@type": ["foaf:Agent", "vcard:Organization"],
                "foaf:name": creators(described)[0],
                "vcard:fn": creators(described)[0],
                "vcard:hasURL": {"@id": package_url(described)},
            },
            _dataset(described, publisher, [one["@id"] for one in distributions]),
            *distributions,
            *(_checksum(described, file) for file in files(described)),
            *_named(described),
        ],
    }


def turtle(record: Mapping[str, Any]) -> bytes:
    """Give a JSON-LD record with an inline context as Turtle."""
    from rdflib import Graph

    graph = Graph()
    with warnings.catch_warnings():  # rdflib's own parser uses what it deprecates
        warnings.simplefilter("ignore", DeprecationWarning)
        graph.parse(data=json.dumps(record), format="json-ld")
    return bytes(graph.serialize(format="turtle", encoding="utf-8"))


def _dataset(
    described: Mapping[str, Any], publisher: str, distributions: list[str]
) -> dict[str, Any]:
    previous = described["previousVersion"]
    said: dict[str, Any] = {
        "@id": version_url(described),
        "@type": "dcat:Dataset",
        "dct:title": _both(described, "title"),
        "dct:description": _both(described, "description"),
        "dct:identifier": described["id"],
        "dct:publisher": {"@id": publisher},
        "dct:creator": {"@id": publisher},
        "dcat:contactPoint": {"@id": publisher},
        "dct:issued": _moment(described),
        "dct:modified": _moment(described),
        "dct:language": _languages(),
        "dct:accrualPeriodicity": {"@id": f"{_AUTHORITY}/frequency/IRREG"},
        "dct:accessRights": {"@id": f"{_AUTHORITY}/access-right/PUBLIC"},
        "dct:spatial": {"@id": f"{_AUTHORITY}/country/CHN"},
        "dcat:theme": [
            {"@id": f"{_AUTHORITY}/data-theme/{theme}"} for theme in described["theme"]
        ],
        "dcat:keyword": [
            {"@value": word, "@language": "en" if word.isascii() else "zh"}
            for word in described["keywords"]
        ],
        "dcat:version": described["version"],
        "adms:versionNotes": {
            "@value": f"See {version_url(described)}CHANGELOG.md",
            "@language": "en",
        },
        "dcat:distribution": [{"@id": one} for one in distributions],
    }
    if previous:
        older = f"{package_url(described)}{previous['version']}/"
        said["dcat:previousVersion"] = {"@id": older}
    return said


def _distribution(described: Mapping[str, Any], file: dict[str, Any]) -> dict[str, Any]:
    address = version_url(described) + file["path"]
    iana = "http://www.iana.org/assignments/media-types/"
    return {
        "@id": f"{version_url(described)}#{file['id']}",
        "@type": "dcat:Distribution",
        "dct:title": _words(file["title"], file["title_zh"]),
        "dcat:accessURL": {"@id": version_url(described)},
        "dcat:downloadURL": {"@id": address},
        "dct:format": {"@id": f"{_AUTHORITY}/file-type/{_FILE_TYPES[file['format']]}"},
        "dcat:mediaType": {"@id": iana + file["mediatype"]},
        "dcat:byteSize": {
            "@value": str(file["bytes"]),
            "@type": "xsd:nonNegativeInteger",
        },
        "spdx:checksum": {"@id": f"{version_url(described)}#{file['id']}-sha256"},
        "dct:license": {"@id": f"{_AUTHORITY}/licence/CC_BY_4_0"},
        "dct:rights": {"@id": f"{version_url(described)}#rights"},
        "dct:issued": _moment(described),
    }


def _checksum(described: Mapping[str, Any], file: dict[str, Any]) -> dict[str, Any]:
    return {
        "@id": f"{version_url(described)}#{file['id']}-sha256",
        "@type": "spdx:Checksum",
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": {"@value": file["sha256"], "@type": "xsd:hexBinary"},
    }


def _named(described: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the classes of the things that the record only points to."""
    vocabularies = {
        f"{_AUTHORITY}/language/ZHO": "dct:LinguisticSystem",
        f"{_AUTHORITY}/language/ENG": "dct:LinguisticSystem",
        f"{_AUTHORITY}/frequency/IRREG": "dct:Frequency",
        f"{_AUTHORITY}/access-right/PUBLIC": "dct:RightsStatement",
        f"{_AUTHORITY}/country/CHN": "dct:Location",
        f"{_AUTHORITY}/licence/CC_BY_4_0": "dct:LicenseDocument",
    }
    return [
        {
            "@id": f"{version_url(described)}#rights",
            "@type": "dct:RightsStatement",
            "dct:description": _words(
                described["rights"]["en"], described["rights"]["zh"]
            ),
        },
        *({"@id": name, "@type": kind} for name, kind in vocabularies.items()),
        {
            "@id": licence(described)["path"],
            "@type": "dct:LicenseDocument",
            "dct:title": licence(described)["title"],
        },
    ]


def _both(described: Mapping[str, Any], name: str) -> list[dict[str, str]]:
    return _words(described[name], described[f"{name}_zh"])


def _words(english: str, chinese: str) -> list[dict[str, str]]:
    return [
        {"@value": english, "@language": "en"},
        {"@value": chinese, "@language": "zh"},
    ]


def _languages() -> list[dict[str, str]]:
    return [{"@id": f"{_AUTHORITY}/language/{code}"} for code in ("ENG", "ZHO")]


def _moment(described: Mapping[str, Any]) -> dict[str, str]:
    return {"@value": described["created"], "@type": "xsd:dateTime"}
