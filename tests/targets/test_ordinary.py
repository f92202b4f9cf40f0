"""Forms of ordinary plans: each class of language with its near misses."""

from datetime import date

import pytest

from pipelines.model import Metadata

from .notices import reading, short, targets

DAY = "2025-12-31"

READ = [
    # A fact stands under a heading of facts, with 截至, or counts who is there.
    ("一、基本情况。", "样例区常住老人31.6万人，托位716个。", []),
    ("一、总体要求。", "样例区托位716个。", [f"level 样例区托位 = 716 个 {DAY}"]),
    ("", "截至去年底，样例省92.2%的样例站能够提供样例服务。", []),
    ("", "到今年底，样例省92.2%的样例站能够提供样例服务。",
     ["level 样例省样例站能够提供样例服务 = 92.2 % 2021-12-31"]),
    ("", "全市持证样例人7.2万人，其中重度样例人2.9万人。", []),
    ("", "全市新增样例人7.2万人。", [f"output 样例人 = 72000 人 {DAY}"]),
    ("", "到2023年，全市持证样例人7.2万人。",
     ["level 全市持证样例人 = 72000 人 2023-12-31"]),
    ("", "将样例救助年龄由0—6岁扩大至0—14岁。", []),
    ("", "样例人均预期寿命提高到79—80岁。",
     [f"level 样例人均预期寿命 between 79 岁 {DAY}"]),
    # What is done each year or in each place ends where other words begin.
    ("", "市级每年组织2次样例竞赛，四年培训样例医师240名、样例护士180名。",
     [f"output 市级样例竞赛 = 2 次/年 {DAY}",
      f"output 样例医师 = 240 名 {DAY}",
      f"output 样例护士 = 180 名 {DAY}"]),
    ("", "每年组织2次样例竞赛，培训样例医师240名。",
     [f"output 样例竞赛 = 2 次/年 {DAY}", f"output 样例医师 = 240 名/年 {DAY}"]),
    ("", "每县确定1家样例医院，市、县两级样例专职人员分别不少于8名、4名。",
     [f"output 样例医院 = 1 家/县 {DAY}",
      f"output 市级样例专职人员 >= 8 名 {DAY}",
      f"output 县级样例专职人员 >= 4 名 {DAY}"]),
    # Two commitments in a clause, or one that the next clause takes further.
    ("", "开展样例现场检查不少于1次且覆盖率达到100%。",
     [f"output 样例现场检查 >= 1 次 {DAY}",
      f"level 样例现场检查覆盖率 = 100 % {DAY}"]),
    ("", "样例剖宫产率控制在38%以下，并逐年下降。",
     [f"level 样例剖宫产率 <= 38 % {DAY}", f"trend 样例剖宫产率 {DAY}"]),
    ("", "新建样例站38个，并逐年增加。", [f"output 样例站 = 38 个 {DAY}"]),
    ("", "样例率达到38%，样例服务稳步提升。", [f"level 样例率 = 38 % {DAY}"]),
    ("", "各县均建成标准化的样例救治中心和样例急救站。",
     [f"coverage 各县建成样例救治中心 100 % {DAY}",
      f"coverage 各县建成样例急救站 100 % {DAY}"]),
    ("", "新建样例步道3条共12公里。",
     [f"output 样例步道 = 3 条 {DAY}", f"output 样例步道 = 12 公里 {DAY}"]),
    # Phrases.
    ("", "样例医院将不低于35%的门诊号源提前向基层开放。",
     [f"level 样例医院门诊号源提前向基层开放 >= 35 % {DAY}"]),
    ("", "保证样例学生每天参加1小时以上体育锻炼。",
     [f"level 样例学生参加体育锻炼 >= 1 小时/天 {DAY}"]),
    ("", "样例病死亡率维持在3/10万以内的较低水平。",
     [f"level 样例病死亡率 <= 3 1/100k {DAY}"]),
    ("", "样例人就业人数稳中有增。", [f"trend 样例人就业人数 {DAY}"]),
    ("", "样例服务稳中有增。", []),
    # The unit that a name counts by; what recurs in whom it names.
    ("", "每周参加1次及以上样例活动的人数达到160万。",
     [f"level 每周参加1次及以上样例活动的人数 = 1600000 人 {DAY}"]),
    ("", "样例指数达到160。", [f"level 样例指数 = 160 {DAY}"]),
    # Indicators.
    ("", "培养定向医学生40名，到年底每万人口全科医生数达到3.6人。",
     ["output 定向医学生 = 40 名 " + DAY,
      "level 每万人口全科医生数 = 3.6 人/万人口 2021-12-31"]),
    ("实施样例家庭改造。", "坚持自愿申请、一户一策，三年完成改造1050户。",
     [f"output 样例家庭改造 = 1050 户 {DAY}"]),
    ("建设样例综合中心。", "选址样例片区，2022年底前投用，提供托位150个。",
     ["output 样例综合中心托位 = 150 个 2022-12-31"]),
    ("", "建成省级样例病、肿瘤、呼吸质量控制中心各1个。",
     [f"output 省级样例病质量控制中心 = 1 个 {DAY}",
      f"output 省级肿瘤质量控制中心 = 1 个 {DAY}",
      f"output 省级呼吸质量控制中心 = 1 个 {DAY}"]),
    ("", "建成样例图书馆、样例医疗中心各1个。",
     [f"output 样例图书馆 = 1 个 {DAY}", f"output 样例医疗中心 = 1 个 {DAY}"]),
    ("", "在样例省运动会上获得金牌10枚以上。",
     [f"output 样例省运动会金牌 >= 10 枚 {DAY}"]),
    # A bound behind the base of a rate; a day for what a place then holds.
    ("", "样例死亡率下降至15/10万活产以下。",
     [f"level 样例死亡率 <= 15 1/100k {DAY}"]),
    ("", "样例养老院2024年底前建成投用，设置护理型床位260张。",
     ["output 护理型床位 = 260 张 2024-12-31"]),
    ("", "样例养老院2024年底前建成投用，新增样例护士26名。",
     [f"output 样例护士 = 26 名 {DAY}"]),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "text", "wanted"), READ)
def test_reads(heading: str, text: str, wanted: list[str]) -> None:
    assert [short(t) for t in targets(text, heading=heading)] == wanted


def test_two_clubs_have_their_rate_each() -> None:
    found = targets("样例总会、老人样例协会建成率均达到100%。")
    assert [t.indicator for t in found] == ["样例总会建成率", "老人样例协会建成率"]


@pytest.mark.parametrize("since", ["“十三五”以来，", ""])
def test_a_plan_in_the_name_of_a_document_is_no_day(since: str) -> None:
    """What is told of 2018 in a plan of 2019 is past, whatever plan is named."""
    metadata = Metadata(
        region="样例州", period_start=2019, period_end=2022, issued_on=date(2019, 9, 1)
    )
    words = f"{since}各县落实《“十三五”样例规划》，2018年样例病发病率为68.4/10万，较2015年下降9.2%。"
    found = reading(words, metadata=metadata)
    assert found.targets == ()
    assert {account.disposition for account in found.accounts} == {"past"}
