"""Catalogue records meet their own standards' validators, which are shown to fail."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from pipelines.releases import Candidate, Published, publish
from pipelines.releases.metadata.addresses import NOWHERE
from pipelines.resources import folder
from tests.releases.conftest import WHEN
from tests.releases.factory import Notice, lay_down

PROFILES = folder("datapackages") / "profiles"
CROISSANT = str(Path(sys.executable).with_name("mlcroissant"))


def record(version: Path, name: str) -> Any:
    return json.loads((version / name).read_text(encoding="utf-8"))


def described(published: Published) -> Any:
    return record(published.path, "datapackage.json")


# --- DCAT-AP --------------------------------------------------------------------------


def shacl(turtle: str) -> tuple[bool, str]:
    import pyshacl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        conforms, _, words = pyshacl.validate(
            turtle,
            shacl_graph=str(PROFILES / "dcat-ap-3-core.ttl"),
            data_graph_format="turtle",
            shacl_graph_format="turtle",
        )
    return bool(conforms), str(words)


BROKEN_DCAT = [
    ("no licence", "dct:license <http://publications.europa.eu/resource/authority/licence/CC_BY_4_0> ;", ""),
    ("no access", "dcat:accessURL ", "dcat:accessPage "),
    ("sizes in words", '"^^xsd:nonNegativeInteger', ' bytes"'),
    ("a theme of no vocabulary", "data-theme/GOVE", "data-theme/government"),
    ("a checksum of no kind", '"^^xsd:hexBinary', '"'),
    ("an agent without a name", "foaf:name ", "foaf:nick "),
]  # fmt: skip


def test_dcat_meets_the_shapes(published: Published) -> None:
    turtle = (published.path / "metadata" / "dcat.ttl").read_text(encoding="utf-8")
    conforms, words = shacl(turtle)
    assert conforms, words
    assert turtle.count("a dcat:Distribution") == 2 * len(
        described(published)["resources"]
    )


@pytest.mark.parametrize(
    ("old", "new"), [b[1:] for b in BROKEN_DCAT], ids=[b[0] for b in BROKEN_DCAT]
)
def test_a_broken_dcat_record_fails_the_shapes(
    published: Published, old: str, new: str
) -> None:
    turtle = (published.path / "metadata" / "dcat.ttl").read_text(encoding="utf-8")
    assert old in turtle
    assert not shacl(turtle.replace(old, new))[0]


def test_dcat_as_turtle_and_as_json_say_the_same(published: Published) -> None:
    from rdflib import Graph
    from rdflib.compare import isomorphic

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        one = Graph().parse(published.path / "metadata" / "dcat.ttl")
        other = Graph().parse(
            published.path / "metadata" / "dcat.jsonld", format="json-ld"
        )
    assert len(one) > 300 and isomorphic(one, other)


# --- Croissant ------------------------------------------------------------------------


def croissant(path: Path) -> subprocess.CompletedProcess[str]:
    command = [CROISSANT, "validate", "--jsonld", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_croissant_passes_without_a_warning(published: Published) -> None:
    run = croissant(published.path / "croissant.json")
    assert run.returncode == 0, run.stderr
    assert not re.search("warning", run.stderr, re.IGNORECASE), run.stderr


BROKEN_CROISSANT: list[tuple[str, Callable[[Any], object]]] = [
    ("a field from no file", lambda c: c["recordSet"][0]["field"][0]["source"]["fileObject"].update({"@id": "nowhere"})),
    ("a file without a type", lambda c: c["distribution"][0].pop("encodingFormat")),
]  # fmt: skip


@pytest.mark.parametrize(
    "change", [b[1] for b in BROKEN_CROISSANT], ids=[b[0] for b in BROKEN_CROISSANT]
)
def test_a_broken_croissant_fails(
    published: Published, tmp_path: Path, change: Callable[[Any], object]
) -> None:
    broken = record(published.path, "croissant.json")
    change(broken)
    (tmp_path / "croissant.json").write_text(json.dumps(broken))
    assert croissant(tmp_path / "croissant.json").returncode != 0


# --- citations ------------------------------------------------------------------------


def cff_faults(text: str) -> list[str]:
    """What the Citation File Format's own schema says (as cffconvert --validate)."""
    rules = json.loads((PROFILES / "cff-1.2.0.json").read_text(encoding="utf-8"))
    parsed = yaml.load(text, Loader=yaml.BaseLoader)
    return [error.message for error in Draft7Validator(rules).iter_errors(parsed)]


def test_the_citation_file_meets_its_schema(published: Published) -> None:
    text = (published.path / "CITATION.cff").read_text(encoding="utf-8")
    assert cff_faults(text) == []
    said = yaml.safe_load(text)
    assert (said["version"], said["license"]) == ("1.0.0", "CC-BY-4.0")
    assert str(said["date-released"]) == "2026-01-06"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: dataset", "type: table"),
        ("CC-BY-4.0", "free"),
        ("authors:", "writers:"),
        ("2026-01-06", "06.01.2026"),
    ],
)
def test_a_broken_citation_file_fails_its_schema(
    published: Published, old: str, new: str
) -> None:
    text = (published.path / "CITATION.cff").read_text(encoding="utf-8")
    assert old in text
    assert cff_faults(text.replace(old, new))


def test_datacite_has_what_a_doi_must_have(published: Published) -> None:
    """The mandatory properties of the DataCite Metadata Schema 4.5, less the DOI."""
    said = record(published.path, "metadata/datacite.json")
    for name in ("titles", "creators", "publisher", "publicationYear", "types"):
        assert said[name], name
    assert said["types"]["resourceTypeGeneral"] == "Dataset"
    assert all(creator["name"] for creator in said["creators"])


def test_every_record_says_the_same_of_the_version(published: Published) -> None:
    package = described(published)
    schema_org = record(published.path, "metadata/schema-org.jsonld")
    zenodo = record(published.path, "metadata/zenodo.json")["metadata"]
    for said in (schema_org, record(published.path, "croissant.json")):
        assert said["version"] == package["version"]
        assert said["license"] == package["licenses"][0]["path"]
    assert zenodo["title"] == package["title"] == schema_org["name"]
    hashes = {r["hash"].removeprefix("sha256:") for r in package["resources"]}
    assert hashes <= {one["sha256"] for one in schema_org["distribution"]}


# --- PROV -----------------------------------------------------------------------------


def test_provenance_leads_from_the_version_to_the_captures(
    published: Published,
) -> None:
    graph = {
        one["@id"]: one
        for one in record(published.path, "metadata/prov.jsonld")["@graph"]
    }
    texts = [key for key in graph if "/texts/" in key and key.endswith(".txt")]
    assert len(texts) == 4
    for key in texts:
        capture = graph[graph[key]["prov:wasDerivedFrom"]["@id"]]
        assert re.fullmatch("[0-9a-f]{64}", capture["spdx:checksumValue"])
        assert graph[key]["prov:wasGeneratedBy"]["@id"] in graph
    [version] = [one for one in graph.values() if "prov:hadMember" in one]
    for member in version["prov:hadMember"]:
        assert member["@id"] in graph


def test_addresses_come_from_the_site(tmp_path: Path) -> None:
    site = "https://data.example.org/mubiao"
    tables, texts = lay_down(tmp_path, [Notice("乙", ["10"])])
    new = publish(Candidate(tables, texts, site_url=site), tmp_path, created=WHEN)
    for name in (
        "metadata/dcat.ttl",
        "metadata/schema-org.jsonld",
        "croissant.json",
        "metadata/prov.jsonld",
    ):
        text = (new.path / name).read_text(encoding="utf-8")
        assert f"{site}/datapackages/mubiao/1.0.0/" in text
        assert NOWHERE not in text
    feed = (new.path.parent / "feeds" / "releases.atom").read_text()
    assert f"{site}/datapackages/mubiao/1.0.0/" in feed


# --- feeds ----------------------------------------------------------------------------


def test_feeds_list_releases_and_new_notices(tmp_path: Path) -> None:
    import feedparser

    one, two = Notice("甲", ["32"]), Notice("<乙>&", ["10"])
    publish(Candidate(*lay_down(tmp_path / "1", [one])), tmp_path, created=WHEN)
    later = WHEN + dt.timedelta(days=3)
    new = publish(
        Candidate(*lay_down(tmp_path / "2", [one, two])), tmp_path, created=later
    )
    feeds = new.path.parent / "feeds"
    releases = feedparser.parse((feeds / "releases.atom").read_bytes())
    assert not releases.bozo
    assert [entry.title for entry in releases.entries] == [
        "Version 1.1.0",
        "Version 1.0.0",
    ]
    notices = feedparser.parse((feeds / "notices.atom").read_bytes())
    assert [entry.id for entry in notices.entries] == [
        f"urn:mubiao:{two.notice_id}",
        f"urn:mubiao:{one.notice_id}",
    ]
    assert (
        "<乙>&" in json.loads((feeds / "notices.json").read_text())["items"][0]["title"]
    )
    assert notices.feed.updated == "2026-01-09T08:00:00Z"
    shutil.rmtree(tmp_path / "2")
