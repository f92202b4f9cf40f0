"""Numbers that are part of a name: slogans, codes, ordinals, sets known by number."""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example

_NAME = {"disposition": "name"}

NAME_RULES = (
    Rule(
        name="name.ordinal",
        pattern="第{n}",
        implies=_NAME,
        meaning="A number after 第 orders things; it counts none.",
        finds=(
            example("开展第2批遴选", n="2"),
            example("完成第十届运动会筹备", n="十"),
        ),
        ignores=("完成2批遴选",),
    ),
    Rule(
        name="name.congress",
        pattern="{han}(?:届)(?=[一-龥]{0,2}[全中]|[历次]|[一二三四五六七八九十])",
        implies=_NAME,
        meaning="A congress or plenary session is named by its number.",
        finds=(example("贯彻十九届历次全会精神", n="十九"),),
        ignores=("举办两届运动会",),
    ),
    Rule(
        name="name.latin_code",
        pattern="(?<=[A-Za-zⅠ-Ⅻ]){n}|(?<=[A-Za-z]-){n}|(?<=[A-Z] ){n}|{n}(?=[A-Z](?![A-Za-z]))|{n}(?=G(?:网络|基站|通信|技术|应用|\\+))",
        implies=_NAME,
        meaning="A figure that a Latin letter touches is a code: PM2.5, 5G, 4A.",
        finds=(
            example("PM2.5浓度持续下降", n="2.5"),
            example("推进5G网络建设", n="5"),
            example("创建4A级景区", n="4"),
        ),
        ignores=("铺设5公里步道",),
    ),
    Rule(
        name="name.sum_formula",
        pattern="{n}\\+(?:{n}|[A-ZNX])(?:\\+(?:{n}|[A-ZNX]))*|[A-ZNX]\\+{n}",
        implies=_NAME,
        meaning="1+N and 5+3 name a scheme.",
        finds=(
            example("形成1+N政策体系", n="1"),
            example("实施5+3培养模式", n="5 3"),
        ),
        ignores=("培养5名医师",),
    ),
    Rule(
        name="name.service_line",
        pattern="{short_code}(?=(?:政务|服务|便民|市民|市长|公共|健康|价格|举报|投诉|环保|医保|社保|戒烟|反诈|心理|援助|妇女|维权|消费|民生|统一|公益|法律|紧急|电话)*(?:热线|专线|平台|电话|急救|报警|指挥|举报|投诉|服务台))|(?:电话|热线|拨打|专线){short_code}",
        implies=_NAME,
        meaning="Service lines are known by their number.",
        finds=(example("做好12345政务热线工作", n="12345"),),
        ignores=("建设120个服务站",),
    ),
    Rule(
        name="name.joined_service_lines",
        pattern="{short_code}(?:[、/与和]{short_code})+",
        implies=_NAME,
        meaning="Service lines named in a row.",
        finds=(example("整合110、120资源", n="110 120"),),
        ignores=("建设110、85个站点",),
    ),
    Rule(
        name="name.set_of_measures",
        pattern="{han}(?:项|大|个|种)(?=补贴|制度|政策|基金|费用|权利|战略|理念|意识|自信|维护|确立|面向|革命|导向|毫不动摇|攻坚战|战役|工程|体系|支柱|文明|代表|全面|坚持|转变|结合|务必|必须|高峰|平台|机制|形态|纪律|清单|产业|领域|板块|污染|保卫战)",
        implies=_NAME,
        meaning="A known set is named by how many it has: 三大攻坚战, 四个意识.",
        finds=(
            example("加强四个意识", n="四"),
            example("落实两项补贴", n="两"),
        ),
        ignores=("新增三个卫生站", "建成3个平台"),
    ),
    Rule(
        name="name.own_parts",
        pattern="(?<!第){n}(?:个|项|大|类)?(?:专项行动|专项方案|行动方案|主攻方向|方面|部分|环节|阶段|步骤|重点任务|主要任务|工作任务|重点工作|具体任务|原则|专项|子方案|重点行动|行动(?!点)|类别|维度|层面|层次|计算公式|指标(?=为|由|自|的))",
        implies=_NAME,
        meaning="How many parts the notice itself has is no promise.",
        finds=(
            example("细化上述18个专项行动的任务", n="18"),
            example("按照4个阶段推进", n="4"),
        ),
        ignores=("建设18个行动点",),
    ),
    Rule(
        name="name.scheme",
        pattern="{n}年(?:行动|实施|攻坚|工作|提升|建设|发展|改造|达标|创建)*(?:方案|计划|规划)",
        implies=_NAME,
        meaning="A plan is named by how many years it takes.",
        finds=(example("印发三年实施方案的通知", n="三"),),
        ignores=("三年建成样例馆",),
    ),
    Rule(
        name="name.deeds_of_year",
        pattern="{n}(?:件|项|个)(?:重点|民生|惠民|为民|便民|利民)*实事(?:项目)?(?:责任|任务|目标|工作)*(?:分解|分工)?(?:方案|计划|清单|安排)",
        implies=_NAME,
        meaning="A plan is named by how many deeds for the people it holds.",
        finds=(example("印发十件民生实事责任分解方案", n="十"),),
        ignores=("办好十件民生实事",),
    ),
    Rule(
        name="name.anniversary",
        pattern="{n}周年",
        implies=_NAME,
        meaning="An anniversary is the name of an occasion.",
        finds=(example("开展成立90周年活动", n="90"),),
        ignores=("开展90场活动",),
    ),
    Rule(
        name="name.dotted_day",
        pattern="(?<![0-9]){decimal}(?=(?:工程|世界|国际|全国|中国|行动|事故|案|专案|特别重大))",
        implies=_NAME,
        meaning="A day written 8.31 before a noun names a campaign or an event.",
        finds=(example("实施8.31工程", n="8.31"),),
        ignores=("达到8.31公里",),
    ),
    Rule(
        name="name.joint_bodies",
        pattern="等?{n}(?:个)?部(?:委|门|局)(?=《|联合|印发|关于|有关|委|局)?",
        implies=_NAME,
        meaning="六部委 names those who act together.",
        finds=(example("执行财政部等6个部门公告", n="6"),),
        ignores=("建设六部电梯",),
    ),
    Rule(
        name="name.line",
        pattern="{n}(?:、{n})*号(?=[线楼院机井桥航闸])",
        implies=_NAME,
        meaning="A line or building is known by its number.",
        finds=(example("加快建设地铁7、8、11号线", n="7 8 11"),),
        ignores=("建设地铁3条",),
    ),
    Rule(
        name="name.version",
        pattern="{decimal}(?=系统|版|平台|时代|体系|标准体系|工程|改革|模式)",
        implies=_NAME,
        meaning="2.0 before a system or edition names it.",
        finds=(example("开发管理2.0系统", n="2.0"),),
        ignores=("达到2.0个",),
    ),
    Rule(
        name="name.rank_of_heading",
        pattern="{han}级(?=指标|目录|标题|科目|诊疗科目)",
        implies=_NAME,
        meaning="一级指标 names a column or a kind of list.",
        finds=(example("一级指标", n="一"),),
        ignores=("达到一级水平",),
    ),
)
