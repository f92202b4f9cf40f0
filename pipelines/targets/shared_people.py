"""The people whom joint names share: of how many each is counted, or who is ill."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.targets.scene import Memory

# Of how many people each is counted: 每千人口甲医师数、乙护士数.
_PER_HEAD = re.compile(
    "每[0-9十百千万]+(?:常住)?"
    "(?:人口|人|(?:名|位)?[^、和与]{0,6}?(?:老年人|老人|儿童|学生|婴幼儿))(?:拥有|配备)?"
)
# Characters of 全省, 全市 before them.
_OVERALL = 3
_PER = re.compile("每|人均")
_DISEASE = re.compile("[^、和与及]{0,8}(?:高血压|糖尿病|[病炎癌瘤症]|慢阻肺|结核|障碍)")


def per_head(parts: Sequence[str]) -> str:
    """Give the words that count the first of joint names by people, "" if none do.

    They hold for the others too, unless one of them has such words of its own.
    """
    base = _PER_HEAD.match(parts[0])
    shared = base and len(parts) > 1 and not any(map(_PER.search, parts[1:]))
    return base[0] if base and shared else ""


def base_before(memory: Memory) -> tuple[str, str] | None:
    """Give of how many people the level before was counted: its words, and the base.

    每千人口医师数达到3.2人，护士数达到3.8人: 3.8 nurses are counted among 千人口 too.
    """
    base = memory.unit.partition("/")[2]
    named = _PER_HEAD.search(memory.subject) if memory.kind == "level" else None
    if not base or named is None or named.start() > _OVERALL:
        return None
    return memory.subject[: named.end()].removesuffix("拥有").removesuffix("配备"), base


def of_patients(parts: list[str]) -> list[str]:
    """Give each disease its patients: 高血压、糖尿病患者样例率."""
    sick = _DISEASE.match(parts[-1])
    if sick is None or not parts[-1].startswith("患者", sick.end()):
        return parts
    whose = [f"{part}患者" if _DISEASE.fullmatch(part) else part for part in parts[:-1]]
    return [*whose, parts[-1]]
