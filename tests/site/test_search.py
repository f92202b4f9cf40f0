"""Search finds what a plain scan of the texts finds, quickly and with few bytes."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from pipelines.catalog import postings, render
from pipelines.catalog.search import Document, blocks, fold
from pipelines.catalog.words import LANGUAGES, Words
from pipelines.resources import folder
from tests.catalog import factory

from .conftest import served

FIND = """
async ([base, query]) => {
  const { Index, fold } = await import(`${base}scripts/search-index.js`);
  const index = new Index(`${base}search/`);
  const found = new Set();
  for await (const batch of index.notices([fold(query)])) for (const hit of batch) found.add(hit.id);
  return [...found];
}
"""

ASKED = """
() => performance.getEntriesByType("resource").map((one) => one.name)
  .filter((name) => name.includes("/search/"))
"""


def phrases(version: Path) -> list[str]:
    """Thirty phrases: frequent and rare, short and long, with digits and signs."""
    texts = [
        path.read_text("utf-8") for path in sorted((version / "texts").glob("*.txt"))
    ]
    cut = [
        " ".join(texts[n % len(texts)].split())[n * 7 : n * 7 + 2 + n % 14]
        for n in range(12, 24)
    ]
    named = ["健康", "服务", "样例", "市", "负责", "健康素养", "孕产妇死亡率", "家庭医生签约服务覆盖率",
             "到2027年", "牵头，样例", "《样例省健康促进条例》", "样政发〔2023〕3号", "2026年9月底前完成中期评估",
             "样南县生态环境局", "15岁以上人群吸烟率达到", "％", "10万以上", "没有这句话", "样例市", "力争"]  # fmt: skip
    return [*named, *cut]


def folded(version: Path) -> dict[str, str]:
    """The texts as they are compared, by notice: what a plain scan looks through."""
    paths = (version / "texts").glob("*.txt")
    return {path.stem: fold(path.read_text("utf-8")) for path in paths}


@pytest.mark.browser
def test_every_phrase_is_found_where_it_stands(visit, version, address) -> None:
    page = visit("en/about/index.html")
    asked = [query for query in phrases(version) if len(fold(query)) > 1]
    assert len(asked) >= 30
    texts = folded(version)
    for query in asked:
        found = set(page.evaluate(FIND, [address, query]))
        stands = {key for key, text in texts.items() if fold(query) in text}
        assert stands <= found, query
        extra = (
            found - stands
        )  # the title and the statements of targets are searched too
        assert all(len(fold(query)) < 20 for _ in extra), (query, extra)


@pytest.mark.browser
def test_a_phrase_is_found_in_whatever_tier_it_stands(
    browser, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr("pipelines.catalog.tiers.FULL", 2)
    monkeypatch.setattr("pipelines.catalog.tiers.STEP", 1)
    where = factory.write_version(tmp_path, notices=19)
    render(where, tmp_path / "site")
    said = json.loads((tmp_path / "site/search/index.json").read_text("utf-8"))
    assert len(said["tiers"]) == 10
    texts = folded(where)
    with served(tmp_path / "site") as address:
        page = browser.new_page()
        page.goto(address + "en/about/index.html")
        for query in phrases(where):
            if len(fold(query)) < 2:
                continue
            found = set(page.evaluate(FIND, [address, query]))
            stands = {key for key, text in texts.items() if fold(query) in text}
            assert stands <= found, query
        page.close()


@pytest.mark.browser
def test_tiers_without_the_phrase_cost_two_files_each(
    browser, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr("pipelines.catalog.tiers.FULL", 8)
    monkeypatch.setattr("pipelines.catalog.tiers.STEP", 8)
    where = factory.write_version(tmp_path, notices=33, items=2)
    render(where, tmp_path / "site")
    with served(tmp_path / "site") as address:
        page = browser.new_page()
        page.goto(address + "en/about/index.html")
        query = "样政发〔2023〕号的没有这一句话在此"
        assert page.evaluate(FIND, [address, query]) == []
        asked = page.evaluate(ASKED)
        page.close()
    tiers = Counter(name.split("/")[-2] for name in asked if name.endswith(".bin"))
    tiers.pop("tail")  # the first is asked for all pairs
    assert len(tiers) == 4
    assert max(tiers.values()) == 2


def test_frequent_bigrams_are_parted_and_whole() -> None:
    tier = postings.build(["健康" * 9000 + "素养", "健康素养"])
    parts = [name for name in tier.files if re.match(r"5065-5eb7-\d", name)]
    assert len(parts) == 3
    decoded = [place for name in sorted(parts) for place in numbers(tier.files[name])]
    assert decoded == [*range(0, 18000, 2), 18003]
    assert tier.starts == [0, 18003]


def numbers(data: bytes) -> list[int]:
    """Read LEB128 differences as positions."""
    found, value, shift, last = [], 0, 0, 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            last += value
            found.append(last)
            value = shift = 0
    return found


def test_no_bigram_spans_two_texts() -> None:
    tier = postings.build(["甲乙", "丙丁"])
    data = b"".join(tier.files.values())
    assert len(data) == sum(len(one) for one in tier.files.values())
    spans = postings.build(["甲乙\n丙丁"])
    assert spans.files == tier.files


def test_folding_is_blind_to_width_case_and_space() -> None:
    assert fold("ＡＢＣ　１２．５％\n以 上") == "abc12.5%以上"


@pytest.mark.parametrize("texts", [[], [""], ["一"], ["", ""]])
def test_nothing_to_index(texts: list[str]) -> None:
    tier = postings.build(texts)
    assert tier.files == {"0.bin": b""}


def test_excerpts_show_items_rather_than_the_head_of_a_page(visit) -> None:
    page = visit("zh/search/index.html?q=样例市")
    page.wait_for_selector("#results .title")
    page.wait_for_load_state("networkidle")
    shown = page.locator("#results li:has(.meta) > p[lang]")
    assert shown.count() > 2
    for excerpt in shown.all():
        assert excerpt.locator("a", has_text="看原文").count() == 1
        assert "欢迎访问" not in excerpt.inner_text()


@pytest.mark.parametrize(
    ("language", "shown", "said"),
    [
        ("zh", "无标题文件（yang-li.pdf）", "zh-Hans"),
        ("en", "Untitled notice (yang-li.pdf)", "en"),
    ],
)
def test_an_untitled_notice_is_called_so_in_each_language(
    visit, language: str, shown: str, said: str
) -> None:
    notice = {"title": None, "document_number": None, "source_file": "yang-li.pdf"}
    dated = {"issued_on": None, "published_on": None}
    home = folder("site") / "translations"
    titles = [Words(one, home, {}).headline(notice) for one in LANGUAGES]
    places = ["样例市", "Yangli City"]
    text = "样例市健康行动"
    written = Document(text, 0, len(text), [])
    [(_, content)] = blocks({**notice, **dated}, titles, places, written)

    page = visit(f"{language}/search/index.html")
    page.route("**/search/text/**", lambda asked: asked.fulfill(body=content))
    page.fill("#q", "样例市")
    title = page.locator("#results .title").first
    assert title.inner_text() == shown
    assert title.get_attribute("lang") == said
