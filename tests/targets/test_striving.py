"""What is striven for, what stays, and what many places each get."""

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
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_what_is_read(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected
