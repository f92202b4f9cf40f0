"""Forms of what recurs or is measured out: so long each day, so much for so many.

The holes are phrases of ``rules.PHRASES``.
"""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example

EVERY_TIME = Rule(
    name="target.every_time",
    meaning="So long a time each day or week is given to something.",
    pattern="^{subject:idle_or_none}{every}{lead:make_or_none}{value:time}{thing:noun}{last:make_or_none}{end}",
    implies={"kind": "level"},
    finds=(
        example(
            "保证样例幼儿每天参加2小时以上户外活动",
            subject="保证样例幼儿",
            lead="参加",
            value="2小时以上",
            thing="户外活动",
            last="",
            kind="level",
        ),
        example(
            "样例市学生每天1小时体育活动",
            subject="样例市学生",
            lead="",
            value="1小时",
            thing="体育活动",
            last="",
            kind="level",
        ),
    ),
    ignores=("样例市学生体育活动每天1小时",),  # the thing stands before
)

EVERY_COUNT = Rule(
    name="target.every_count",
    meaning="So many times a year or week something is given to somebody.",
    pattern="^{subject:idle}{every}{value:count}{thing:noun}{last:make_or_none}{end}",
    implies={"kind": "output"},
    finds=(
        example(
            "样例市幼儿每年至少2次屈光检查",
            subject="样例市幼儿",
            value="至少2次",
            thing="屈光",
            last="检查",
            kind="output",
        ),
    ),
    ignores=("样例市幼儿屈光检查每年至少2次",),  # the thing stands before
)

EVERY_TIME_EACH = Rule(
    name="target.every_time_each",
    meaning="So long a time each day is given to something in each of several places.",
    pattern="^{subject:idle_or_none}{lead:make_or_none}{whom:idle_or_none}{every}{where:idle}各{value:time}{thing:noun}{end}",
    implies={"kind": "level"},
    finds=(
        example(
            "保证样例学生每天校内、校外各1小时体育活动",
            subject="保证样例学生",
            lead="",
            whom="",
            where="校内、校外",
            value="1小时",
            thing="体育活动",
            kind="level",
        ),
    ),
    ignores=("样例学生每天1小时体育活动",),  # in one place
)

BY_NORM = Rule(
    name="target.by_norm",
    meaning="So much for so many people, by which something is to be built.",
    pattern="^{subject:words_or_none}(?:按照?|以){every_or_rate}{value:counted}{thing:idle_or_none}{verb:make}{object:object_or_none}$",
    implies={"kind": "level"},
    finds=(
        example(
            "新样例区按每千人口不少于10个托位配备样例设施",
            subject="新样例区",
            value="不少于10个",
            thing="托位",
            verb="配备",
            object="样例设施",
            kind="level",
        ),
        example(
            "老样例区按照每千人口不少于8个托位补建",
            subject="老样例区",
            value="不少于8个",
            thing="托位",
            verb="补建",
            object="",
            kind="level",
        ),
    ),
    ignores=(
        "新样例区按不少于10个托位配备样例设施",  # of how many people is not said
        "按每千人口不少于10个托位的标准",  # nothing is built
    ),
)

PER_HEAD_HAS = Rule(
    name="target.per_head_has",
    meaning="So many people shall have a counted number of something.",
    pattern="^{subject:idle_or_none}{base:rate}{scope:loose}[拥具]?有{value:count}{thing:noun}{end}",
    implies={"kind": "level"},
    finds=(
        example(
            "每万名居民有3名样例医生",
            subject="",
            base="每万名居民",
            scope="",
            value="3名",
            thing="样例医生",
            kind="level",
        ),
    ),
    ignores=("每个街道均有1个托育中心",),  # for each place
)

NORMED_RULES = (
    EVERY_TIME,
    EVERY_COUNT,
    EVERY_TIME_EACH,
    BY_NORM,
    PER_HEAD_HAS,
)
