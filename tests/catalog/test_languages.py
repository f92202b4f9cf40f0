"""What the project itself says is said in the language of the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from pipelines.catalog import render
from pipelines.catalog.frame import anchor
from pipelines.catalog.words import CHINESE_RUN, read_translations
from pipelines.collection.rulebook import rulebook
from tests.catalog import factory

HOME = Path(__file__).parents[2] / "site"
CONVENTIONS = yaml.safe_load((HOME / "data" / "conventions.yml").read_text("utf-8"))
NAMES = re.compile(
    r"\S*[A-Za-z]\S*[._/-]\S*|\b(?:mubiao|CC BY|GB|BCP|JSON|JSONL|Feed|Atom|CSV|PARQUET|"
    r"Parquet|DuckDB|pandas|SQL|SVG|PNG|SHA|PM|UTF|UTC|Unicode|Ctrl|Enter|JavaScript|"
    r"kB|MB|true|false|percentage point)\b"
)
"""What Chinese pages write in Latin letters: names of files, forms, units."""
MEANINGS = read_translations(HOME / "translations" / "rules_zh.yml")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("languages")
    factory.write_version(where, notices=2, items=2)
    return where


@pytest.fixture(scope="module")
def site(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("site")
    render(home / "1.2.0", where, rules=rulebook())
    return where


def page(site: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / path).read_text("utf-8"))


def doubts(site: Path, language: str) -> str:
    tree = page(site, f"{language}/notices/{factory.notice_id(0)}.html")
    found = tree.css_first("#doubts tbody tr td:last-child")
    assert not found.css('[lang="en"]')
    return str(found.text())


def test_a_finding_is_told_in_the_language_of_its_page(site: Path) -> None:
    assert "登记表中没有" in doubts(site, "zh")
    assert "no body of that name" not in doubts(site, "zh")
    assert "no body of that name is registered" in doubts(site, "en")
    assert "登记表中没有" not in doubts(site, "en")


def test_a_version_without_chinese_words_names_the_kinds(tmp_path: Path) -> None:
    version = factory.write_version(tmp_path, notices=1, items=2)
    table = version / "data" / "findings.parquet"
    pq.write_table(pq.read_table(table).drop_columns(["message_zh"]), table)
    path = version / "datapackage.json"
    said = json.loads(path.read_text("utf-8"))
    for resource in said["resources"]:
        held = resource["schema"]["fields"]
        resource["schema"]["fields"] = [f for f in held if f["name"] != "message_zh"]
    path.write_text(json.dumps(said), "utf-8")
    render(version, tmp_path / "site")
    assert "no body of that name" in doubts(tmp_path / "site", "en")
    assert "no body of that name" not in doubts(tmp_path / "site", "zh")


def test_every_rule_has_its_meaning_in_chinese_and_no_other() -> None:
    names = [rule["name"] for rule in rulebook()]
    names += [f"table: {one['name']}" for one in CONVENTIONS]
    assert sorted(MEANINGS) == sorted(names)
    for name, meaning in MEANINGS.items():
        assert CHINESE_RUN.search(meaning), name
        assert meaning.endswith("。"), name


def test_the_catalogue_of_rules_speaks_the_language_of_its_page(site: Path) -> None:
    zh, en = (page(site, f"{language}/method/rules.html") for language in ("zh", "en"))
    assert not zh.css('main [lang="en"]')
    for rule in rulebook():
        entry = f'[id="{anchor(rule["name"])}"] > p'
        assert zh.css_first(entry).text() == MEANINGS[rule["name"]]
        assert en.css_first(entry).text() == rule["meaning"]


@pytest.mark.parametrize(
    ("language", "told"), [("zh", "文件中没有文字"), ("en", "the file shows no words")]
)
def test_why_a_file_was_not_read_is_told_in_the_language_of_the_page(
    site: Path, language: str, told: str
) -> None:
    text = page(site, f"{language}/coverage/index.html").css_first("main").text()
    assert told in text
    assert ("the file shows" in text) is (language == "en")


class Spoken(HTMLParser):
    """Gathers the words of a page that are marked neither as code nor as foreign."""

    SILENT = frozenset({"script", "style", "code", "pre", "title", "textarea"})
    VOID = frozenset({"meta", "link", "img", "br", "input", "hr", "col", "wbr"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        foreign = tag in self.SILENT or ("lang" in named and tag != "html")
        if tag not in self.VOID:
            self.open.append((tag, foreign or any(is_so for _, is_so in self.open)))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and not self.open[-1][1]:
            self.words.append(data)


def spoken(site: Path, language: str) -> Iterator[tuple[str, str]]:
    for path in sorted((site / language).rglob("*.html")):
        for words in Spoken(path.read_text("utf-8")).words:
            yield path.relative_to(site).as_posix(), words


def test_english_pages_mark_what_is_chinese(site: Path) -> None:
    found = {
        (where, words)
        for where, words in spoken(site, "en")
        if CHINESE_RUN.search(words.replace("目标 mubiao", ""))
    }
    assert found == set()


def test_chinese_pages_say_nothing_in_english(site: Path) -> None:
    found = {
        (where, words)
        for where, words in spoken(site, "zh")
        if re.search("[A-Za-z]{2,}", NAMES.sub("", words))
    }
    assert found == set()


def test_the_licence_is_named_in_the_language_of_the_page(site: Path) -> None:
    zh, en = (
        page(site, f"{language}/about/index.html").text() for language in ("zh", "en")
    )
    assert "知识共享署名" in zh
    assert "知识共享署名" not in en
    assert "CC BY 4.0" in en
