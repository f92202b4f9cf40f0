"""Names of what is counted again, of what the sentence counted before."""

from __future__ import annotations

import re

from pipelines.targets.scene import Memory, Scene

# So many of what was counted before: 对9座样例库…，完成4座治理任务.
_WORK_ON = re.compile("(?P<deed>治理|整治|改造|修复|整改|建设|验收)(?:任务|工作)?$")


def worked_on(scene: Scene, thing: str, unit: str | None) -> str:
    """Name what is done to some of those that the sentence counted before."""
    work = _WORK_ON.match(thing)
    if work is None or unit is None:
        return ""
    counted = re.search(
        f"[0-9]{re.escape(unit)}([^，；。、0-9]{{2,14}}?)(?:实行|实施|开展|进行|分[类级])",
        scene.before(),
    )
    return counted[1] + work["deed"] if counted else ""


# Of what kind of body a thing is: 用人单位托育点, 区级机关率先建成1个.
_BODY = "[^，；、]{2,6}?(?:单位|机关|企业|学校|医院|园区)"
_OF_BODY = re.compile(f"{_BODY}(?P<thing>[^，；、]{{2,}})")


def of_another(scene: Scene, subject: str, memory: Memory) -> str:
    """Name the same thing of another body: 用人单位托育点8个，区级机关建成1个."""
    before = _OF_BODY.fullmatch(memory.subject)
    same = memory.kind == "output" and scene.measured()[-1].unit == memory.unit
    again = before and same and re.fullmatch(_BODY, subject)
    return subject + before["thing"] if before and again else ""


# A share of those of a named grade: 全省“甲型”及以上县占比.
_OF_GRADE = re.compile(
    "(?P<whose>[^“”]*)“[^“”]+”(?:及?以上)?(?P<what>[^“”]{1,14}?)(?P<share>占比|比例|比重)"
)
_GRADE_ALONE = re.compile("(?P<grade>“[^“”]+”(?:及?以上)?)(?P<share>占比|比例|比重)")


def of_grade(name: str, memory: Memory) -> str:
    """Complete the share of another grade of the same: 其中“乙型”占比达到7%."""
    alone, before = _GRADE_ALONE.fullmatch(name), _OF_GRADE.fullmatch(memory.subject)
    if alone is None or before is None or alone["share"] != before["share"]:
        return name
    return before["whose"] + alone["grade"] + before["what"] + alone["share"]


# What all of them shall have was said before: 60%的样例院配备样例师，…所有样例院均配备.
_BARE = re.compile(
    "(?:所有|全部)?(?P<who>[^，；]{3,}?)(?P<verb>配备|设立|设置|建立|开展|建成|开设|安装)"
)


def said_in_full(name: str, memory: Memory) -> str:
    """Complete what all of a scope shall have, from the clause before."""
    bare = _BARE.fullmatch(name)
    told = bare and memory.subject.startswith(bare["who"] + bare["verb"])
    return memory.subject if told else name


_WHO = "(?:(?!分级评价)[^，；、]){2,14}?(?:医院|机构|单位)"
_GRADE = "[^，；、]*(?:分级评价|应用水平|成熟度)(?:平均级别)?"
_GRADE_OF = re.compile(f"(?P<what>{_GRADE})(?P<who>{_WHO})")
_OF_WHOM = re.compile(f"{_WHO}(?P<what>{_GRADE})")


def graded(name: str, memory: Memory) -> str:
    """Name a grade by whose it is: 样例水平分级评价三级医院达到5级、二级医院达到4级."""
    if told := _GRADE_OF.fullmatch(name):
        return told["who"] + told["what"]
    before = _OF_WHOM.fullmatch(memory.subject)
    alone = re.fullmatch(_WHO, name)
    return name + before["what"] if before and alone else name
