"""Numbers that say who or what is meant: ages, grades, sizes, spans of time."""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example

_QUALIFIER = {"disposition": "qualifier"}

QUALIFIER_RULES = (
    Rule(
        name="qualifier.age",
        pattern="(?<!达到)(?<!高到)(?<!升到)(?<!高至)(?<!升至)(?<!命达)(?<!命为){n}(?:周?岁|个?月龄|日龄)(?=及|（含|含|以上|以下|以内|以前|之前|[组儿老妇婴女男青学适人龄居前、至的以和常农城]|-)",
        implies=_QUALIFIER,
        meaning="An age says who is meant.",
        finds=(
            example("为65岁以上老年人体检", n="65"),
            example("6月龄婴幼儿营养改善", n="6"),
        ),
        ignores=("人均预期寿命达到79岁以上",),
    ),
    Rule(
        name="qualifier.grade",
        pattern="(?<!达到)(?<!达){han}级(?!指标)",
        implies=_QUALIFIER,
        meaning="A grade says which institutions or levels are meant.",
        finds=(
            example("二级以上医院设立老年医学科", n="二"),
            example("健全县乡村三级网络", n="三"),
        ),
        ignores=("电子病历应用水平达到四级",),
    ),
    Rule(
        name="qualifier.threshold",
        pattern="(?:对|对于|凡|鼓励|支持|规模|面积|人口|额|收入|床位|注册|经营|投资|具有|具备|年龄|增长|单位|引进|评为)[^，。；\n]{0,14}{n}[^，。；\n]{0,10}?(?:以上|以下|以内|不足)(?:、[^，。；\n]{0,10})?的(?=[一-龥])",
        implies=_QUALIFIER,
        meaning="A size before 以上的 says which ones are meant.",
        finds=(example("鼓励150张床位以上的养老机构设医务室", n="150"),),
        ignores=("建成150张床位以上",),
    ),
    Rule(
        name="qualifier.thing_size",
        pattern="(?:厚度|高度|直径|功率|容量|规格){few}{n}(?=毫米|微米|厘米|米|千瓦|升|吨)|{n}(?=蒸吨|毫米|微米|千伏|马力|英寸)",
        implies=_QUALIFIER,
        meaning="A measure of a thing says which things are meant.",
        finds=(example("淘汰35蒸吨以下锅炉", n="35"),),
        ignores=("建设绿道35公里",),
    ),
    Rule(
        name="qualifier.rate_base",
        pattern="每{n}(?=名|位|人|万人|户|张|个|常住|人口|平方|辆|例|床)",
        implies=_QUALIFIER,
        meaning="The base of a rate: 每10万人口.",
        finds=(example("每10万人口精神科医师数", n="10万"),),
        ignores=("每县10名",),
    ),
    Rule(
        name="qualifier.interval",
        pattern="(?:每|隔){n}(?=年|个月|周|天|个?季度|小时|个?工作日)",
        implies=_QUALIFIER,
        meaning="The span after which a duty comes back: 每2年.",
        finds=(example("每2年评估一轮", n="2"),),
        ignores=("每年评估2轮",),
    ),
    Rule(
        name="qualifier.span_of_plan",
        pattern="{n}(?:个?年)(?=行动|攻坚|计划|规划|工程|提升|滚动|任务|期|制|生存率|倍增|时间|过渡|一(?:届|轮|评|审|次)|来|间|以来)",
        implies=_QUALIFIER,
        meaning="The length of a plan or of what an indicator looks at.",
        finds=(
            example("实施三年行动计划", n="三"),
            example("总体癌症5年生存率", n="5"),
        ),
        ignores=("工期缩短5年",),
    ),
    Rule(
        name="qualifier.seniority",
        pattern="(?:工龄|连续|工作|从业|任职|服务|服役|居住|满|未满|不满|参保|缴费){few}{n}(?:年|个月|天|次)(?:及|或)?(?:以上|以下|以内)?(?:的|[一-龥]{0,4}(?:人员|人才|职工|劳动者|教师|医生|企业|用人单位))",
        implies=_QUALIFIER,
        meaning="A length of service says who is meant.",
        finds=(example("接尘工龄不足5年的劳动者", n="5"),),
        ignores=("连续举办5年",),
    ),
    Rule(
        name="qualifier.type",
        pattern="{n}型(?=[一-龥])",
        implies=_QUALIFIER,
        meaning="A type number belongs to what is meant: 2型糖尿病.",
        finds=(example("2型糖尿病患者", n="2"),),
        ignores=("配备2台",),
    ),
    Rule(
        name="qualifier.kinds",
        pattern="{n}(?:大)?类(?!以上)(?=[一-龥])",
        implies=_QUALIFIER,
        meaning="How many kinds are meant belongs to what is meant.",
        finds=(example("对五类重点车辆摸底", n="五"),),
        ignores=("集采耗材10类以上",),
    ),
    Rule(
        name="qualifier.round_the_clock",
        pattern="{n}[×x*乘]{n}小时|{n}小时(?=不间断|值班|值守|在线|服务|热线|全天|动态|运行|监测|开放|自助|联网)|{n}小时(?=[一-龥]{0,6}(?:超市|书房|图书馆|血压|动态))",
        implies=_QUALIFIER,
        meaning="Hours of service round the clock say what service is meant.",
        finds=(
            example("实行24小时值班", n="24"),
            example("提供7×24小时服务", n="7 24"),
        ),
        ignores=("每天锻炼1小时",),
    ),
    Rule(
        name="qualifier.party_size",
        pattern="{n}人(?=制|间|以上的|以下的|及以上的|组)",
        implies=_QUALIFIER,
        meaning="How many play or share says what thing is meant.",
        finds=(example("新建3人制篮球场", n="3"),),
        ignores=("培训3人",),
    ),
    Rule(
        name="qualifier.pronoun",
        pattern="(?:同|每|某|任意|任|另|这|那|哪|下|上|同属|各){han}(?=[个家名位次项种类人户方层])",
        implies=_QUALIFIER,
        meaning="同一个, 每一名, 某一项 point and do not count.",
        finds=(example("对某一个窗口", n="一"),),
        ignores=("新设一个窗口",),
    ),
    Rule(
        name="qualifier.indefinite",
        pattern="(?:打造|建设|形成|建立|构建|培养|培育|树立|营造|组建|造就|打响){han}(?=支|套|股|片|种)",
        implies=_QUALIFIER,
        meaning="一支队伍, 一套制度: the numeral is an article, not a count.",
        finds=(example("打造一支高素质队伍", n="一"),),
        ignores=("打造一个示范区",),
    ),
    Rule(
        name="qualifier.rank_rewarded",
        pattern="(?<!进入)(?<!位居)(?<!进)(?<!居)(?:全[省市县国区])?(?:排名)?前{n}(?:位|名|家)?(?=的|地区|企业|单位|县|市|以内的)",
        implies=_QUALIFIER,
        meaning="前3名 of those rewarded says who is meant.",
        finds=(example("对排名前3的地区给予激励", n="3"),),
        ignores=("进入全省前3",),
    ),
    Rule(
        name="qualifier.hours_of_city",
        pattern="{n}(?:个)?分钟(?=[一-龥]{0,8}圈)",
        implies=_QUALIFIER,
        meaning="A circle of so many minutes is a kind of circle.",
        finds=(example("构建15分钟健身圈", n="15"),),
        ignores=("缩短15分钟",),
    ),
)
