"""Invented places, indicators and bodies, and what all rows of the factory share."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pipelines.resources import folder

Row = dict[str, Any]
PLACES = (
    ("990000", "样例省", "Sample Province", "province", None),
    ("990100", "样例市", "Sample City", "prefecture", "990000"),
    ("990121", "样例县", "Sample County", "county", "990100"),
    ("990200", "样东市", "Sampledong City", "prefecture", "990000"),
    ("990221", "样南县", "Samplenan County", "county", "990200"),
)
INDICATORS = (
    (
        "health-literacy",
        "居民健康素养水平",
        "Health literacy level of residents",
        "%",
        "up",
    ),
    (
        "smoking-rate",
        "15岁以上人群吸烟率",
        "Smoking rate, aged 15 and over",
        "%",
        "down",
    ),
    ("family-doctor", "家庭医生签约服务覆盖率", "Family doctor coverage", "%", "up"),
    (
        "hypertension-care",
        "高血压患者规范管理率",
        "Managed hypertension patients",
        "%",
        "up",
    ),
    ("maternal-mortality", "孕产妇死亡率", "Maternal mortality", "1/100k", "down"),
    ("beds", "每千人口医疗卫生机构床位数", "Hospital beds per 1,000", "张", "up"),
)
TRADES = ("卫生健康", "教育", "民政", "财政", "体育", "生态环境", "市场监管", "医保")
FILLER = (
    "坚持以人民健康为中心，把便民的小事办成暖心的实事",
    "健全工作台账，逐项销号，做到件件有着落",
    "统筹城乡资源，让远山里的住户也能就近看病",
    "加强宣传引导，营造人人参与的浓厚氛围",
    "强化经费保障，严禁挤占挪用专项资金",
    "推动部门数据共享，减少基层重复填表",
)


class Script:
    """A text under construction that remembers where its words stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def add(self, words: str) -> tuple[int, int]:
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start, self.length

    @property
    def text(self) -> str:
        return "".join(self.parts)


def digest(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


@cache
def schemas() -> dict[str, Mapping[str, Any]]:
    """The project's Table Schemas by name, captures last (they count notices)."""
    found = sorted((folder("datapackages") / "mubiao" / "schemas").glob("*.json"))
    return {path.stem: json.loads(path.read_text("utf-8")) for path in found}


def region_row(
    code: str, name: str, english: str, level: str, parent: str | None
) -> Row:
    return {
        "region_code": code,
        "name": name,
        "name_en": english,
        "level": level,
        "parent_code": parent,
    }


def indicator_row(key: str, zh: str, en: str, unit: str, better: str) -> Row:
    return {
        "indicator_id": key,
        "name_zh": zh,
        "name_en": en,
        "unit": unit,
        "better": better,
        "definition_zh": f"{zh}，口径从国家统计制度。",
        "definition_en": f"{en}, as national statistics define it.",
        "reference_values": "2025-12-31=25;2030-12-31=30"
        if key == "health-literacy"
        else None,
        "source": "invented",
    }


def body(place: str, trade: str) -> tuple[str, str]:
    return f"o-{place}-{TRADES.index(trade)}", f"{NAMES[place]}{trade}局"


NAMES = {code: name for code, name, *_ in PLACES}


def organization_rows() -> Iterator[Row]:
    for code, _, english, level, _ in PLACES:
        for trade in TRADES:
            key, name = body(code, trade)
            yield {
                "organization_id": key,
                "name": name,
                "name_en": f"{english} Bureau {TRADES.index(trade) + 1}",
                "region_code": code,
                "level": level,
            }


def notice_id(index: int) -> str:
    return "n-" + digest("notice", index)[:12]
