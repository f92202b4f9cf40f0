from datetime import date

import pytest

from pipelines.model import Disposition, Metadata, Span, TaskDeadline

from .notices import reading, short, targets

READ = [
    (
        "到2023年，样例病患病率控制在12%以内，筛查率达到90%以上。",
        [
            "level 样例病患病率 <= 12 % 2023-12-31",
            "level 筛查率 >= 90 % 2023-12-31",
        ],
    ),
    (
        "产妇、婴儿、6岁以下儿童死亡率分别控制在11/10万、4‰、6‰及以下。",
        [
            "level 产妇死亡率 <= 11 1/100k 2025-12-31",
            "level 婴儿死亡率 <= 4 ‰ 2025-12-31",
            "level 6岁以下儿童死亡率 <= 6 ‰ 2025-12-31",
        ],
    ),
    (
        "到2022年和2025年，样例率分别不低于20%和28%，达标率达到90%。",
        [
            "level 样例率 >= 20 % 2022-12-31",
            "level 样例率 >= 28 % 2025-12-31",
            "level 达标率 = 90 % 2022-12-31",
            "level 达标率 = 90 % 2025-12-31",
        ],
    ),
    (
        "合格率保持在85%以上，努力达到92%；检出率降到3%。",
        [
            "level 合格率 >= 85 % 2025-12-31",
            "level 合格率 = 92 % 2025-12-31 hoped",
            "level 检出率 = 3 % 2025-12-31",
        ],
    ),
    (
        "建设15个以上样例专科、20个样例中医馆，培训骨干医师600人，轮训村医1.3万人。",
        [
            "output 样例专科 >= 15 个 2025-12-31",
            "output 样例中医馆 = 20 个 2025-12-31",
            "output 骨干医师 = 600 人 2025-12-31",
            "output 轮训村医 = 13000 人 2025-12-31",
        ],
    ),
    (
        "创建3个国家级、8个省级样例示范县。",
        [
            "output 国家级样例示范县 = 3 个 2025-12-31",
            "output 省级样例示范县 = 8 个 2025-12-31",
        ],
    ),
    (
        "每10万人口样例医师达4名以上，人均球场面积达到2.4平方米。",
        [
            "level 每10万人口样例医师 >= 4 名/10万人口 2025-12-31",
            "level 人均球场面积 = 2.4 平方米/人 2025-12-31",
        ],
    ),
    (
        "每年至少开展一次样例演练，每个县至少培养2名指导员。",
        [
            "output 样例演练 >= 1 次/年 2025-12-31",
            "output 指导员 >= 2 名/县 2025-12-31",
        ],
    ),
    (
        "为全市老年人进行一次听力筛查、口腔检查。",
        [
            "output 全市老年人听力筛查 = 1 次 2025-12-31",
            "output 全市老年人口腔检查 = 1 次 2025-12-31",
        ],
    ),
    (
        "近视率力争每年降低0.6个百分点以上。",
        ["change 近视率 >= 0.6 percentage point/年 2025-12-31 hoped"],
    ),
    (
        "样例产业总规模比2020年翻一番。",
        ["change 样例产业总规模 = 100 % 2025-12-31"],
    ),
    (
        "四省（市）样例消费量下降8%左右。",
        ["change 四省（市）样例消费量 ~ 8 % 2025-12-31"],
    ),
    (
        "全省污水处理率达到92%，样例地区达到96%。",
        [
            "level 全省污水处理率 = 92 % 2025-12-31",
            "level 样例地区污水处理率 = 96 % 2025-12-31",
        ],
    ),
    (
        "30%以上的乡镇建成样例站；2024年底前，实现全覆盖。",
        [
            "level 乡镇建成样例站 >= 30 % 2025-12-31",
            "coverage 乡镇建成样例站 100 % 2024-12-31",
        ],
    ),
    (
        "降低样例病发病率和死亡率，样例病达到全省平均水平。",
        [
            "trend 样例病发病率 2025-12-31",
            "trend 样例病死亡率 2025-12-31",
            "relative 样例病 = 2025-12-31",
        ],
    ),
    (
        "失眠率、焦虑率上升趋势减缓。",
        [
            "trend 失眠率上升趋势 2025-12-31",
            "trend 焦虑率上升趋势 2025-12-31",
        ],
    ),
    (
        "产值超20亿元企业达到6家。",
        ["level 产值超20亿元企业 = 6 家 2025-12-31"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[r[0][:14] for r in READ])
def test_sentences_give_their_targets(text: str, expected: list[str]) -> None:
    assert [short(target) for target in targets(text)] == expected


NOT_READ = [
    ("全市现有样例机构56家。", Disposition.PAST),
    ("2019年，样例率达到71%。", Disposition.PAST),
    ("住院费用报销比例为75%左右，门诊达到60%。", Disposition.STANDARD),
    ("对新建床位每张补贴3000元。", Disposition.STANDARD),
    ("在5个工作日内办结。", Disposition.STANDARD),
    ("按每百户不低于25平方米的标准配建。", Disposition.STANDARD),
    ("支持营业收入增长12%以上的企业上市。", Disposition.QUALIFIER),
    ("实施“6565四级”行动。", Disposition.NAME),
    ("以40个样例单元为重点，推进治理。", Disposition.QUALIFIER),
    ("筑牢样例两条防线。", Disposition.NAME),
    ("市级财政安排专项资金800万元。", Disposition.AMOUNT),
]


@pytest.mark.parametrize(
    ("text", "disposition"), NOT_READ, ids=[r[0] for r in NOT_READ]
)
def test_what_is_no_target_is_accounted_for(
    text: str, disposition: Disposition
) -> None:
    found = reading(text)
    assert found.targets == ()
    assert disposition in {account.disposition for account in found.accounts}


@pytest.mark.parametrize(
    "text",
    [
        "确保不发生样例事故。",
        "全面推进样例服务，提升服务能力和管理水平。",
        "建立覆盖城乡的样例体系。",
        "提高资源利用效率。",
        "为提高全民健康水平，制定本方案。",
    ],
)
def test_sayings_state_no_target(text: str) -> None:
    assert targets(text) == ()


def test_a_heading_states_no_target() -> None:
    assert targets("推进建设。", heading="提高居民样例率。") == ()


def test_a_section_of_facts_states_no_target() -> None:
    assert targets("样例率达到62%。", heading="发展基础。") == ()


def test_the_tasks_own_deadline_dates_its_targets() -> None:
    due = TaskDeadline("一/1", date(2022, 6, 30), "2022年6月底", Span(0, 1))
    [target] = targets("样例率达到62%。", deadlines=(due,))
    assert (target.deadline, target.deadline_stated) == (date(2022, 6, 30), True)


def test_consumed_words_are_left_alone() -> None:
    text = "样例率达到62%。覆盖率达到70%。"
    [target] = targets(text, consumed=((0, 9),))
    assert target.indicator == "覆盖率"


def test_evidence_and_figures_lie_where_they_say() -> None:
    text = "加强管理，样例配置率从0.5/10万人提升至0.9/10万人。"
    [target] = targets(text)
    assert text[target.span.start : target.span.end].startswith("样例配置率")
    assert [text[s.start : s.end] for s in target.numerals] == ["0.9/10万人"]
    assert [text[s.start : s.end] for s in target.baseline_numerals] == ["0.5/10万人"]


def test_without_a_plan_period_there_is_no_day() -> None:
    [target] = targets("样例率达到62%。", metadata=Metadata())
    assert (target.deadline, target.deadline_stated) == (None, False)


def test_reading_twice_gives_the_same() -> None:
    text = "".join(text for text, _ in READ)
    assert reading(text) == reading(text)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 30_000,
        "123.45%个" * 5_000,
        "到2025年和" * 3_000,
        "提高率" * 10_000,
        "（" * 20_000,
    ],
)
def test_a_hostile_text_takes_no_time(text: str) -> None:
    import time

    start = time.process_time()
    reading(text)
    assert time.process_time() - start < 3
