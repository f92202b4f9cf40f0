"""Bodies on English pages: in English where the register can, else marked as Chinese."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from .conftest import kinds

pytestmark = pytest.mark.browser

LONG = "Housing and Urban-Rural Development Department of Sample Province"


def named(site: Path) -> dict[str, list[str]]:
    said = json.loads((site / "explorer/index.json").read_text("utf-8"))
    return {zh: [key, en] for key, zh, en in said["names"]["lead"]}


def test_the_explorer_names_bodies_in_english(visit, site) -> None:
    page = visit("en/targets/index.html")
    bodies = page.locator("#explorer tbody .leads li")
    bodies.first.wait_for()
    known = named(site)
    assert bodies.count() > 50
    for one in bodies.all()[:20]:
        chinese = one.locator("span[lang=zh-Hans]").inner_text()
        assert one.locator(".english").inner_text() == known[chinese][1]
    page.click("#explorer th button:has-text('Leading')")
    page.wait_for_url("**sort=lead**")
    firsts = page.locator("#explorer tbody .leads li:first-child .english")
    shown = firsts.all_inner_texts()
    assert shown == sorted(shown)


def test_a_body_without_an_english_name_is_told_once_and_marked(visit, site) -> None:
    page = visit("en/targets/index.html")
    page.locator("#explorer tbody .leads li").first.wait_for()
    said, names = (
        json.loads((site / f"explorer/{name}.json").read_text("utf-8"))
        for name in ("index", "names")
    )
    for body in (*said["names"]["lead"], *names["lead"]):
        body[2] = body[1]  # so the site writes a body that has no English name
    page.route("**/explorer/index.json", lambda asked: asked.fulfill(json=said))
    page.route("**/explorer/names.json", lambda asked: asked.fulfill(json=names))
    page.reload()
    first = page.locator("#explorer tbody .leads li").first
    first.wait_for()
    assert first.locator(".english").count() == 0
    assert first.inner_text() == first.locator("span[lang=zh-Hans]").inner_text()
    options = page.locator("#f-lead option[lang=zh-Hans]")
    assert options.count() == len(said["facets"]["lead"])
    page.select_option("#f-lead", index=1)
    chip = page.locator("#explorer .chip")
    assert chip.locator("[lang=zh-Hans]").inner_text() in chip.inner_text()


def test_chinese_pages_name_bodies_once(visit) -> None:
    page = visit("zh/targets/index.html")
    page.locator("#explorer tbody .leads li").first.wait_for()
    assert page.locator("#explorer .leads .english").count() == 0
    cell = page.locator("#explorer tbody .leads:has(li + li)").first
    comma = "e => getComputedStyle(e, '::before').content"
    assert cell.locator("li").nth(1).evaluate(comma) == '"、"'


def test_the_heads_of_a_matrix_are_english_and_keep_within(visit, site) -> None:
    page = visit(f"en/{kinds(site)['one of matrix n-*']}")
    heads = page.locator(".matrix thead .turn")
    linked = heads.filter(has=page.locator("a"))
    assert linked.count() > 3
    assert linked.count() == heads.locator(".english").count()
    assert heads.count() == heads.locator("[lang=zh-Hans]").count()
    english = heads.locator(".english").first
    english.evaluate("(e, name) => { e.textContent = name; }", LONG)
    foot, end = english.evaluate(
        "e => [e.closest('th').getBoundingClientRect().bottom,"
        " e.getBoundingClientRect().bottom]"
    )
    assert end <= foot


def test_the_timeline_names_places_in_english(site: Path) -> None:
    pages = sorted((site / "en/timeline").glob("2*.html"))
    steps = [
        node
        for page in pages
        for node in LexborHTMLParser(page.read_text("utf-8")).css(".months .tag + a")
    ]
    assert steps
    for step in steps:
        place = step.text(deep=False).strip()
        assert place.isascii(), place
        assert step.css_first("span[lang=zh-Hans]").text().strip()
