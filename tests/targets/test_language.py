"""Ways of drafters, each with what it states and a near miss that states less."""

import pytest

from .notices import short, targets

DAY = "2025-12-31"

READ = [
    # 和, 与 and 及 within a word join nothing.
    (
        "样例病报告率、及时报告率均达到90%。",
        [f"level 样例病报告率 = 90 % {DAY}", f"level 及时报告率 = 90 % {DAY}"],
    ),
    (
        "样例水普及率和样例厕普及率达到90%。",
        [f"level 样例水普及率 = 90 % {DAY}", f"level 样例厕普及率 = 90 % {DAY}"],
    ),
    # A base stands between verb and figure.
    (
        "样例病发病率下降到每10万人45例以下。",
        [f"level 每10万人样例病发病率 <= 45 例/10万人 {DAY}"],
    ),
    ("样例检验量达到每千人5批次。", [f"level 每千人样例检验量 = 5 批次/千人 {DAY}"]),
    # 分别 deals out values of two classes.
    (
        "样例绿化率、人均样例绿地面积分别达到40%、15平方米。",
        [
            f"level 样例绿化率 = 40 % {DAY}",
            f"level 人均样例绿地面积 = 15 平方米/人 {DAY}",
        ],
    ),
    # The bound word of a size is not that of the count.
    (
        "建设面积不低于800平方米的样例中心12个。",
        [f"output 面积不低于800平方米的样例中心 = 12 个 {DAY}"],
    ),
    ("至少建设样例中心12个。", [f"output 样例中心 >= 12 个 {DAY}"]),
    # A bare measure leans on what was spoken of before.
    (
        "15个样例医院达到样例标准，占比达到65%。",
        [
            f"output 样例医院达到样例标准 = 15 个 {DAY}",
            f"level 样例医院达到样例标准占比 = 65 % {DAY}",
        ],
    ),
    (
        "样例机构普遍设立样例门诊，设置率达到80%。",
        [f"level 样例机构普遍设立样例门诊设置率 = 80 % {DAY}"],
    ),
    ("深化样例改革，样例率达到80%。", [f"level 样例率 = 80 % {DAY}"]),
    (
        "样例床位达到2万张，其中护理床位不低于55%。",
        [f"level 样例床位 = 20000 张 {DAY}", f"level 护理床位 >= 55 % {DAY}"],
    ),
    (
        "样例机构技术人员占比不低于85%，其中卫生技术人员不低于70%。",
        [
            f"level 样例机构技术人员占比 >= 85 % {DAY}",
            f"level 卫生技术人员占比 >= 70 % {DAY}",
        ],
    ),
    # An undertaking is done by shares.
    (
        "实施样例改厕工程，2022年底前完成30%，2024年底前全部完成。",
        [
            "level 样例改厕工程 = 30 % 2022-12-31",
            "coverage 样例改厕工程 100 % 2024-12-31",
        ],
    ),
    (
        "开展样例讲座50场，覆盖5000人。",
        [f"output 样例讲座 = 50 场 {DAY}", f"output 样例讲座覆盖 = 5000 人 {DAY}"],
    ),
    (
        "加快10个样例扩能项目建设，其中4个2022年底前完工。",
        [
            f"output 样例扩能项目建设 = 10 个 {DAY}",
            "output 样例扩能项目建设完工 = 4 个 2022-12-31",
        ],
    ),
    ("加快样例扩能项目建设。", []),
    # All of a counted scope is coverage.
    (
        "全市3个县全部建立样例机构。",
        [f"coverage 全市3个县建立样例机构 100 % {DAY}"],
    ),
    ("3个县建立样例机构。", [f"output 县建立样例机构 = 3 个 {DAY}"]),
    # Facts and their continuation.
    ("样例县现有老人8万人，占人口的21%，其中失能2万人。", []),
    ("近三年累计投入2亿元，新建样例室210所。", []),
    ("近三年内新建样例室210所。", ["output 样例室 = 210 所 2024-12-31"]),
    ("组建由15名专家组成的样例组，分4个片区开展样例督导。", []),
    (
        "创建全国示范性样例社区3个，省级8个。",
        [
            f"output 全国示范性样例社区 = 3 个 {DAY}",
            f"output 省级示范性样例社区 = 8 个 {DAY}",
        ],
    ),
    (
        "样例儿童死亡率以2020年为基数下降20%。",
        [f"change 样例儿童死亡率 = 20 % {DAY}"],
    ),
    ("样例巩固率巩固在95%以上。", [f"level 样例巩固率 >= 95 % {DAY}"]),
    ("样例入学率达到并保持在95%以上。", [f"level 样例入学率 >= 95 % {DAY}"]),
    ("对样例老人每月至少探访2次。", [f"output 样例老人探访 >= 2 次/月 {DAY}"]),
    ("开展样例老人探访工作。", []),
    (
        "样例家庭人均收入年均增长不低于当地居民收入增幅。",
        [f"relative 样例家庭人均收入年均增长 >= {DAY}"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_sentence_is_read_as_meant(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected
