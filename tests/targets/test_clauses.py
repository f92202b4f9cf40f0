"""What of its sentence governs a statement, and what names it."""

import pytest

from .notices import short, targets

DAY = "2025-12-31"


CARRIED = [
    # A deadline amid its sentence dates its own clause alone.
    (
        "到2025年，样例率达到50%，2023年建成样例站3个，签约率达到80%。",
        [
            "level 样例率 = 50 % 2025-12-31",
            "output 样例站 = 3 个 2023-12-31",
            "level 签约率 = 80 % 2025-12-31",
        ],
    ),
    (
        "推进样例改革，2023年建成样例站3个；签约率达到80%。",
        ["output 样例站 = 3 个 2023-12-31", f"level 签约率 = 80 % {DAY}"],
    ),
    # ... and the clauses that go on from it.
    (
        "推进样例改革，2023年建成样例站3个，并在2个样例县启动样例试点。",
        [
            "output 样例站 = 3 个 2023-12-31",
            "output 启动样例试点的样例县 = 2 个 2023-12-31",
        ],
    ),
    # One that opens its sentence, or stands as a clause, dates what follows.
    (
        "推进样例改革，到2022年和2023年，样例率分别达到50%和60%，签约率达到80%。",
        [
            "level 样例率 = 50 % 2022-12-31",
            "level 样例率 = 60 % 2023-12-31",
            "level 签约率 = 80 % 2022-12-31",
            "level 签约率 = 80 % 2023-12-31",
        ],
    ),
    # 全年 of a plan of several years recurs.
    (
        "样例馆全年开放时间不少于330天。",
        [f"level 样例馆开放时间 >= 330 天/年 {DAY}"],
    ),
    # Efforts made are no hope.
    (
        "通过三年努力，样例率达到50%。",
        ["level 样例率 = 50 % 2024-12-31"],
    ),
    ("努力使样例率达到50%。", [f"level 样例率 = 50 % {DAY} hoped"]),
]


@pytest.mark.parametrize(("text", "expected"), CARRIED)
def test_what_governs_a_statement(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected


NAMED = [
    # What a sentence takes up names the steps of its ladder.
    (
        "将样例危害企业纳入治理，分年度推进：2022年治理120家、2023年150家。",
        [
            "output 样例危害企业治理 = 120 家 2022-12-31",
            "output 样例危害企业治理 = 150 家 2023-12-31",
        ],
    ),
    # A rate beside another of the same people.
    (
        "样例考核覆盖率达到100%且合格率不低于95%。",
        [f"level 样例考核覆盖率 = 100 % {DAY}", f"level 样例考核合格率 >= 95 % {DAY}"],
    ),
    # What follows the number of kinds belongs to each; points are shared.
    (
        "粉尘、毒物、噪声三类岗位合格率分别提高5个、4个和3个百分点。",
        [
            f"change 粉尘岗位合格率 = 5 percentage point {DAY}",
            f"change 毒物岗位合格率 = 4 percentage point {DAY}",
            f"change 噪声岗位合格率 = 3 percentage point {DAY}",
        ],
    ),
    ("样例办每季度通报一次进展。", [f"output 样例办通报进展 = 1 次/季度 {DAY}"]),
    ("每半年至少召开一次会议。", [f"output 召开会议 >= 1 次/半年 {DAY}"]),
    ("每半年召开一次样例会议。", [f"output 样例会议 = 1 次/半年 {DAY}"]),
    ("与2所以上样例院校建立合作关系。", [f"output 建立合作关系的样例院校 >= 2 所 {DAY}"]),
    # Of counted places each gets some.
    (
        "为12个县各配备1台样例车。",
        [f"output 配备样例车的县 = 12 个 {DAY}", f"output 样例车 = 1 台/县 {DAY}"],
    ),
    ("为12个县配备1台样例车。", [f"output 样例车 = 1 台 {DAY}"]),
    # Norms of planning.
    (
        "新建样例区按每千人口不少于10个托位配建样例设施。",
        [f"level 新建样例区配建样例设施托位 >= 10 个/千人口 {DAY}"],
    ),
    ("按每千人口不少于10个托位的标准补助。", []),
    (
        "样例学生每天校内、校外各1小时体育活动时间。",
        [
            f"level 样例学生校内体育活动时间 = 1 小时/天 {DAY}",
            f"level 样例学生校外体育活动时间 = 1 小时/天 {DAY}",
        ],
    ),
    ("组织样例驻点指导每县每年不少于2次。", [f"output 样例驻点指导 >= 2 次/县/年 {DAY}"]),
    ("落实样例检查，年检查人数不低于6000人。", [f"output 年检查人数 >= 6000 人/年 {DAY}"]),
    ("人均每日样例摄入量较2015年下降20%。", [f"change 人均每日样例摄入量 = 20 % {DAY}"]),
    (
        "为样例女生（约1900人）免费接种样例疫苗，接种率达到90%。",
        [f"level 样例女生免费接种样例疫苗接种率 = 90 % {DAY}"],
    ),
    (
        "2022年完成36条样例街改造，2023年完成52条。",
        ["output 样例街改造 = 36 条 2022-12-31", "output 样例街改造 = 52 条 2023-12-31"],
    ),
    (
        "明确样例目标：样例合格率2022年达到98.2%、2023年达到98.4%。",
        ["level 样例合格率 = 98.2 % 2022-12-31", "level 样例合格率 = 98.4 % 2023-12-31"],
    ),
    (
        "样例馆全年开放时间不少于330天，每周开放不少于35小时。",
        [f"level 样例馆开放时间 >= 330 天/年 {DAY}", f"level 样例馆开放时间 >= 35 小时/周 {DAY}"],
    ),
    ("完成样例中心与全部样例卫生院联网。", [f"coverage 样例中心与全部样例卫生院联网 100 % {DAY}"]),
    ("2021年全省已完成样例改造8600户。", []),
    ("预计到2025年样例老人将突破90万人。", []),
    (
        "2022年底前样例率达到100%；开设样例门诊2家。",
        ["level 样例率 = 100 % 2022-12-31", f"output 样例门诊 = 2 家 {DAY}"],
    ),
    (
        "2022年样例率达到100%；开设样例门诊2家。",
        ["level 样例率 = 100 % 2022-12-31", "output 样例门诊 = 2 家 2022-12-31"],
    ),
    (
        "3岁以下儿童死亡率降至5‰，样例结核发病率降至30/10万，贫血率低于8%。",
        [
            "level 3岁以下儿童死亡率 = 5 ‰ 2025-12-31",
            "level 样例结核发病率 = 30 1/100k 2025-12-31",
            "level 贫血率 < 8 % 2025-12-31",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_what_names_a_statement(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected


def test_people_in_a_heading_are_advised_unless_something_is_provided() -> None:
    provided = targets("建设样例乐园10个。", heading="老年人")
    assert [short(one) for one in provided] == [f"output 样例乐园 = 10 个 {DAY}"]
    assert targets("每天走路30分钟。", heading="老年人") == ()
