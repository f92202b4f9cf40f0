"""Figures that look like targets and are none: facts, payments, conditions, names.

What is no target is settled first: a statement that one of these rules reads is not
offered to the rules of targets. Each rule says what becomes of its figures
(``Disposition``), so that every number of a notice is accounted for.
"""

from __future__ import annotations

from pipelines.grammar.choices import choice
from pipelines.grammar.rules import Rule, example
from pipelines.targets import words
from pipelines.targets.symbols import COUNT, FIGURES, MONEY, SHARE, TIME, VERBS

PHRASES = {
    "gap": f"[^{FIGURES}，；]*?",
    "words": f"[^{FIGURES}，；]*",
    "verb": f"[{VERBS}]",
    "past": choice(words.PAST),
    "past_here": choice(words.PAST_HERE),
    "staff": "(?:工作组|领导小组|专班|专项组|工作小组)",
    "payment": choice(words.PAYMENT),
    # 按时办结率 and 出行分担率 are rates of work; so is every 率 after a payment word.
    "share_payment": (
        f"(?:{choice(words.PAYMENT_SHARE)}|按照?(?![时期需规要季月年病人序质量])|分担)"
        f"(?![^{FIGURES}，；]*率)"
    ),
    "economy": choice(words.ECONOMY),
    "money": MONEY,
    "share": SHARE,
    "time": TIME,
    "counted": COUNT,
    "count": COUNT,
    "joint": f"[^{FIGURES}，；]{{0,6}}?",
    "idea": f"(?:{choice(words.IDEAS)})(?:$|[，；、和])|{choice(words.OWN_PARTS)}",
    "figure": f"[{FIGURES}]",
}

PAST_FACT = Rule(
    name="past.stated",
    meaning="A fact already reached or counted in the past.",
    pattern="{word:past}",
    implies={"disposition": "past"},
    finds=(example("截至年底样例市建成床位800张", word="截至", disposition="past"),),
    ignores=("样例市新增养老床位800张",),  # nothing says that it is so
)

PAST_STOCK = Rule(
    name="past.stock",
    meaning="What a place has; the words hold for their own clause.",
    pattern="{past_here}{words}{value:figure}",
    implies={"disposition": "past"},
    finds=(example("样例市现有养老床位800张", value="800张", disposition="past"),),
    ignores=("样例市新增养老床位800张",),  # nothing says that it is so
)

STAFF = Rule(
    name="name.staff",
    meaning="Groups that run the plan itself; their number is no delivery.",
    pattern="{value:figure}{words}{staff}",
    implies={"disposition": "name"},
    finds=(example("下设4个专项工作组", value="4个", disposition="name"),),
    ignores=("新建4个工作站",),  # things
)

PAID_SHARE = Rule(
    name="standard.paid_share",
    meaning="A share that is a rule of payment.",
    pattern="{share_payment}{gap}{value:share}",
    implies={"disposition": "standard"},
    finds=(example("住院费用报销比例为70%", value="70%", disposition="standard"),),
    ignores=("住院病历甲级率为70%",),  # nothing is paid
)

SHARE_PAID = Rule(
    name="standard.share_paid",
    meaning="A share of which something is paid or charged.",
    pattern="{value:share}{gap}{share_payment}",
    implies={"disposition": "standard"},
    finds=(example("其余20%由个人承担", value="20%", disposition="standard"),),
    ignores=("20%以上样例县学校参加比赛",),  # nothing is paid
)

PAID_SUM = Rule(
    name="standard.paid_sum",
    meaning="A sum that is laid down as a payment, price or limit.",
    pattern="{payment}{gap}{value:money}",
    implies={"disposition": "standard"},
    finds=(
        example("对样例养老院每床补助2000元", value="2000元", disposition="standard"),
    ),
    ignores=("样例市产业规模达到20亿元",),  # an indicator of the economy
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
    finds=(example("在7个工作日内办结", value="7个工作日", disposition="standard"),),
    ignores=("办结时间7个工作日",),  # an indicator
)

SUM_NAMED = Rule(
    name="amount.money",
    meaning="A sum of money that is merely mentioned.",
    pattern="^(?!.*(?:{economy}|{payment})).*?{value:money}",
    implies={"disposition": "amount"},
    finds=(example("安排专款300万元用于修缮", value="300万元", disposition="amount"),),
    ignores=("样例市旅游收入达到30亿元",),  # an indicator of the economy
)

ABSTRACT = Rule(
    name="name.abstract",
    meaning="A number that counts ideas, not things that are delivered.",
    pattern="(?:作为|成为|视为|列为|当作|是){value:counted}|{count}{joint}{idea}",
    implies={"disposition": "name"},
    finds=(
        example("筑牢样例两条防线", disposition="name"),
        example("作为一项样例工作", value="一项", disposition="name"),
    ),
    ignores=("修建两条公路",),  # things
)

FOCUS = Rule(
    name="qualifier.focus",
    meaning="A number of things on which the work rests, not one to be delivered.",
    pattern="以[^，；]*?{value:figure}[^，；]*?为(?:重点|抓手|基础|核心|载体|依托|单位|主体|试点|中心|引领|主导|导向|支撑)",
    implies={"disposition": "qualifier"},
    finds=(example("以样例市12个园区为重点", value="12个", disposition="qualifier"),),
    ignores=("在样例市12个园区开展试点",),  # it is done there
)

EXCLUSION_RULES = (
    PAST_STOCK,
    STAFF,
    PAID_SHARE,
    SHARE_PAID,
    PAID_SUM,
    SUM_PAID,
    BY_STANDARD,
    LIMIT,
    ABSTRACT,
    FOCUS,
    SUM_NAMED,
)
