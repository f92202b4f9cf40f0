"""The same rate elsewhere: at another level, in other places, of another norm."""

from __future__ import annotations

import re

from pipelines.targets.heads import population_of
from pipelines.targets.scene import Memory


def as_elsewhere(name: str, memory: Memory) -> str:
    """Complete a rate that is told of another level, place, group or norm, else ""."""
    return (
        _to_another_norm(name, memory.subject)
        or _of_level(name, memory.subject)
        or _covered_before(name, memory.subject)
        or _covered_there(name, memory)
    )


# Rates that say nothing without what is brought to the people.
_OF_WHAT = re.compile(
    "(?P<whom>.{0,12}?(?:人群|人口|群众|对象))(?P<rate>覆盖率|完成率|落实率)"
)
_OVERALL = re.compile("^(?:全[国省市县区州]|我[省市县区州])")


def _covered_before(name: str, subject: str) -> str:
    """Name what reaches a group, where the rate before says it: 签约覆盖率."""
    found = _OF_WHAT.fullmatch(name)
    if found is None or not subject.endswith(found["rate"]):
        return ""
    service = _OVERALL.sub("", subject)
    service = service.removeprefix(population_of(service))
    return found["whom"] + service if len(service) > len(found["rate"]) else ""


_PLACES = (
    "(?:城市|城镇|城区|县城|农村|乡村|乡镇|街道|镇街|行政村|村居|社区|镇|村)"
    "(?:社区|（[^（）]{1,6}）)?"
)
_RATE_THERE = re.compile(f"(?P<where>{_PLACES})覆盖率")
_PLACE_LAST = re.compile(f"(?P<what>.{{2,}}?){_PLACES}")
_PLACE_FIRST = re.compile(f"{_PLACES}(?P<what>.{{2,}})")


def _covered_there(name: str, memory: Memory) -> str:
    """Name what covers a further place: 甲服务乡镇全覆盖、村覆盖率达到90%."""
    rate = _RATE_THERE.fullmatch(name) if memory.kind == "coverage" else None
    if rate is None:
        return ""
    if placed := _PLACE_LAST.fullmatch(memory.subject):
        return placed["what"] + name
    if placed := _PLACE_FIRST.fullmatch(memory.subject):
        return rate["where"] + placed["what"] + "覆盖率"
    return ""


_NORM = re.compile("(?P<up>达到|符合)[^，；的]{2,8}(?:标准|要求|水平)")


def _to_another_norm(name: str, subject: str) -> str:
    """Complete those who meet another norm: 达到甲标准的机构占比…，达到乙标准的…."""
    mine, theirs = _NORM.match(name), _NORM.search(subject)
    if mine is None or theirs is None:
        return ""
    whose, share = subject[: theirs.start()], subject[theirs.end() :]
    if name[mine.end() :] not in {"", share} or not share.startswith("的"):
        return ""
    return whose + mine[0] + share


_LEVEL_RATE = re.compile("(?P<level>(?:[省市县区乡镇村]|乡镇|社区)级)(?P<rate>..率)")
_LEVELS = re.compile("^.*?[省市县区乡镇村两二三四]级")


def _of_level(name: str, subject: str) -> str:
    """Complete the rate of a further level: 县、乡两级样例服务覆盖率…，村级覆盖率…."""
    found = _LEVEL_RATE.fullmatch(name)
    levels = _LEVELS.match(subject) if found else None
    if found is None or levels is None or not subject.endswith(found["rate"]):
        return ""
    return found["level"] + subject[levels.end() :]
