"""How officials put it when they do not put it by the book: each with its reading."""

import pytest

from .notices import short, targets

DAY = "2025-12-31"

READ = [
    (
        "在样例病较为集中的28个样例乡建设样例站。",
        [f"output 建设样例站的样例乡 = 28 个 {DAY}"],
    ),
    ("为3万名样例患者配发样例仪。", [f"output 配发样例仪的样例患者 = 30000 名 {DAY}"]),
    (
        "二级以上样例机构均部署样例软件。",
        [f"coverage 二级以上样例机构部署样例软件 100 % {DAY}"],
    ),
    ("县级样例台均开办样例栏目。", [f"coverage 县级样例台开办样例栏目 100 % {DAY}"]),
    ("95%以上的样例室接入样例网。", [f"level 样例室接入样例网 >= 95 % {DAY}"]),
    (
        "80%以上的样例机构为老人开通样例窗口。",
        [f"level 样例机构为老人开通样例窗口 >= 80 % {DAY}"],
    ),
    (
        "按样例付费覆盖所有符合条件的开展样例服务的医疗机构。",
        [f"coverage 按样例付费覆盖所有符合条件的开展样例服务的医疗机构 100 % {DAY}"],
    ),
    (
        "甲费用、乙费用样例结算率分别达到60%和70%。",
        [
            f"level 甲费用样例结算率 = 60 % {DAY}",
            f"level 乙费用样例结算率 = 70 % {DAY}",
        ],
    ),
    (
        "水稻、小麦样例机械化率分别达到95%和96%。",
        [
            f"level 水稻样例机械化率 = 95 % {DAY}",
            f"level 小麦样例机械化率 = 96 % {DAY}",
        ],
    ),
    (
        "二级、三级样例医院样例应用水平分别达到3级以上和5级以上。",
        [
            f"level 二级样例医院样例应用水平 >= 3 级 {DAY}",
            f"level 三级样例医院样例应用水平 >= 5 级 {DAY}",
        ],
    ),
    (
        "16所样例卫生院全部达到样例标准。",
        [f"coverage 16所样例卫生院达到样例标准 100 % {DAY}"],
    ),
    (
        "人人享有公平可及的样例服务。",
        [f"coverage 人人享有公平可及的样例服务 100 % {DAY}"],
    ),
    (
        "样例缺陷发生率由万分之2.6下降到万分之2以下。",
        [f"level 样例缺陷发生率 <= 2 1/10k {DAY}"],
    ),
    ("样例死亡率稳定在十万分之八以下。", [f"level 样例死亡率 <= 8 1/100k {DAY}"]),
    (
        "样例服务实现样例乡全覆盖并向30%的样例村延伸。",
        [f"coverage 样例服务样例乡 100 % {DAY}", f"level 向样例村延伸 = 30 % {DAY}"],
    ),
    (
        "样例助餐覆盖60%以上的样例社区和40%以上的样例村。",
        [
            f"level 样例助餐覆盖样例社区 >= 60 % {DAY}",
            f"level 样例助餐覆盖样例村 >= 40 % {DAY}",
        ],
    ),
    (
        "在样例甲、样例乙三个行业各打造2个样例项目。",
        [
            f"output 打造2个样例项目的行业 = 3 个 {DAY}",
            f"output 样例项目 = 2 个/行业 {DAY}",
        ],
    ),
    ("每站配备样例人员2—3名。", [f"output 样例人员 between 2 名/站 {DAY}"]),
    ("每点至少有1名样例员。", [f"output 样例员 >= 1 名/点 {DAY}"]),
    ("完成全部样例企业核查。", [f"coverage 样例企业核查 100 % {DAY}"]),
    (
        "样例素养水平在上年33.4%的基础上提高1个百分点以上。",
        [f"change 样例素养水平 >= 1 percentage point {DAY}"],
    ),
    (
        "样例寿命在2020年79.4岁的基础上再增加0.6岁。",
        [f"change 样例寿命 = 0.6 岁 {DAY}"],
    ),
    (
        "样例近视率在2020年51.8%的基础上，力争每年降低0.5个百分点以上。",
        [f"change 样例近视率 >= 0.5 percentage point/年 {DAY} hoped"],
    ),
    (
        "样例甲占比达到76%，样例乙占比突破58%，较上年各提高2个和1.5个百分点。",
        [
            f"level 样例甲占比 = 76 % {DAY}",
            f"level 样例乙占比 > 58 % {DAY}",
            f"change 样例甲占比 = 2 percentage point {DAY}",
            f"change 样例乙占比 = 1.5 percentage point {DAY}",
        ],
    ),
    (
        "样例甲参保率、样例乙签约率依次达到95%和60%。",
        [f"level 样例甲参保率 = 95 % {DAY}", f"level 样例乙签约率 = 60 % {DAY}"],
    ),
    ("样例密度控制水平达到国家标准C级。", [f"relative 样例密度控制水平 = {DAY}"]),
    ("样例支出增幅不低于经常性样例收入增幅。", [f"relative 样例支出增幅 >= {DAY}"]),
    ("样例不合格率压到5%以内。", [f"level 样例不合格率 <= 5 % {DAY}"]),
    ("样例幼儿每年至少2次屈光检查。", [f"output 样例幼儿屈光检查 >= 2 次/年 {DAY}"]),
    ("样例率去年底为91.4%。", []),
    ("样例会已于去年投放1260台。", []),
    ("年度考评排名末3位的样例县须说明原因。", []),
    ("样例委会同样例局等12个部门建立样例制度。", []),
    (
        "样例占比逐年提高5个百分点以上。",
        [f"change 样例占比 >= 5 percentage point/年 {DAY}"],
    ),
    ("样例占比逐年提高5%。", [f"change 样例占比 = 5 % {DAY}"]),
    (
        "每千人口样例数达到4.1个，到2025年，这一数字增加到4.8个。",
        [
            f"level 每千人口样例数 = 4.1 个/千人口 {DAY}",
            f"level 每千人口样例数 = 4.8 个/千人口 {DAY}",
        ],
    ),
    (
        "样例病死亡率下降到每10万人口209例以下。",
        [f"level 样例病死亡率 <= 209 1/100k {DAY}"],
    ),
    ("样例办理时间一般不超过40分钟。", [f"level 样例办理时间 <= 40 分钟 {DAY}"]),
    ("职工人数满1000人且有需求的样例院应当建设样例站。", []),
    ("提供4类以上样例服务的比例不断提高。", [f"trend 提供4类以上样例服务的比例 {DAY}"]),
    ("办好10件民生实事。", []),
    (
        "城市样例时间压缩到5分钟，农村不超过8分钟。",
        [f"level 城市样例时间 = 5 分钟 {DAY}", f"level 农村样例时间 <= 8 分钟 {DAY}"],
    ),
    (
        "上半年新建样例站5个，下半年再建3个。",
        ["output 样例站 = 5 个 2021-06-30", "output 样例站 = 3 个 2021-12-31"],
    ),
    ("- 样例率达到60%。", [f"level 样例率 = 60 % {DAY}"]),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_plain_language(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected


def test_a_promise_with_its_day_ends_what_is_told_of_the_past() -> None:
    found = targets(
        "样例门诊的比例，2020年为58%，2024年不少于75%。样例室覆盖率不低于85%。"
    )
    assert [short(one) for one in found] == [
        "level 样例门诊的比例 >= 75 % 2024-12-31",
        f"level 样例室覆盖率 >= 85 % {DAY}",
    ]


def test_a_bullet_is_no_part_of_the_evidence() -> None:
    text = "- 样例率达到60%。"
    [found] = targets(text)
    assert text[found.span.start : found.span.end] == "样例率达到60%"
