"""The forms of a dated step, for readers of the rule catalogue.

The pattern shows the form; ``reading`` carries it out. Each form is proved by its
examples and near misses in the tests.
"""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example

DATED = "milestone.dated"
DATED_GOALS = "milestone.dated_goals"
STAGE = "milestone.stage"

RULES = (
    Rule(
        name=DATED,
        pattern="{date}，?{actor}?{deed}",
        meaning="A date ahead with a deed and no measure.",
        finds=(
            example("到2030年，建成相对完善的服务体系。", date="2030-12-31"),
            example("2025年6月底前，省卫健委建立系统。", date="2025-06-30"),
        ),
        ignores=(
            "到2030年，服务体系更加完善。",  # a state, not a deed
            "每年2月底前完成考核。",  # comes back every year
            "截至2025年底，已完成改造。",  # done already
        ),
    ),
    Rule(
        name=DATED_GOALS,
        pattern="{date}目标：{deed}；{deed}",
        meaning="A line that opens with the goals of a year dates each deed in it.",
        finds=(
            example("2026年目标：一是全面铺开建设；二是完成改造。", date="2026-12-31"),
        ),
        ignores=("目标：一是全面铺开建设；二是完成改造。",),  # no date
    ),
    Rule(
        name=STAGE,
        pattern="{stage}（{date}）",
        meaning="A stage of the plan is dated in its heading.",
        finds=(
            example("动员部署阶段（2025年5月-6月）。制定方案。", date="2025-06-30"),
        ),
        ignores=("动员部署阶段。制定方案。",),  # no date
    ),
)
