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
        pattern="(?m:^|(?<=[：，、）]))(?:{n}[.、．])(?=[一-龥《“\ue000-\ue004])",
        implies=_OUTLINE,
        meaning="A number with a point at the head of a clause labels it.",
        finds=(example("包括：1.组织培训，2.开展督查", n="1 2"),),
        ignores=("包括1家医院",),
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
        pattern="(?<![比较与以在]){past}(?!的?基础|水平|以来累计|[一-龥]{0,4}基础上){sentence_rest}",
        implies=_PAST,
        meaning="A clause that opens with a year before the notice tells a fact.",
        finds=(example("2014年，全市常住人口385981人", n="385981"),),
        ignores=("比2014年下降18%",),
    ),
    Rule(
        name="past.done",
        pattern="(?:现有|现已|目前已?|已建成|已有|已经|已达|已完成|已累计|累计已|近年来|普查|据统计|数据显示|调查显示|研究发现|研究显示|占全国){clause_rest}",
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
)
