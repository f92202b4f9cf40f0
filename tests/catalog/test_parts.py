"""The parts that pages are made of."""

from __future__ import annotations

import io
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.catalog.cards import can_draw, card
from pipelines.catalog.charts import charts, reference_values
from pipelines.catalog.frame import anchor, slug, to_json
from pipelines.catalog.marks import Mark, lines
from pipelines.catalog.notice import fragment, web_address
from pipelines.catalog.registers import CHARTED
from pipelines.catalog.version import Version
from pipelines.catalog.words import Words
from pipelines.resources import folder
from pipelines.text.rules_repair import REPAIRS
from tests.catalog import factory
from tests.needs import needs

KINDS = (
    "absence.missing_annex",
    "absence.no_target",
    "link.no_indicator",
    "link.none",
    "link.not_then",
    "link.several",
    "link.unit",
    "unread_row",
    "unread_table",
)
INDICATOR = {"indicator_id": "x", "unit": "%", "reference_values": "2025=20;2030=30"}


SCHEMAS = {
    "targets": {
        "fields": [
            {
                "name": "direction",
                "categories": [{"value": "hold", "label": "hold", "label_zh": "保持"}],
            }
        ]
    }
}


def target(**facts: object) -> dict[str, object]:
    return {
        "target_id": "t-1", "kind": "level", "unit": "%", "value": Decimal(10), "level": "county",
        "region_code": "990000", "notice_id": "n-1", "deadline": "2030-12-31", "issued_on": None,
        "many": 1, **facts,
    }  # fmt: skip


def test_overlapping_marks_are_cut_at_every_edge() -> None:
    [line] = lines(
        "甲乙丙丁戊", [Mark(0, 3, "target", "t"), Mark(2, 5, "body", "b")], []
    )
    assert [(piece.text, piece.classes) for piece in line.pieces] == [
        ("甲乙", "m-target"),
        ("丙", "m-body m-target"),
        ("丁戊", "m-body"),
    ]
    assert [piece.ids for piece in line.pieces] == [("t",), ("b",), ()]


def test_a_mark_over_two_lines_has_one_anchor() -> None:
    found = lines("甲乙\n  丙丁", [Mark(1, 7, "target", "t")], [(5, 2, "s")])
    assert [[piece.ids for piece in line.pieces] for line in found] == [
        [(), ("t",)],
        [()],
    ]
    assert [(line.depth, line.ids) for line in found] == [(0, ()), (2, ("s",))]


def test_a_line_that_its_page_cut_is_made_whole() -> None:
    cut = "样例县各有关部门要按照职责分工认真"
    found = lines(
        f"{cut}\n贯彻执行。\n样例县\n2030年", [Mark(15, 20, "target", "t")], []
    )
    assert ["".join(piece.text for piece in line.pieces) for line in found] == [
        f"{cut}贯彻执行。",
        "样例县",
        "2030年",
    ]
    assert [piece.text for piece in found[0].pieces if piece.classes] == [
        "认真",
        "贯彻",
    ]


def test_no_item_is_drawn_into_the_line_above() -> None:
    cut = "样例县各有关部门要按照职责分工认真"
    assert len(lines(f"{cut}\n（一）开展", [], [(18, 0, "s")])) == 2
    assert len(lines(f"{cut}\n一、开展", [], [(18, 1, "s")])) == 2


def test_a_mark_that_begins_in_white_space_keeps_its_anchor() -> None:
    [line] = lines("   甲乙", [Mark(1, 5, "target", "t")], [])
    assert line.pieces[0].ids == ("t",)


def test_only_the_same_kind_and_unit_are_compared() -> None:
    rows = [
        target(),
        target(target_id="t-2", region_code="990100", value=Decimal(30)),
        target(target_id="t-3", unit="‰", region_code="990200"),
        target(target_id="t-4", kind="change", region_code="990121", many=4),
    ]
    most, first, second = charts(INDICATOR, rows)
    assert [dot.row["target_id"] for dot in most.dots] == ["t-4"]
    assert [dot.row["target_id"] for dot in first.dots] == ["t-2", "t-1"]
    assert [dot.row["target_id"] for dot in second.dots] == ["t-3"]
    assert [chart.many for chart in (most, first, second)] == [4, 2, 1]
    assert first.nation[1:] == (Decimal(30), "2030")
    assert most.nation is second.nation is None


def test_a_chart_has_a_small_form_for_phones() -> None:
    rows = [target(), target(target_id="t-2", region_code="990100", value=Decimal(30))]
    [chart] = charts(INDICATOR, rows)
    assert chart.small.shape.width <= 344 < chart.shape.width
    assert [dot.row for dot in chart.small.dots] == [dot.row for dot in chart.dots]
    assert all(0 < dot.x < chart.small.shape.width for dot in chart.small.dots)


def test_a_place_is_drawn_once_with_its_latest_deadline(tmp_path: Path) -> None:
    version = Version(factory.write_version(tmp_path, notices=30))
    said = {row["notice_id"]: row for row in version.table("notices")}
    best: dict[tuple[object, ...], dict[str, object]] = {}
    many: Counter[tuple[object, ...]] = Counter()

    def recency(row: dict[str, object]) -> tuple[str, str, object]:
        signed = said[row["notice_id"]]["issued_on"]
        return str(row["deadline"] or ""), str(signed or ""), row["target_id"]

    for row in version.table("targets"):
        if row["indicator_id"] is None or row["value"] is None:
            continue
        if row["kind"] not in {"level", "change"}:
            continue
        place = row["region_code"] or row["notice_id"]
        key = (row["indicator_id"], row["kind"], row["unit"], place)
        many[key] += 1
        if key not in best or recency(row) > recency(best[key]):
            best[key] = row
    found = version.ask(CHARTED, [sorted({key[0] for key in best})])
    assert {row["target_id"] for row in found} == {
        row["target_id"] for row in best.values()
    }
    assert sorted(row["many"] for row in found) == sorted(many.values())
    assert max(many.values()) > 1


@pytest.mark.parametrize("value", ["0", "0.02", "-3", "1e9"])
def test_axes_hold_every_value(value: str) -> None:
    [chart] = charts(
        {**INDICATOR, "reference_values": None}, [target(value=Decimal(value))]
    )
    steps = [step for _, step in chart.ticks]
    assert steps[0] <= Decimal(value) <= steps[-1]
    assert steps[0] <= 0 <= steps[-1]


def test_reference_values_are_read_in_order() -> None:
    assert reference_values("2030=30;2022=22") == [
        ("2022", Decimal(22)),
        ("2030", Decimal(30)),
    ]
    assert reference_values(None) == []


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://sample.example/a", "https://sample.example/a"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        (None, ""),
    ],
)
def test_only_web_addresses_are_linked(address: str | None, link: str) -> None:
    assert web_address(address) == link


def test_a_text_fragment_leads_to_the_words() -> None:
    assert (
        fragment("https://a.example/#x", "率达到\n30%")
        == "https://a.example/#:~:text=%E7%8E%87%E8%BE%BE%E5%88%B0"
    )


def test_json_in_a_page_cannot_end_its_script() -> None:
    assert "</script>" not in to_json({"a": "</script><script>"})


@pytest.mark.parametrize(
    ("key", "name"), [("n-1a", "n-1a"), ("../x", "~2e~~2e~~2f~x"), ("一", "~4e00~")]
)
def test_slugs_are_safe_file_names(key: str, name: str) -> None:
    assert slug(key) == name


@pytest.mark.parametrize(
    ("facts", "zh", "en"),
    [
        ({"comparator": ">=", "value": Decimal("42"), "unit": "%"}, "≥ 42%", "≥ 42%"),
        ({"comparator": "=", "value": Decimal("25000"), "unit": "人"}, "25,000\xa0人", "25,000\xa0people"),
        ({"comparator": ">=", "value": Decimal(800000000), "unit": "美元"}, "≥ 8亿美元", "≥ 800 million\xa0US dollars"),
        ({"comparator": "=", "value": Decimal(1), "unit": "次/年"}, "1\xa0次/年", "1\xa0time per year"),
        ({"comparator": "=", "value": Decimal(3), "unit": "家"}, "3\xa0家", "3"),
        ({"comparator": "=", "value": Decimal(56000), "unit": "户"}, "56,000\xa0户", "56,000 households or firms"),
        ({"comparator": "between", "value": Decimal(2), "value_max": Decimal(3), "unit": None}, "2–3", "2–3"),
        ({"comparator": "<=", "value": Decimal("9.50"), "unit": "1/100k"}, "≤ 9.5\xa0/10万", "≤ 9.5\xa0per 100,000"),
        ({"value": None, "reference": "全国平均值"}, "全国平均值", "全国平均值"),
        ({"value": None, "reference": "全国平均值", "comparator": ">"}, "> 全国平均值", "> 全国平均值"),
        ({"value": None, "reference": "全国平均值", "comparator": "="}, "= 全国平均值", "= 全国平均值"),
        ({"comparator": "=", "value": Decimal(10), "unit": "%", "direction": "down"}, "↓ 10%", "↓ 10%"),
        ({"comparator": ">=", "value": Decimal(2), "unit": "%", "direction": "up"}, "↑ ≥ 2%", "↑ ≥ 2%"),
        ({"value": None, "direction": "hold"}, "→ 保持", "→ hold"),
    ],
)  # fmt: skip
def test_measures(facts: dict[str, object], zh: str, en: str) -> None:
    row = {
        "comparator": None,
        "direction": None,
        "value_max": None,
        "unit": None,
        "reference": None,
        **facts,
    }
    for language, words in (("zh", zh), ("en", en)):
        assert (
            Words(language, folder("site") / "translations", SCHEMAS).measure(row)
            == words
        )


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"title": "样例", "document_number": "样政发〔2020〕1号"}, "样例"),
        ({"document_number": "样政发〔2020〕1号"}, "样政发〔2020〕1号"),
        ({}, "Untitled notice (一.txt)"),
    ],
)
def test_a_notice_without_a_title_has_a_name(facts: dict[str, str], name: str) -> None:
    row = {"title": None, "document_number": None, "source_file": "一.txt", **facts}
    words = Words("en", folder("site") / "translations", {})
    assert words.headline(row) == name


@pytest.mark.parametrize(
    ("counts", "said"),
    [((1, 1), "1 target · 1 task"), ((11, 0), "11 targets · 0 tasks")],
)
def test_one_is_no_plural(counts: tuple[int, int], said: str) -> None:
    words = Words("en", folder("site") / "translations", {})
    targets, tasks = counts
    assert words.text("notice.counts", targets=targets, tasks=tasks) == said


def test_chinese_words_in_english_are_marked_as_chinese() -> None:
    words = Words("en", folder("site") / "translations", {})
    said = words.mixed("Sample aims for “样例（甲）率” & <b> to rise")
    assert said == (
        'Sample aims for “<span lang="zh-Hans">样例（甲）率</span>” &amp; &lt;b&gt; to rise'
    )
    assert words.mixed("no Chinese") == "no Chinese"


@pytest.mark.parametrize(
    ("many", "said"), [(640, "640 B"), (1500, "1.5 kB"), (98_700, "99 kB"), (7_630_848, "7.6 MB")]
)  # fmt: skip
def test_sizes(many: int, said: str) -> None:
    assert Words("en", folder("site") / "translations", {}).size(many) == said


@needs(can_draw(), "fonts-noto-cjk")
def test_cards_are_small_pictures_of_their_words() -> None:
    from PIL import Image

    shared = folder("site") / "images" / "card-en.png"
    long = card(shared, "A name that is much too long for a card " * 9, "words")
    short = card(shared, "样例指标", "words")
    for made in (long, short):
        assert Image.open(io.BytesIO(made)).size == (600, 315)
        assert len(made) < 30_000
    assert long != short == card(shared, "样例指标", "words")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_of_finding_has_a_name(language: str) -> None:
    words = Words(language, folder("site") / "translations", {})
    kinds = [*(f"repair.{rule.name}" for rule in REPAIRS), *KINDS]
    assert [kind for kind in kinds if words.finding(kind) == kind] == []
    assert [kind for kind in kinds if f"finding.{kind}" not in words.texts] == []


def test_the_place_of_a_rule_has_no_space() -> None:
    assert anchor("table: cell: figure") == anchor("cell: figure") == "cell-figure"
    assert anchor("target.reach") == "target.reach"
