"""What is striven for, stays or is held back, and how many places share a deed."""

import pytest

from .notices import short, targets

DAY = "2025-12-31"

READ = [
    # 争取 with a count of its own strives for it, and for what follows up to 。
    (
        "年内争取国家、省级样例项目10个，样例成交额突破6亿元。",
        [
            "output 国家、省级样例项目 = 10 个 2021-12-31 hoped",
            "level 样例成交额 > 600000000 元 2021-12-31 hoped",
        ],
    ),
    # What is asked of others is no goal of the plan.
    (
        "争取国家资金支持，建设样例中心3个。",
        [f"output 样例中心 = 3 个 {DAY}"],
    ),
    (
        "样例口岸跨境货物运输量、货值分别突破60万吨、5亿元。",
        [
            f"level 样例口岸跨境货物运输量 > 600000 吨 {DAY}",
            f"level 样例口岸跨境货值 > 500000000 元 {DAY}",
        ],
    ),
    (
        "到2025年，样例污染加剧趋势得到初步遏制。",
        [f"trend 样例污染加剧趋势 {DAY}"],
    ),
    (
        "样例物种减少势头得到基本控制。",
        [f"trend 样例物种减少势头 {DAY}"],
    ),
    ("样例风险得到基本控制。", []),
    (
        "实现样例市甲气体、乙气体浓度全部达标。",
        [
            f"coverage 样例市甲气体浓度达标 100 % {DAY}",
            f"coverage 乙气体浓度达标 100 % {DAY}",
        ],
    ),
    (
        "样例市学校、医院场地全部开放。",
        [f"coverage 样例市学校、医院场地开放 100 % {DAY}"],
    ),
    (
        "到2025年，所有市辖区街道和县（市）城关镇至少建有1个样例中心。",
        [f"output 样例中心 >= 1 个/市辖区街道和县（市）城关镇 {DAY}"],
    ),
    (
        "所有街道和单位至少参加1次样例演练。",
        [f"output 所有街道和单位参加样例演练 >= 1 次 {DAY}"],
    ),
    ("保持样例指标稳居全省首位。", [f"relative 样例指标 = {DAY}"]),
    (
        "全国所有样例镇具备污水收集能力。",
        [f"coverage 样例镇具备污水收集能力 100 % {DAY}"],
    ),
    (
        "样例设施应于2022年底前全面达到一级A排放标准。",
        ["relative 样例设施 = 2022-12-31"],
    ),
    (
        "实现样例垃圾处理全覆盖和设施稳定运行。",
        [f"coverage 样例垃圾处理 100 % {DAY}"],
    ),
    (
        "将甲林地、乙林地全部划入样例林。",
        [f"coverage 甲林地、乙林地划入样例林 100 % {DAY}"],
    ),
    (
        "采取样例措施，抢救样例古树60株、复壮30株。",
        [f"output 样例古树 = 60 株 {DAY}", f"output 样例古树复壮 = 30 株 {DAY}"],
    ),
    (
        "在甲市、乙县等16个样例区和丙县丁江等8个样例流域开展样例整治。",
        [
            f"output 开展样例整治的样例区 = 16 个 {DAY}",
            f"output 开展样例整治的样例流域 = 8 个 {DAY}",
        ],
    ),
    ("提高样例主体获贷成功率。", [f"trend 样例主体获贷成功率 {DAY}"]),
    ("提高样例设备功率。", []),
    (
        "入网的样例仪器数量达到2500台（套）。",
        [f"level 入网的样例仪器数量 = 2500 台（套） {DAY}"],
    ),
    # The title of what follows states nothing; a list of goals does.
    ("（七）样例处理设施全覆盖。以样例整治为重点。", []),
    ("专栏4样例地区（一）样例物总量控制。以样例市为重点。", []),
    (
        "（一）样例设施全覆盖。（二）样例站点全覆盖。",
        [
            f"coverage （一）样例设施 100 % {DAY}",
            f"coverage （二）样例站点 100 % {DAY}",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_what_is_read(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected
