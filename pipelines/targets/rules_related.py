"""Forms in which officials set an indicator beside a yardstick instead of a figure.

Patterns see a whole clause without figures; their holes are those of ``rules_worded``.
"""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example

RELATION = Rule(
    name="target.relation",
    meaning="An indicator is compared with a yardstick instead of a figure.",
    pattern="^(?!{lead}{too}){lead}(?!.*{totality}(?!不?[高低]于|[优好快]于)|.*所有(?!制|权)){indicator:words}{adverbs}(?P<relation>达到或接近|达到或超过|达到或高于|达到或优于|达到|位居|稳居|居于|居|进入|处于|保持在|保持|控制在|稳定在|维持在|不低于|低于|不高于|高于|优于|好于|超过|接近|高出|快于)(?P<reference>{place}{short}{yardstick}|{place}{yardstick}|{before}|{norm}|同[级类][^，；的]{2,10})(?P<more>以上|以下|以内)?{figure_of_rank}?$",
    implies={"kind": "relative"},
    finds=(
        example(
            "样例升学率高于去年",
            indicator="样例升学率",
            relation="高于",
            reference="去年",
            kind="relative",
        ),
        example(
            "样例病发病率低于全省平均水平",
            indicator="样例病发病率",
            relation="低于",
            reference="全省平均水平",
            kind="relative",
        ),
        example(
            "样例病发病率、样例病病死率均低于全省平均水平",
            indicator="样例病发病率、样例病病死率",
            relation="低于",
            reference="全省平均水平",
            kind="relative",
        ),
    ),
    ignores=(
        "样例费用同级最低",  # no relation
        "样例病发病率低于2%",  # a figure
        "样例乡镇均达到国家标准",  # all of them: coverage
    ),
)

RELATION_TOO = Rule(
    name="target.relation_too",
    meaning="What the sentence spoke of is compared with a further yardstick.",
    pattern="^{lead}{relation:too}(?P<reference>{place}{short}{yardstick}|{place}{yardstick}|{before})(?P<more>以上|以下)?$",
    implies={"kind": "relative"},
    finds=(
        example(
            "逐步达到全省平均水平",
            relation="达到",
            reference="全省平均水平",
            kind="relative",
        ),
        example(
            "高于全市经济增速",
            relation="高于",
            reference="全市经济增速",
            kind="relative",
        ),
    ),
    ignores=(
        "高于5%",  # a figure
        "达到国家要求",  # what does is not said
    ),
)

OUTPACES = Rule(
    name="target.outpaces",
    meaning="One thing grows no slower, or faster, than another.",
    pattern="^{lead}(?P<indicator>{growth}){adverbs}(?P<relation>不低于|不高于|高于|低于|快于|超过)(?P<reference>(?!{place}){growth})$",
    implies={"kind": "relative"},
    finds=(
        example(
            "样例支出增幅不低于经常性样例收入增幅",
            indicator="样例支出增幅",
            relation="不低于",
            reference="经常性样例收入增幅",
            kind="relative",
        ),
    ),
    ignores=(
        "样例支出增幅不低于全省平均增幅",  # a yardstick
        "样例支出高于样例收入",  # growth of neither
    ),
)

RANKS = Rule(
    name="target.ranks",
    meaning="What is measured comes among the first of those it is compared with.",
    pattern="^{lead}(?P<indicator>[^，；]{2,40}?(?:率|比例|比重|占比|水平|指数|增速|总量|规模|满意度|数|量|密度|强度|综合实力|指标|排名)){adverbs}(?P<relation>走在|走到|跻身|迈入|跨入|挺进|排在|排名|位列)(?P<reference>{place}[^，；0-9]{0,6}?(?:前列|前茅|第一方阵|第一梯队|中上游|上游|前[一二三四五六七八九十]|前{figure_of_rank}))(?:[名位]|水平|行列)?$",
    implies={"kind": "relative"},
    finds=(
        example(
            "样例服务水平力争走在全省前列",
            indicator="样例服务水平",
            relation="走在",
            reference="全省前列",
            kind="relative",
        ),
    ),
    ignores=("推动样例工作走在全省前列",),  # nothing measured
)

MEETS = Rule(
    name="target.meets",
    meaning="What is measured comes up to what a higher place has set.",
    pattern="^{lead}(?!.*{totality}|.*所有(?!制|权))(?P<indicator>[^，；]{2,40}?(?:率|比例|比重|占比|浓度|总量|强度|指数|面积)){adverbs}(?P<relation>完成)(?P<reference>{place}[^，；]{0,12}?(?:控制目标|目标任务|约束性指标|目标|任务|指标|要求))$",
    implies={"kind": "relative"},
    finds=(
        example(
            "样例能耗强度完成省定目标",
            indicator="样例能耗强度",
            relation="完成",
            reference="省定目标",
            kind="relative",
        ),
    ),
    ignores=("样例县完成省定目标",),  # nothing measured
)

IN_STEP = Rule(
    name="target.in_step",
    meaning="An indicator keeps in step with another.",
    pattern="^{lead}{indicator:words}(?:与|同)(?P<reference>[^，；]{3,20}?|去年|上年)(?:基本)?(?P<relation>同步|保持一致|持平)(?:增长)?$",
    implies={"kind": "relative"},
    finds=(
        example(
            "样例收入增速与样例经济增长基本同步",
            indicator="样例收入增速",
            relation="同步",
            reference="样例经济增长",
            kind="relative",
        ),
    ),
    ignores=("样例收入增速基本同步",),  # with nothing
)

CONFORMS = Rule(
    name="target.conforms",
    meaning="An indicator or thing comes up to a named standard or grade.",
    pattern="^{lead}{indicator:words}{adverbs}(?P<relation>达到)(?!或)(?P<reference>(?!{place}|{grade}$)[^，；的]{2,20}(?:建设|创建|评价|管理|配置|服务|质量|规范|排放|等级?|级)(?:标准和要求|要求和标准|标准|要求|水平))$",
    implies={"kind": "relative"},
    finds=(
        example(
            "样例矿山达到绿色矿山建设要求",
            indicator="样例矿山",
            relation="达到",
            reference="绿色矿山建设要求",
            kind="relative",
        ),
    ),
    ignores=("样例矿山提出绿色矿山建设要求",),  # nothing is reached
)

GRADED = Rule(
    name="target.graded",
    meaning="A thing comes up to a grade by its number: 二级, 三级甲等.",
    pattern="^{lead}(?!.*{totality}|.*所有(?!制|权)){indicator:words}{adverbs}(?P<relation>达到或优于|达到|(?<![下传转发直到])达)(?P<reference>{grade})$",
    implies={"kind": "relative"},
    finds=(
        example(
            "其他样例医院达到二级医院水平",
            indicator="其他样例医院",
            relation="达到",
            reference="二级医院水平",
            kind="relative",
        ),
        example(
            "样例县中医院达三级甲等",
            indicator="样例县中医院",
            relation="达",
            reference="三级甲等",
            kind="relative",
        ),
    ),
    ignores=(
        "支持达到二级水平的样例医院",  # which ones, not how far
        "样例文件下达二级机构",  # handed down
    ),
)

RELATED_RULES = (
    RELATION,
    RELATION_TOO,
    OUTPACES,
    RANKS,
    MEETS,
    IN_STEP,
    CONFORMS,
    GRADED,
)
