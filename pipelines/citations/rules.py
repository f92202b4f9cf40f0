"""The forms of a citation, for readers of the rule catalogue.

The pattern shows the form; ``reading`` carries it out. Each form is proved by its
examples and near misses in the tests.
"""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example

TITLE = "citation.title"
BARE_TITLE = "citation.bare_title"
NUMBER = "citation.number"

RULES = (
    Rule(
        name=TITLE,
        pattern="《{title}》（{number}）?",
        meaning="A document named in 《》, with its number if one follows.",
        finds=(
            example(
                "根据《样例省养老意见》（样政发〔2020〕3号）精神。",
                title="样例省养老意见",
                number="样政发〔2020〕3号",
            ),
        ),
        ignores=(
            "落实“气十条”。",  # a nickname
            "办好《健康之路》栏目。",  # no document
            "见《考核指标》（见附件）。",  # a part of the notice itself
        ),
    ),
    Rule(
        name=BARE_TITLE,
        pattern="关于{title}的通知（{number}）",
        meaning="A title without 《》 counts where its number stands right behind it.",
        finds=(
            example(
                "落实省委关于印发健康样例方案的通知（样党发〔2021〕36号）精神。",
                title="关于印发健康样例方案的通知",
                number="样党发〔2021〕36号",
            ),
        ),
        ignores=("落实省委关于印发健康样例方案的通知精神。",),  # no number
    ),
    Rule(
        name=NUMBER,
        pattern="根据{number}文件",
        meaning="A document cited by its number alone.",
        finds=(
            example(
                "按照样政发〔2020〕3号文件执行。", title="", number="样政发〔2020〕3号"
            ),
        ),
        ignores=("样政发〔2020〕3号\n样例市人民政府",),  # stands at the head of a page
    ),
)
