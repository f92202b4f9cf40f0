"""The tables of a notice, drawn again, on a phone, by keyboard and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import SIZES

pytestmark = pytest.mark.browser

WORDS = "平均每千名常住人口中接受回访服务的人数"


def tabled(site: Path, language: str) -> str:
    """A notice that has a table."""
    pages = sorted((site / language / "notices").glob("n-*.html"))
    return next(
        f"{language}/notices/{path.name}"
        for path in pages
        if 'id="tables"' in path.read_text("utf-8")
    )


def test_on_a_phone_each_cell_says_what_it_is(visit, site) -> None:
    page = visit(tabled(site, "en"), viewport=SIZES["phone"])
    cells = page.locator("#tables td[data-head]")
    named = "e => getComputedStyle(e, '::before').content"
    assert cells.count() > 4
    for cell in cells.all():
        assert cell.evaluate(named) == f'"{cell.get_attribute("data-head")}"'
        assert cell.bounding_box()["width"] <= SIZES["phone"]["width"]
    scrolled = page.locator("#tables .scroll").first
    assert scrolled.evaluate("e => e.scrollWidth <= e.clientWidth")


def test_at_a_desk_the_table_has_heads_and_the_keyboard_scrolls_it(visit, site) -> None:
    page = visit(tabled(site, "en"), viewport=SIZES["desktop"])
    assert page.locator("#tables thead th").first.is_visible()
    cell = page.locator("#tables td[data-head]").first
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == "none"
    page.locator("#tables .scroll").first.focus()
    assert page.evaluate("document.activeElement.className") == "scroll"


def test_on_paper_a_table_keeps_within_the_sheet(visit, site) -> None:
    page = visit(tabled(site, "zh"), viewport={"width": 660, "height": 900})
    page.emulate_media(media="print")
    values = page.locator("#tables .value")
    values.evaluate_all("(all, words) => all.forEach(e => { e.textContent = words })", WORDS)  # fmt: skip
    assert page.locator("#tables table").first.evaluate(
        "e => e.getBoundingClientRect().right <= innerWidth"
    )
