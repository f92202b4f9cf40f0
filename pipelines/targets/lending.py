"""What the members of an enumeration lend each other: closing words, days."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.grammar.rules import Found
from pipelines.model import Target
from pipelines.targets.conditions import STATE
from pipelines.targets.scene import Scene

_LENDING = frozenset({"target.made_count", "target.continued", "target.share_of"})
_GRADED = re.compile("^[^级]{1,4}级")


def lend(before: Target, after: Target, found: Found) -> Target:
    """Lend the words that close an enumeration to the member before.

    创建2个国家级、9个省级示范县: both are 示范县. 30%甲医院、10%乙医院开设老年科:
    both open one.
    """
    if before.rule not in _LENDING:
        return before
    closing = _closing(before, after, found)
    return replace(before, indicator=before.indicator + closing)


_GRADE_ALONE = re.compile(
    "(?:建成|创建|打造|培育|建设|新增|评选|认定)?(?P<grade>(?:国家|部|省|市|县|区|州|乡镇|村)级)"
)


def lend_back(before: list[Target], after: Target) -> None:
    """Lend the thing of the last grade to those before: 国家级3个、省级10个示范县."""
    grade = _GRADE_ALONE.match(after.indicator)
    thing = after.indicator[grade.end() :] if grade else ""
    for place in range(len(before) - 1 if thing else -1, -1, -1):
        alone = _GRADE_ALONE.fullmatch(before[place].indicator)
        if alone is None:
            return
        named = alone["grade"] + thing
        before[place] = replace(before[place], indicator=named)


def _closing(before: Target, after: Target, found: Found) -> str:
    """Give the words that *after* lends to *before*, "" where it needs none."""
    if found.rule == "target.share_of" and before.rule == found.rule:
        rest = found.slots.get("rest", "")
        verb = STATE.search(rest)
        complete = STATE.search(before.indicator)
        return rest[verb.start() :] if verb and not complete else ""
    grade = _GRADED.match(after.indicator)
    if grade and before.indicator.endswith("级"):
        return after.indicator[grade.end() :]
    return ""


def deal_out(scenes: list[Scene]) -> list[Scene]:
    """Deal several days out over as many statements: 分别在…提高10%和在…提高20%."""
    count = len(scenes)
    if count < 2 or any(len(scene.days) != count for scene in scenes):
        return scenes
    if not re.search("分别|依次", scenes[0].text) or len(scenes[0].measured()) != 1:
        return scenes
    return [
        replace(scene, days=(scene.days[index],)) for index, scene in enumerate(scenes)
    ]
