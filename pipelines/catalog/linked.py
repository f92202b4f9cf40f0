"""What pages hold as schema.org says it, for search engines.

What is not known is left out, and addresses too where the site's own is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipelines.catalog.frame import Frame, slug
from pipelines.catalog.version import Row
from pipelines.catalog.words import LANGUAGES

CONTEXT = {"@context": "https://schema.org"}


def spoken(
    say: Callable[..., dict[str, Any]], frame: Frame, *things: object, **named: object
) -> dict[str, dict[str, Any]]:
    """Say *things* by *say* in each language, for a page that stands in both."""
    return {one: say(frame, one, *things, **named) for one in LANGUAGES}


def dataset(frame: Frame) -> dict[str, Any]:
    """Describe the version as a schema.org/Dataset with its downloads."""
    descriptor = frame.version.descriptor
    return CONTEXT | _known(
        {
            "@type": "Dataset",
            "name": descriptor.get("title"),
            "alternateName": descriptor.get("title_zh"),
            "description": descriptor.get("description"),
            "version": frame.version.number,
            "dateModified": frame.version.created,
            "license": _licence(descriptor),
            "keywords": descriptor.get("keywords"),
            "isAccessibleForFree": True,
            "inLanguage": ["zh-Hans", "en"],
            "url": _address(frame, "en/data/index.html"),
            "distribution": _downloads(frame, frame.version.number, descriptor),
        }
    )


def release(
    frame: Frame,
    language: str,
    entry: Mapping[str, Any],
    before: str | None,
    *,
    stands: bool,
) -> dict[str, Any]:
    """Describe the version of *entry* as a schema.org/Dataset.

    It is based on the version *before*. One that still *stands* is had by its
    descriptor, which lists its files: the page of a version says the same whether it is
    the newest or not.
    """
    number = str(entry["version"])
    words = frame.words[language]
    described = {
        "name": "datapackage",
        "mediatype": "application/json",
        "path": "datapackage.json",
    }
    return CONTEXT | _known(
        {
            "@type": "Dataset",
            "name": f"{words.text('site.short')} {number}",
            "description": words.text("site.description"),
            "version": number,
            "datePublished": str(entry.get("created") or "")[:10],
            "isAccessibleForFree": True,
            "inLanguage": ["zh-Hans", "en"],
            "url": _address(frame, f"{language}/releases/{number}.html"),
            "isBasedOn": before
            and _known(
                {
                    "@type": "Dataset",
                    "name": f"{words.text('site.short')} {before}",
                    "description": words.text("site.description"),
                    "version": before,
                    "url": _address(frame, f"{language}/releases/{before}.html"),
                }
            ),
            "distribution": _downloads(
                frame, number, {"resources": [described] if stands else []}
            ),
        }
    )


def indicator(frame: Frame, language: str, row: Row) -> dict[str, Any]:
    """Describe an indicator as a term of our register that has a unit."""
    words = frame.words[language]
    name, other = _names(language, row["name_zh"], row["name_en"])
    folder = f"{language}/indicators"
    return CONTEXT | _known(
        {
            "@type": ["DefinedTerm", "PropertyValue"],
            "name": name,
            "alternateName": other,
            "termCode": row["indicator_id"],
            "description": row[f"definition_{language}"] or row["definition_zh"],
            "unitText": words.unit(row["unit"]) or row["unit"],
            "url": _address(frame, f"{folder}/{slug(row['indicator_id'])}.html"),
            "inDefinedTermSet": _known(
                {
                    "@type": "DefinedTermSet",
                    "name": words.text("nav.indicators"),
                    "url": _address(frame, f"{folder}/index.html"),
                }
            ),
        }
    )


def organization(frame: Frame, language: str, row: Row) -> dict[str, Any]:
    """Describe a body under one name: it begins and ends with that name."""
    key = row["organization_id"]
    name, other = _names(language, row["name"], row["name_en"])
    aliases = (row["aliases"] or "").split("|")
    return CONTEXT | _known(
        {
            "@type": "GovernmentOrganization",
            "name": name,
            "alternateName": [one for one in (other, *aliases) if one],
            "identifier": key,
            "areaServed": _place(frame, language, row["region_code"]),
            "foundingDate": row["valid_from"] and str(row["valid_from"]),
            "dissolutionDate": row["valid_to"] and str(row["valid_to"]),
            "url": _address(frame, f"{language}/organizations/{slug(key)}.html"),
        }
    )


def region(frame: Frame, language: str, row: Row) -> dict[str, Any]:
    """Describe a region by its code, and the one that it lies in."""
    key = slug(row["region_code"])
    return CONTEXT | _known(
        {
            **_division(language, row),
            "alternateName": _names(language, row["name"], row["name_en"])[1],
            "containedInPlace": _place(frame, language, row["parent_code"]),
            "url": _address(frame, f"{language}/regions/{key}.html"),
        }
    )


def hashes(descriptor: Mapping[str, Any]) -> dict[str, str]:
    """Give the digest of each file that the descriptor lists, by path."""
    found = {}
    for resource in descriptor["resources"]:
        for form in (resource, *resource.get("alternates", ())):
            if "hash" in form:
                found[str(form["path"])] = str(form["hash"]).removeprefix("sha256:")
    return found


def _known(said: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is not known."""
    return {key: value for key, value in said.items() if value}


def _address(frame: Frame, path: str) -> str | None:
    """Give the address of the file *path*, where the site's own is known."""
    base = (frame.setting.base_url or "").rstrip("/")
    return f"{base}/{path}" if base else None


def _names(language: str, zh: str, en: str | None) -> tuple[str, str | None]:
    """Give the name in *language*, and that in the other if there are two."""
    return (en, zh) if language == "en" and en else (zh, en)


def _place(frame: Frame, language: str, code: str | None) -> dict[str, Any] | None:
    row = frame.registers.regions.get(code or "")
    return row and _division(language, row)


def _division(language: str, row: Row) -> dict[str, Any]:
    name, _ = _names(language, row["name"], row["name_en"])
    if row["level"] == "national":
        return {"@type": "Country", "name": name}
    return {
        "@type": "AdministrativeArea",
        "name": name,
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "GB/T 2260",
            "value": row["region_code"],
        },
    }


def _licence(descriptor: Mapping[str, Any]) -> str | None:
    licence: dict[str, str] = (descriptor.get("licenses") or [{}])[0]
    return licence.get("path") or licence.get("name")


def _downloads(
    frame: Frame, number: str, descriptor: Mapping[str, Any]
) -> list[dict[str, Any]]:
    return [
        _known(
            {
                "@type": "DataDownload",
                "name": resource["name"],
                "encodingFormat": resource.get("mediatype"),
                "contentSize": str(resource.get("bytes", "")),
                "sha256": str(resource.get("hash", "")).removeprefix("sha256:"),
                "contentUrl": _address(frame, f"data/{number}/{resource['path']}"),
            }
        )
        for resource in descriptor.get("resources", ())
    ]
