"""A journalist's five journeys, on a phone and at a desk, by mouse and by keyboard."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from .conftest import SIZES, first_target

pytestmark = pytest.mark.browser


@pytest.fixture(params=sorted(SIZES))
def size(request):
    return SIZES[request.param]


def test_journey_a_bodys_duties(visit, size) -> None:
    page = visit("zh/index.html", viewport=size)
    page.fill("#hero-find", "样例市教育局")
    page.press("#hero-find", "Enter")
    page.click(".names a:has-text('样例市教育局')")
    assert page.inner_text("h1") == "样例市教育局"
    duty = page.locator("main .bodies a").first
    heading = duty.inner_text().split(" ", 1)[1]
    duty.click()
    page.wait_for_url("**/notices/**")
    section = page.url.split("#")[1]
    assert heading.strip() in page.locator(f"#{section}").locator("..").inner_text()


def test_journey_compare_an_indicator(visit, size) -> None:
    page = visit("en/compare/index.html", viewport=size)
    page.wait_for_selector("#compare svg circle")
    page.select_option(
        "#c-indicator", label="Health literacy level of residents · value · %"
    )
    page.wait_for_url("**indicator=health-literacy**")
    before = page.locator("#compare svg circle").count()
    page.get_by_label("Sample Province").check()
    page.get_by_label("Sample City").check()
    assert page.locator("#compare svg circle").count() == 2 < before
    assert "regions=990000%2C990100" in page.url
    page.reload()
    page.wait_for_selector("#compare svg circle")
    assert page.locator("#compare svg circle").count() == 2
    cells = page.locator("#compare tbody tr td:first-child").all_inner_texts()
    assert set(cells) == {"Sample Province", "Sample City"}


def test_journey_trace_a_number_to_its_sentence(visit, site, size) -> None:
    target = first_target(site)
    page = visit(f"zh/targets/{target['target_id']}.html", viewport=size)
    assert page.inner_text(".quote mark") == target["quote"]
    page.click("text=在全文中查看")
    page.wait_for_url(f"**#{target['target_id']}")
    spot = page.locator(f"#{target['target_id']} + .m-target")
    assert target["quote"].startswith(spot.inner_text())
    assert spot.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_journey_download_what_was_filtered(visit, site, size) -> None:
    page = visit("zh/targets/index.html", viewport=size)
    if size == SIZES["phone"]:
        page.click(".more-filters summary")
    page.select_option("#f-region", "990100")
    page.select_option("#f-aspirational", "1")
    page.wait_for_url("**region=990100**")
    shown = int(re.match(r"\d+", page.inner_text("#explorer [role=status]"))[0])
    with page.expect_download() as waiting:
        page.click("text=下载筛选结果")
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    wanted = {
        held["target_id"]
        for path in (site / "json/targets").glob("*.json")
        if (held := json.loads(path.read_text("utf-8")))["region_code"] == "990100"
        and held["aspirational"]
    }
    assert {row["target_id"] for row in rows} == wanted
    assert len(rows) == shown > 0
    page.reload()
    page.wait_for_selector("#explorer tbody tr")
    assert page.locator("#explorer .chips li").count() == 2


def test_journey_cite_and_embed(visit, site, address, size) -> None:
    target = first_target(site)
    page = visit(
        f"en/targets/{target['target_id']}.html",
        permissions=["clipboard-read", "clipboard-write"],
        viewport=size,
    )
    page.click("text=Copy citation")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert target["statement_en"] in copied
    assert target["target_id"] in copied
    code = page.inner_text("#embed")
    path = re.search(r'src="(/embed/[^"]+)"', code)[1]
    page.goto(address + path[1:])
    assert page.inner_text("h1") == target["statement_en"]
    assert "1." in page.inner_text(".from")


def tab_to(page, wanted: str) -> None:
    """Press Tab until the element *wanted* has the focus, which must be seen."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            break
    else:
        raise AssertionError(f"no way to {wanted}")
    style = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(style) != "none"


def test_keys_find_a_bodys_duties(visit) -> None:
    page = visit("zh/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "hero-find"
    page.keyboard.type("样例市教育局")
    page.keyboard.press("Enter")
    page.wait_for_selector(".names a")
    tab_to(page, ".names a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/organizations/**")
    tab_to(page, "main .bodies a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/notices/**#*")


def test_keys_compare_places(visit) -> None:
    page = visit("en/compare/index.html")
    page.wait_for_selector("#compare svg circle")
    tab_to(page, "#c-indicator")
    page.keyboard.type("Health lit")
    page.wait_for_url("**indicator=health-literacy**")
    all_of_them = page.locator("#compare svg circle").count()
    tab_to(page, "#compare input[type=checkbox]")
    page.keyboard.press("Space")
    page.wait_for_url("**regions=**")
    assert page.locator("#compare svg circle").count() == 1 < all_of_them


def test_keys_trace_a_number(visit, site) -> None:
    target = first_target(site)
    page = visit(f"en/targets/{target['target_id']}.html")
    tab_to(page, f".button[href$='#{target['target_id']}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/notices/**#{target['target_id']}")


def test_keys_download_what_was_filtered(visit) -> None:
    page = visit("en/targets/index.html")
    page.wait_for_selector("#explorer tbody tr")
    tab_to(page, "#f-region")
    page.keyboard.type("Sample City")
    page.wait_for_url("**region=990100**")
    tab_to(page, ".bar-count .button")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    lines = Path(waiting.value.path()).read_text("utf-8-sig").splitlines()
    assert len(lines) > 10
    assert all(",990100," in line for line in lines[1:])
    tab_to(page, "th .sort")
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=ascending]").count() == 1


def test_keys_cite(visit, site) -> None:
    target = first_target(site)
    page = visit(
        f"zh/targets/{target['target_id']}.html",
        permissions=["clipboard-read", "clipboard-write"],
    )
    tab_to(page, "button[data-copy=citation]")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.textContent.includes('已复制')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert target["statement_zh"] in copied
    tab_to(page, "button[data-copy=embed]")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "navigator.clipboard.readText().then(text => text.includes('<iframe'))"
    )


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "请去掉一个条件"), ("en", "take one away")]
)
def test_a_filter_that_nothing_meets_says_so(visit, language: str, said: str) -> None:
    page = visit(f"{language}/targets/index.html?region=990100&year=1999")
    page.wait_for_selector("#explorer .chips li")
    status = page.locator("#explorer [role=status]")
    status.filter(has_text=said).wait_for()
    assert page.locator("#explorer tbody tr").count() == 0
    page.click("#explorer .chips button:has-text('1999')")
    page.wait_for_selector("#explorer tbody tr")
    assert said not in status.inner_text()


def test_chips_take_a_filter_back(visit) -> None:
    page = visit("en/targets/index.html?region=990100&aspirational=1")
    page.wait_for_selector("#explorer tbody tr")
    before = page.inner_text("#explorer [role=status]")
    page.click("#explorer .chips button >> nth=0")
    assert page.locator("#explorer .chips li").count() == 1
    assert page.inner_text("#explorer [role=status]") != before
    page.click("th .sort:has-text('Target')")
    assert "sort=value&down=1" in page.url


@pytest.mark.parametrize("form", ["SVG", "PNG"])
def test_a_comparison_is_saved_with_its_source(visit, form) -> None:
    page = visit("en/compare/index.html")
    page.wait_for_selector("#compare svg circle")
    with page.expect_download() as waiting:
        page.click(f"#compare button:has-text('{form}')")
    saved = Path(waiting.value.path()).read_bytes()
    if form == "PNG":
        assert saved.startswith(b"\x89PNG")
        return
    text = saved.decode()
    assert "Source: mubiao 1.1.0" in text
    assert "<style>" in text
    assert "<circle" in text
