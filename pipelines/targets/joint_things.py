"""Joint names of things and places, each of them named in full."""

from __future__ import annotations

import re

# The same within and without: 校内、校外样例时间.
_OPPOSED = re.compile(
    "(?P<whose>[^、和与及]*?)(?P<where>[一-龥])内[、和与及](?P=where)外(?P<lent>[^、和与及]{2,})"
)


def opposed(name: str) -> list[str]:
    """Give what is measured within and without a place, [] if the name is no such."""
    both = _OPPOSED.fullmatch(name)
    if both is None:
        return []
    return [f"{both['whose']}{both['where']}{side}{both['lent']}" for side in "内外"]


# 省级甲病、乙病、丙病质量控制中心 are three centres of one kind and level.
_KIND_OF_THING = re.compile(
    "(?:(?:质量控制|质控|临床研究|诊疗|诊治|防治|救治|研究|医学|治疗|指导|监测|康复|急救|检测|检验)+(?:中心|基地)"
    "|(?:重点|优势|特色)专科|专科联盟|(?:专业)?质控组)$"
)
_THING = re.compile("(?:中心|基地|医院|专科|联盟|站|所|院|馆|团|队|室|科|点|园|组)$")
_GRADE = re.compile("(?:国家|省|市|州|县|区|乡镇?|村)级")


def complete_things(parts: list[str]) -> list[str]:
    """Give the full names of coordinated things of which each is counted."""
    kind = _KIND_OF_THING.search(parts[-1])
    if kind is None or any(_THING.search(part) for part in parts[:-1]):
        return parts
    first = _GRADE.match(parts[0])
    grade = first[0] if first else ""
    ended = [*(part + kind[0] for part in parts[:-1]), parts[-1]]
    return [part if _GRADE.match(part) else grade + part for part in ended]


_PLACED = re.compile(
    "(?P<rate>[^，；、]{2,}?(?:率|比例|占比))在(?P<places>[^，；]{2,})"
)


def placed(name: str, count: int) -> list[str]:
    """Give a rate of so many places, each in full: 甲率在机关、学校, [] if none."""
    found = _PLACED.fullmatch(name)
    places = re.split("[、和与及]", found["places"]) if found else []
    if found is None or len(places) != count:
        return []
    return [place + found["rate"] for place in places]


_GRADED_THING = re.compile(
    "(?P<grade>(?:国家|[省市州县区镇村]|乡镇|街道)级)(?P<thing>.{2,})"
)
_BRIEF = 6  # characters of a thing that may be cut short


def of_another_grade(name: str, before: str) -> str:
    """Give in full what is cut short beside the same of another grade, "" if nothing.

    省级样例体验馆1个、市级体验馆9个: both are 样例体验馆.
    """
    mine, its = _GRADED_THING.fullmatch(name), _GRADED_THING.fullmatch(before)
    if mine is None or its is None or len(mine["thing"]) > _BRIEF:
        return ""
    whole, part = its["thing"], mine["thing"]
    cut = whole != part and whole.endswith(part) and its["grade"] != mine["grade"]
    return mine["grade"] + whole if cut else ""
