"""The forms in which a notice says who is answerable.

``LABELS`` read a field of a bracket or a line of its own, ``TAILS`` the words after
the bodies, ``CONVENTIONS`` how the notice wants its lists to be read, ``DEFAULTS`` whom
a sentence makes answerable for all.
"""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example
from pipelines.responsibilities.rules_assigned import ASSIGNED
from pipelines.responsibilities.rules_prose import PROSE

LABELS = (
    Rule(
        name="responsibility.lead_label",
        pattern="^{term:lead_label}：{organizations:listed}$",
        implies={"role": "lead"},
        finds=(
            example(
                "牵头单位：样例市民政局、样例市财政局",
                term="牵头单位",
                organizations="样例市民政局、样例市财政局",
                role="lead",
            ),
            example(
                "牵头：县教育局", term="牵头", organizations="县教育局", role="lead"
            ),
        ),
        ignores=("牵头领导：张三", "责任单位：样例市民政局"),
        meaning="A field that names the leading bodies.",
    ),
    Rule(
        name="responsibility.duty_label",
        pattern="^{term:duty_label}：{organizations:listed}$",
        implies={"role": "responsible"},
        finds=(
            example(
                "责任单位：样例市民政局",
                term="责任单位",
                organizations="样例市民政局",
                role="responsible",
            ),
            example(
                "责任处室：规划处、财务处",
                term="责任处室",
                organizations="规划处、财务处",
                role="responsible",
            ),
        ),
        ignores=("责任人：李四", "配合单位：样例市民政局"),
        meaning="A field that names the responsible bodies.",
    ),
    Rule(
        name="responsibility.help_label",
        pattern="^{term:help_label}：{organizations:listed}$",
        implies={"role": "cooperating"},
        finds=(
            example(
                "配合单位：样例市民政局",
                term="配合单位",
                organizations="样例市民政局",
                role="cooperating",
            ),
            example(
                "协办单位：样例市科协",
                term="协办单位",
                organizations="样例市科协",
                role="cooperating",
            ),
        ),
        ignores=("牵头单位：样例市民政局", "督办单位：样例市政府督查室"),
        meaning="A field that names the bodies that help.",
    ),
)

TAILS = (
    Rule(
        name="responsibility.lead_tail",
        pattern="{begin}{organizations:bodies}{term:lead_tail}",
        implies={"role": "lead"},
        finds=(
            example(
                "样例省民政厅牵头",
                organizations="样例省民政厅",
                term="牵头",
                role="lead",
            ),
            example(
                "由样例省民政厅、样例省教育厅共同牵头",
                organizations="样例省民政厅、样例省教育厅",
                term="共同牵头",
                role="lead",
            ),
        ),
        ignores=("样例省民政厅配合", "牵头单位：样例省民政厅"),
        meaning="The bodies before 牵头 lead.",
    ),
    Rule(
        name="responsibility.duty_tail",
        pattern="{begin}{organizations:bodies}{term:duty_tail}",
        implies={"role": "responsible"},
        finds=(
            example(
                "样例省民政厅、样例省教育厅按职责分工负责",
                organizations="样例省民政厅、样例省教育厅",
                term="按职责分工负责",
                role="responsible",
            ),
            example(
                "各县（市、区）落实",
                organizations="各县（市、区）",
                term="落实",
                role="responsible",
            ),
        ),
        ignores=("样例省民政厅牵头", "样例省民政厅参与"),
        meaning="The bodies before 负责 or 落实 are responsible.",
    ),
    Rule(
        name="responsibility.help_tail",
        pattern="{begin}{organizations:bodies}{term:help_tail}",
        implies={"role": "cooperating"},
        finds=(
            example(
                "样例省民政厅等参与",
                organizations="样例省民政厅等",
                term="参与",
                role="cooperating",
            ),
            example(
                "样例省民政厅按职责配合",
                organizations="样例省民政厅",
                term="按职责配合",
                role="cooperating",
            ),
        ),
        ignores=("样例省民政厅负责", "参与单位：样例省民政厅"),
        meaning="The bodies before 配合 or 参与 help.",
    ),
    Rule(
        name="responsibility.guide_tail",
        pattern="{begin}{organizations:bodies}{term:guide_tail}",
        implies={"role": "guiding"},
        finds=(
            example("样例部指导", organizations="样例部", term="指导", role="guiding"),
        ),
        ignores=("样例市教育指导中心", "样例部牵头"),
        meaning=(
            "The bodies before 指导 help where others lead or do the work, and are "
            "responsible where they stand alone."
        ),
    ),
)

CONVENTIONS = (
    Rule(
        name="convention.before_comma",
        pattern="逗号(?:之)?前(?:面)?的?(?:单位|部门)?(?:为|是)(?:牵头|主办|主责)",
        finds=(example("逗号前为牵头单位，下同"),),
        ignores=("逗号前后均为责任单位",),
        meaning="Within a list, the bodies before the comma lead.",
    ),
    Rule(
        name="convention.first",
        pattern=(
            "(?:排|列|位|居)?(?:名|列)?(?:在|于)?(?:第一位?|首位?|最前)"
            "(?:个|的|位)*(?:单位|部门|责任单位|责任部门)?(?:的)?"
            "(?:为|是|负责)(?:牵头|主办|主责)"
        ),
        finds=(
            example("排在第一位的为牵头部门，下同"),
            example("列首位的单位为牵头单位"),
            example("第一责任单位为牵头单位"),
        ),
        ignores=("第一批试点为牵引项目", "排在第一位的奖励5万元"),
        meaning="The first body of each list leads.",
    ),
    Rule(
        name="convention.rest_help",
        pattern="(?:其他|其余|逗号后|后面)(?:的|各)?(?:单位|部门)?(?:均)?(?:为|是)(?:配合|协办|参与)",
        finds=(example("其他为配合单位"),),
        ignores=("其他部门要积极配合",),
        meaning="The bodies that do not lead help.",
    ),
    Rule(
        name="convention.star",
        pattern='(?:标|带|加|注)(?:有|注)?[“"]?[*★※☆][”"]?号?的?(?:单位|部门)?(?:为|是)(?:牵头|主办)',
        finds=(example("带*的为牵头单位"),),
        ignores=("带*的指标为约束性指标",),
        meaning="The bodies with a star lead.",
    ),
)

DEFAULTS = (
    Rule(
        name="default.below",
        pattern=(
            "(?:以下|下列|上述|以上|本方案|本意见|本计划|各项|所有)[^，。；（）]{0,12}?"
            "(?:，?除[^，。；]{2,10}外，|，)?均"
            "(?:需|须|由|包括|包含|含|为|要|涉及)*"
            "{organizations:bodies}(?P<term>(?:按[^，。；]{0,8}|在?(?:本?辖区|属地)内?|共同)?"
            "(?:负责(?:本?辖区内?)?(?:属地|具体|组织|抓好)*(?:落实|实施)?"
            "|(?:具体|组织|抓好)*(?:落实|实施))?)"
            "，?(?:以下|责任分工中|分工中|表中|文中)?"
            "(?:不再|均不再|不另|不再一一|恕不)[^，。；]{0,6}列"
        ),
        implies={"role": "responsible"},
        finds=(
            example(
                "以下任务均需各县人民政府负责落实，不再列出",
                organizations="各县人民政府",
                term="负责落实",
                role="responsible",
            ),
            example(
                "以下责任单位均包括各县人民政府、样例新区管委会，不再列出",
                organizations="各县人民政府、样例新区管委会",
                term="",
                role="responsible",
            ),
            example(
                "下列任务除分工部门外，均由各市人民政府负责组织实施，不再逐一列出",
                organizations="各市人民政府",
                term="负责组织实施",
                role="responsible",
            ),
            example(
                "所有任务均需各县人民政府在辖区内组织落实，表中不再列出",
                organizations="各县人民政府",
                term="在辖区内组织落实",
                role="responsible",
            ),
        ),
        ignores=("以下指标均为年度指标", "以下任务由样例市教育局负责"),
        meaning="A sentence that makes bodies answerable for every task.",
    ),
    Rule(
        name="default.in_charge",
        pattern=(
            "(?<![^。；\n]){organizations:bodies}对(?:涉及)?(?:本?辖区内?|本地)的?"
            "(?:各项|所有|全部)?[^，。；]{0,4}(?:任务|工作)(?:的)?(?:落实)?"
            "(?P<term>负总责|负总体责任|负责(?:落实)?(?=，[^。；]{0,4}不再))"
        ),
        implies={"role": "responsible"},
        finds=(
            example(
                "各乡镇人民政府对辖区内各项任务落实负总责",
                organizations="各乡镇人民政府",
                term="负总责",
                role="responsible",
            ),
        ),
        ignores=("各乡镇人民政府对样例项目负总责",),  # for one task alone
        meaning="A sentence that makes bodies answerable for all tasks of their area.",
    ),
    Rule(
        name="default.listed",
        pattern=(
            "(?:以下|下列|上述|以上|后续)(?:各项|各|任务|工作|措施|的)*"
            "(?P<term>(?:责任|落实|实施|配合)(?:单位|部门))[^，。；（）]{0,4}?均"
            "(?:还)?(?:包括|包含|含|为|有|涉及)(?:有)?{organizations:bodies}(?=[，。；]|$)"
        ),
        implies={"role": "responsible"},
        finds=(
            example(
                "以下责任单位均含各市人民政府",
                term="责任单位",
                organizations="各市人民政府",
                role="responsible",
            ),
        ),
        ignores=("以下责任单位均要高度重视", "责任单位含各市人民政府"),
        meaning="A sentence that adds bodies to the list of every task.",
    ),
)

RULES = (*LABELS, *TAILS, *PROSE, ASSIGNED, *CONVENTIONS, *DEFAULTS)
