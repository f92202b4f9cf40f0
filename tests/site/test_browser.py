"""What a visitor does, in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .conftest import SIZES, first_target, kinds

pytestmark = pytest.mark.browser


def paths(site: Path, language: str) -> list[str]:
    return [f"{language}/{path}" for path in kinds(site).values()]


def settle(page, path: str) -> None:
    """Wait until the scripts of a page have done what they do at its opening."""
    at_work = ("targets/index", "compare/", "query/", "search/")
    page.wait_for_load_state(
        "networkidle" if any(name in path for name in at_work) else "load"
    )


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [
        ("phone", "light", "zh"),
        ("phone", "dark", "en"),
        ("desktop", "light", "en"),
        ("desktop", "dark", "zh"),
    ],
)
def test_every_kind_of_page_fits_and_is_quiet(
    visit, site, size, scheme, language
) -> None:
    page = visit("zh/index.html", viewport=SIZES[size], color_scheme=scheme)
    base = page.url.removesuffix("zh/index.html")
    wide = []
    for path in paths(site, language):
        page.goto(base + path)
        settle(page, path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert wide == []


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [("phone", "light", "zh"), ("desktop", "dark", "en")],
)
def test_axe_finds_nothing(visit, site, size, scheme, language) -> None:
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    page = visit("zh/index.html", viewport=SIZES[size], color_scheme=scheme)
    base = page.url.removesuffix("zh/index.html")
    found = []
    embeds = [
        f"embed/{language}/targets/{first_target(site)['target_id']}.html",
        f"embed/{language}/indicators/health-literacy.html",
    ]
    searched = f"{language}/search/index.html?q=健康"
    for path in [*paths(site, language), searched, "index.html", "404.html", *embeds]:
        page.goto(base + path)
        settle(page, path)
        result = axe.run(page, options={"runOnly": levels})
        for fault in result.response["violations"]:
            nodes = [node["html"][:160] for node in fault["nodes"][:3]]
            found.append((path, fault["id"], len(fault["nodes"]), nodes))
    assert found == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_javascript(visit, site, language) -> None:
    page = visit(f"{language}/index.html", java_script_enabled=False)
    assert page.locator(".notice-list a.title").count() == 8
    page.locator(".notice-list a.title").first.click()
    assert page.locator(".m-target").count() > 1
    page.locator("table.targets tbody a").first.click()
    assert page.locator("h1.statement").is_visible()
    for path in ("targets", "search", "query", "compare"):
        page.goto(re.sub(r"/(zh|en)/.*", f"/{language}/{path}/index.html", page.url))
        assert page.locator("main a").count() >= 2
        assert (
            page.locator("button:visible", has_text=re.compile("运行|Run")).count() == 0
        )


def test_layers_of_the_text_are_switched(visit, site) -> None:
    page = visit(f"zh/{kinds(site)['one of notices n-*']}", java_script_enabled=False)
    ground = "e => getComputedStyle(e).backgroundColor"
    mark = page.locator(".fulltext .m-target").first
    lit = mark.evaluate(ground)
    page.uncheck("#show-target")
    assert mark.evaluate(ground) != lit
    doubt = page.locator(".fulltext .m-unexplained").first
    dark = doubt.evaluate(ground)
    page.check("#show-unexplained")
    assert doubt.evaluate(ground) != dark


def test_the_theme_is_kept(visit) -> None:
    page = visit("zh/index.html", color_scheme="light")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("button.theme")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_queries_run_on_the_parquet_files(visit) -> None:
    page = visit("en/query/index.html")
    page.fill(
        "#sql",
        "SELECT role, count(*) AS n FROM responsibilities GROUP BY role ORDER BY n DESC",
    )
    page.click("#query-run")
    page.wait_for_selector("#query-rows tbody tr")
    rows = page.locator("#query-rows tbody tr").all_inner_texts()
    assert rows[0].split() == ["responsible", "195"]
    assert len(rows) == 3
    for example in page.locator("button.example").all():
        example.click()
        page.wait_for_selector("#query-rows tbody tr")
        assert "Cannot" not in page.inner_text("#query-status")
    page.fill("#sql", "SELECT nothing FROM nowhere")
    page.press("#sql", "Control+Enter")
    page.wait_for_selector("#query-status:has-text('Cannot')")


def test_charts_are_saved_with_their_source(visit, site) -> None:
    page = visit(f"zh/{kinds(site)['one of indicators health-*']}")
    with page.expect_download() as waiting:
        page.click("button.png")
    assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")
    svg = next((site / "charts").glob("health-*.zh.svg")).read_text("utf-8")
    assert "来源：目标 mubiao" in svg


@pytest.mark.parametrize("path", ["zh/timeline", "en/about"])
def test_on_a_phone_the_place_we_are_in_is_shown(visit, path) -> None:
    page = visit(f"{path}/index.html", viewport=SIZES["phone"])
    here = page.locator(".main-nav [aria-current]")
    box = here.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= SIZES["phone"]["width"]
    assert page.evaluate("scrollY") == 0


def test_charts_fit_a_phone_and_can_be_read(visit, site) -> None:
    target = next(
        held
        for path in sorted((site / "json/targets").glob("*.json"))
        if (held := json.loads(path.read_text("utf-8")))["indicator_id"]
        == "health-literacy"
    )
    page = visit("zh/index.html", viewport=SIZES["phone"])
    base = page.url.removesuffix("zh/index.html")
    for path in (
        "zh/indicators/health-literacy.html",
        f"en/targets/{target['target_id']}.html",
        "en/compare/index.html",
    ):
        page.goto(base + path)
        page.wait_for_selector("figure.chart .scroll")
        hidden = "e => e.scrollWidth - e.clientWidth"
        chart = page.locator("figure.chart .scroll").first
        assert chart.evaluate(hidden) <= 0, path
    texts = page.locator("figure.chart svg:visible .c-text").all()
    assert min(text.bounding_box()["height"] for text in texts) > 12


CROSSINGS = """() => {
  const at = (one) => one.getBBox();
  const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width
    && a.y < b.y + b.height && b.y < a.y + a.height;
  const found = [];
  for (const svg of document.querySelectorAll("svg")) {
    if (!svg.querySelector(".c-row") || getComputedStyle(svg).display === "none") continue;
    const texts = [...svg.querySelectorAll("text")];
    const marks = [...svg.querySelectorAll("circle, line")].map(at);
    for (const path of svg.querySelectorAll("path")) {
      const steps = path.getAttribute("d").matchAll(/M([\\d.]+) ([\\d.]+)([Vv])([\\d.]+)/g);
      for (const [, x, y, way, to] of steps) {
        const height = way === "v" ? Number(to) : to - y;
        marks.push({ x: x - 1, width: 2, y: Number(y), height });
      }
    }
    for (const text of texts) {
      if (marks.some((mark) => meet(mark, at(text)))) found.push(text.textContent);
      for (const other of texts) {
        if (other !== text && meet(at(other), at(text))) found.push(`${text.textContent}: ${other.textContent}`);
      }
    }
  }
  return [marksOf(), found];
  function marksOf() { return document.querySelectorAll("svg .c-row").length; }
}"""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_crosses_a_word_of_a_chart(visit, site, size, language) -> None:
    page = visit("zh/index.html", viewport=SIZES[size])
    base = page.url.removesuffix("zh/index.html")
    small = ".small" if size == "phone" else ""
    drawn = sorted(
        path.name for path in (site / "charts").glob(f"*-??????{small}.{language}.svg")
    )
    page.route("**/favicon.ico", lambda asked: asked.fulfill(status=204))
    crossed = []
    for path in (
        f"{language}/indicators/health-literacy.html",
        f"{language}/compare/index.html",
        *(f"charts/{name}" for name in drawn),
    ):
        page.goto(base + path)
        page.wait_for_selector("svg .c-row circle", state="attached")
        rows, found = page.evaluate(CROSSINGS)
        assert rows
        crossed += [(path, words) for words in found]
    assert crossed == []


def test_comparing_loads_only_the_chosen_indicator(visit) -> None:
    page = visit("en/about/index.html")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url.rsplit("/explorer/")[-1]))
    page.goto(page.url.replace("about/index.html", "compare/index.html"))
    page.wait_for_selector("#compare svg circle")
    data = [name for name in asked if name.endswith(".json")]
    first = page.input_value("#c-indicator").split("|")[0]
    assert data == ["compare.json", f"indicators/{first}.json"]
    options = page.locator("#c-indicator option")
    keys = options.evaluate_all("all => all.map((one) => one.value)")
    other = next(key for key in keys if not key.startswith(f"{first}|"))
    page.select_option("#c-indicator", other)
    page.wait_for_url(f"**indicator={other.split('|')[0]}**")
    page.select_option("#c-indicator", keys[0])
    page.wait_for_url(f"**indicator={first}**")
    data = [name for name in asked if name.endswith(".json")]
    assert data[2:] == [f"indicators/{other.split('|')[0]}.json"]


@pytest.mark.parametrize("path", ["targets/index.html", "regions/990000.html"])
def test_a_phone_shows_each_value_beside_its_indicator(visit, path) -> None:
    page = visit(f"en/{path}", viewport=SIZES["phone"])
    page.wait_for_selector(".folds tbody tr:visible")
    ends = "all => all.map((one) => one.getBoundingClientRect().right)"
    values = page.locator(".folds .value:visible").evaluate_all(ends)
    assert values
    assert max(values) <= SIZES["phone"]["width"]


def test_a_date_is_not_broken(visit) -> None:
    page = visit("en/targets/list-1.html", viewport=SIZES["phone"])
    styles = "all => all.map((one) => getComputedStyle(one).whiteSpace)"
    assert set(page.locator("time").evaluate_all(styles)) == {"nowrap"}


def test_the_explorer_loads_all_targets_only_when_they_are_asked_for(visit) -> None:
    page = visit("en/targets/index.html")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url.rsplit("/explorer/")[-1]))
    page.reload()
    page.wait_for_selector("#explorer tbody tr")
    page.wait_for_load_state("networkidle")
    data = [name for name in asked if name.endswith(".json")]
    assert data == ["index.json"]
    before = page.locator("#explorer tbody tr").all_inner_texts()
    options = page.locator("#f-region option").all_inner_texts()
    page.select_option("#f-region", "990100")
    page.wait_for_selector("#explorer .chips li")
    page.click("#explorer .chips button")
    assert page.locator("#explorer tbody tr").all_inner_texts() == before
    assert page.locator("#f-region option").all_inner_texts() == options
    assert {"names.json", "tail.json"} < set(asked)


def test_print_shows_the_text_and_no_chrome(visit, site) -> None:
    page = visit(f"zh/{kinds(site)['one of notices n-*']}")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.locator(".fulltext").is_visible()
