"""How an item that deals out duties tells each body what to do."""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example

# Read only where the item's heading says that it deals out duties: 明确职责分工.
ASSIGNED = Rule(
    name="responsibility.assigned",
    pattern=(
        "{clause}{organizations:prose_bodies}(?:等(?:部门|单位))?，?"
        "(?P<term>要(?!求)|应当|应|须|承担)(?=[一-龥])"
    ),
    implies={"role": "responsible"},
    finds=(
        example(
            "样例市统计局要将普查纳入年度计划。",
            organizations="样例市统计局",
            term="要",
            role="responsible",
        ),
        example(
            "样例市教育局、样例市体育局等部门承担本系统普查。",
            organizations="样例市教育局、样例市体育局",
            term="承担",
            role="responsible",
        ),
    ),
    ignores=("样例市统计局要求按时上报。", "普查要按时完成。"),
    meaning="Under a heading that deals out duties, a body is told what to do.",
)
