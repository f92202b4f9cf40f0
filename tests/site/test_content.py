"""What a visitor must find on each kind of page, without a script."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pyarrow.parquet as pq
import pytest
from selectolax.lexbor import LexborHTMLParser

from pipelines.catalog.cards import can_draw

from .conftest import first_target, kinds


def page(site: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / path).read_text("utf-8"))


def words(tree: LexborHTMLParser, selector: str = "main") -> str:
    return " ".join(tree.css_first(selector).text().split())


def rows(version: Path, table: str) -> list[dict]:
    return pq.read_table(version / "data" / f"{table}.parquet").to_pylist()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_home_begins_with_the_search_box(site, version, language) -> None:
    tree = page(site, f"{language}/index.html")
    assert tree.css("main form, main a")[0].attributes.get("role") == "search"
    counts = [node.text() for node in tree.css(".figures b")]
    tables = ("notices", "targets", "tasks", "responsibilities")
    assert counts == [f"{len(rows(version, table)):,}" for table in tables]
    assert "2026-11-20" in words(tree, ".hero")
    assert len(tree.css(".notice-list a.title")) == 8
    assert len(tree.css(".tiles rect")) > 30
    assert tree.css(".tiles a")
    assert len(tree.css(".due")) == 2
    dates = [node.text() for node in tree.css(".due time")]
    assert [day for day in dates if day >= "2026-11-20"]
    assert [day for day in dates if day < "2026-11-20"]
    assert tree.css_first('a[href$="releases/1.1.0.html"]')


def test_a_target_says_all_that_is_known(site, version) -> None:
    target = next(
        row
        for row in rows(version, "targets")
        if row["indicator_id"] == "health-literacy" and row["baseline"] is not None
    )
    key = target["target_id"]
    tree = page(site, f"en/targets/{key}.html")
    assert tree.css_first("h1.statement").text() == target["statement_en"]
    big = words(tree, "dl.big")
    for said in (f"{target['value'].normalize():f}%", str(target["deadline"])):
        assert said in big
    assert f"{target['baseline'].normalize():f}%" in big
    assert tree.css_first(".quote mark").text() == target["quote"]
    bodies = {
        row["organization"]
        for row in rows(version, "responsibilities")
        if row["section_id"] == target["section_id"]
    }
    assert {
        node.text() for node in tree.css(".many .bodies a, .many .unlinked")
    } == bodies
    image = tree.css_first("figure.chart img").attributes["src"]
    drawn = (site / "en/targets" / image.split("#")[0]).resolve().read_text("utf-8")
    assert image.split("#")[1] == key
    assert f'id="{key}"' in drawn or "c-row" in drawn
    assert "Nation, 2030: 30" in drawn
    source = tree.css_first('a[rel*="external"]').attributes["href"]
    address, fragment = source.split("#:~:text=")
    assert address == "https://sample.example/" + address.rsplit("/", 1)[1]
    assert target["quote"].startswith(unquote(fragment))
    assert tree.css_first(f'a[href$="json/targets/{key}.json"]')
    assert tree.css_first('a[href*="method/rules.html#"]')
    assert f"mubiao data 1.0.0, id {key}" in words(tree, "#citation")


def test_a_target_tells_its_history(site, version) -> None:
    target = rows(version, "targets")[0]
    tree = page(site, f"en/targets/{target['target_id']}.html")
    told = tree.css_first("section[aria-labelledby=h-history]")
    assert [node.text() for node in told.css("del, ins")] == ["12", "34"]
    assert told.css_first('a[href$="releases/1.1.0.html"]')


def test_a_notice_tells_where_it_is_from_and_what_changed(site, version) -> None:
    target = rows(version, "targets")[0]
    notice = next(
        row
        for row in rows(version, "notices")
        if row["notice_id"] == target["notice_id"]
    )
    tree = page(site, f"en/notices/{notice['notice_id']}.html")
    about = words(tree, "#about")
    for column in ("document_number", "issuer", "issued_on", "sha256", "source_file"):
        assert str(notice[column]) in about, column
    assert (
        tree.css_first("#about a[rel*=external]").attributes["href"]
        == notice["source_url"]
    )
    copy = tree.css_first('#about a[href*="texts/"]').attributes["href"]
    assert (site / "en/notices" / copy).resolve().is_file()
    assert [node.text() for node in tree.css("#about del, #about ins")] == ["12", "34"]
    assert "t-gone" in about
    outline = [node.attributes["href"] for node in tree.css(".outline a")]
    assert len(outline) > 4
    assert all(tree.css_first(f"[id='{link[1:]}']") for link in outline)


def test_notices_cite_each_other_both_ways(site, version) -> None:
    citing = next(row for row in rows(version, "citations") if row["cited_notice_id"])
    there = citing["cited_notice_id"]
    here = citing["notice_id"]
    assert page(site, f"zh/notices/{here}.html").css_first(
        f'#papers a[href="{there}.html"]'
    )
    assert page(site, f"zh/notices/{there}.html").css_first(
        f'#papers a[href="{here}.html"]'
    )


@pytest.mark.parametrize(
    "layer", ["target", "body", "document", "date", "unexplained", "finding"]
)
def test_every_layer_of_the_text_has_a_legend(site, layer) -> None:
    tree = page(site, f"zh/{kinds(site)['one of notices n-*']}")
    assert tree.css_first(f".legend #show-{layer}")
    assert tree.css_first(f".legend .m-{layer}")
    assert tree.css_first(f".fulltext .m-{layer}") or layer == "date"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_charts_are_told_and_stand_beside_their_data(site, language) -> None:
    tree = page(site, f"{language}/indicators/health-literacy.html")
    for chart in tree.css("figure.chart svg"):
        named = chart.attributes["aria-labelledby"].split()
        assert all(tree.css_first(f"[id='{key}']").text() for key in named)
        assert chart.css_first("title")
        assert chart.css_first("desc")
        places = {node.text() for node in chart.css(".c-row > text:first-of-type")}
        table = {node.text() for node in tree.css("table td.place")}
        assert places <= table
    for link in tree.css('a[href$=".svg"]'):
        path = (site / language / "indicators" / link.attributes["href"]).resolve()
        said = path.read_text("utf-8")
        assert "mubiao 1.1.0" in said
        assert "prefers-color-scheme:dark" in said


def test_the_matrix_parts_leading_from_helping(site) -> None:
    tree = page(site, f"zh/{kinds(site)['one of matrix n-*']}")
    assert tree.css(".matrix .dot-lead")
    assert len(tree.css(".matrix thead th")) > 3
    assert len(tree.css(".matrix tbody tr")) > 3


def test_the_page_of_a_version_shows_old_and_new(site) -> None:
    tree = page(site, "en/releases/1.1.0.html")
    tables = tree.css(".scroll")
    assert [node.text() for node in tables[0].css("del, ins")] == ["12", "34"]
    assert "t-gone" in tables[1].text()
    assert tree.css_first('a[href$="data/1.1.0/changes.csv"]')
    listed = page(site, "en/releases/index.html")
    assert listed.css_first('a[href$="feeds/releases.en.xml"]')


@pytest.mark.parametrize("language", ["zh", "en"])
def test_data_can_be_taken_in_every_form(site, language) -> None:
    tree = page(site, f"{language}/data/index.html")
    snippets = words(tree)
    for name in ("pandas", "read.csv", "DuckDB", "read_parquet"):
        assert name in snippets, name
    assert tree.css('a[href$=".parquet"]')
    columns = page(site, f"{language}/data/targets.html")
    assert columns.css_first("#column-deadline_stated")
    assert len(columns.css("table")[1].css("tbody tr")) == 5


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "Dataset"),
        ("data/index.html", "Dataset"),
        ("notices", "Legislation"),
    ],
)
def test_pages_are_told_to_search_engines(site, path, kind) -> None:
    path = kinds(site)["one of notices n-*"] if path == "notices" else path
    node = page(site, f"en/{path}").css_first('script[type="application/ld+json"]')
    assert json.loads(node.text())["@type"] == kind


def test_pages_have_cards_that_are_there(site) -> None:
    for path in kinds(site).values():
        tree = page(site, f"en/{path}")
        said = {
            node.attributes["property"]: node.attributes["content"]
            for node in tree.css("meta[property]")
        }
        assert said["og:title"]
        assert said["og:description"]
        assert said["og:locale"] == "en_GB"
        picture = (site / "en" / path).parent / said["og:image"]
        assert picture.resolve().is_file(), path
        own = path.startswith(("indicators/h", "regions/99")) or path == "index.html"
        assert ("cards/" in said["og:image"]) >= (own and can_draw()), path
        assert tree.css_first('meta[name="twitter:card"]')


@pytest.mark.parametrize("name", ["notices", "releases"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_feeds_lead_to_pages(site, name, language) -> None:
    said = json.loads((site / f"feeds/{name}.{language}.json").read_text("utf-8"))
    assert said["items"]
    for item in said["items"]:
        assert (site / "feeds" / item["url"]).resolve().is_file()
    atom = (site / f"feeds/{name}.{language}.xml").read_text("utf-8")
    assert atom.count("<entry>") == len(said["items"])


def test_what_went_says_so_and_what_moved_leads_on(site) -> None:
    assert "1.1.0" in words(page(site, "en/targets/t-gone.html"))
    moved = (site / "zh/targets/t-moved.html").read_text("utf-8")
    goal = re.search(r'content="0; url=([^"]+)"', moved)[1]
    assert (site / "zh/targets" / goal).resolve().is_file()


def test_place_in_the_text_is_counted_and_not_listed(site, version) -> None:
    kept = pq.read_table(version / "data" / "targets.parquet")["target_id"][0]
    for path in ("en/releases/1.1.0.html", f"en/targets/{kept}.html"):
        said = words(page(site, path))
        assert "34" in said
        assert "char_start" not in said
        assert "814" not in said
    said = words(page(site, "en/releases/1.1.0.html"))
    assert "Left out here: 2 more" in said
    assert "text_sha256" not in said


def test_styles_heed_the_reader(site) -> None:
    css = (site / "styles/site.css").read_text("utf-8")
    for query in (
        "prefers-color-scheme: dark",
        "prefers-reduced-motion: no-preference",
        "forced-colors: active",
        "print",
    ):
        assert f"@media ({query})" in css or f"@media {query}" in css, query
    assert ":focus-visible" in css
    assert "font-style: normal" in css  # no slanted Chinese


def test_embeds_carry_source_and_version(site) -> None:
    target = first_target(site)
    for path in (f"targets/{target['target_id']}", "indicators/health-literacy"):
        tree = page(site, f"embed/en/{path}.html")
        assert "1." in words(tree, ".from")
        assert tree.css_first(".from a[target=_blank]")
        assert not tree.css("script")


def test_english_pages_name_bodies_in_english(site) -> None:
    tree = LexborHTMLParser((site / "en/organizations/index.html").read_text("utf-8"))
    rows = tree.css("table.register tbody tr")
    named = [row.css_first("th .english") for row in rows]
    assert any(named)
    first = next(row for row, name in zip(rows, named, strict=True) if name)
    link = first.css_first("a").attributes["href"]
    page = LexborHTMLParser((site / "en/organizations" / link).read_text("utf-8"))
    assert page.css_first("h1").text() == first.css_first(".english").text()
    assert page.css_first(".other").text() == first.css_first("a").text()
    chinese = (site / "zh/organizations/index.html").read_text("utf-8")
    assert 'class="english"' not in chinese


def test_chinese_readers_read_the_checks_in_chinese(site) -> None:
    tree = LexborHTMLParser((site / "zh/quality/index.html").read_text("utf-8"))
    said = tree.css_first("table.rows tbody td").text()
    assert said == "每条引文与所发布原文的对应位置逐字相同"


def test_a_target_is_told_to_machines_as_a_quotation(site) -> None:
    target = first_target(site)
    page = site / "en/targets" / f"{target['target_id']}.html"
    tree = LexborHTMLParser(page.read_text("utf-8"))
    said = json.loads(tree.css_first('script[type="application/ld+json"]').text())
    assert (said["@type"], said["text"]) == ("Quotation", target["quote"])
    assert said["isPartOf"]["@type"] == "Legislation"
