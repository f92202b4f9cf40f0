"""Readings become rows: ids, evidence, links, defaults, duplicates."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

import pyarrow.parquet as pq
import pytest

from pipelines.absence import MISSING_ANNEX, NO_TARGET
from pipelines.corrections import Correction
from pipelines.errors import CheckFailed
from pipelines.model import (
    Capture,
    Citation,
    Deliverable,
    Disposition,
    Finding,
    Item,
    ItemKind,
    Kind,
    Level,
    Link,
    Metadata,
    Milestone,
    NoticeReading,
    Numeral,
    Outline,
    Passage,
    Reading,
    Responsibility,
    Role,
    Span,
    Target,
    TaskDeadline,
)
from pipelines.tables.collection import claim, settle
from pipelines.tables.evidence import CONTEXT, source_characters
from pipelines.tables.facts import exact
from pipelines.tables.lay_out import Row, Rows, lay_out, notice_ids, text_digest
from pipelines.tables.links import Linker
from pipelines.tables.page import MOST_NAMED, NO_INDICATOR
from pipelines.tables.schemas import FACTS, columns, required
from pipelines.tables.shards import arrow_table, write_shard

TEXT = (
    "样例县人民政府关于印发健康行动方案(2021-2025年)的通知\n"
    "一、健康教育。到2025年,健康素养\n水平达到32%,达到34%。(县卫健局牵头,县教育局配合)\n"
    "二、体育健身。制定《健身计划》。落实《样例省健身条例》。\n"
    "以上任务均由各镇人民政府负责落实。2021年6月底前启动。\n"
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def passage(words: str) -> Passage:
    start = TEXT.index(words)
    kept = [k for k in range(start, start + len(words)) if TEXT[k] != "\n"]
    return Passage("".join(TEXT[k] for k in kept), kept)


def item(number: str, words: str, *, order: int, task: bool = True) -> Item:
    return Item(number, ItemKind.ITEM, 1, order, None, passage(words), 4, None, task)


def target(value: str, **more: Any) -> Target:
    said: dict[str, Any] = {
        "item": "一", "indicator": "健康素养水平", "kind": Kind.LEVEL, "span": at("健康素养\n水平达到32%"),
        "rule": "level.reach", "comparator": "=", "value": Decimal(value), "unit": "%",
        "deadline": dt.date(2025, 12, 31), "deadline_stated": True,
    } | more  # fmt: skip
    return Target(**said)


def duty(
    number: str, role: Role, name: str, words: str, rank: int = 1
) -> Responsibility:
    return Responsibility(
        number, role, "牵头", name, rank, at(words), "bracket", number == "*"
    )


NOTICE = NoticeReading(
    metadata=Metadata(
        title="样例县人民政府关于印发健康行动方案(2021-2025年)的通知", issuer="样例县人民政府",
        region="样例县", region_code=None, level=Level.COUNTY, period_start=2021, period_end=2025,
    ),
    outline=Outline(
        (
            item("一", "健康教育。到2025年,健康素养\n水平达到32%,达到34%。", order=1),
            item("二", "体育健身。制定《健身计划》。落实《样例省健身条例》。", order=2),
            item("后", "以上任务均由各镇人民政府负责落实。", order=3, task=False),
        ),
        (Finding("gap", "三 is missing", at("以上"), "后"),),
    ),
    targets=(target("32"), target("34", span=at("达到34%"))),
    responsibilities=(
        duty("一", Role.LEAD, "县卫健局", "县卫健局"),
        duty("一", Role.COOPERATING, "县教育局", "县教育局"),
        duty("*", Role.RESPONSIBLE, "各镇人民政府", "以上任务均由各镇人民政府负责落实"),
        duty("*", Role.LEAD, "县卫健局", "以上任务均由各镇人民政府负责落实"),
    ),
    task_deadlines=(
        TaskDeadline("二", None, "适时", at("制定")),
        TaskDeadline("二", dt.date(2022, 6, 30), "2022年6月", at("落实")),
    ),
    deliverables=(Deliverable("二", "健身计划", "制定", dt.date(2025, 12, 31), at("制定《健身计划》"), "verb"),),
    milestones=(Milestone("后", dt.date(2021, 6, 30), None, at("2021年6月底前启动"), "by"),),
    citations=(Citation("样例省健身条例", None, at("《样例省健身条例》"), "title"),),
    numerals=(
        Numeral("32%", Decimal(32), "%", Disposition.TARGET, "target", at("32%"), "一", 0),
        Numeral("2025", Decimal(2025), None, Disposition.DATE, "date", at("2025年"), "一"),
    ),
)  # fmt: skip
READING = Reading("read", None, TEXT, "text/plain", "utf-8", (NOTICE,))


def capture(
    mark: str = "a", received: str = "2026-01-05T08:00:00Z", form: str = "text/plain"
) -> Capture:
    return Capture(mark * 64, f"{mark}.txt", form, len(TEXT.encode()), received)


CORRECTED = Correction(
    notice="n-0123456789ab", table="targets", quote="达到34%", expect={"population": None},
    field="population", value="居民", reason="见附件", source="样例县", decided=dt.date(2026, 9, 1),
)  # fmt: skip


def laid_out() -> Rows:
    [key] = notice_ids(READING)
    return lay_out(
        READING, capture(), reader_version="r-1", corrections={key: [CORRECTED]}
    )


@pytest.fixture(scope="module")
def rows() -> Rows:
    return laid_out()


def test_every_row_has_the_columns_and_types_of_its_schema(rows: Rows) -> None:
    assert set(rows) == set(FACTS)
    for table, some in rows.items():
        assert some, table
        laid = arrow_table(table, some)
        assert laid.num_rows == len(some)
        for name in required(table):
            assert laid.column(name).null_count == 0, f"{table}.{name}"


def test_every_quote_equals_its_range(rows: Rows) -> None:
    for table, some in rows.items():
        for row in some:
            if "char_start" in columns(table) and row.get("quote") is not None:
                assert TEXT[row["char_start"] : row["char_end"]] == row["quote"], table
            if "char_start" in columns(table):
                assert row["text_sha256"] == text_digest(TEXT)


def test_a_target_carries_its_context(rows: Rows) -> None:
    first = rows["targets"][0]
    assert first["quote"] == "健康素养\n水平达到32%"
    assert TEXT[: first["char_start"]].endswith(first["prefix"])
    assert len(first["prefix"]) == CONTEXT
    assert first["statement_zh"] and first["statement_en"]


def test_targets_that_share_identity_are_told_apart_by_value(rows: Rows) -> None:
    first, second = rows["targets"]
    assert first["target_id"] != second["target_id"]
    other = lay_out(
        dataclasses.replace(
            READING,
            notices=(dataclasses.replace(NOTICE, targets=NOTICE.targets[::-1]),),
        ),
        capture(),
    )
    assert {r["value"]: r["target_id"] for r in other["targets"]} == {
        r["value"]: r["target_id"] for r in rows["targets"]
    }


def test_a_task_has_its_own_deadline_and_the_characters_of_the_source(
    rows: Rows,
) -> None:
    one, two = rows["tasks"]
    assert (one["deadline"], two["deadline"], two["deadline_text"]) == (
        None,
        dt.date(2022, 6, 30),
        "2022年6月",
    )
    assert "健康素养水平达到32%" in one["text"]
    assert [t["number"] for t in rows["tasks"]] == ["一", "二"]
    assert [s["is_task"] for s in rows["sections"]] == [True, True, False]


def test_a_default_is_attached_to_every_task_unless_it_is_named_there(
    rows: Rows,
) -> None:
    numbers = {t["task_id"]: t["number"] for t in rows["tasks"]}
    found = {
        (numbers[r["task_id"]], r["role"], r["organization"], r["default"])
        for r in rows["responsibilities"]
    }
    assert found == {
        ("一", "lead", "县卫健局", False),
        ("一", "cooperating", "县教育局", False),
        ("一", "responsible", "各镇人民政府", True),
        ("二", "responsible", "各镇人民政府", True),
        ("二", "lead", "县卫健局", True),
    }


def test_a_notice_counts_its_rows(rows: Rows) -> None:
    [notice] = rows["notices"]
    assert (notice["tasks"], notice["targets"]) == (2, 2)
    assert notice["targets_status"] == "found"
    assert notice["capture_id"] == rows["captures"][0]["capture_id"]
    assert notice["text_sha256"] == text_digest(TEXT)


ABSENCES = [(NO_TARGET, "none"), (MISSING_ANNEX, "missing_annex"), (None, "none")]


@pytest.mark.parametrize(("kind", "status"), ABSENCES)
def test_a_notice_without_targets_says_why(kind: str | None, status: str) -> None:
    bare = dataclasses.replace(
        NOTICE,
        targets=(),
        numerals=(),
        findings=(Finding(kind, "why", at("以上")),) if kind else (),
    )
    laid = lay_out(dataclasses.replace(READING, notices=(bare,)), capture())
    assert [row["targets_status"] for row in laid["notices"]] == [status]


def test_numerals_point_to_their_targets(rows: Rows) -> None:
    one, two = rows["numerals"]
    assert one["target_id"] == rows["targets"][0]["target_id"]
    assert two["target_id"] is None


def test_findings_hold_those_of_the_outline_and_of_laying_out(rows: Rows) -> None:
    kinds = [row["kind"] for row in rows["findings"]]
    assert "gap" in kinds
    assert len({row["finding_id"] for row in rows["findings"]}) == len(kinds)


class Register(Linker):
    """Links that are none, for every reason there is."""

    LINKS: ClassVar = {
        "县卫健局": ("link.several", ("o-a", "o-b")),
        "县教育局": ("link.not_then", ("o-c",)),
    }

    def organization(self, mention: str, metadata: Metadata) -> Link:
        rule, candidates = self.LINKS.get(mention, ("link.none", ()))
        return Link(mention, None, candidates, rule)

    def indicator(self, target: Target) -> Link:
        return Link(target.indicator, None, ("steps",), "link.unit")


def test_each_mention_without_a_link_is_one_finding() -> None:
    laid = lay_out(READING, capture(), linker=Register())
    found = [r for r in laid["findings"] if r["kind"].startswith("link.")]
    assert sorted((r["kind"], r["message"], r["quote"]) for r in found) == [
        ("link.none", "各镇人民政府 is no organization of the register", "以上任务均由各镇人民政府负责落实"),
        ("link.none", "样例县人民政府 is no organization of the register", None),
        ("link.not_then", "县教育局 may be o-c, which did not stand then", "县教育局"),
        ("link.several", "县卫健局 may be o-a or o-b", "县卫健局"),
        ("link.unit", "健康素养水平 may be steps, which has another unit", "健康素养\n水平达到32%"),
    ]  # fmt: skip


class Unlisted(Linker):
    """A register that holds no indicator."""

    def indicator(self, target: Target) -> Link:
        return Link(target.indicator, None, (), "link.none")


def test_indicators_that_no_register_holds_are_one_finding() -> None:
    """They are many: one for each would drown the others."""
    laid = lay_out(READING, capture(), linker=Unlisted())
    [one] = [r for r in laid["findings"] if r["kind"] == NO_INDICATOR]
    names = sorted({row["indicator"] for row in laid["targets"]})
    count = len(laid["targets"])
    assert one["message"] == (
        f"{count} target(s) have no indicator of the register: {'; '.join(names)}"
    )
    assert one["quote"] is None and one["char_start"] is None
    assert not [r for r in laid["findings"] if "no indicator of the" in r["message"]][
        1:
    ]


def test_a_finding_about_indicators_keeps_its_id_as_their_number_grows() -> None:
    def found(targets: tuple[Target, ...]) -> Row:
        notice = dataclasses.replace(NOTICE, targets=targets)
        reading = dataclasses.replace(READING, notices=(notice,))
        laid = lay_out(reading, capture(), linker=Unlisted())
        [one] = [r for r in laid["findings"] if r["kind"] == NO_INDICATOR]
        return one

    first = NOTICE.targets[0]
    many = tuple(
        dataclasses.replace(first, indicator=f"第{k}项比率", item=first.item)
        for k in range(MOST_NAMED + 4)
    )
    one, other = found(NOTICE.targets[:1]), found(many)
    assert one["finding_id"] == other["finding_id"]
    assert other["message"].endswith("; and 4 more")


def test_a_finding_stands_where_the_mention_stands_first() -> None:
    turned = dataclasses.replace(NOTICE, targets=NOTICE.targets[::-1])
    reading = dataclasses.replace(READING, notices=(turned,))
    [one] = [
        row
        for row in lay_out(reading, capture(), linker=Register())["findings"]
        if row["kind"] == "link.unit"
    ]
    assert one["quote"] == "健康素养\n水平达到32%"


def test_laying_out_twice_gives_the_same(rows: Rows) -> None:
    assert laid_out() == rows


def test_a_number_met_again_is_told_apart() -> None:
    items = NOTICE.outline.items
    twice = Outline((*items, dataclasses.replace(items[0], order=4)))
    reading = dataclasses.replace(
        READING, notices=(dataclasses.replace(NOTICE, outline=twice),)
    )
    rows = lay_out(reading, capture())
    assert [s["number"] for s in rows["sections"]] == ["一", "二", "后", "一~2"]
    assert "repeated_number" in {row["kind"] for row in rows["findings"]}


@pytest.mark.parametrize("span", [Span(5, 5), Span(0, 10**6)])
def test_words_that_are_not_in_the_text_are_refused(span: Span) -> None:
    broken = dataclasses.replace(NOTICE, targets=(target("32", span=span),))
    with pytest.raises(CheckFailed, match="no stretch of a text"):
        lay_out(dataclasses.replace(READING, notices=(broken,)), capture())


FIGURES = [
    ("32", "32"), ("0.07", "0.07"), ("123456789012345", "123456789012345"), ("-1.5", "-1.5"),
    ("11330000002482105123", None), ("0.1234567890123", None), ("NaN", None), ("1E+15", None),
]  # fmt: skip


@pytest.mark.parametrize(("written", "kept"), FIGURES)
def test_a_figure_is_kept_exactly_or_not_at_all(written: str, kept: str | None) -> None:
    assert exact(Decimal(written)) == (Decimal(kept) if kept else None)


def test_one_character_of_the_source_stands_once() -> None:
    assert (
        source_characters("㈠健 康", Passage("(一)健康", (0, 0, 0, 1, 3))) == "㈠健康"
    )


# --- collections ----------------------------------------------------------------------

RIVALS = [
    pytest.param(
        [
            ("a", "2026-01-01T00:00:00Z", "text/html"),
            ("b", "2026-02-01T00:00:00Z", "application/pdf"),
        ],
        "b",
        id="the latest received",
    ),
    pytest.param(
        [
            ("a", "2026-01-01T00:00:00Z", "application/pdf"),
            ("b", "2026-01-01T00:00:00Z", "text/html"),
        ],
        "b",
        id="at one moment: the better form",
    ),
    pytest.param(
        [
            ("a", "2026-01-01T00:00:00Z", "text/html"),
            ("b", "2026-01-01T00:00:00Z", "text/html"),
        ],
        "b",
        id="all alike: the digest",
    ),
]


@pytest.mark.parametrize(("held", "winner"), RIVALS)
@pytest.mark.parametrize("turn", [1, -1])
def test_one_capture_of_a_notice_is_current(
    held: list[tuple[str, str, str]], winner: str, turn: int
) -> None:
    captures = [capture(*one) for one in held][::turn]
    collection = settle(
        claim(dataclasses.replace(READING, media_type=c.media_type), c)
        for c in captures
    )
    status = {
        row["source_file"]: (row["status"], row["reason"])
        for row in collection.captures
    }
    [loser] = {one[0] for one in held} - {winner}
    assert status[f"{winner}.txt"] == ("read", None)
    assert status[f"{loser}.txt"][0] == "duplicate"
    assert f"c-{winner * 16}" in str(status[f"{loser}.txt"][1])
    laid = {c.source_file: collection.rows(READING, c) for c in captures}
    assert len(laid[f"{winner}.txt"]["notices"]) == 1
    assert not any(laid[f"{loser}.txt"].values())


def test_a_citation_is_linked_where_the_notice_is_held() -> None:
    law = NoticeReading(Metadata(title="样例省健身条例", issuer="样例省"), Outline(()))
    other = Reading("read", None, "样例省健身条例", "text/plain", "utf-8", (law,))
    collection = settle([claim(READING, capture()), claim(other, capture("b"))])
    [citation] = collection.rows(READING, capture())["citations"]
    [cited] = collection.rows(other, capture("b"))["notices"]
    assert citation["cited_notice_id"] == cited["notice_id"]
    alone = settle([claim(READING, capture())])
    assert alone.rows(READING, capture())["citations"][0]["cited_notice_id"] is None


def numbered(number: str | None) -> Reading:
    metadata = dataclasses.replace(NOTICE.metadata, document_number=number)
    return dataclasses.replace(
        READING, notices=(dataclasses.replace(NOTICE, metadata=metadata),)
    )


FIRST, SECOND = "样政发〔2021〕3号", "样政发〔2021〕9号"
NUMBERS = [
    pytest.param([FIRST, SECOND], [0, 1], id="two numbers"),
    pytest.param([FIRST, SECOND, FIRST], [0, 1, 0], id="the first again"),
    pytest.param([None, FIRST, SECOND], [0, 0, 1], id="one tells no number"),
    pytest.param([SECOND, None, FIRST], [0, 0, 1], id="the first received"),
    pytest.param([FIRST, "样政发[2021] 3号"], [0, 0], id="other brackets"),
]


@pytest.mark.parametrize(("numbers", "notices"), NUMBERS)
@pytest.mark.parametrize("turn", [1, -1])
def test_notices_that_share_all_but_their_number_are_several(
    numbers: list[str | None], notices: list[int], turn: int
) -> None:
    held = {
        mark: (numbered(number), capture(mark, f"2026-01-0{day}T08:00:00Z"))
        for day, (mark, number) in enumerate(zip("abc", numbers, strict=False), start=1)
    }
    collection = settle(claim(*one) for one in list(held.values())[::turn])
    [usual] = claim(*held["a"]).notice_ids
    assert collection.ids[held["a"][1].capture_id] == (usual,)  # it was there first
    ids = [collection.ids[one.capture_id][0] for _, one in held.values()]
    places = list(dict.fromkeys(ids))
    assert [places.index(key) for key in ids] == notices
    laid = [collection.rows(*one) for one in held.values()]
    published = [row["notice_id"] for some in laid for row in some["notices"]]
    assert sorted(published) == sorted(set(ids))
    for some in laid:
        for row in some["targets"]:
            assert row["notice_id"] == some["notices"][0]["notice_id"]
    assert {row["notice_id"] for row in collection.captures} == set(ids)


def test_at_one_moment_the_order_of_numbers_decides() -> None:
    one, other = (numbered(SECOND), capture("a")), (numbered(FIRST), capture("b"))
    collection = settle([claim(*one), claim(*other)])
    assert collection.ids[other[1].capture_id] == claim(*other).notice_ids
    assert collection.ids[one[1].capture_id] != claim(*one).notice_ids


@pytest.mark.parametrize("status", ["no_data", "quarantined"])
def test_a_capture_that_gave_nothing_keeps_its_reason(status: str) -> None:
    collection = settle(
        [claim(Reading(status, "why", "", "text/plain", None), capture())]
    )
    [row] = collection.captures
    assert (row["status"], row["reason"], row["notice_id"]) == (status, "why", None)


# --- shards ---------------------------------------------------------------------------


def test_a_shard_is_replaced_whole_and_the_same_bytes(
    rows: Rows, tmp_path: Path
) -> None:
    write_shard(tmp_path, "0001", rows)
    first = (tmp_path / "targets" / "0001.parquet").read_bytes()
    write_shard(tmp_path, "0001", rows)
    assert (tmp_path / "targets" / "0001.parquet").read_bytes() == first
    assert not list(tmp_path.rglob("*.part"))
    assert pq.read_table(tmp_path / "targets" / "0001.parquet").num_rows == 2


REFUSED = [
    ({"wish": 1}, "no such column: wish"),
    ({"value": "viel"}, "targets.value"),
    ({"deadline": "2025"}, "targets.deadline"),
]


@pytest.mark.parametrize(("row", "words"), REFUSED)
def test_a_row_that_fits_no_schema_is_refused(row: dict[str, Any], words: str) -> None:
    with pytest.raises(CheckFailed, match=words):
        arrow_table("targets", [row])


def test_an_empty_text_is_missing() -> None:
    assert arrow_table("targets", [{"prefix": ""}]).column("prefix").null_count == 1
