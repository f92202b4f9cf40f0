"""Catalogue metadata of a version, all made from its one descriptor."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.releases import durable
from pipelines.releases.metadata.cff import citation_file
from pipelines.releases.metadata.croissant import croissant
from pipelines.releases.metadata.datacite import datacite, zenodo
from pipelines.releases.metadata.dcat import dcat, turtle
from pipelines.releases.metadata.prov import provenance
from pipelines.releases.metadata.schema_org import dataset

FOLDER = "metadata"


def write_all(version_dir: Path, described: Mapping[str, Any]) -> None:
    """Write every catalogue record of a staged version.

    ``croissant.json`` and ``CITATION.cff`` stand where their tools look for them, at
    the top; the others lie in ``metadata/``.
    """
    catalogue = dcat(described)
    records = {
        "croissant.json": croissant(described),
        f"{FOLDER}/dcat.jsonld": catalogue,
        f"{FOLDER}/schema-org.jsonld": dataset(described),
        f"{FOLDER}/datacite.json": datacite(described),
        f"{FOLDER}/zenodo.json": zenodo(described),
        f"{FOLDER}/prov.jsonld": provenance(version_dir, described),
    }
    for name, record in records.items():
        durable.write(version_dir / name, durable.to_json(record))
    durable.write(version_dir / FOLDER / "dcat.ttl", turtle(catalogue))
    durable.write(version_dir / "CITATION.cff", citation_file(described))
