"""More classes of language met in notices of further hands, each in its own words."""

import pytest

from .notices import short, targets

END = "2025-12-31"

READ = [
    # What is reached beyond a value, hoped for.
    ("人均预期寿命力争突破79岁。", [f"level 人均预期寿命 > 79 岁 {END} hoped"]),
    ("样例科技金额突破2000万元。", [f"level 样例科技金额 > 20000000 元 {END}"]),
    # With when it is compared says nothing of what.
    (
        "样例服务量达到900次，同比增长12%以上。",
        [f"level 样例服务量 = 900 次 {END}", f"change 样例服务量 >= 12 % {END}"],
    ),
    # Of so many each has so much.
    (
        "每百张样例床位配备样例员1名。",
        [f"output 样例员 = 1 名/百张 {END}"],
    ),
    (
        "样例中心每家配备样例员不少于2名。",
        [f"output 样例员 >= 2 名/家 {END}"],
    ),
    (
        "每所中小学校至少配备1名样例教师。",
        [f"output 样例教师 >= 1 名/中小学校 {END}"],
    ),
    ("样例车死亡率降至1.1人/万车以下。", [f"level 样例车死亡率 <= 1.1 人/万车 {END}"]),
    # A part of all is not told of each.
    (
        "每个中心床位不少于30张；布局样例点36个，其中农村样例点不少于20个。",
        [
            f"output 每个中心床位 >= 30 张/中心 {END}",
            f"output 样例点 = 36 个 {END}",
            f"output 农村样例点 >= 20 个 {END}",
        ],
    ),
    # Shares that are set aside, and what a share has.
    (
        "三级样例院向基层预留不少于30%的号源。",
        [f"level 三级样例院向基层预留号源 >= 30 % {END}"],
    ),
    (
        "40%的样例室至少配备1名样例医师。",
        [f"level 样例室至少配备1名样例医师 = 40 % {END}"],
    ),
    (
        "80%的样例院达到基本标准、40%达到推荐标准。",
        [
            f"level 样例院达到基本标准 = 80 % {END}",
            f"level 样例院达到推荐标准 = 40 % {END}",
        ],
    ),
    # All of them shall have what a share of them had.
    (
        "60%的样例院配备样例师，争取所有样例院均配备。",
        [
            f"level 样例院配备样例师 = 60 % {END}",
            f"coverage 样例院配备样例师 100 % {END} hoped",
        ],
    ),
    # Things of a kind, each named in full.
    (
        "无烟样例院、无烟样例校实现全覆盖。",
        [f"coverage 无烟样例院 100 % {END}", f"coverage 无烟样例校 100 % {END}"],
    ),
    # What goes on from the things told before.
    (
        "组建样例队60支，其中2024年组建20支。",
        [
            f"output 样例队 = 60 支 {END}",
            "output 样例队组建 = 20 支 2024-12-31",
        ],
    ),
    (
        "支持有条件的样例园开设样例班，2023年开设15个。",
        ["output 开设样例班的样例园 = 15 个 2023-12-31"],
    ),
    (
        "建成样例点4个，2023年、2024年分别新增样例托位20个和30个。",
        [
            f"output 样例点 = 4 个 {END}",
            "output 样例托位 = 20 个 2023-12-31",
            "output 样例托位 = 30 个 2024-12-31",
        ],
    ),
    # A principle of how it is done is no preamble.
    (
        "坚持以环境治理为主，布设样例点35处。",
        [f"output 样例点 = 35 处 {END}"],
    ),
    (
        "对5个样例场实施标准化改造。",
        [f"output 样例场实施标准化改造 = 5 个 {END}"],
    ),
    (
        "每年为老年人提供样例服务不少于500人次。",
        [f"output 老年人样例服务 >= 500 人次/年 {END}"],
    ),
    (
        "县级样例检查每季度至少1次。",
        [f"output 县级样例检查 >= 1 次/季度 {END}"],
    ),
    # What a line of goals turns to has its own days.
    (
        "行动目标：到2023年和2025年，甲率分别达到50%和60%。主要举措：建设样例站9个。",
        [
            "level 甲率 = 50 % 2023-12-31",
            "level 甲率 = 60 % 2025-12-31",
            f"output 样例站 = 9 个 {END}",
        ],
    ),
    # The same of town and country.
    (
        "城市、农村样例反应时间分别缩短至12分钟和18分钟。",
        [
            f"level 城市样例反应时间 = 12 分钟 {END}",
            f"level 农村样例反应时间 = 18 分钟 {END}",
        ],
    ),
    # A grade is named by whose it is.
    (
        "样例应用水平分级评价三级医院达到5级、二级医院达到4级。",
        [
            f"level 三级医院样例应用水平分级评价 = 5 级 {END}",
            f"level 二级医院样例应用水平分级评价 = 4 级 {END}",
        ],
    ),
    # How long those counted are sent for, and how large each is.
    (
        "选派60名医师到样例院进修不少于6个月。",
        [f"output 到样例院进修不少于6个月的医师 = 60 名 {END}"],
    ),
    (
        "新建样例公园20个，每个面积不少于400平方米。",
        [
            f"output 样例公园 = 20 个 {END}",
            f"level 每个样例公园面积 >= 400 平方米/个 {END}",
        ],
    ),
    (
        "样例药品、耗材累计落地分别超过500个和50类。",
        [f"output 样例药品 > 500 个 {END}", f"output 耗材落地 > 50 类 {END}"],
    ),
    ("样例收入占比高于同级样例院。", [f"relative 样例收入占比 > {END}"]),
]

NOTHING = [
    "推广6克样例盐勺。",  # how much a tool holds
    "设有90张以上床位的样例院应设立样例室。",  # of which size they are
    "投资300万元改造样例院。",  # what is spent on it
    "落实本方案明确的18项任务。",  # the notice's own
    "将方案确定的8项重点任务纳入绩效管理。",
    "各单位要明确1名分管领导和1名联络员。",  # who runs the plan
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_what_is_promised(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_promises_nothing(text: str) -> None:
    assert targets(text) == ()
