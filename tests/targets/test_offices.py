"""Classes of language of many offices: each with its near miss. All is invented."""

import pytest

from .notices import short, targets

DAY = "2025-12-31"

READ = [
    # All of a scope does something: the verb may be one of ending or of reaching.
    ("所有样例村通硬化路。", [f"coverage 样例村通硬化路 100 % {DAY}"]),
    (
        "2024年底前所有样例学校达到国家规定的设置标准。",
        ["coverage 样例学校达到国家规定的设置标准 100 % 2024-12-31"],
    ),
    ("样例站全部取消样例加成。", [f"coverage 样例站取消样例加成 100 % {DAY}"]),
    ("巩固样例站全部取消样例加成改革成果。", []),
    (
        "实现街道甲样例服务中心、社区乙样例服务中心全覆盖。",
        [
            f"coverage 街道甲样例服务中心 100 % {DAY}",
            f"coverage 社区乙样例服务中心 100 % {DAY}",
        ],
    ),
    (
        "甲样例协会增至38个、县（区）乙样例总会全覆盖。",
        [
            f"level 甲样例协会 = 38 个 {DAY}",
            f"coverage 县（区）乙样例总会 100 % {DAY}",
        ],
    ),
    ("次均样例费用增幅低于上年水平。", [f"relative 次均样例费用增幅 < {DAY}"]),
    # A value of each period, and values of each year of a span.
    ("样例教育达到每年26万人次。", [f"level 样例教育 = 260000 人次/年 {DAY}"]),
    (
        "2022年至2024年，样例托位分别达到700个、800个、900个。",
        [
            "level 样例托位 = 700 个 2022-12-31",
            "level 样例托位 = 800 个 2023-12-31",
            "level 样例托位 = 900 个 2024-12-31",
        ],
    ),
    (
        "2022年至2025年，甲样例床、乙样例床分别达到700张、800张。",
        [f"level 甲样例床 = 700 张 {DAY}", f"level 乙样例床 = 800 张 {DAY}"],
    ),
    # What is counted: people, times and sessions, whatever noun stands behind.
    ("解决6万人样例不稳定问题。", [f"output 样例不稳定问题 = 60000 人 {DAY}"]),
    ("解决6个样例问题。", []),
    ("开展1次样例专项行动。", [f"output 样例专项行动 = 1 次 {DAY}"]),
    ("实施6个样例专项行动。", []),
    ("引进样例企业，举办两届样例博览会。", [f"output 样例博览会 = 2 届 {DAY}"]),
    ("两届样例博览会成果丰硕。", []),
    (
        "完成样例搬迁620户2410人。",
        [f"output 样例搬迁 = 620 户 {DAY}", f"output 样例搬迁 = 2410 人 {DAY}"],
    ),
    ("学校新增配置AED150台。", [f"output AED = 150 台 {DAY}"]),
    ("向社会开放样例数据集300个。", [f"output 样例数据集 = 300 个 {DAY}"]),
    (
        "引导10所样例院校向应用型样例院校转型。",
        [f"output 向应用型样例院校转型的样例院校 = 10 所 {DAY}"],
    ),
    (
        "新建样例助餐点18个，其中农村不少于10个。",
        [
            f"output 样例助餐点 = 18 个 {DAY}",
            f"output 农村样例助餐点 >= 10 个 {DAY}",
        ],
    ),
    (
        "每个乡镇综合文化站至少配备2名样例员。",
        [f"output 样例员 >= 2 名/乡镇综合文化站 {DAY}"],
    ),
    (
        "坚持以人为本，力争推出样例作品12部。",
        [f"output 样例作品 = 12 部 {DAY} hoped"],
    ),
    ("坚持以人为本，把12部样例作品放在心上。", []),
    (
        "建立由样例县领导牵头的样例联席会议制度，每季度至少召开1次会议。",
        [f"output 样例联席会议 >= 1 次/季度 {DAY}"],
    ),
    (
        "公共样例馆人均藏书量达到0.8册。",
        [f"level 公共样例馆人均藏书量 = 0.8 册/人 {DAY}"],
    ),
    # Sums that are an aim, and shares that are work and no payment.
    ("发放样例小额信贷不低于6000万元。", [f"output 样例小额信贷 >= 60000000 元 {DAY}"]),
    ("对5万元以下的样例小额信贷给予贴息。", []),
    ("带动样例户户均增收2000元以上。", [f"change 样例户户均增收 >= 2000 元 {DAY}"]),
    (
        "将40%左右的样例服务任务交由样例站承担。",
        [f"level 样例服务任务交由样例站承担 ~ 40 % {DAY}"],
    ),
    ("将40%左右的样例费用交由样例站承担。", []),
    ("样例项目报销比例提高5个百分点。", []),
    # What else a place has is no aim.
    ("全县现有样例田3万亩，样例户4100户，样例师212人。", []),
    ("全县现有样例田3万亩，新建样例园12个。", [f"output 样例园 = 12 个 {DAY}"]),
    # Grades cut short, and units of their own.
    (
        "中、高等样例院校就业率分别不低于50%和60%。",
        [
            f"level 中等样例院校就业率 >= 50 % {DAY}",
            f"level 高等样例院校就业率 >= 60 % {DAY}",
        ],
    ),
    (
        "样例煤耗降至300克标准煤/千瓦时以下。",
        [f"level 样例煤耗 <= 300 克标准煤/千瓦时 {DAY}"],
    ),
    (
        "样例药物使用强度控制在40DDDs以内。",
        [f"level 样例药物使用强度 <= 40 DDDs {DAY}"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[r[0][:16] for r in READ])
def test_classes_of_language(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected
