"""The forms by which a notice orders a document, for readers of the rule catalogue.

The pattern shows the form; ``titles`` and ``reading`` carry it out. Each form is proved
by its examples and near misses in the tests.
"""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example

MARKED_TITLE = "deliverable.marked_title"
NAMED_SUBJECT = "deliverable.named_subject"

RULES = (
    Rule(
        name=MARKED_TITLE,
        pattern="{verb}《{title}》",
        meaning="A verb of drafting or issuing governs a title in 《》.",
        finds=(
            example(
                "制定出台《样例市养老办法》。", verb="出台", title="样例市养老办法"
            ),
            example(
                "启动《样例省公开办法》修订工作。", verb="修订", title="样例省公开办法"
            ),
        ),
        ignores=(
            "贯彻落实《样例省养老办法》。",  # carried out, not ordered
            "先后制定实施了《甲办法》。",  # done already
            "国家卫健委印发的《机构规范》有效。",  # another's document
        ),
    ),
    Rule(
        name=NAMED_SUBJECT,
        pattern="{verb}{subject}{noun}",
        meaning=(
            "Without 《》 a document counts where its title names its own subject and "
            "closes in a document's noun."
        ),
        finds=(
            example("制定和实施全民健身计划。", verb="制定", title="全民健身计划"),
            example(
                "各县负责制定本地区监测评估办法。",
                verb="制定",
                title="本地区监测评估办法",
            ),
            example(
                "形成样例试点总结报告报送样例厅。",
                verb="形成",
                title="样例试点总结报告",
            ),
        ),
        ignores=(
            "制定相应的实施方案和配套措施。",  # names no subject
            "制定实施知识发布和传播机制。",  # a mechanism is no document
            "制定专门的消防制度、应急疏散预案。",  # closes in no noun of the list
            "制定样例监测计划报告制度。",  # a system of reports is no paper
        ),
    ),
)
