"""The forms in which a sentence of the running text says who is answerable."""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example

PROSE = (
    Rule(
        name="responsibility.led_by",
        pattern=(
            "由{organizations:prose_bodies}"
            "(?P<term>统一领导|统筹领导|统筹协调|统筹推进|统筹负责|(?:负责)?牵头)"
        ),
        implies={"role": "lead"},
        finds=(
            example(
                "普查工作由样例市统计局牵头组织。",
                organizations="样例市统计局",
                term="牵头",
                role="lead",
            ),
            example(
                "监测由样例委员会统筹领导。",
                organizations="样例委员会",
                term="统筹领导",
                role="lead",
            ),
        ),
        ignores=("由专家组成评审组。", "样例市统计局组织普查。"),
        meaning="A sentence that hands the lead to a body: 由X牵头.",
    ),
    Rule(
        name="responsibility.leads",
        pattern=(
            "{clause}{organizations:prose_bodies}"
            "(?P<term>(?:负责)?牵头(?!单位|部门|负责人|的)|统筹领导|统一领导|统筹推进(?=[，。]))"
        ),
        implies={"role": "lead"},
        finds=(
            example(
                "样例市统计局牵头开展普查。",
                organizations="样例市统计局",
                term="牵头",
                role="lead",
            ),
            example(
                "样例委员会统筹领导全县普查。",
                organizations="样例委员会",
                term="统筹领导",
                role="lead",
            ),
        ),
        ignores=(
            "明确样例市统计局职责。",
            "样例市统计局牵头单位变更。",
            "组建样例市统计局牵头的样例联合体。",
        ),
        meaning="A sentence that begins with the leading body: X牵头.",
    ),
    Rule(
        name="responsibility.acts_as_lead",
        pattern=(
            "{clause}{organizations:prose_bodies}"
            "(?P<term>(?:作为|为|是)(?:总)?(?:牵头|主办|主责)(?:责任)?(?:单位|部门))"
        ),
        implies={"role": "lead"},
        finds=(
            example(
                "样例市统计局作为牵头单位，要做好普查。",
                organizations="样例市统计局",
                term="作为牵头单位",
                role="lead",
            ),
        ),
        ignores=("样例市统计局作为责任单位。", "确定样例市统计局的牵头单位。"),
        meaning="A sentence that calls a body the leading one.",
    ),
    Rule(
        name="responsibility.acts_as_responsible",
        pattern=(
            "{clause}{organizations:prose_bodies}"
            "(?P<term>(?:作为|为|是)(?:第一|主要|直接)?责任(?:单位|部门|主体))"
        ),
        implies={"role": "responsible"},
        finds=(
            example(
                "样例市统计局为责任单位。",
                organizations="样例市统计局",
                term="为责任单位",
                role="responsible",
            ),
        ),
        ignores=("样例市统计局作为牵头单位。", "逐级压实责任主体。"),
        meaning="A sentence that calls a body the responsible one.",
    ),
    Rule(
        name="responsibility.answers",
        pattern=(
            "{clause}(?:(?:其中)?(?:具体)?(?:下设)?|[^，。；：\\n]{0,16}?(?<!自)由)"
            "{organizations:prose_bodies}"
            "(?:等(?:部门|单位)?)?(?:共同|联合|分别|按照?(?:各自)?职责(?:分工)?(?:分别)?)?"
            "(?P<term>具体负责(?!解释)|负责具体(?!解释)|负责(?!人|同志|任|牵头|解释)|"
            "具体(?:组织)?实施(?!方案|细则|意见|办法|计划|步骤|措施))"
        ),
        implies={"role": "responsible"},
        finds=(
            example(
                "样例局办公室负责具体组织实施。",
                organizations="样例局办公室",
                term="负责具体",
                role="responsible",
            ),
            example(
                "其中由样例市统计局负责汇总。",
                organizations="样例市统计局",
                term="负责",
                role="responsible",
            ),
            example(
                "样例市统计局、样例市教育局按职责分工负责。",
                organizations="样例市统计局、样例市教育局",
                term="负责",
                role="responsible",
            ),
            example(
                "样例市统计局共同负责。",
                organizations="样例市统计局",
                term="负责",
                role="responsible",
            ),
        ),
        ignores=(
            "样例局负责人出席。",
            "各司其职，各负其责。",
            "本办法由样例局负责解释。",
            "各样例区要制定本区样例局具体实施方案。",
        ),
        meaning="A sentence that makes a body answerable: X负责.",
    ),
    Rule(
        name="responsibility.seated",
        pattern=(
            "{clause}{organizations:named_body}设在[^，。；：\\n]{2,24}，"
            "(?P<term>具体负责|负责(?!人|同志|解释))"
        ),
        implies={"role": "responsible"},
        finds=(
            example(
                "样例专班办公室设在样例市统计局，具体负责日常调度。",
                organizations="样例专班办公室",
                term="具体负责",
                role="responsible",
            ),
        ),
        ignores=("样例专班办公室设在样例市统计局，负责人另行通知。",),
        meaning="An office is seated in a house, and answers for the task.",
    ),
    Rule(
        name="responsibility.carried_by",
        pattern=(
            "{clause}[^，。；：\\n]{0,12}?由{organizations:prose_bodies}"
            "(?:等(?:部门|单位)?)?(?:共同|联合|分别|按照?(?:各自)?职责(?:分工)?)?"
            "(?P<term>(?:统一|统筹|具体)?(?:组织)?实施|具体(?:承担|协调推进)|承办|组织开展|抓好落实|落实)"
            "(?=[，。；\\n]|$)"
        ),
        implies={"role": "responsible"},
        finds=(
            example(
                "普查由样例市统计局组织实施。",
                organizations="样例市统计局",
                term="组织实施",
                role="responsible",
            ),
            example(
                "由样例科、样例站具体承担。",
                organizations="样例科、样例站",
                term="具体承担",
                role="responsible",
            ),
        ),
        ignores=(
            "样例市统计局组织实施普查。",
            "由样例市统计局组织实施的普查已经完成。",
            "由专家组织实施评估。",
        ),
        meaning="A clause that has a task carried out by a body: 由X组织实施.",
    ),
    Rule(
        name="responsibility.supports",
        pattern=(
            "{clause}由?{organizations:prose_bodies}(?:等(?:部门|单位)?)?"
            "(?P<term>按照?(?:各自)?职责(?:分工)?(?:共同|协同|积极)?(?:配合|参与|协助)|提供(?:技术|数据|信息|业务)支[撑持]|配合(?=提供|做好|抓好|开展|实施|推进|落实|完成|[，。；])|"
            "(?:协助|参与)(?=做好|开展|实施|推进|[一-龥]{2,6}?(?:核对|核查|评估|检查|调查|验收|监督)|[，。；])|协同(?:推进|做好|实施)(?=[，。；]))"
        ),
        implies={"role": "cooperating"},
        finds=(
            example(
                "样例大学和样例研究院提供技术支撑。",
                organizations="样例大学和样例研究院",
                term="提供技术支撑",
                role="cooperating",
            ),
            example(
                "由样例市统计局提供技术支撑。",
                organizations="样例市统计局",
                term="提供技术支撑",
                role="cooperating",
            ),
            example(
                "样例市体育局参与。",
                organizations="样例市体育局",
                term="参与",
                role="cooperating",
            ),
            example(
                "样例市体育局等部门按职责参与联合检查。",
                organizations="样例市体育局",
                term="按职责参与",
                role="cooperating",
            ),
            example(
                "样例市体育局配合落实样例资金。",
                organizations="样例市体育局",
                term="配合",
                role="cooperating",
            ),
            example(
                "样例市统计局提供数据支持。",
                organizations="样例市统计局",
                term="提供数据支持",
                role="cooperating",
            ),
        ),
        ignores=(
            "各部门要密切配合。",
            "为企业提供技术支撑。",
            "样例市统计局提供资金支持。",
        ),
        meaning="A sentence that names the bodies that support the answerable ones.",
    ),
    Rule(
        name="responsibility.joins",
        pattern=("(?<=牵头，)(?P<term>会同|联合|商){organizations:named_bodies}"),
        implies={"role": "cooperating"},
        finds=(
            example(
                "牵头，会同样例市统计局开展评估。",
                organizations="样例市统计局",
                term="会同",
                role="cooperating",
            ),
        ),
        ignores=("样例市教育局会同样例市统计局开展评估。",),
        meaning="A sentence that names whom the leading body takes along.",
    ),
    Rule(
        name="responsibility.founded_to_support",
        pattern=(
            "(?:成立|设立|组建|下设){organizations:named_body}[，。]"
            "(?:[^。，；\\n]*，)?(?P<term>负责为[^。；\\n]{0,30}提供技术支[持撑])"
        ),
        implies={"role": "cooperating"},
        finds=(
            example(
                "设立样例专家委员会，由专家组成，负责为普查提供技术支持。",
                organizations="样例专家委员会",
                term="负责为普查提供技术支持",
                role="cooperating",
            ),
        ),
        ignores=("设立样例专家委员会，负责普查。",),
        meaning="A body is founded in order to support the task.",
    ),
    Rule(
        name="responsibility.founded_to_answer",
        pattern=(
            "(?:成立|设立|组建|下设){organizations:named_body}[，。]"
            "(?P<term>负责(?!为|人|同志))"
        ),
        implies={"role": "responsible"},
        finds=(
            example(
                "组建样例普查领导小组，负责普查的组织实施。",
                organizations="样例普查领导小组",
                term="负责",
                role="responsible",
            ),
        ),
        ignores=(
            "组建样例普查领导小组，负责人另行通知。",
            "样例普查领导小组召开会议，部署工作。",
        ),
        meaning="A body is founded in order to carry the task.",
    ),
)
