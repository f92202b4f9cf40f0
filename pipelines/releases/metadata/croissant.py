"""Croissant 1.0, the format of machine-learning data sets (MLCommons)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipelines.releases.metadata.addresses import (
    creators,
    files,
    licence,
    version_url,
)

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    "string": "sc:Text",
    "datetime": "sc:Text",
    "integer": "sc:Integer",
    "year": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}


def croissant(described: Mapping[str, Any]) -> dict[str, Any]:
    """Give the version as a Croissant data set; its files are the CSVs."""
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": described["name"],
        "description": described["description"],
        "url": version_url(described),
        "version": described["version"],
        "datePublished": described["created"],
        "license": licence(described)["path"],
        "citeAs": described["citation"],
        "keywords": list(described["keywords"]),
        "inLanguage": ["zh", "en"],
        "creator": [
            {"@type": "sc:Organization", "name": name} for name in creators(described)
        ],
        "publisher": [
            {"@type": "sc:Organization", "name": name} for name in creators(described)
        ],
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": file["table"],
                "name": file["table"],
                "description": file["title"],
                "contentUrl": file["path"],
                "contentSize": f"{file['bytes']} B",
                "encodingFormat": file["mediatype"],
                "sha256": file["sha256"],
            }
            for file in files(described)
            if file["format"] == "csv"
        ],
        "recordSet": [_record_set(resource) for resource in described["resources"]],
    }


def _record_set(resource: Mapping[str, Any]) -> dict[str, Any]:
    name, schema = resource["name"], resource["schema"]
    references = {
        reference["fields"][0]: (
            f"{reference['reference'].get('resource', name)}-rows/"
            f"{reference['reference']['fields'][0]}"
        )
        for reference in schema.get("foreignKeys", ())
        if "resource" in reference["reference"]
    }
    return {
        "@type": "cr:RecordSet",
        "@id": f"{name}-rows",
        "name": f"{name}-rows",
        "description": resource["description"],
        "key": {"@id": f"{name}-rows/{schema['primaryKey'][0]}"},
        "field": [_field(name, field, references) for field in schema["fields"]],
    }


def _field(
    table: str, field: Mapping[str, Any], references: Mapping[str, str]
) -> dict[str, Any]:
    said = {
        "@type": "cr:Field",
        "@id": f"{table}-rows/{field['name']}",
        "name": f"{table}-rows/{field['name']}",
        "description": field["description"],
        "dataType": _TYPES[field["type"]],
        "source": {
            "fileObject": {"@id": table},
            "extract": {"column": field["name"]},
        },
    }
    if field["name"] in references:
        said["references"] = {"field": {"@id": references[field["name"]]}}
    return said
