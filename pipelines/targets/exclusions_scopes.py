"""Figures that count no delivery: parts of the work, ideas, places learned from.

The holes are phrases of ``exclusions.PHRASES``.
"""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example

STAFF = Rule(
    name="name.staff",
    meaning="Groups that run the plan itself; their number is no delivery.",
    pattern="{value:figure}{words}{staff}",
    implies={"disposition": "name"},
    finds=(example("下设4个专项工作组", value="4个", disposition="name"),),
    ignores=("新建4个工作站",),  # things
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

OWN_TASKS = Rule(
    name="name.own_tasks",
    meaning="How many tasks the notice itself has is no promise.",
    pattern=(
        "(?:本(?:方案|意见|计划|通知|规划|办法)|(?:方案|意见|计划|通知|规划|办法)"
        "(?=(?:明确|提出|部署|列出|{make})的[^，；]{0,6}(?:任务|工作|措施|举措)))"
        "(?:明确|提出|部署|列出|{make})的{value:counted}"
    ),
    implies={"disposition": "name"},
    finds=(example("落实本方案明确的18项样例任务", value="18项", disposition="name"),),
    ignores=("落实18项样例任务",),  # whose they are is not said
)

PARTED = Rule(
    name="qualifier.parted",
    meaning="Into how many parts a work is parted.",
    pattern="分(?:成|为|设)?{value:count}(?:片区|工作?组|小?组|阶段|批次?|步|档|类|期|层级|等级|方面)",
    implies={"disposition": "qualifier"},
    finds=(example("分4个片区开展样例督导", value="4个", disposition="qualifier"),),
    ignores=("组建4个样例片区",),
)

FOCUS = Rule(
    name="qualifier.focus",
    meaning="A number of things on which the work rests, not one to be delivered.",
    pattern="以[^，；]*?{value:figure}[^，；]*?为(?:重点|抓手|基础|核心|载体|依托|单位|主体|试点|中心|引领|主导|导向|支撑)",
    implies={"disposition": "qualifier"},
    finds=(example("以样例市12个园区为重点", value="12个", disposition="qualifier"),),
    ignores=("在样例市12个园区开展试点",),  # it is done there
)

LEARNED_FROM = Rule(
    name="qualifier.learned_from",
    meaning="Places whose experience is summed up or spread; they are none to be made.",
    pattern="(?:总结|借鉴|学习|推广|复制|吸取|汲取|交流|宣传|推介|提炼|{make})[^，；]{0,8}{value:counted}[^，；{figures}]{0,10}(?:省|县|市|区|州|乡|镇|村|街道|社区|地区|地方|单位|部门|医院|学校|企业|试点)[（{bracket}）]?的?(?:先进|成功|典型|有益|有效|好的?|工作|改革|建设|试点|创建|实践)*(?:经验|做法|教训|成效)",
    implies={"disposition": "qualifier"},
    finds=(
        example("总结两个试点县经验", value="两个", disposition="qualifier"),
        example("推广12个样例县的先进做法", value="12个", disposition="qualifier"),
    ),
    ignores=(
        "总结12个样例典型经验",  # the experiences are counted
        "在12个样例县推广样例经验",  # it is done there
    ),
)

IN_A_ROW = Rule(
    name="qualifier.in_a_row",
    meaning="How often in a row something befell those who are meant.",
    pattern="连续{value:count}[^，；]*的",
    implies={"disposition": "qualifier"},
    finds=(
        example("对连续2次排名末位的乡镇约谈", value="2次", disposition="qualifier"),
    ),
    ignores=("连续举办2次样例会议",),  # what is held
)

SCOPE_RULES = (
    STAFF,
    ABSTRACT,
    OWN_TASKS,
    PARTED,
    FOCUS,
    LEARNED_FROM,
    IN_A_ROW,
)
