"""Forms in which officials state a figure that shall be reached.

One rule is one form. Patterns see a statement (a clause, or one member of an
enumeration) with its figures, dates, names and verbs folded to one character each;
holes name phrases of ``PHRASES``. The rules are disjoint by shape: by what stands
before the figure, what follows it, and of which class it is.
"""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example
from pipelines.targets.rules_counted import COUNTED_RULES
from pipelines.targets.rules_normed import NORMED_RULES
from pipelines.targets.symbols import (
    BARE,
    BRACKET,
    CONTROL,
    COUNT,
    EACH,
    EVERY,
    FALL,
    FIGURES,
    MAKE,
    MEASURE,
    MONEY,
    MULTIPLE,
    NOW,
    POINT,
    RATE,
    REACH,
    RISE,
    SHARE,
    TIME,
    VERBS,
)

_LIST = "{0}(?:[、和及与或，]{{0,2}}{0})*"


def _values(classes: str) -> str:
    return _LIST.format(f"[{classes}]")


# What may fill a hole. Words are everything but figures and the verbs before them;
# idle words hold no verb of making either.
PHRASES = {
    "words": f"[^{FIGURES}{VERBS}]+",
    "words_or_none": f"[^{FIGURES}{VERBS}]*",
    "idle": f"[^{FIGURES}{VERBS}{MAKE}]+",
    "idle_or_none": f"[^{FIGURES}{VERBS}{MAKE}]*",
    "noun": f"[^{FIGURES}{VERBS}{MAKE}{BRACKET}][^{FIGURES}{VERBS}{MAKE}]*",
    "loose": f"[^{FIGURES}{VERBS}{MAKE}在为向给{EACH}]*",
    "thing": f"[^{FIGURES}{VERBS}]*[^{FIGURES}{VERBS}{MAKE}、]",
    "rest": f"[^{FIGURES}]*[^{FIGURES}{BRACKET}]{BRACKET}*",
    "object": f"[^{FIGURES}{MAKE}][^{FIGURES}]*",
    "object_or_none": f"(?:[^{FIGURES}{MAKE}][^{FIGURES}]*)?",
    "end": f"{BRACKET}*$",
    "make": MAKE,
    "make_or_none": f"{MAKE}?",
    "each": EACH,
    "become": "(?:实现|成为|达到|通过|取得|跻身|晋升|由[^，；]{1,5}升[为至]|转[型设变]为|升格为|向(?=[^，；]{1,16}转型))",
    "what": f"[^{FIGURES}]+",
    "all_of": "(?:全部|(?<![平人户年日月次例])均|都)",
    "every": EVERY,
    "each_time": f"{EVERY}?",
    "beyond": f"[^{FIGURES}]*(?:[高低快优好]于|超过)[^{FIGURES}]*平均(?:(?:水平|值|数)[{POINT}{SHARE}]|(?:增速|增幅)?{POINT})",
    "by_norm": f".*(?:按照?|以)(?:{RATE}|{EVERY})[{COUNT}{MEASURE}].*{MAKE}",
    "every_or_rate": f"(?:{RATE}|{EVERY})",
    "time": TIME,
    # 较为集中的 serves nobody.
    "for_whom": "(?:(?<![较更最极颇尤])为(?![主准期])|[向给])",
    "rate": RATE,
    "due": "(?:至少|最少|均|都|应|应当|须|要|确保)",
    "placeless": f"[^{FIGURES}{VERBS}{MAKE}{EACH}]+?",
    "reach": f"[{REACH}{CONTROL}]",
    "change": f"[{RISE}{FALL}]",
    "any_value": _values(FIGURES),
    "share": SHARE,
    "now": f"(?:{NOW})?",
    "relation": _values(SHARE + POINT + MULTIPLE),
    "counted": _values(COUNT + MEASURE),
    "number": _values(COUNT + MEASURE + TIME + MONEY),
    "served": f"[{COUNT}{BARE}]",
    "bare": BARE,
    "dealt": f"[{COUNT}{MEASURE}](?:[、和及与]{{1,2}}[{COUNT}{MEASURE}])+",
    "of_many": f"[^{FIGURES}{VERBS}]*(?:人次|人[口数]|户数|总[数量]|数量|用户数?|客流量)",
    "made": f"[{COUNT}{MEASURE}{BARE}]",
    "figure": f"[{FIGURES}]",
    "count": COUNT,
}

REACHED = Rule(
    name="target.reach",
    meaning="An indicator shall reach, keep or stay within a value.",
    pattern="^{subject:words_or_none}{verb:reach}{each_time}{value:any_value}{rest:words_or_none}$",
    implies={"kind": "level"},
    finds=(
        example(
            "样例市新生儿访视率达到92%以上",
            subject="样例市新生儿访视率",
            verb="达到",
            value="92%以上",
            rest="",
            kind="level",
        ),
        example(
            "样例县婴儿死亡率控制在4‰以内",
            subject="样例县婴儿死亡率",
            verb="控制在",
            value="4‰以内",
            rest="",
            kind="level",
        ),
        example(
            "样例县样例教育达到每年9万人次",
            subject="样例县样例教育",
            verb="达到",
            value="9万人次",
            rest="",
            kind="level",
        ),
    ),
    ignores=(
        "样例市新生儿访视率比上年增加2个百分点",  # by how much, not up to what
        "样例县婴儿死亡率低于全省平均水平",  # no figure
    ),
)

FROM_TO = Rule(
    name="target.from_to",
    meaning="An indicator shall move from a stated baseline to a value.",
    pattern="^{subject:words}[从由]{now}{start:figure}{words_or_none}{verb:reach}{value:any_value}{rest:words_or_none}$",
    implies={"kind": "level"},
    finds=(
        example(
            "样例县公共绿地率从31%提高到35%",
            subject="样例县公共绿地率",
            start="31%",
            verb="提高到",
            value="35%",
            rest="",
            kind="level",
        ),
        example(
            "样例县样例设备由目前的31台增至35台",
            subject="样例县样例设备",
            start="31台",
            verb="增至",
            value="35台",
            rest="",
            kind="level",
        ),
    ),
    ignores=("样例县公共绿地率提高到35%",),  # no baseline
)

CHANGED = Rule(
    name="target.change",
    meaning="An indicator shall rise or fall by an amount.",
    pattern="^{subject:words_or_none}{verb:change}{value:any_value}{rest:words_or_none}$",
    implies={"kind": "change"},
    finds=(
        example(
            "样例市单位产值能耗下降13.5%",
            subject="样例市单位产值能耗",
            verb="下降",
            value="13.5%",
            rest="",
            kind="change",
        ),
    ),
    ignores=("样例市单位产值能耗下降到0.4吨标准煤",),  # up to what, not by how much
)

BARE_SHARE = Rule(
    name="target.share",
    meaning="An indicator and its share, with a bound word or nothing between them.",
    pattern="^(?!{beyond}){subject:words}{value:relation}{end}",
    implies={"kind": "level"},
    finds=(
        example(
            "样例县无烟家庭占比不低于40%",
            subject="样例县无烟家庭占比",
            value="不低于40%",
            kind="level",
        ),
    ),
    ignores=(
        "40%以上的样例县家庭建成无烟家庭",  # the share stands before its whole
        "样例县无烟家庭占比高于全省平均水平4个百分点",  # by how much past a yardstick
    ),
)

SHARE_AGAIN = Rule(
    name="target.share_again",
    meaning="A further share of what the sentence measured, for a day of its own.",
    pattern="^{value:relation}{end}",
    implies={"kind": "level", "needs": "day"},
    finds=(example("不低于60%", value="不低于60%", kind="level", needs="day"),),
    ignores=("样例率不低于60%",),  # has its own subject
)

SHARE_OF = Rule(
    name="target.share_of",
    meaning="A share of a whole shall come to a state.",
    pattern="^{subject:words_or_none}{value:share}{rest:rest}$",
    implies={"kind": "level"},
    finds=(
        example(
            "推动30%以上样例县小学开齐体育课",
            subject="推动",
            value="30%以上",
            rest="样例县小学开齐体育课",
            kind="level",
        ),
    ),
    ignores=("样例县小学体育课开足率达到30%以上",),  # the indicator stands before
)

MEASURED = Rule(
    name="target.measured",
    meaning="A measure and its figure, without a verb.",
    pattern="^{subject:idle}{value:number}{end}",
    implies={"kind": "level"},
    finds=(
        example(
            "样例区养老床位总量900张",
            subject="样例区养老床位总量",
            value="900张",
            kind="level",
        ),
    ),
    ignores=("样例区新增养老床位900张",),  # what is made is an output
)

MANY = Rule(
    name="target.many",
    meaning="How many there are, and a figure without a unit.",
    pattern="^(?={of_many}{bare}){subject:words}{value:bare}{end}",
    implies={"kind": "level"},
    finds=(
        example(
            "样例县样例活动参与人次突破9万",
            subject="样例县样例活动参与人次",
            value="突破9万",
            kind="level",
        ),
    ),
    ignores=("样例县样例区块9万",),  # nothing says what is counted
)

NUMERIC_RULES = (
    *NORMED_RULES,
    REACHED,
    FROM_TO,
    CHANGED,
    BARE_SHARE,
    SHARE_AGAIN,
    SHARE_OF,
    MEASURED,
    MANY,
    *COUNTED_RULES,
)
