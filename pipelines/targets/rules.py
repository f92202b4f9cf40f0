"""Forms in which officials state a figure that shall be reached.

One rule is one form. Patterns see a statement (a clause, or one member of an
enumeration) with its figures, dates, names and verbs folded to one character each;
holes name phrases of ``PHRASES``. The rules are disjoint by shape: by what stands
before the figure, what follows it, and of which class it is.
"""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example
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
    POINT,
    REACH,
    RISE,
    SHARE,
    TIME,
    VERBS,
)

_LIST = "{0}(?:[、和及与或，]{{1,2}}{0})*"


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
    "end": f"{BRACKET}*$",
    "make": MAKE,
    "make_or_none": f"{MAKE}?",
    "each": EACH,
    "become": "(?:实现|成为|达到|通过|取得|跻身|晋升|由[^，；]{1,5}升[为至])",
    "what": f"[^{FIGURES}]+",
    "every": EVERY,
    "time": TIME,
    "due": "(?:至少|最少|均|都|应|应当|须|要|确保)",
    "placeless": f"[^{FIGURES}{VERBS}{MAKE}{EACH}]+?",
    "reach": f"[{REACH}{CONTROL}]",
    "change": f"[{RISE}{FALL}]",
    "any_value": _values(FIGURES),
    "share": SHARE,
    "relation": _values(SHARE + POINT + MULTIPLE),
    "counted": _values(COUNT + MEASURE),
    "number": _values(COUNT + MEASURE + TIME + MONEY),
    "served": f"[{COUNT}{BARE}]",
    "made": f"[{COUNT}{MEASURE}{BARE}]",
    "figure": f"[{FIGURES}]",
    "count": COUNT,
}

REACHED = Rule(
    name="target.reach",
    meaning="An indicator shall reach, keep or stay within a value.",
    pattern="^{subject:words_or_none}{verb:reach}{value:any_value}{rest:words_or_none}$",
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
    ),
    ignores=(
        "样例市新生儿访视率比上年增加2个百分点",  # by how much, not up to what
        "样例县婴儿死亡率低于全省平均水平",  # no figure
    ),
)

FROM_TO = Rule(
    name="target.from_to",
    meaning="An indicator shall move from a stated baseline to a value.",
    pattern="^{subject:words}[从由]{start:figure}{words_or_none}{verb:reach}{value:any_value}{rest:words_or_none}$",
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
    pattern="^{subject:words}{value:relation}{end}",
    implies={"kind": "level"},
    finds=(
        example(
            "样例县无烟家庭占比不低于40%",
            subject="样例县无烟家庭占比",
            value="不低于40%",
            kind="level",
        ),
    ),
    ignores=("40%以上的样例县家庭建成无烟家庭",),  # the share stands before its whole
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

MADE_COUNT = Rule(
    name="target.made_count",
    meaning="A verb of making, a count, and the thing made.",
    pattern="^{subject:words_or_none}{verb:make}{middle:idle_or_none}{value:made}{rest:rest}$",
    implies={"kind": "output"},
    finds=(
        example(
            "在样例市新建12所乡镇卫生院",
            subject="在样例市",
            verb="新建",
            middle="",
            value="12所",
            rest="乡镇卫生院",
            kind="output",
        ),
    ),
    ignores=(
        "样例市新建乡镇卫生院12所",  # the thing stands before the count
        "样例市乡镇卫生院增至12所",  # an existing stock
    ),
)

MADE_THING = Rule(
    name="target.made_thing",
    meaning="A verb of making, the thing made, and its count.",
    pattern="^{subject:idle_or_none}{verb:make}{thing:thing}{value:number}{end}",
    implies={"kind": "output"},
    finds=(
        example(
            "样例省培训乡村医生1200名",
            subject="样例省",
            verb="培训",
            thing="乡村医生",
            value="1200名",
            kind="output",
        ),
    ),
    ignores=("样例省培训1200名乡村医生",),  # the count stands before the thing
)

VERB_LAST = Rule(
    name="target.made_last",
    meaning="The thing, a verb of making, and the count.",
    pattern="^{subject:words_or_none}{verb:make}{value:number}{end}",
    implies={"kind": "output"},
    finds=(
        example(
            "样例省定向医学生招录300人",
            subject="样例省定向医学生",
            verb="招录",
            value="300人",
            kind="output",
        ),
    ),
    ignores=("样例省招录定向医学生300人",),  # the thing stands between
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

IN_PLACES = Rule(
    name="target.in_places",
    meaning="Something is done in a counted number of places.",
    pattern="^{subject:idle_or_none}在{scope:idle_or_none}{value:count}{place:idle}{verb:make}{object:object}$",
    implies={"kind": "output"},
    finds=(
        example(
            "在样例省7个县开展肝癌筛查",
            subject="",
            scope="样例省",
            value="7个",
            place="县",
            verb="开展",
            object="肝癌筛查",
            kind="output",
        ),
    ),
    ignores=("在样例省7县的基础上",),  # nothing is done there
)

SERVED = Rule(
    name="target.served",
    meaning="A counted number of people is served.",
    pattern="^{subject:idle_or_none}[为向给]{scope:idle_or_none}{value:served}{people:idle}{verb:make}{object:object}$",
    implies={"kind": "output"},
    finds=(
        example(
            "为3万高龄老人提供助餐",
            subject="",
            scope="",
            value="3万",
            people="高龄老人",
            verb="提供",
            object="助餐",
            kind="output",
        ),
    ),
    ignores=("为高龄老人提供3次助餐",),  # the services are counted, not the people
)

IN_EACH = Rule(
    name="target.in_each",
    meaning="A counted number in each place does or has something.",
    pattern="^{subject:idle_or_none}{each:each}{scope:loose}{value:count}{who:idle}{verb:make}{object:object}$",
    implies={"kind": "output"},
    finds=(
        example(
            "每个县至少2个乡镇建设儿童之家",
            subject="",
            each="每个县",
            scope="",
            value="至少2个",
            who="乡镇",
            verb="建设",
            object="儿童之家",
            kind="output",
        ),
    ),
    ignores=("每个县至少建设2个儿童之家",),  # the homes are counted
)

BY_SOME = Rule(
    name="target.by_some",
    meaning="A counted number of bodies does something.",
    pattern="^{subject:loose}{value:count}(?!{idle}{become}){who:idle_or_none}{verb:make}{object:object}$",
    implies={"kind": "output"},
    finds=(
        example(
            "样例市等3市启动试点",
            subject="样例市等",
            value="3市",
            who="",
            verb="启动",
            object="试点",
            kind="output",
        ),
    ),
    ignores=("启动样例市等3市试点",),  # the verb stands before
)

COME_TO = Rule(
    name="target.come_to",
    meaning="A counted number of things comes to a state.",
    pattern="^{subject:loose}{value:count}{who:idle}(?P<state>{become}{what})$",
    implies={"kind": "output"},
    finds=(
        example(
            "样例县30个事项实现全程网办",
            subject="样例县",
            value="30个",
            who="事项",
            state="实现全程网办",
            kind="output",
        ),
    ),
    ignores=("样例县事项实现全程网办30个",),  # the things stand before the count
)

CONTINUED = Rule(
    name="target.continued",
    meaning="A further count and thing after a verb of making stated before.",
    pattern="^(?!{placeless}{due}有){subject:loose}{value:counted}(?!{idle}{become}){thing:noun}{last:make_or_none}{end}",
    implies={"kind": "output", "needs": "chain"},
    finds=(
        example(
            "以及6个样例示范点建设",
            subject="以及",
            value="6个",
            thing="样例示范点",
            last="建设",
            kind="output",
            needs="chain",
        ),
    ),
    ignores=("建设6个样例示范点",),  # has its own verb
)

EACH_HAS = Rule(
    name="target.each_has",
    meaning="Each place shall have a counted number of something.",
    pattern="^{subject:idle_or_none}{each:each}{scope:loose}有{value:count}{thing:noun}{last:make_or_none}{end}",
    implies={"kind": "output"},
    finds=(
        example(
            "每个街道均有1个托育中心",
            subject="",
            each="每个街道",
            scope="均",
            value="1个",
            thing="托育中心",
            last="",
            kind="output",
        ),
    ),
    ignores=("样例街道有1个托育中心",),  # a single place: a fact
)

AT_LEAST_HAS = Rule(
    name="target.at_least_has",
    meaning="A place shall have a counted number of something.",
    pattern="^{subject:placeless}{due}有{value:count}{thing:noun}{last:make_or_none}{end}",
    implies={"kind": "output"},
    finds=(
        example(
            "样例片区至少有1个托育中心",
            subject="样例片区",
            value="1个",
            thing="托育中心",
            last="",
            kind="output",
        ),
    ),
    ignores=("样例片区有1个托育中心",),  # a fact
)

EVERY_TIME = Rule(
    name="target.every_time",
    meaning="So long a time each day or week is given to something.",
    pattern="^{subject:idle_or_none}{every}{value:time}{thing:noun}{last:make_or_none}{end}",
    implies={"kind": "level"},
    finds=(
        example(
            "样例市学生每天1小时体育活动",
            subject="样例市学生",
            value="1小时",
            thing="体育活动",
            last="",
            kind="level",
        ),
    ),
    ignores=("样例市学生体育活动每天1小时",),  # the thing stands before
)

NUMERIC_RULES = (
    AT_LEAST_HAS,
    EVERY_TIME,
    EACH_HAS,
    REACHED,
    FROM_TO,
    CHANGED,
    BARE_SHARE,
    SHARE_OF,
    MADE_COUNT,
    MADE_THING,
    VERB_LAST,
    MEASURED,
    IN_PLACES,
    SERVED,
    IN_EACH,
    BY_SOME,
    COME_TO,
    CONTINUED,
)
