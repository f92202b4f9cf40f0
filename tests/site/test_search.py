"""Search finds what a plain scan of the texts finds, quickly and with few bytes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.catalog import postings
from pipelines.catalog.search import fold

FIND = """
async ([base, query]) => {
  const { Index, fold } = await import(`${base}scripts/search-index.js`);
  const index = new Index(`${base}search/`);
  const found = new Set();
  for await (const batch of index.notices([fold(query)])) for (const hit of batch) found.add(hit.id);
  return [...found];
}
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


def test_frequent_bigrams_are_parted_and_whole() -> None:
    tier = postings.build(["健康" * 9000 + "素养", "健康素养"])
    parts = [name for name in tier.files if re.match(r"5065-5eb7-\d", name)]
    assert len(parts) == 2
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
