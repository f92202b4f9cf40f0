"""Classes of language met in plans of many fields: each with its near miss."""

import pytest

from .notices import short, targets

DAY = "2025-12-31"

READ = [
    ("样例云算力提升至12万核。", [f"level 样例云算力 = 120000 核 {DAY}"]),
    ("样例核桃种植面积达到12万亩。", [f"level 样例核桃种植面积 = 120000 亩 {DAY}"]),
    ("样例带宽达到10Gbps。", [f"level 样例带宽 = 10 Gbps {DAY}"]),
    (
        "样例贷款增速不低于各项贷款增速。",
        [f"relative 样例贷款增速 >= {DAY}"],
    ),
    ("样例签约率不低于本省平均水平。", [f"relative 样例签约率 >= {DAY}"]),
    (
        "按样例付费的医保基金支出占统筹基金支出的比例达到80%。",
        [f"level 按样例付费的医保基金支出占统筹基金支出的比例 = 80 % {DAY}"],
    ),
    ("样例医保基金按80%支付。", []),
    (
        "二级以上样例医院全部支持移动支付。",
        [f"coverage 二级以上样例医院支持移动支付 100 % {DAY}"],
    ),
    (
        "除涉密情形外，样例事项全部进驻样例大厅。",
        [f"coverage 样例事项进驻样例大厅 100 % {DAY}"],
    ),
    (
        "在全县40个乡镇部署样例服务自助终端。",
        [f"output 部署样例服务自助终端的乡镇 = 40 个 {DAY}"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_plans_of_many_fields(text: str, expected: list[str]) -> None:
    assert [short(target) for target in targets(text)] == expected
