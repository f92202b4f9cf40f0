"""The tables of a notice as they are drawn again."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.catalog import render
from pipelines.catalog.grids import Grid, grids
from tests.catalog import factory
from tests.catalog.invented_tables import TITLE


def item(number: str, kind: str = "row", **facts: object) -> dict:
    return {
        "section_id": f"s-{number}", "number": number, "kind": kind, "heading": None,
        "parent_id": None, "text": number, **facts,
    }  # fmt: skip


def target(number: str, name: str, year: int | None, **facts: object) -> dict:
    return {
        "section_id": f"s-{number}", "indicator": name, "baseline": None, "unit": "%",
        "deadline": year and date(year, 12, 31), "binding": None, **facts,
    }  # fmt: skip


def draw(sections: list[dict], *rows: dict, bodies: object = (), **facts) -> list[Grid]:
    held = defaultdict(list)
    for row in rows:
        held[row["section_id"]].append(row)
    return grids(sections, held, dict(bodies), **facts)


def test_each_table_stands_by_itself_and_items_stand_in_none() -> None:
    sections = [item("一", "item"), item("表1/1"), item("表1/2"), item("附件2/1")]
    found = draw(sections)
    assert [(one.label, one.total) for one in found] == [("表1", 2), ("附件2", 1)]
    assert [row.number for row in found[0].rows] == ["1", "2"]
    assert draw([item("一", "item")]) == []


def test_a_deadline_is_a_column_and_no_deadline_is_the_last() -> None:
    one, two, three = (target("表1/1", "样例率", year) for year in (2030, None, 2025))
    [grid] = draw([item("表1/1")], one, two, three)
    assert grid.days == [date(2025, 12, 31), date(2030, 12, 31), None]
    assert [grid.rows[0].cells[day] for day in grid.days] == [[three], [one], [two]]
    assert grid.rows[0].named == {"样例率": three}


def test_targets_of_a_row_and_day_share_a_cell() -> None:
    pair = [target("表1/1", name, 2025) for name in ("甲率", "乙率")]
    [grid] = draw([item("表1/1")], *pair)
    assert list(grid.rows[0].named) == ["甲率", "乙率"]
    assert grid.rows[0].cells == {date(2025, 12, 31): pair}


def test_columns_are_there_if_a_row_fills_them() -> None:
    plain = target("表1/1", "甲率", 2025)
    [bare] = draw([item("表1/1")], plain)
    assert not (bare.baseline or bare.nature or bare.bodies)
    said = [
        target("表1/2", "乙率", year, baseline=0, binding="binding")
        for year in (2025, 2030)
    ]
    duties = {"s-表1/1": [{"organization": "样例局"}]}
    [full] = draw([item("表1/1"), item("表1/2")], plain, *said, bodies=duties)
    assert full.baseline and full.nature and full.bodies
    assert full.rows[0].baselines == []
    assert full.rows[1].baselines == said[:1]  # zero is a value, told once
    assert full.rows[1].natures == ["binding"]


@pytest.mark.parametrize(
    ("filled", "content"), [((), "task"), ((1,), "mixed"), ((1, 2), "indicator")]
)
def test_the_column_of_names_says_what_it_holds(filled, content) -> None:
    rows = [target(f"表1/{n}", "甲率", 2025) for n in filled]
    [grid] = draw([item("表1/1"), item("表1/2")], *rows)
    assert grid.content == content


@pytest.mark.parametrize(
    ("number", "heading", "title"),
    [
        ("表1", "表1 样例表", "样例表"),
        ("表1", "样例表", "样例表"),
        ("表2", "表2 样例表", ""),
        ("表1", "长" * 61, ""),
        ("表1", None, ""),
    ],
)
def test_a_table_has_the_title_of_its_own_heading(number, heading, title) -> None:
    head = item(number, "section", heading=heading)
    [grid] = draw([head, item("表1/1", parent_id=head["section_id"])])
    assert grid.title == title


def test_the_tables_of_a_notice_end_where_their_room_does() -> None:
    sections = [item(f"表{table}/{n}") for table in (1, 2) for n in (1, 2)]
    rows = [target("表1/2", name, 2025) for name in ("甲率", "乙率")]
    found = draw(sections, *rows, most=5)
    assert [(len(one.rows), one.total) for one in found] == [(2, 2), (1, 2)]
    found = draw(sections, *rows, most=3)
    assert [(len(one.rows), one.total) for one in found] == [(1, 2), (0, 2)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("tables")
    render(factory.write_version(where, notices=2), where / "site")
    return where / "site"


def notice(site: Path, language: str, index: int) -> LexborHTMLParser:
    path = site / language / "notices" / f"{factory.notice_id(index)}.html"
    return LexborHTMLParser(path.read_text("utf-8"))


def said(nodes: list[LexborNode]) -> list[str]:
    return [" ".join(node.text().split()) for node in nodes]


@pytest.mark.parametrize(
    ("language", "heads", "empty"),
    [
        ("zh", ["序号", "指标或任务", "基期值", "2023年", "2026年", "属性", "责任机构"], "没有读出目标"),
        ("en", ["No.", "Indicator or task", "Baseline", "2023", "2026", "Nature", "Answerable"], "No target"),
    ],
)  # fmt: skip
def test_a_table_is_a_table_again(site, language, heads, empty) -> None:
    tree = notice(site, language, 0)
    assert tree.css_first('.jump a[href="#tables"]')
    region = tree.css_first("#tables .scroll")
    assert region.attributes["tabindex"] == "0"
    assert tree.css_first(f"[id='{region.attributes['aria-labelledby']}']")
    assert said(region.css("caption")) == [f"表1 {TITLE}"]
    assert said(region.css("thead th[scope=col]")) == heads
    dated, paired, bare = region.css("tbody tr")
    assert said(dated.css("th[scope=row]")) == ["样例回访率"]
    cells = said(dated.css("td[data-head]"))
    assert cells[:3] == ["60%", "≥ 70%", "≥ 80%*"]
    assert [one.attributes["data-head"] for one in dated.css("td[data-head]")] == (
        heads[2:6]
    )
    for link in dated.css("td[data-head] a"):
        goal = site / language / "notices" / link.attributes["href"]
        assert goal.resolve().is_file()
    assert "教育局" in said(dated.css(".bodies"))[0]
    pair = paired.css("td[data-head]")[2].css(".each")
    assert [said(one.css(".whose, .value")) for one in pair] == [
        ["样例驿站覆盖率", "≥ 40%"],
        ["样例课堂覆盖率", "≥ 45%"],
    ]
    assert paired.css("td[data-head]")[0].css_first(".none")  # nothing is not zero
    assert empty in said(bare.css("td.none[colspan='4']"))[0]
    words = bare.css_first("th a")
    assert words.text().endswith("…")
    assert tree.css_first(f".fulltext [id='{words.attributes['href'][1:]}']")


def test_a_notice_without_tables_shows_no_section(site) -> None:
    tree = notice(site, "en", 1)
    assert not tree.css("#tables, .jump a[href='#tables']")


def test_a_cut_table_says_so_and_where_the_rest_is(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("pipelines.catalog.notice.grids", _short)
    render(factory.write_version(tmp_path, notices=1), tmp_path / "site")
    note = notice(tmp_path / "site", "en", 0).css("#tables .note")[-1]
    assert "first 1 of 3 rows" in note.text()
    links = [one.attributes["href"] for one in note.css("a")]
    twin = f"../../json/notices/{factory.notice_id(0)}.json"
    assert links == ["#targets", twin]


def _short(sections, targets, bodies) -> list[Grid]:
    return grids(sections, targets, bodies, most=4)
