"""Forms in which officials state a trend: a direction of a measurable noun.

Patterns see a whole clause without figures; their holes are those of ``rules_worded``.
"""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example

GROWS = Rule(
    name="target.trend_up",
    meaning="A measurable noun shall rise; no figure is given.",
    pattern="^{lead}{others}{adverbs}{up}{indicator:measure}{feelings}$",
    implies={"kind": "trend", "direction": "up"},
    finds=(
        example(
            "稳步提高样例市居民满意度",
            indicator="样例市居民满意度",
            kind="trend",
            direction="up",
        ),
    ),
    ignores=("稳步提高样例市服务水平",),  # quality of work
)

FALLS = Rule(
    name="target.trend_down",
    meaning="A measurable noun shall fall; no figure is given.",
    pattern="^{lead}{others}(?:对(?P<whom>[^，；]{2,20}?))?{adverbs}(?:预防和)?{down}{indicator:measure}(?:和(?:频次|力度|次数))?$",
    implies={"kind": "trend", "direction": "down"},
    finds=(
        example(
            "有效遏制样例事故发生",
            indicator="样例事故发生",
            kind="trend",
            direction="down",
        ),
    ),
    ignores=("确保不发生样例事故",),  # states no measure
)

HAS_GROWN = Rule(
    name="target.trend_rising",
    meaning="A measurable noun rises; no figure is given.",
    pattern="^{lead}(?!控制|遏制|抑制|防止|减缓|遏止){indicator:measure}{against}{adverbs}{up}{and_so_on}$",
    implies={"kind": "trend", "direction": "up"},
    finds=(
        example(
            "样例市居民健康水平明显提高",
            indicator="样例市居民健康水平",
            kind="trend",
            direction="up",
        ),
    ),
    ignores=("样例市服务能力明显提高",),  # quality of work
)

HAS_FALLEN = Rule(
    name="target.trend_falling",
    meaning="A measurable noun falls; no figure is given.",
    pattern="^{lead}{indicator:measure}{against}{adverbs}(?:{down}|控制)(?:趋势|态势)?{and_so_on}$",
    implies={"kind": "trend", "direction": "down"},
    finds=(
        example(
            "样例病患病率持续下降",
            indicator="样例病患病率",
            kind="trend",
            direction="down",
        ),
    ),
    ignores=("样例病患病率持续下降5%",),  # a figure
)

BOTH_FALL = Rule(
    name="target.trend_both_falling",
    meaning="Two measurable nouns fall together: 双下降.",
    pattern="^{lead}{indicator:measure}(?:继续|持续|均|保持|实现)*“?双下?降”?$",
    implies={"kind": "trend", "direction": "down"},
    finds=(
        example(
            "样例事故起数和死亡人数实现“双下降”",
            indicator="样例事故起数和死亡人数",
            kind="trend",
            direction="down",
        ),
    ),
    ignores=("样例服务实现“双下降”",),  # nothing measurable
)

HOLDS = Rule(
    name="target.trend_steady",
    meaning="A measurable noun stays as it is; no figure is given.",
    pattern="^{lead}{indicator:measure}{adverbs}{hold}$",
    implies={"kind": "trend", "direction": "hold"},
    finds=(
        example(
            "样例市参保率保持稳定",
            indicator="样例市参保率",
            kind="trend",
            direction="hold",
        ),
    ),
    ignores=("样例市秩序保持稳定",),  # nothing measurable
)

HOLDS_HIGH = Rule(
    name="target.trend_kept",
    meaning="A measurable noun is kept as high or as low as it is.",
    pattern="^{lead}(?:保持|维持)(?:了|在)?较?[高低](?:水平|位)?的?{indicator:measure}$",
    implies={"kind": "trend", "direction": "hold"},
    finds=(
        example(
            "继续保持高样例接种率",
            indicator="样例接种率",
            kind="trend",
            direction="hold",
        ),
    ),
    ignores=("继续保持高压态势",),  # nothing measurable
)

CURBED = Rule(
    name="target.trend_curbed",
    meaning="A measurable noun is kept from rising.",
    pattern="^{lead}(?:控制|遏制|抑制|防止|减缓|遏止){indicator:measure}(?:的|总体)?(?:不合理|过快|快速|持续|较快)?(?:增长|上升|上涨|反弹|蔓延)(?:速度|幅度)?$",
    implies={"kind": "trend", "direction": "down"},
    finds=(
        example(
            "控制样例费用占比不合理增长",
            indicator="样例费用占比",
            kind="trend",
            direction="down",
        ),
    ),
    ignores=("控制样例费用不合理增长",),  # nothing measurable
)

HELD_LOW = Rule(
    name="target.trend_held",
    meaning="A measurable noun stays low or high: 保持在较低水平.",
    pattern="^{lead}{indicator:measure}{adverbs}(?:保持|维持|稳定|控制|处于)在?(?:较|相对)?[高低](?:位|(?:流行)?水平)(?:运行)?$",
    implies={"kind": "trend", "direction": "hold"},
    finds=(
        example(
            "样例病发病率保持在较低水平",
            indicator="样例病发病率",
            kind="trend",
            direction="hold",
        ),
    ),
    ignores=("样例能力保持在较高水平",),  # nothing measurable
)

FALLS_ON = Rule(
    name="target.trend_falls_on",
    meaning="What the clause before bounds shall fall further: …，并逐年下降.",
    pattern="^(?:(?:并|且|并且){adverbs}|(?:逐年|逐步|稳步|持续|不断){adverbs}){down}$",
    implies={"kind": "trend", "direction": "down"},
    finds=(example("并逐年下降", kind="trend", direction="down"),),
    ignores=("样例率逐年下降", "下降"),  # a measure of its own; no second promise
)

RISES_ON = Rule(
    name="target.trend_rises_on",
    meaning="What the clause before bounds shall rise further: …，并逐年提高.",
    pattern="^(?:(?:并|且|并且){adverbs}|(?:逐年|逐步|稳步|持续|不断){adverbs}){up}$",
    implies={"kind": "trend", "direction": "up"},
    finds=(example("且稳步提升", kind="trend", direction="up"),),
    ignores=("样例率稳步提升", "提升"),
)

INDICES = Rule(
    name="target.trend_indices",
    meaning="Indicators named as such, and others like them, get better.",
    pattern="^{lead}{indicator:measure}等[^，；等]{0,12}指标{adverbs}{up}$",
    implies={"kind": "trend", "direction": "up"},
    finds=(
        example(
            "保障样例参保率和样例就诊率等核心指标持续改善",
            indicator="样例参保率和样例就诊率",
            kind="trend",
            direction="up",
        ),
    ),
    ignores=("样例服务等核心指标持续改善",),  # nothing measurable is named
)

MOVING_RULES = (
    GROWS,
    FALLS,
    HAS_GROWN,
    HAS_FALLEN,
    BOTH_FALL,
    HOLDS,
    HOLDS_HIGH,
    HELD_LOW,
    CURBED,
    FALLS_ON,
    RISES_ON,
    INDICES,
)
