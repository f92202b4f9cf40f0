"""What a notice says once for all its lists: whose place leads, and who always answers."""

from __future__ import annotations

import pytest

from tests.responsibilities.invented import read, said


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("排在第一位的为牵头部门，下同", "l:市民政局 r:市教育局 r:市科协"),
        ("逗号前为牵头单位，下同", "l:市民政局 l:市教育局 r:市科协"),
        ("列首位的为牵头单位，其他为配合单位，下同", "l:市民政局 c:市教育局 c:市科协"),
    ],
)
def test_conventions_rule_all_lists(words: str, expected: str) -> None:
    first = f"办好甲。（市民政局、市教育局，市科协。{words}）"
    reading = read(first, "办好乙。（责任单位：市民政局、市教育局，市科协）")
    assert said(reading, "1") == expected
    assert said(reading, "2") == expected


def test_a_convention_within_the_list_ends_it() -> None:
    text = "办好甲。（责任单位：市教育局、市财政局（排名第一的为牵头单位，下同））"
    assert said(read(text)) == "l:市教育局 r:市财政局"


def test_a_list_with_its_own_lead_is_left_by_conventions() -> None:
    reading = read(
        "办好甲。（市民政局、市教育局，排在第一位的为牵头部门，下同）",
        "办好乙。（市科协、市残联负责，市妇联牵头）",
    )
    assert said(reading, "2") == "r:市科协 r:市残联 l:市妇联"


def test_a_convention_binds_the_lists_from_its_place_on() -> None:
    reading = read(
        "办好甲。（市民政局、市教育局）",
        "办好乙。（市民政局、市教育局；排在第一位的为牵头部门，下同）",
        "办好丙。（市科协、市教育局）",
    )
    assert said(reading, "1") == "r:市民政局 r:市教育局"
    assert said(reading, "2") == "l:市民政局 r:市教育局"
    assert said(reading, "3") == "l:市科协 r:市教育局"


def test_defaults_hold_for_every_task() -> None:
    reading = read(
        "办好甲。（省民政厅及各设区市人民政府按职责分工负责。"
        "以下责任单位均包括各设区市人民政府，不再列出）",
        "办好乙。（省教育厅负责）",
    )
    assert said(reading, "1") == "r:省民政厅 r:各设区市人民政府"
    [default] = [row for row in reading.responsibilities if row.default]
    assert (default.item, default.organization) == ("*", "各设区市人民政府")


def test_defaults_that_end_a_field() -> None:
    text = "办好甲。（责任单位：省民政厅。以下责任单位均含各市、县人民政府）"
    reading = read(text)
    assert said(reading, "1") == "r:省民政厅"
    [default] = [row for row in reading.responsibilities if row.default]
    assert default.organization == "各市、县人民政府"


def test_defaults_outside_of_brackets() -> None:
    reading = read("以下均需各县市、区、特区人民政府负责落实，不再列出）")
    [row] = reading.responsibilities
    assert row.default and row.organization == "各县市、区、特区人民政府"


def test_a_default_of_joint_names_is_one_mention() -> None:
    found = read(
        "办好园。（责任单位：省民政厅，各市、县〔区〕政府。下列各项均含各市、县〔区〕政府，不再列出）"
    )
    assert said(found) == "r:省民政厅 r:各市、县〔区〕政府"
    assert said(found, "*") == "r:各市、县〔区〕政府"
    whole = read("办好园。（责任单位：省民政厅，各市人民政府、县〔区〕政府）")
    assert said(whole) == "r:省民政厅 r:各市人民政府 r:县〔区〕政府"


def test_bodies_that_guide_help_where_a_default_answers() -> None:
    named = "办好园。（省民政厅、省教育厅指导）"
    assert said(read(named)) == "r:省民政厅 r:省教育厅"
    default = "建好站。（以下任务均由试点城市政府负责，不再列出）"
    assert said(read(named, default)) == "c:省民政厅 c:省教育厅"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("省“办园城市”建设工作专班负责调度。", "r:省“办园城市”建设工作专班"),
        (
            "市办园领导小组办公室（设在市教育局）具体负责调度。",
            "r:市办园领导小组办公室",
        ),
        ("市专班办公室设在市教育局，具体负责调度。", "r:市专班办公室"),
        ("市专班办公室设在市教育局，负责人另行通知。", ""),
        (
            "由市教育局牵头办好园，市民政局、市财政局配合落实资金。",
            "l:市教育局 c:市民政局 c:市财政局",
        ),
        ("由市教育局牵头办好园，资金配合落实到位。", "l:市教育局"),
    ],
)
def test_sentences_that_name_who_is_answerable(words: str, expected: str) -> None:
    assert said(read(words)) == expected
