"""Headings and sentences that only lead up to what is planned, or turn to persons."""

from __future__ import annotations

import re

from pipelines.targets.symbols import FIGURES

_IDLE = (
    "发展基础|工作基础|基础条件|现实基础|基本(?:情况|[省市县区州]情)|现状|背景|形势|成效|成就|回顾|问题|挑战|发展趋势|指导思想|基本原则|主要原则"
    "|工作原则|重要意义|重大意义|总体思路|名词解释|发展环境|机遇"
)
_IDLE_HEADING = re.compile(f"(?:{_IDLE})(?:分析)?$")
# A heading that asks for something is not idle: 优化发展环境, 解决突出问题.
_ASKING = re.compile(
    "^(?:持续|不断|进一步|切实|着力|加快|全面|大力|积极|主动|有效|深入|精准|扎实)*"
    "(?:优化|改善|营造|打造|创造|解决|破解|化解|应对|攻克|攻坚|聚焦|抢抓|把握|抓住|整治|治理|加强|强化|提升|提高"
    "|推进|推动|开展|深化|巩固|拓展|完善|健全|建立|建设|净化|防范|处置|查处|针对|围绕|整改|清理|重视|夯实|筑牢|打牢|厚植|增强|支持|促进|培育|引导|明确|突出|激发)"
)
_PERSONS = re.compile(
    "^(?:劳动者|学生)?(?:个人|家庭|个人和家庭|个人与家庭)$|^(?:居民|公众|社会公众|学生|老年人|孕妇)$"
)
# A principle may lead into an aim of its own: 坚持以人为本，力争建成8个样例站.
_PREAMBLE = re.compile(
    "^(?:为|为了|根据|按照|依据)[^。]*?(?:制定|提出|制订|印发|现就|通知如下|意见如下|方案如下)|^以习近平|^高举"
    "|^坚持以(?=[^，。]*(?:思想|理论|发展观|指导|引领|统领|中心|核心|主线|主题|导向|根本|动力|为本))"
    f"(?![^。]*(?:力争|确保|争取)[^，。]*[{FIGURES}])"
)


def is_idle_heading(headings: str) -> bool:
    """Say whether headings announce facts or principles: 发展基础, 基本原则."""
    return any(
        _IDLE_HEADING.search(heading) and not _ASKING.match(heading)
        for heading in headings.split("／")
    )


def is_advice_heading(headings: str) -> bool:
    """Say whether headings turn to persons, whom a plan can only advise."""
    return any(_PERSONS.match(heading) for heading in headings.split("／"))


def is_preamble(sentence: str) -> bool:
    """Say whether a sentence only leads up to the plan: 为…，制定本方案."""
    return _PREAMBLE.match(sentence) is not None


# What the words in front of a plan promise: 全年样例事故数下降, not 全年工作总体要求.
_NAMES_GOALS = re.compile(
    "目标|确保|力争|争取|任务：|到20[0-9]{2}年"
    "|(?<![^。\n])(?:20[0-9]{2}年，?)?(?:全年|年内|今年内|年底前)(?!以来)"
)


def names_goals(text: str, start: int, end: int) -> bool:
    """Say whether a sentence in front of a plan names goals."""
    return _NAMES_GOALS.search(text, start, end) is not None
