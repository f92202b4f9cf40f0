"""What towns promise every year, in the words of every day: each with its reading."""

import pytest

from .notices import short, targets

DAY = "2025-12-31"

READ = [
    (
        "全社会样例投入年均增长10%以上，占地区样例总值比重达到2%。",
        [
            f"change 全社会样例投入 >= 10 %/年 {DAY}",
            f"level 全社会样例投入占地区样例总值比重 = 2 % {DAY}",
        ],
    ),
    (
        "新增样例企业200家，总数突破1000家。",
        [f"output 样例企业 = 200 家 {DAY}", f"level 样例企业总数 > 1000 家 {DAY}"],
    ),
    (
        "选派100名样例医师到样例院进修。",
        [f"output 到样例院进修的样例医师 = 100 名 {DAY}"],
    ),
    ("实现80%以上的样例病在县域内解决。", [f"level 样例病在县域内解决 >= 80 % {DAY}"]),
    (
        "高血压、糖尿病患者样例管理率分别达到65%和60%。",
        [
            f"level 高血压患者样例管理率 = 65 % {DAY}",
            f"level 糖尿病患者样例管理率 = 60 % {DAY}",
        ],
    ),
    (
        "每千人口样例医师数、样例护士数分别达到3人和4人。",
        [
            f"level 每千人口样例医师数 = 3 人/千人口 {DAY}",
            f"level 每千人口样例护士数 = 4 人/千人口 {DAY}",
        ],
    ),
    (
        "每个居家社区样例服务机构至少配备2名护理员。",
        [f"output 护理员 >= 2 名/居家社区样例服务机构 {DAY}"],
    ),
    (
        "每所农村寄宿制学校至少配备1名校医。",
        [f"output 校医 >= 1 名/农村寄宿制学校 {DAY}"],
    ),
    (
        "每个社区至少配备1家样例机构。",
        [f"output 样例机构 >= 1 家/社区 {DAY}"],
    ),
    (
        "按照每百名样例儿童配备不少于1名样例人员的标准落实。",
        [f"output 样例人员 >= 1 名/百名样例儿童 {DAY}"],
    ),
    (
        "带动全市样例产业总规模达到500亿元。",
        [f"level 全市样例产业总规模 = 50000000000 元 {DAY}"],
    ),
    ("带动就业人数达到500人。", [f"level 带动就业人数 = 500 人 {DAY}"]),
    (
        "样例签约服务覆盖率每年提升1个百分点，到2025年覆盖率达到75%以上。",
        [
            f"change 样例签约服务覆盖率 = 1 percentage point/年 {DAY}",
            f"level 样例签约服务覆盖率 >= 75 % {DAY}",
        ],
    ),
    (
        "依托样例园改扩建一批样例位，2024年新增不少于50个。",
        ["output 样例位 >= 50 个 2024-12-31"],
    ),
    (
        "建成1个样例中心、6个样例园、若干个样例点。",
        [f"output 样例中心 = 1 个 {DAY}", f"output 样例园 = 6 个 {DAY}"],
    ),
    ("打造10个样例社区及一批样例街区。", [f"output 样例社区 = 10 个 {DAY}"]),
    (
        "健全两级调度机制，每月调度1次，每半年评估1次。",
        [f"output 调度 = 1 次/月 {DAY}", f"output 评估 = 1 次/半年 {DAY}"],
    ),
    (
        "70岁以上老年人样例率达80%，80岁以上达90%。",
        [
            f"level 70岁以上老年人样例率 = 80 % {DAY}",
            f"level 80岁以上老年人样例率 = 90 % {DAY}",
        ],
    ),
    ("6个月内婴儿样例率达50%以上。", [f"level 6个月内婴儿样例率 >= 50 % {DAY}"]),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_it_is_read(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected


def test_another_rate_of_the_same_ending_is_another() -> None:
    *_, rate = targets("三级样例院平均住院日降至8天，住院率控制在10%以内。")
    assert rate.indicator == "住院率"
