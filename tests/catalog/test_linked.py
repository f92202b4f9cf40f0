"""What pages say to machines: it parses, and every address in it is a page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from selectolax.lexbor import LexborHTMLParser

from pipelines.catalog import render
from pipelines.catalog.crumbs import breadcrumbs
from tests.catalog import factory

BASE = "https://sample.example/plans"
BODY = "o-990100-0"


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("versions")
    for number, notices in (("1.0.0", 2), ("1.1.0", 3)):
        factory.write_version(where, notices=notices, version=number)
    tell_more(where / "1.1.0" / "data" / "organizations.parquet")
    factory.write_changes(where, ["1.0.0", "1.1.0"])
    return where


def tell_more(path: Path) -> None:
    """Write that a body has other names and a first day."""
    table = pq.read_table(path)
    rows = table.to_pylist()
    for row in rows:
        if row["organization_id"] == BODY:
            row["aliases"] = "样例卫健局|样例卫生局"
            row["valid_from"] = date(2018, 3, 17)
    pq.write_table(table.from_pylist(rows, schema=table.schema), path)


@pytest.fixture(scope="module")
def site(versions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("site")
    index = versions / "versions.json"
    render(versions / "1.1.0", where, versions_index=index, base_url=f"{BASE}/")
    return where


def told(site: Path, path: str) -> list[dict[str, Any]]:
    tree = LexborHTMLParser((site / path).read_text("utf-8"))
    nodes = tree.css('script[type="application/ld+json"]')
    return [json.loads(node.text()) for node in nodes]


def addresses(said: object) -> Iterator[str]:
    """Every address in what is said, but where a notice came from."""
    if isinstance(said, list):
        for one in said:
            yield from addresses(one)
    elif isinstance(said, dict):
        for key, value in said.items():
            if key in {"url", "item", "contentUrl"} and said["@type"] != "Legislation":
                yield value
            yield from addresses(value)


def test_every_address_told_is_a_file_of_the_site(site) -> None:
    held = 0
    for path in site.rglob("*.html"):
        for said in told(site, str(path.relative_to(site))):
            assert said["@context"] == "https://schema.org"
            for address in addresses(said):
                held += 1
                assert address.startswith(f"{BASE}/"), path
                assert (site / address.removeprefix(f"{BASE}/")).is_file(), address
    assert held > 500


def test_every_page_with_a_trail_tells_it(site) -> None:
    for path in (site / "en").rglob("*.html"):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        shown = tree.css("nav.trail li")
        if not shown:
            continue
        trail = told(site, str(path.relative_to(site)))[-1]
        steps = trail["itemListElement"]
        assert trail["@type"] == "BreadcrumbList", path
        assert [one["name"] for one in steps] == [one.text().strip() for one in shown]
        assert [one["position"] for one in steps] == list(range(1, len(shown) + 1))
        assert "item" not in steps[-1]
        assert all("item" in one for one in steps[:-1])


def test_a_trail_is_seen_from_the_page_where_the_address_is_not_known() -> None:
    said = breadcrumbs(
        "../../en/", "Home", [("Regions", "regions/index.html"), (1, "")]
    )
    assert said["itemListElement"][1]["item"] == "../../en/regions/index.html"
    assert said["itemListElement"][2] == {
        "@type": "ListItem", "position": 3, "name": "1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "name", "other", "unit"),
    [
        ("zh", "孕产妇死亡率", "Maternal mortality", "/10万"),
        ("en", "Maternal mortality", "孕产妇死亡率", "per 100,000"),
    ],
)
def test_an_indicator_is_a_term_with_a_unit(site, language, name, other, unit) -> None:
    said = told(site, f"{language}/indicators/maternal-mortality.html")[0]
    assert said["@type"] == ["DefinedTerm", "PropertyValue"]
    assert (said["name"], said["alternateName"]) == (name, other)
    assert (said["termCode"], said["unitText"]) == ("maternal-mortality", unit)
    assert said["description"].startswith(name)
    assert said["url"] == f"{BASE}/{language}/indicators/maternal-mortality.html"
    assert said["inDefinedTermSet"]["@type"] == "DefinedTermSet"
    assert said["inDefinedTermSet"]["url"] == f"{BASE}/{language}/indicators/index.html"


def test_a_body_is_told_with_its_names_place_and_days(site) -> None:
    said = told(site, f"en/organizations/{BODY}.html")[0]
    assert said == {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": "Sample City Bureau 1",
        "alternateName": ["样例市卫生健康局", "样例卫健局", "样例卫生局"],
        "identifier": BODY,
        "areaServed": place("Sample City", "990100"),
        "foundingDate": "2018-03-17",
        "url": f"{BASE}/en/organizations/{BODY}.html",
    }


def place(name: str, code: str) -> dict[str, Any]:
    return {
        "@type": "AdministrativeArea",
        "name": name,
        "identifier": {
            "@type": "PropertyValue", "propertyID": "GB/T 2260", "value": code,
        },
    }  # fmt: skip


def test_a_region_is_told_by_its_code_and_what_it_lies_in(site) -> None:
    assert told(site, "zh/regions/990100.html")[0] == {
        "@context": "https://schema.org",
        **place("样例市", "990100"),
        "alternateName": "Sample City",
        "containedInPlace": place("样例省", "990000"),
        "url": f"{BASE}/zh/regions/990100.html",
    }
    assert "containedInPlace" not in told(site, "zh/regions/990000.html")[0]


def test_a_version_is_a_data_set_based_on_the_one_before(site, versions) -> None:
    first, second = (told(site, f"en/releases/{n}.html")[0] for n in ("1.0.0", "1.1.0"))
    assert (second["@type"], second["version"]) == ("Dataset", "1.1.0")
    assert second["datePublished"] == "2026-11-20"
    assert second["isBasedOn"]["url"] == f"{BASE}/en/releases/1.0.0.html"
    assert "isBasedOn" not in first
    for one in first, second:  # the same for the newest version and an older one
        [download] = one["distribution"]
        assert download == {
            "@type": "DataDownload",
            "name": "datapackage",
            "encodingFormat": "application/json",
            "contentUrl": f"{BASE}/data/{one['version']}/datapackage.json",
        }


def test_what_is_told_cannot_end_its_element(versions, tmp_path) -> None:
    path = versions / "1.1.0" / "data" / "organizations.parquet"
    table = pq.read_table(path)
    hostile = "</script><script>alert(1)</script>"
    rows = [{**row, "aliases": hostile} for row in table.to_pylist()]
    home = factory.write_version(tmp_path, notices=1)
    pq.write_table(
        table.from_pylist(rows, schema=table.schema),
        home / "data" / "organizations.parquet",
    )
    render(home, tmp_path / "site")
    for page in (tmp_path / "site/en/organizations").glob("o-*.html"):
        said = told(tmp_path / "site", f"en/organizations/{page.name}")
        assert hostile in said[0]["alternateName"]
