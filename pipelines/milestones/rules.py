"""The forms of a dated step, for readers of the rule catalogue.

The pattern shows the form; ``reading`` carries it out. Each form is proved by its
examples and near misses in the tests.
"""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example

DATED = "milestone.dated"
DATED_GOALS = "milestone.dated_goals"
STAGE = "milestone.stage"
STATE = "milestone.state"
NEXT_CLAUSE = "milestone.next_clause"

RULES = (
    Rule(
        name=DATED,
        pattern="{date}，?{actor}?{deed}",
        meaning="A date ahead with a deed and no measure.",
        finds=(
            example("到2030年，建成相对完善的服务体系。", date="2030-12-31"),
            example("2025年6月底前，省卫健委建立系统。", date="2025-06-30"),
            example("2025年9月30日前各校完成自查。", date="2025-09-30"),
            example("县爱卫会办公室于2027年底组织评估。", date="2027-12-31"),
            example("2025年12月中期检查。", date="2025-12-31"),
            example("到2025年，样例医院普遍提供线上服务。", date="2025-12-31"),
            example("力争年内开工建设。", date="2025-12-31"),
            example("样例湖流域于2026年底前完成治理。", date="2026-12-31"),
            example("结余资金2026年6月底前完成拨付。", date="2026-06-30"),
            example("在本方案印发之日起1个月内要制定分工。", date="2025-05-28"),
        ),
        ignores=(
            "到2030年，服务体系更加完善。",  # a state, not a deed
            "每年2月底前完成考核。",  # comes back every year
            "2025年全县报告样例病发病率为56.3/10万。",  # a rate
            "截至2025年底，已完成改造。",  # done already
            "到2025年，为老人提供更好的服务。",  # no step of the whole
            "三年内完成改造。",  # a span of years
            "样例湖于2026年进入治理期。",  # no deed behind the subject's day
            "本方案自印发之日起施行。",  # in force, nothing done
            "到2026年，实现镇村环境明显改善。",  # only better
            "到2026年，实现以下目标：",  # only leads on
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
        name=STATE,
        pattern="{date}，?{object}基本{deed}",
        meaning="A date ahead with what a deed will have brought about.",
        finds=(
            example("到2025年，全市养老服务体系基本形成。", date="2025-12-31"),
            example("到2025年，样例轮换制度普遍推行。", date="2025-12-31"),
            example("到2030年样例体制机制、政策体系完成构建。", date="2030-12-31"),
            example("2025年底前，样例高速公路建成通车。", date="2025-12-31"),
            example("到2035年，样例治理体系现代化基本实现。", date="2035-12-31"),
        ),
        ignores=(
            "到2025年，全市养老服务体系更加完善。",  # better, not done
            "到2025年，样例平台上线运行更加稳定。",  # runs already
            "2025年9月，样例医院已建成投用。",  # done already
        ),
    ),
    Rule(
        name=NEXT_CLAUSE,
        pattern="{date}，{measure}，{deed}",
        meaning="Where a date's first clause states a measure, the next may be a step.",
        finds=(
            example(
                "到2025年，床位总数达到3000张，基本形成养老服务格局。",
                date="2025-12-31",
            ),
        ),
        ignores=("到2025年，床位总数达到3000张，服务更加便利。",),  # no deed
    ),
    Rule(
        name=STAGE,
        pattern="{stage}（{date}）",
        meaning="A stage of the plan is dated in its heading; its months lie in its year.",
        finds=(
            example("动员部署阶段（2025年5月-6月）。制定方案。", date="2025-06-30"),
        ),
        ignores=("动员部署阶段。制定方案。",),  # no date
    ),
)
