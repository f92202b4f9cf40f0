"""Addresses of a version and its files, and names that several records share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipelines.tables.schemas import PACKAGE

# Where nobody has said under which address the output is served: a name that is
# reserved never to resolve (RFC 2606).
NOWHERE = "https://mubiao.invalid/"


def site(described: Mapping[str, Any]) -> str:
    """Give the site's address, with a slash at its end."""
    return str(described.get("homepage") or NOWHERE).rstrip("/") + "/"


def package_url(described: Mapping[str, Any]) -> str:
    """Give the address under which all versions lie."""
    return f"{site(described)}datapackages/{PACKAGE}/"


def version_url(described: Mapping[str, Any]) -> str:
    """Give the address of one version's folder."""
    return f"{package_url(described)}{described['version']}/"


def creators(described: Mapping[str, Any]) -> list[str]:
    """Give the names of those who made the package."""
    return [
        str(one["title"])
        for one in described["contributors"]
        if "creator" in one.get("roles", ())
    ]


def licence(described: Mapping[str, Any]) -> Mapping[str, str]:
    """Give the licence of the tables: name (SPDX), path and title."""
    [one] = described["licenses"]
    return dict(one)


def files(described: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give each table's files, CSV first: path, mediatype, bytes, hash, name, title."""
    found = []
    for resource in described["resources"]:
        for form in (resource, *resource["alternates"]):
            found.append(
                {
                    "id": f"{resource['name']}-{form['format']}",
                    "table": resource["name"],
                    "title": f"{resource['title']} ({form['format'].upper()})",
                    "title_zh": f"{resource['title_zh']}（{form['format'].upper()}）",
                    "path": form["path"],
                    "mediatype": form["mediatype"],
                    "format": form["format"],
                    "bytes": form["bytes"],
                    "sha256": form["hash"].removeprefix("sha256:"),
                }
            )
    return found
