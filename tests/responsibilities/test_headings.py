"""Bodies named for a heading, and bodies named for the items below it."""

from __future__ import annotations

from dataclasses import replace

from pipelines.model import ItemKind, Outline, Passage
from pipelines.responsibilities import read_responsibilities, with_answerable
from tests.responsibilities.invented import YEAR, item, said, section


def test_a_bracket_after_the_last_bullet_belongs_to_the_heading() -> None:
    items = (
        item("一", "办园", ItemKind.SECTION),
        item("一#1", "甲办好。", ItemKind.BULLET, "一", 1),
        item("一#2", "乙办好。（市民政局负责）", ItemKind.BULLET, "一", 2),
    )
    reading = read_responsibilities(Outline(items), YEAR)
    assert [row.item for row in reading.responsibilities] == ["一"]


def test_numbered_items_keep_their_own_brackets() -> None:
    items = (
        item("一", "办园", ItemKind.SECTION),
        item("一/1", "甲办好。（市教育局负责）", ItemKind.ITEM, "一", 1),
        item("一/2", "乙办好。（市民政局负责）", ItemKind.ITEM, "一", 2),
    )
    reading = read_responsibilities(Outline(items), YEAR)
    assert [row.item for row in reading.responsibilities] == ["一/1", "一/2"]


def test_whom_a_heading_names_is_answerable_for_the_tasks_below() -> None:
    items = (
        section("一", "办园（牵头单位：市民政局）"),
        item("一/1", "甲办好。（责任单位：市教育局）", ItemKind.ITEM, "一", 1),
        item("一/2", "乙办好。（市科协牵头）", ItemKind.ITEM, "一", 2),
        item("二", "丙办好。", ItemKind.ITEM, None, 3),
    )
    reading = read_responsibilities(Outline(items), YEAR)
    assert said(reading, "一/1") == "r:市教育局 l:市民政局"
    assert said(reading, "一/2") == "l:市科协"
    assert said(reading, "一") == said(reading, "二") == ""


def test_a_heading_without_tasks_below_keeps_its_bodies() -> None:
    items = (section("一", "办园（牵头单位：市民政局）"),)
    reading = read_responsibilities(Outline(items), YEAR)
    assert said(reading, "一") == "l:市民政局"


def test_a_list_that_closes_a_section_belongs_to_its_heading() -> None:
    items = (
        section("一", "办园"),
        item("一/1", "甲办好。", ItemKind.ITEM, "一", 1),
        item("一/2", "乙办好。牵头单位：市民政局。", ItemKind.ITEM, "一", 2),
        section("二", "办学"),
        item("二/1", "甲办好。", ItemKind.ITEM, "二", 3),
        item("二/2", "乙办好。牵头单位：市教育局。", ItemKind.ITEM, "二", 4),
    )
    reading = read_responsibilities(Outline(items), YEAR)
    assert said(reading, "一") == "l:市民政局"
    assert said(reading, "二") == "l:市教育局"
    marked = with_answerable(Outline(items), reading.responsibilities)
    assert [one.number for one in marked.items if one.is_task] == [
        one.number for one in items if one.is_task or one.number in ("一", "二")
    ]


def test_a_short_list_behind_the_items_is_not_handed_down() -> None:
    words = "办园牵头单位：市民政局"
    behind = Passage(words, (0, 1, *range(100, 98 + len(words))))
    items = (
        replace(section("一", words), passage=behind),
        replace(
            item("一#1", "甲办好。", ItemKind.BULLET, "一", 1),
            passage=Passage("甲办好。", range(10, 14)),
        ),
    )
    reading = read_responsibilities(Outline(items), YEAR)
    assert said(reading, "一") == "l:市民政局"
