"""Numbers explained by where they stand: references, lists, page matter, the past."""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example

_OUTLINE = {"disposition": "outline"}
_PAGE = {"disposition": "page"}
_PAST = {"disposition": "past"}

PLACE_RULES = (
    Rule(
        name="outline.chapter",
        pattern="第{n}[章节条编篇款]",
        implies=_OUTLINE,
        meaning="A chapter, section or article is known by its number.",
        finds=(example("按第三章规定执行", n="三"),),
        ignores=("执行三节课",),
    ),
    Rule(
        name="page.address",
        pattern="(?:https?://|www\\.|@)[A-Za-z0-9./_?=&:%\ue000-\ue004-]{1,120}|[A-Za-z]{2,}{n}@",
        implies=_PAGE,
        meaning="A figure within the address of a page or a mailbox.",
        finds=(example("邮箱lianxi01@example.org", n="01"),),
        ignores=("培训01期",),
    ),
    Rule(
        name="outline.reference",
        pattern="(?:附件|附表|附录|附图|专栏|图|表|注|公式){n}(?:-{n})?(?![%个名家人项])",
        implies=_OUTLINE,
        meaning="The number of an annex, table, box or figure.",
        finds=(example("详见附件2", n="2"),),
        ignores=("收集图表2个",),
    ),
    Rule(
        name="outline.in_line",
        pattern="（{n}）(?=[一-龥《“])",
        implies=_OUTLINE,
        meaning="A number alone in brackets before words labels them.",
        finds=(example("（1）组织培训；（2）开展督查", n="1 2"),),
        ignores=("（1家）组织培训",),
    ),
    Rule(
        name="outline.at_clause_head",
        pattern="(?m:^|(?<=[：，、）])){n}、(?=[一-龥《“\ue000-\ue004])",
        implies=_OUTLINE,
        meaning="A number with 、 at the head of a clause labels it.",
        finds=(example("包括：1、组织培训，2、开展督查", n="1 2"),),
        ignores=("包括1家医院",),
    ),
    Rule(
        name="outline.pointed",
        pattern="(?<![0-9.]){whole}[.．](?=[一-龥《“〔（\ue000-\ue004])",
        implies=_OUTLINE,
        meaning="A whole number with a point before words labels them, in run text too.",
        finds=(example("指标属性生态质量1.空气质量2.水质", n="1 2"),),
        ignores=("空气质量提升1个等级",),
    ),
    Rule(
        name="page.contents",
        pattern="[.…·]{4,}{n}",
        implies=_PAGE,
        meaning="A page number behind the dots of a table of contents.",
        finds=(example("总体要求......7", n="7"),),
        ignores=("总体要求7项",),
    ),
    Rule(
        name="page.contact",
        pattern="(?:电话|传真|邮编|邮政编码|手机|邮箱|联系人|联系方式|网址|QQ)(?:号码?)?[:：][^，。；\n]{0,60}?{n}(?:[-、/]{n})*",
        implies=_PAGE,
        meaning="Telephone numbers, post codes and addresses.",
        finds=(example("联系电话：0100-5551234", n="0100-5551234"),),
        ignores=("开通服务站3个",),
    ),
    Rule(
        name="page.long_code",
        pattern="{long_code}(?![一-龥%])",
        implies=_PAGE,
        meaning="Seven digits or more that count nothing are a telephone or file number.",
        finds=(example("传真：55512345；", n="55512345"),),
        ignores=("发放55512345元",),
    ),
    Rule(
        name="past.as_of",
        pattern="(?:截至|截止到?){sentence_rest}",
        implies=_PAST,
        meaning="What stands after 截至 is the state reached.",
        finds=(example("截至目前，全市建成养老院15家、床位2944张", n="15 2944"),),
        ignores=("建成养老院15家",),
    ),
    Rule(
        name="past.dated",
        pattern="(?<![比较与以在]){past}(?!起|以来|的?基础|水平|以来累计|[一-龥]{0,4}基础上){sentence_rest}",
        implies=_PAST,
        meaning="A clause that opens with a year before the notice tells a fact.",
        finds=(example("2014年，全市常住人口385981人", n="385981"),),
        ignores=("比2014年下降18%",),
    ),
    Rule(
        name="past.done",
        pattern="(?:现有(?!的?基础|水平|规模)|现已|目前已?|已建成|已有|已经|已达|已完成|已累计|累计已|近年来|普查|据统计|数据显示|调查显示|研究发现|研究显示|占全国){clause_rest}",
        implies=_PAST,
        meaning="目前, 已, 现有 and the like tell what is, not what shall be.",
        finds=(example("全县现有村医320名", n="320"),),
        ignores=("培训村医320名",),
    ),
    Rule(
        name="past.finished_verb",
        pattern="(?:建成|完成|达到|增加|减少|上升|下降|提高|新增|培训|实现|提升)了{clause_rest}",
        implies=_PAST,
        meaning="了 after a verb closes the deed.",
        finds=(example("床位增加了500张", n="500"),),
        ignores=("床位增加500张",),
    ),
    Rule(
        name="past.research",
        pattern="(?:世界卫生组织|世界银行)[^，。；\n]{0,12}(?:报告|数据|统计)，?{sentence_rest}|(?:研究|调查|统计|监测|年报》|数据|世界卫生组织)(?:结果|数据|报告|年鉴|研究)*(?:发现|显示|表明|估计|预测){sentence_rest}",
        implies=_PAST,
        meaning="What research or statistics have found is a fact.",
        finds=(example("研究结果显示，饮食因素导致的负担占15.9%", n="15.9"),),
        ignores=("开展水质监测，监测覆盖率达到100%",),
    ),
    Rule(
        name="past.burden",
        pattern="(?:患病率|检出率)[^，。；\n率]{0,6}?(?:为|约|高达|分别为|达(?!到)){n}(?:[%‰]?、{n})*|(?:患者|患有|病例|死亡人数|死亡|感染人数|吸烟者|患病人数|老年人)[^，。；\n率]{0,6}?(?:约|近|超过|高达){n}",
        implies=_PAST,
        meaning="How many are ill or have died is the burden found, never an aim.",
        finds=(
            example("抑郁症患病率为2.1%，总患病人数近1亿", n="2.1 1亿"),
            example("每年新发癌症病例约380万，死亡约229万", n="380万 229万"),
        ),
        ignores=("高血压患者管理率达62%", "患者满意率达到90%"),
    ),
    Rule(
        name="past.abroad",
        pattern="(?:美国|英国|法国|日本|韩国|巴西|澳大利亚|俄罗斯|印度|德国|高收入国家|发达国家|全球|世界上)[^。；\n]{0,30}?{n}",
        implies=_PAST,
        meaning="The figures of other countries are for comparison.",
        finds=(example("患病率美国为18.2%、法国为5.9%", n="18.2 5.9"),),
        ignores=("患病率降到18.2%",),
    ),
    Rule(
        name="past.one_in",
        pattern="每{n}[^，。；\n]{1,12}就有{n}",
        implies=_PAST,
        meaning="One in so many tells how common a thing is.",
        finds=(example("每3个吸烟者中就有1个患病", n="3 1"),),
        ignores=("每县有1个中心",),
    ),
    Rule(
        name="date.ahead_of_time",
        pattern="提前{n}(?=年|个月|个季度)",
        implies={"disposition": "date"},
        meaning="So long before the day set for others is a date.",
        finds=(example("重点区域提前一年完成", n="一"),),
        ignores=("减少一年",),
    ),
)
