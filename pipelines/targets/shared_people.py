"""The people whom joint names share: of how many each is counted, or who is ill."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Of how many people each is counted: 每千人口甲医师数、乙护士数.
_PER_HEAD = re.compile(
    "每[0-9十百千万]+(?:常住)?"
    "(?:人口|人|(?:名|位)?[^、和与]{0,6}?(?:老年人|老人|儿童|学生|婴幼儿))(?:拥有|配备)?"
)
_PER = re.compile("每|人均")
_DISEASE = re.compile("[^、和与及]{0,8}(?:高血压|糖尿病|[病炎癌瘤症]|慢阻肺|结核|障碍)")


def per_head(parts: Sequence[str]) -> str:
    """Give the words that count the first of joint names by people, "" if none do.

    They hold for the others too, unless one of them has such words of its own.
    """
    base = _PER_HEAD.match(parts[0])
    shared = base and len(parts) > 1 and not any(map(_PER.search, parts[1:]))
    return base[0] if base and shared else ""


def of_patients(parts: list[str]) -> list[str]:
    """Give each disease its patients: 高血压、糖尿病患者样例率."""
    sick = _DISEASE.match(parts[-1])
    if sick is None or not parts[-1].startswith("患者", sick.end()):
        return parts
    whose = [f"{part}患者" if _DISEASE.fullmatch(part) else part for part in parts[:-1]]
    return [*whose, parts[-1]]
