"""Figures that look like targets and are none: facts, payments, conditions, names.

What is no target is settled first: a statement that one of these rules reads is not
offered to the rules of targets. Each rule says what becomes of its figures
(``Disposition``), so that every number of a notice is accounted for.
"""

from __future__ import annotations

from pipelines.grammar.choices import choice, guarded
from pipelines.grammar.rules import Rule, example
from pipelines.targets import words
from pipelines.targets.exclusions_scopes import SCOPE_RULES
from pipelines.targets.symbols import (
    BRACKET,
    CONTROL,
    COUNT,
    FIGURES,
    MAKE,
    MONEY,
    POINT,
    SHARE,
    TIME,
    VERBS,
)

PHRASES = {
    "gap": f"[^{FIGURES}，；]*?",
    "words": f"[^{FIGURES}，；]*",
    "verb": f"[{VERBS}]",
    "past": f"(?:{guarded(words.PAST)}|{words.PAST_SHAPES})",
    "past_here": (
        f"(?:{choice(words.PAST_HERE)}|{words.PAST_HERE_SHAPES}"
        f"|(?<![由从比较])(?:现有|原有|既有)(?=[{FIGURES}]))"
    ),
    # What grows of itself: people, and the old and sick among them.
    "many": (
        f"(?:(?<!{MAKE})(?<!参保)(?<!受益)人口(?:总[数量]|数量?|占比|比重|比例)?(?=将)|老龄化"
        "|(?:老年人|患者|病人)(?:总|人)?数)"
    ),
    "nearly": f"[^{FIGURES}，；]{{0,4}}",
    "staff": "(?:工作组|领导小组|专班|专项组|工作小组)",
    "payment": choice(words.PAYMENT),
    # Loans given out in all are an aim; what one may borrow is an offer.
    "lent": (
        "(?!.*(?:最高|不超过|每|贴息|给予|补[助贴]|奖励))"
        f"[^，；]*(?:{MAKE}[^，；]*(?:贷款|信贷)|贷款(?:余额|总额|规模)[^，；{FIGURES}]*{MONEY})"
    ),
    # 按时办结率 and 出行分担率 are rates of work; so is every 率 after a payment word.
    "share_payment": (
        f"(?:(?<![低免减缴])(?:{choice(words.PAYMENT_SHARE)})|自付(?!比例[{CONTROL}])|按照?(?![时期需规要季月年病人序质量]|[^，；{FIGURES}]{{1,12}}付费)|分担)"
        f"(?![^{FIGURES}，；]*(?:率|占比))"
    ),
    # What part one sum has in another: 甲支出占乙支出的比例达到80%.
    "composed": (
        f"[^{FIGURES}，；]{{4,}}占[^{FIGURES}，；]{{2,}}"
        f"的(?:比例|比重|比率)[{VERBS}]?[{SHARE}]"
        f"|[^{FIGURES}，；]{{2,}}(?:{MAKE}|费用|收入|人次|病例|例数|金额|总额)占[^{FIGURES}，；]{{2,}}(?:比例|比重|比率)[{VERBS}]?[{SHARE}]"
    ),
    "economy": choice(words.ECONOMY),
    "money": MONEY,
    "share": SHARE,
    "points": POINT,
    "time": TIME,
    "counted": COUNT,
    "count": COUNT,
    "joint": f"[^{FIGURES}{MAKE}，；]{{0,6}}?",
    "idea": f"(?:{choice(words.IDEAS)})(?:$|[，；、和])|{choice(words.OWN_PARTS)}",
    "figure": f"[{FIGURES}]",
    "figures": FIGURES,
    "bracket": BRACKET,
    "make": MAKE,
}

PAST_FACT = Rule(
    name="past.stated",
    meaning="A fact already reached or counted in the past.",
    pattern="{word:past}",
    implies={"disposition": "past"},
    finds=(example("截至年底样例市建成床位800张", word="截至", disposition="past"),),
    ignores=(
        "样例市新增养老床位800张",  # nothing says that it is so
        "推进样例项目前期工作800项",  # 项目前期, not 目前
        "样例市产粮比上年增加8%",  # compared with, not told of
        "样例站由目前的8个增至9个",  # from what it is now
    ),
)

PAST_STOCK = Rule(
    name="past.stock",
    meaning="What a place has; the words hold for their own clause.",
    pattern="{past_here}{words}{value:figure}",
    implies={"disposition": "past"},
    finds=(example("样例市现有养老床位800张", value="800张", disposition="past"),),
    ignores=(
        "样例市新增养老床位800张",  # nothing says that it is so
        "治疗率在现有基础上提高8%",  # from what it is now
    ),
)

FORECAST = Rule(
    name="past.forecast",
    meaning="What is expected to come by itself.",
    pattern="(?:(?:预计|预测|据测算|据预测){words}将{words}|{many}{words}将{nearly}){value:figure}",
    implies={"disposition": "past"},
    finds=(
        example("预计样例老人将突破90万人", value="突破90万人", disposition="past"),
        example("样例老年人口占比将超过22%", value="超过22%", disposition="past"),
    ),
    ignores=(
        "预计样例站新增就业90人",  # what the plan brings about
        "样例服务人口将超过22万人",  # whom the plan serves
    ),
)

PAID_SHARE = Rule(
    name="standard.paid_share",
    meaning="A share that is a rule of payment.",
    pattern="^(?!{composed}).*?(?:{share_payment}{gap}(?={share})|报销比例{gap}(?={points})){value:figure}",
    implies={"disposition": "standard"},
    finds=(
        example("住院费用报销比例为70%", value="70%", disposition="standard"),
        example(
            "样例项目报销比例提高7个百分点", value="7个百分点", disposition="standard"
        ),
    ),
    ignores=(
        "住院病历甲级率为70%",  # nothing is paid
        "样例医保基金支出占统筹基金支出的比例达到70%",  # a part of a whole
        "按样例付费的医保基金支出占医保基金支出比例达到70%",
        "样例参保缴费率达到70%",
        "按样例付费的住院病例占比达到70%",  # how many, not how much is paid
    ),
)

SHARE_PAID = Rule(
    name="standard.share_paid",
    meaning="A share of which something is paid or charged.",
    pattern="{value:share}(?!.*任务.*承担){gap}{share_payment}",
    implies={"disposition": "standard"},
    finds=(example("其余20%由个人承担", value="20%", disposition="standard"),),
    ignores=(
        "20%以上样例县学校参加比赛",  # nothing is paid
        "将20%的样例任务交由样例站承担",  # work, not money
    ),
)

PAID_SUM = Rule(
    name="standard.paid_sum",
    meaning="A sum that is laid down as a payment, price or limit.",
    pattern="^(?!{lent}).*?{payment}{gap}{value:money}",
    implies={"disposition": "standard"},
    finds=(
        example("对样例养老院每床补助2000元", value="2000元", disposition="standard"),
    ),
    ignores=(
        "样例市产业规模达到20亿元",  # an indicator of the economy
        "样例市样例业贷款余额达到20亿元以上",  # lent in all
    ),
)

SUM_PAID = Rule(
    name="standard.sum_paid",
    meaning="A sum that is then given or charged.",
    pattern="{value:money}{words}{payment}",
    implies={"disposition": "standard"},
    finds=(example("落实500元高龄津贴", value="500元", disposition="standard"),),
    ignores=("样例市产业规模达到20亿元",),
)

BY_STANDARD = Rule(
    name="standard.by_standard",
    meaning="A figure by which something is laid out, paid or built.",
    pattern="(?:按照|按|依据|参照|执行)[^，；]*?{value:figure}[^，；]?[^，；]?(?:的|这一)?标准",
    implies={"disposition": "standard"},
    finds=(
        example("按每百户20平方米的标准建设", value="20平方米", disposition="standard"),
    ),
    ignores=("建设20处标准球场",),  # the things built
)

LIMIT = Rule(
    name="standard.time_limit",
    meaning="A time within which something is to be handled.",
    pattern="[在于]{value:time}",
    implies={"disposition": "standard"},
    finds=(example("在7个工作日内办结", value="7个工作日内", disposition="standard"),),
    ignores=("办结时间7个工作日",),  # an indicator
)

SUM_NAMED = Rule(
    name="amount.money",
    meaning="A sum of money that is merely mentioned.",
    pattern="^(?!{lent}|.*(?:{economy}|{payment}|[户人]均{verb})).*?{value:money}",
    implies={"disposition": "amount"},
    finds=(example("安排专款300万元用于修缮", value="300万元", disposition="amount"),),
    ignores=("样例市旅游收入达到30亿元",),  # an indicator of the economy
)

PERMITTED = Rule(
    name="standard.permitted",
    meaning="What may be done and need not be.",
    pattern="可(?:以|根据|结合|视|自行|选择|适当)[^，；]*?{value:figure}",
    implies={"disposition": "standard"},
    finds=(
        example("也可以在工会内设置1间休息室", value="1间", disposition="standard"),
    ),
    ignores=("网上可办事项达到30项",),  # a word of its own
)

ADVICE = Rule(
    name="standard.advice",
    meaning="Advice to persons is no promise of the government.",
    pattern="^{words}建议{words}{value:figure}",
    implies={"disposition": "standard"},
    finds=(example("建议成人每年检查血压2次", value="2次", disposition="standard"),),
    ignores=("为成人每年检查血压2次",),  # a service
)

CONDITION = Rule(
    name="qualifier.condition",
    meaning="A clause that ends in 的 says to whom the next one speaks.",
    pattern="{value:figure}[^，；]*的$",
    implies={"disposition": "qualifier"},
    finds=(
        example(
            "床位300张以上且设有食堂的", value="300张以上", disposition="qualifier"
        ),
    ),
    ignores=("床位300张以上且设有食堂",),  # said of itself
)

ELIGIBLE = Rule(
    name="standard.eligibility",
    meaning="What one who applies must be or have.",
    pattern="^{words}(?:申请人|申请者|申报者|申报人|报考人员|投标人){words}{value:figure}",
    implies={"disposition": "standard"},
    finds=(
        example("申请人名下房产不超过1套", value="不超过1套", disposition="standard"),
    ),
    ignores=("样例市名下房产不超过1套",),  # nobody applies
)

EXCLUSION_RULES = (
    *SCOPE_RULES,
    ELIGIBLE,
    PERMITTED,
    ADVICE,
    CONDITION,
    PAST_STOCK,
    FORECAST,
    PAID_SHARE,
    SHARE_PAID,
    PAID_SUM,
    SUM_PAID,
    BY_STANDARD,
    LIMIT,
    SUM_NAMED,
)
