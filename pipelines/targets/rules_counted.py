"""Forms in which officials state a count: what is built, trained, held or given.

One rule is one form; the holes are phrases of ``rules.PHRASES``.
"""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example

MADE_COUNT = Rule(
    name="target.made_count",
    meaning="A verb of making, a count, and the thing made.",
    pattern="^(?!{by_norm}){subject:words_or_none}{verb:make}{middle:idle_or_none}{value:made}{rest:rest}$",
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

IN_PLACES = Rule(
    name="target.in_places",
    meaning="Something is done in a counted number of places.",
    pattern="^{subject:idle_or_none}在{scope:idle_or_none}{value:count}{place:idle}{verb:make}(?P<object>{object}|)$",
    implies={"kind": "output"},
    finds=(
        example(
            "在样例市4个区全面推开",
            subject="",
            scope="样例市",
            value="4个",
            place="区全面",
            verb="推开",
            object="",
            kind="output",
        ),
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
    pattern="^{subject:idle_or_none}{for_whom}{scope:idle_or_none}{value:served}{people:idle_or_none}{verb:make}(?P<object>{object}|)$",
    implies={"kind": "output"},
    finds=(
        example(
            "为3万高龄老人体检",
            subject="",
            scope="",
            value="3万",
            people="高龄老人",
            verb="体检",
            object="",
            kind="output",
        ),
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

SERVED_FREE = Rule(
    name="target.served_free",
    meaning="Something is done free of charge for a counted number of people.",
    pattern="^{subject:idle_or_none}[为向给对]{scope:idle_or_none}{value:served}{people:idle_or_none}(?P<object>免费{idle})$",
    implies={"kind": "output"},
    finds=(
        example(
            "为300名样例学生免费验光配镜",
            subject="",
            scope="",
            value="300名",
            people="样例学生",
            object="免费验光配镜",
            kind="output",
        ),
    ),
    ignores=(
        "为300名样例学生验光配镜",  # free of charge is not said
        "为300名样例学生免费配备样例灯",  # has a verb of making and what is made
    ),
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
    pattern="^(?!{by_norm}){subject:loose}{value:count}(?!{idle}{become})(?!{idle}{all_of}){who:idle_or_none}{verb:make}{object:object}(?<!全覆盖)$",
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
    ignores=(
        "启动样例市等3市试点",  # the verb stands before
        "样例市3个县全部建立样例中心",  # all of them: coverage
    ),
)

COME_TO = Rule(
    name="target.come_to",
    meaning="A counted number of things comes to a state.",
    pattern="^{subject:loose}{value:count}(?!{idle}{all_of}[要应须需]?{become}){who:idle}(?P<state>{become}{what})$",
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
        example(
            "9所样例学院向样例型学院转型",
            subject="",
            value="9所",
            who="样例学院",
            state="向样例型学院转型",
            kind="output",
        ),
    ),
    ignores=("样例县事项实现全程网办30个",),  # the things stand before the count
)

CONTINUED = Rule(
    name="target.continued",
    meaning="A further count and thing after a verb of making stated before.",
    pattern="^(?!{by_norm})(?!(?:{placeless}{due}|{idle_or_none}{rate}{loose})[拥具]?有){subject:loose}(?<!{every}){value:counted}(?!{idle}{become}){thing:noun}{last:make_or_none}(?<!全覆盖){end}",
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
    ignores=(
        "建设6个样例示范点",  # has its own verb
        "以及6种样例服务县域全覆盖",  # covers, delivers nothing
    ),
)

EACH_HAS = Rule(
    name="target.each_has",
    meaning="Each place shall have a counted number of something.",
    pattern="^{subject:idle_or_none}{each:each}{scope:loose}(?:有|(?<={each})){value:count}{thing:noun}{last:make_or_none}{end}",
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

MADE_DEALT = Rule(
    name="target.made_dealt",
    meaning="A verb of making, counts dealt out over days, and the thing made.",
    pattern="^(?!{by_norm})(?=.*分别){subject:words_or_none}{verb:make}{middle:idle_or_none}{value:dealt}{rest:rest}$",
    implies={"kind": "output"},
    finds=(
        example(
            "样例市分别建成15个和30个示范点",
            subject="样例市分别",
            verb="建成",
            middle="",
            value="15个和30个",
            rest="示范点",
            kind="output",
        ),
    ),
    ignores=("样例市建成15个和30个示范点",),  # nothing deals them out
)

AT_LEAST_HAS = Rule(
    name="target.at_least_has",
    meaning="A place shall have a counted number of something.",
    pattern="^(?!{idle_or_none}{rate}){subject:placeless}{due}[拥具]?有{value:count}{thing:noun}{last:make_or_none}{end}",
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

COUNTED_RULES = (
    MADE_COUNT,
    MADE_THING,
    VERB_LAST,
    IN_PLACES,
    SERVED,
    SERVED_FREE,
    IN_EACH,
    BY_SOME,
    COME_TO,
    CONTINUED,
    EACH_HAS,
    MADE_DEALT,
    AT_LEAST_HAS,
)
