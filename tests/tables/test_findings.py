"""Findings of laying out: mentions without a link, once each."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from pipelines.model import Link, Metadata, Target
from pipelines.tables.lay_out import Row, lay_out
from pipelines.tables.links import Linker
from pipelines.tables.page import MOST_NAMED, NO_INDICATOR

from .readings import NOTICE, READING, capture


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
    assert sorted(r["message_zh"] for r in found) == [
        "“健康素养水平”可能是 steps，但计量单位不同",
        "“县卫健局”可能是 o-a 或 o-b",
        "“县教育局”可能是 o-c，但当时并无此机构",
        "登记表中没有名为“各镇人民政府”的机构",
        "登记表中没有名为“样例县人民政府”的机构",
    ]


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
    assert other["message_zh"].endswith("；另有 4 个指标")


def test_a_finding_stands_where_the_mention_stands_first() -> None:
    turned = dataclasses.replace(NOTICE, targets=NOTICE.targets[::-1])
    reading = dataclasses.replace(READING, notices=(turned,))
    [one] = [
        row
        for row in lay_out(reading, capture(), linker=Register())["findings"]
        if row["kind"] == "link.unit"
    ]
    assert one["quote"] == "健康素养\n水平达到32%"
