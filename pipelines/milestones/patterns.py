"""What a dated step looks like: the deed, who does it, and what is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipelines.milestones.words import ADVERBS, BODY_ENDS, DEEDS, PREPOSITIONS

# What a deed brings about, said of its object: 政策体系基本形成.
STATE_REACHED = re.compile(
    "(?!将|对|在|以|使|让)[^，。；：已]{4,60}?(?:(?:基本|全面|初步|全部|普遍)"
    "(?:建立|建成|形成|健全|完成|确立|实现)|基本完善|普遍(?:开展|推行|实行|应用)"
    "|实现(?:互联互通|(?:数据|信息|资源)?(?:互通)?共享|对接|联网|贯通|全(?:程|域|部)?通办)|完成(?:构建|搭建|建设|组建|整合)|(?:建成)?(?:投用|投产|通车|投入(?:使用|试?运行|试?运营))"
    "|上线(?:试?运行)?|竣工(?:验收)?|(?:通过|完成)[^，。；]{0,6}验收|启用|开工(?:建设)?)(?=[，。；]|$)"
)
# 自2026年起，启动…: the start is the step.
STARTS = re.compile("起?，?(?:正式|全面)?(?:启动|启用|上线)")
# 自10月起推行…: so is what is done from a month or a day on, but not from a year on.
TAKES_EFFECT = re.compile(
    "起?，?(?:正式|全面|逐步|全省|全市)*(?:推行|推开|推广|实行|执行)"
)
# 实现…全覆盖 is a measure, however long its list of who is covered; so is 零增长.
COVERS = re.compile("[^。；]{0,120}全覆盖|[^，。；]{0,40}[零负]增长")
# 实现环境明显改善 is only better: no step.
BETTER = re.compile(
    "[^，。；]{2,40}?(?:明显|显著|进一步|持续|更加|不断|稳步|大幅|整体|全面|有效)"
    "(?:改善|提升|提高|增强|优化|好转)(?=[，。；]|$)"
)
# 实现以下目标： only leads to the goals.
LEADS_ON = re.compile("(?:以下|如下|下列)[^，。；]{0,8}(?:目标|指标|要求)")
# 到2026年，除…外，全市淘汰…: what is left out comes before the deed.
EXCEPTED = re.compile("除[^，。；]{2,20}外，")
# What is there at last, behind a clause that only betters: …显著提升，基本建成….
AT_LAST = re.compile("(?:基本|初步|全面|率先)?(?:建成|建立|形成|完成)")
# A clause: what stands between two marks.
CLAUSE = re.compile("[^，。；\n]+")
# A clause that states a measure is no step; the next one may be.
MEASURED = re.compile(r"\d|[一二三四五六七八九十百千]+[个家所项名]|达到|覆盖")
# A step that comes back is no step: 每年2月底前.
REPEATED = re.compile("每年?$|每[季半]?$")
# What is done already.
DONE = re.compile("已经?|以来|了")
# Deeds whose object in 《》 is a document: it is a deliverable.
DRAFTS = re.compile("(?:制定|制订|编制|出台|印发|发布|修订|公布)$|编制完成")


def _choice(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_ACTOR = f"(?P<actor>[^，。；：“《]{{1,40}}?(?:{_choice(BODY_ENDS)}))"


# What is begun or completed is no actor: 2023年，启动样例县区建设.
_SUBJECT = "(?<!启动)(?<!完善)(?<!探索)"
# Where it is done, not by whom: 全国基本完成.
_THROUGHOUT = "全[国省市县区州](?=基本|全面|初步|统一|完成|建成|建立|形成)"


# 顺利通过样例区第二轮复审.
_PASSES = "通过(?=[^，。；]{0,14}(?:复审|评审|验收|评估|认定|考核|审查|鉴定))"


@cache
def deed_pattern() -> re.Pattern[str]:
    """What may follow a date: adverbs, an actor, a means, and the deed."""
    adverbs = f"(?:{_choice(ADVERBS)}|{_THROUGHOUT})*"
    means = f"(?:(?:{_choice(PREPOSITIONS)})[^，。；]{{1,60}}?)??"
    no_body = f"(?!{_choice((*PREPOSITIONS, *DEEDS, *ADVERBS))})"
    beside = "(?:牵头|会同有关部门|会同[^，。；]{2,20})?"
    actor = f"(?:{_SUBJECT}由?{no_body}{_ACTOR}{beside})??"
    rate = "(?!报告[^，。；]{0,14}率)"  # 全县报告样例病发病率为…
    deeds = f"{rate}(?:{_choice(DEEDS)}|{_PASSES})(?!区(?!级|域))"
    return re.compile(f"{adverbs}{actor}{adverbs}{means}{adverbs}{deeds}")


@cache
def before_date() -> re.Pattern[str]:
    """What may stand between the head of a clause and its date."""
    return re.compile(
        f"(?:(?:{_choice(ADVERBS)}|其中|即|（|各地|本着)*|.{{1,30}}?(?:{_choice(BODY_ENDS)})"
        "(?:要|应|须|需|应当|负责|请|将|拟)?|[^，。；]{2,16}(?:情况|进展|总结|结果)(?:请|应|要|须)?"
        "|[^，。；]{0,16}(?:项目|工程)(?:请|应|要|须|计划|拟|将|力争|确保|争取)*)"
    )


@cache
def actor_first() -> re.Pattern[str]:
    """A body at the head of a sentence: the actor of what follows a date."""
    return re.compile(
        f"(?:积极|力争|努力|争取|确保)*{_ACTOR}(?:要|应|须|需|应当|负责|将|拟)?(?=$|要|应|须|需)"
    )
