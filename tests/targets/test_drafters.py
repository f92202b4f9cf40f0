"""Classes of language met in the notices of further offices: each with its near miss."""

import pytest

from .notices import reading, short, targets

DAY = "2025-12-31"

READ = [
    # Within and without are two; a value that is dealt out leaves the measure's name.
    (
        "保障样例学生每天校内、校外样例时间均不少于1小时。",
        [
            f"level 样例学生每天校内样例时间 >= 1 小时/天 {DAY}",
            f"level 样例学生每天校外样例时间 >= 1 小时/天 {DAY}",
        ],
    ),
    (
        "样例甲、样例乙办理时间分别不超过3个工作日和4个工作日。",
        [
            f"level 样例甲办理时间 <= 3 个工作日 {DAY}",
            f"level 样例乙办理时间 <= 4 个工作日 {DAY}",
        ],
    ),
    # What the verb of making belongs to a measure's name is none: 更新周期.
    (
        "样例信息更新周期不超过20个工作日。",
        [f"level 样例信息更新周期 <= 20 个工作日 {DAY}"],
    ),
    ("更新样例信息20条。", [f"output 样例信息 = 20 条 {DAY}"]),
    # A time to which something is held is measured; one within which it is done is none.
    ("样例案件用时控制在6个月以内。", [f"level 样例案件用时 <= 6 个月 {DAY}"]),
    ("用6个月时间以内完成样例案件。", []),
    # How fast: a bounded speed is a level, growth by so much a change.
    ("样例收入年均增速不低于8%。", [f"level 样例收入年均增速 >= 8 % {DAY}"]),
    ("样例收入年均增长8%。", [f"change 样例收入 = 8 %/年 {DAY}"]),
    # What is lent in all is an aim; what one may borrow is an offer.
    (
        "样例业贷款余额达到20亿元以上。",
        [f"level 样例业贷款余额 >= 2000000000 元 {DAY}"],
    ),
    ("样例户贷款额度达到20万元。", []),
    # All of a scope is completed, held together or apart.
    ("完成全部样例场馆照明改造。", [f"coverage 样例场馆照明改造 100 % {DAY}"]),
    (
        "完成所有样例食堂公开设备安装。",
        [f"coverage 样例食堂公开设备安装 100 % {DAY}"],
    ),
    (
        "完成所有样例厕所改造任务。",
        [f"coverage 样例厕所改造任务 100 % {DAY}"],
    ),
    ("完成样例场馆照明改造。", []),
    (
        "样例停车场全部错时向社会开放。",
        [f"coverage 样例停车场错时向社会开放 100 % {DAY}"],
    ),
    ("样例系统全部迁移上云。", [f"coverage 样例系统迁移上云 100 % {DAY}"]),
    ("样例系统逐步迁移上云。", []),
    (
        "样例中心、急救站实现县域全覆盖。",
        [f"coverage 县域样例中心 100 % {DAY}", f"coverage 县域急救站 100 % {DAY}"],
    ),
    # Those for each of whom so many are due keep their whole name.
    (
        "每个设区的市至少建成1所样例医院。",
        [f"output 样例医院 >= 1 所/设区的市 {DAY}"],
    ),
    ("每个中心镇至少改造1个样例市场。", [f"output 样例市场 >= 1 个/中心镇 {DAY}"]),
    ("每个中心至少改造1个样例市场。", [f"output 样例市场 >= 1 个/中心 {DAY}"]),
    # A size says who is meant; what was reached and is kept is no delivery.
    ("支持80张床位以上的样例院设置样例室。", []),
    ("支持80个样例院设置样例室。", [f"output 样例院设置样例室 = 80 个 {DAY}"]),
    ("巩固2个样例县创建成果。", []),
    ("推广2个样例县创建成果。", [f"output 样例县创建成果 = 2 个 {DAY}"]),
    # What is made known to many, and what goes online.
    ("打响“样例跑”等3个样例品牌。", [f"output 样例品牌 = 3 个 {DAY}"]),
    ("年内上线9个样例事项。", ["output 样例事项 = 9 个 2021-12-31"]),
    ("样例平台上线后，9个样例事项另行公布。", []),
    # Joint rates are compared alike, and share what brings them about.
    (
        "因样例引发的甲方纠错率、乙方败诉率均低于全省平均水平。",
        [
            f"relative 因样例引发的甲方纠错率 < {DAY}",
            f"relative 因样例引发的乙方败诉率 < {DAY}",
        ],
    ),
    ("样例水平居全市前列。", [f"relative 样例水平 = {DAY}"]),
    # By how much past a yardstick: the yardstick is the target.
    (
        "样例强度高于全市平均水平2个百分点。",
        [f"relative 样例强度 > {DAY}"],
    ),
    (
        "样例增速快于全市平均增速0.5个百分点。",
        [f"relative 样例增速 > {DAY}"],
    ),
    ("样例能耗低于全国平均水平10%。", [f"relative 样例能耗 < {DAY}"]),
    # A classifier alone begins the unit behind it; a bound word is no name.
    (
        "样例甲、样例乙办理时间分别压缩至3个、4个工作日以内。",
        [
            f"level 样例甲办理时间 <= 3 个工作日 {DAY}",
            f"level 样例乙办理时间 <= 4 个工作日 {DAY}",
        ],
    ),
    ("样例更新频次不低于每月1次。", [f"level 样例更新频次 >= 1 次/月 {DAY}"]),
    # The reserve that a house may keep is a rule of payment.
    ("样例留用比例不低于结余部分的60%。", []),
    # What is counted again, of another body, or of which so many are worked on.
    (
        "累计建成用人单位样例点8个，区级机关建成1个。",
        [f"output 用人单位样例点 = 8 个 {DAY}", f"output 区级机关样例点 = 1 个 {DAY}"],
    ),
    (
        "对9座样例库实行分类管理，2022年底前完成4座治理任务。",
        [
            f"output 样例库实行分类管理 = 9 座 {DAY}",
            "output 样例库治理 = 4 座 2022-12-31",
        ],
    ),
    ("完成4座样例库治理任务。", [f"output 样例库治理任务 = 4 座 {DAY}"]),
    (
        "支持样例园开设样例班，试点12所。",
        [f"output 样例园开设样例班试点 = 12 所 {DAY}"],
    ),
    # The share of another named grade is one of the same things.
    (
        "全省“甲型”及以上县占比达到9%，其中“乙型”占比达到7%。",
        [
            f"level 全省“甲型”及以上县占比 = 9 % {DAY}",
            f"level 全省“乙型”县占比 = 7 % {DAY}",
        ],
    ),
    (
        "全省样例县占比达到9%，其中“乙型”占比达到7%。",
        [
            f"level 全省样例县占比 = 9 % {DAY}",
            f"level “乙型”占比 = 7 % {DAY}",
        ],
    ),
    # From a fact to what the plan's own year adds.
    (
        "截至去年底全县已有4所样例院达标，今年再创建2所；建设样例室8所。样例率达到85%。",
        [
            "output 样例院达标 = 2 所 2021-12-31",
            f"output 样例室 = 8 所 {DAY}",
            f"level 样例率 = 85 % {DAY}",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_classes_of_language(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected


def test_a_size_and_what_is_kept_are_accounted_for() -> None:
    for text in ("支持80张床位以上的样例院设置样例室。", "巩固2个样例县创建成果。"):
        assert [one.disposition.value for one in reading(text).accounts] == [
            "qualifier"
        ]
