"""Classes of language met in notices of other hands: each with its near miss."""

import pytest

from pipelines.model import Disposition

from .notices import reading, short, targets

DAY = "2025-12-31"

READ = [
    (
        "",
        "样例体育馆全部免费或低收费开放。",
        [f"coverage 样例体育馆免费或低收费开放 100 % {DAY}"],
    ),
    ("", "样例门票全部免费。", []),
    (
        "",
        "少年样例健康整体水平显著提升。",
        [f"trend 少年样例健康整体水平 {DAY}"],
    ),
    ("", "少年样例服务整体水平显著提升。", []),
    # A payment goes on in shares and sums; things that are counted are none.
    (
        "",
        "对引客3人次以上的样例旅行社给予20万元补贴；样例企业达到22家。",
        [f"level 样例企业 = 22 家 {DAY}"],
    ),
    ("", "样例住院费用报销70%，乙类达到60%。", []),
    (
        "",
        "样例热线满意率不低于95%，好于全国平均水平。",
        [
            f"level 样例热线满意率 >= 95 % {DAY}",
            f"relative 样例热线满意率 > {DAY}",
        ],
    ),
    ("", "样例案件平均用时少于480天。", [f"level 样例案件平均用时 < 480 天 {DAY}"]),
    ("", "抽测样例车不少于6000辆次。", [f"level 样例车 >= 6000 辆次 {DAY}"]),
    ("", "每所小学至少配备1名样例教师。", [f"output 样例教师 >= 1 名/小学 {DAY}"]),
    (
        "",
        "实现县级样例中心、示例中心全覆盖。",
        [
            f"coverage 县级样例中心 100 % {DAY}",
            f"coverage 县级示例中心 100 % {DAY}",
        ],
    ),
    (
        "",
        "社区卫生服务中心、便民服务中心全覆盖。",
        [f"coverage 社区卫生服务中心、便民服务中心 100 % {DAY}"],
    ),
    # The day may stand behind what falls by it; 占比 is no comparison, 比 is.
    (
        "",
        "样例例数占比到2022年和2025年实现明显下降。",
        [
            "trend 样例例数占比 2022-12-31",
            f"trend 样例例数占比 {DAY}",
        ],
    ),
    ("", "样例床位占比到2023年达到60%。", ["level 样例床位占比 = 60 % 2023-12-31"]),
    ("", "样例人数比2022年明显下降。", [f"trend 样例人数 {DAY}"]),
    # What a thing has gone through says of what thing; a deed is done by whom.
    (
        "",
        "每个样例卫生院至少有1名经过培训的样例医生。",
        [f"output 经过培训的样例医生 >= 1 名/样例卫生院 {DAY}"],
    ),
    # What has been built already says of what: it is no verb of making.
    (
        "",
        "老城区和已建成居住区按照每千人口不少于8个托位补建。",
        [f"level 老城区和已建成居住区补建托位 >= 8 个/千人口 {DAY}"],
    ),
    ("", "样例市已建成样例小区8个。", []),
    # The diseases share what is told of the last.
    (
        "",
        "甲病、乙病、丙病母婴传播率分别控制在2%以下、1‰以下和1%以下。",
        [
            f"level 甲病母婴传播率 <= 2 % {DAY}",
            f"level 乙病母婴传播率 <= 1 ‰ {DAY}",
            f"level 丙病母婴传播率 <= 1 % {DAY}",
        ],
    ),
    # A rule that is known by its number of points is a name.
    ("", "锲而不舍落实样例八项规定精神。", []),
    ("", "落实样例项目8项。", [f"output 样例项目 = 8 项 {DAY}"]),
    ("", "居民样例的增长速度明显放缓。", [f"trend 居民样例的增长速度 {DAY}"]),
    ("", "样例工作速度明显加快。", []),
    # A verb of asking opens the heading: what stands below is no background.
    (
        "优化样例发展环境。",
        "新增样例企业20家。",
        [f"output 样例企业 = 20 家 {DAY}"],
    ),
    ("样例发展环境。", "新增样例企业20家。", []),
    (
        "",
        "样例增加值增速高于全省平均水平、高于全市经济增速。",
        [
            f"relative 样例增加值增速 > {DAY}",
            f"relative 样例增加值增速 > {DAY}",
        ],
    ),
    (
        "",
        "培育年产值超3亿元、具备样例优势的企业4家。",
        [f"output 年产值超3亿元、具备样例优势的企业 = 4 家 {DAY}"],
    ),
    (
        "",
        "培育样例企业3家、设施完善的样例园区4个。",
        [f"output 样例企业 = 3 家 {DAY}", f"output 设施完善的样例园区 = 4 个 {DAY}"],
    ),
    (
        "",
        "建有1个建筑面积不少于600平方米，具备日托功能的样例中心。",
        [
            f"output 建筑面积不少于600平方米，具备日托功能的样例中心 = 1 个 {DAY}",
        ],
    ),
    (
        "",
        "建有1个样例中心，建筑面积不少于600平方米。",
        [
            f"output 样例中心 = 1 个 {DAY}",
            f"level 建筑面积 >= 600 平方米 {DAY}",
        ],
    ),
    ("", "推进样山70万千瓦样例电站项目核准。", []),
    ("", "淘汰70万千瓦样例机组。", [f"output 样例机组 = 700000 千瓦 {DAY}"]),
    ("", "客流量超过2000人或面积超过1万平方米的，应设样例室。", []),
    ("", "也可以设置1间样例室。", []),
    ("", "网上可办事项设置样例窗口3个。", [f"output 样例窗口 = 3 个 {DAY}"]),
    ("", "建议成人每年检查血压2次。", []),
    ("", "申请人名下住房不超过1套。", []),
    ("", "样例颗粒物年均浓度下降6%。", [f"change 样例颗粒物年均浓度 = 6 % {DAY}"]),
    ("", "样例收入年均增长6%。", [f"change 样例收入 = 6 %/年 {DAY}"]),
    ("", "样例等候时间减少一半。", [f"change 样例等候时间 = 50 % {DAY}"]),
    (
        "",
        "样例运输量、样例产值分别突破60万吨、5亿元。",
        [
            f"level 样例运输量 > 600000 吨 {DAY}",
            f"level 样例产值 > 500000000 元 {DAY}",
        ],
    ),
    (
        "",
        "样例托位2024年新增90个，2025年新增80个。",
        [
            "output 样例托位新增 = 90 个 2024-12-31",
            f"output 样例托位新增 = 80 个 {DAY}",
        ],
    ),
    (
        "",
        "创建百家样例企业、千家样例工厂。",
        [f"output 样例企业 = 100 家 {DAY}", f"output 样例工厂 = 1000 家 {DAY}"],
    ),
    ("", "惠及百姓，创建样例企业。", []),
    (
        "",
        "新增床位2万张（其中样例床位1.2万张）。",
        [f"output 床位（新增） = 20000 张 {DAY}", f"output 样例床位 = 12000 张 {DAY}"],
    ),
    ("", "新增床位2万张（含样例区）。", [f"output 床位（新增） = 20000 张 {DAY}"]),
    ("", "推进样例项目前期工作，新建样例站3座。", [f"output 样例站 = 3 座 {DAY}"]),
    ("", "目前全市有样例站3座。", []),
    ("", "样例率在现有基础上提高5%。", [f"change 样例率 = 5 % {DAY}"]),
    ("", "现有样例站3座。", []),
    ("", "样例患病率≥4.5‰。", [f"level 样例患病率 >= 4.5 ‰ {DAY}"]),
    ("", "完成60%的样例改造。", [f"level 样例改造 = 60 % {DAY}"]),
    ("", "支持收入增长10%以上的企业。", []),
    ("", "试点期限为2年。", []),
    (
        "",
        "样例率从2020年的23%提高到2024年的30%。",
        ["level 样例率 = 30 % 2024-12-31"],
    ),
    ("", "样例率2020年为23%。", []),
    ("", "样例率从2002年的4.2%升至2012年的9.7%。", []),
    (
        "",
        "60%的样例院、50%的样例所能够提供样例服务。",
        [
            f"level 样例院能够提供样例服务 = 60 % {DAY}",
            f"level 样例所能够提供样例服务 = 50 % {DAY}",
        ],
    ),
    (
        "",
        "对20个样例部门和10个样例县开展监测。",
        [
            f"output 开展监测的样例部门 = 20 个 {DAY}",
            f"output 开展监测的样例县 = 10 个 {DAY}",
        ],
    ),
    ("", "与20个样例部门和10个样例县相邻。", []),
    ("", "推动妇女发展样例指标表1样例旗妇女发展样例指标。", []),
    (
        "",
        "每个医共体至少建成2个样例中心。",
        [f"output 样例中心 >= 2 个/医共体 {DAY}"],
    ),
    # Those counted who do something are named by it; those it is done to are not.
    ("", "3个样例县通过验收。", [f"output 通过验收的样例县 = 3 个 {DAY}"]),
    ("", "2个样例市启动试点。", [f"output 启动试点的样例市 = 2 个 {DAY}"]),
    (
        "",
        "支持8所样例幼儿园开设托班，推动60家样例企业完成改造。",
        [
            f"output 开设托班的样例幼儿园 = 8 所 {DAY}",
            f"output 完成改造的样例企业 = 60 家 {DAY}",
        ],
    ),
    (
        "",
        "人均样例面积达到2.6平方米，力争达到2.8平方米。",
        [
            f"level 人均样例面积 = 2.6 平方米/人 {DAY}",
            f"level 人均样例面积 = 2.8 平方米/人 {DAY} hoped",
        ],
    ),
    (
        "",
        "样例片区至少有1所样例学校。",
        [f"output 样例学校 >= 1 所 {DAY}"],
    ),
    ("", "样例片区有1所样例学校。", []),
    (
        "",
        "学生每天1小时样例运动。",
        [f"level 学生样例运动 = 1 小时/天 {DAY}"],
    ),
    ("", "样例时限压缩至3个工作日内。", [f"level 样例时限 <= 3 个工作日 {DAY}"]),
    ("", "建设15个内设样例站。", [f"output 内设样例站 = 15 个 {DAY}"]),
]


@pytest.mark.parametrize(("heading", "text", "expected"), READ)
def test_classes_of_language(heading: str, text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text, heading=heading)] == expected


def test_what_is_told_to_persons_is_advice() -> None:
    found = reading("每天运动1小时。", heading="个人和家庭。")
    assert found.targets == ()
    assert [one.disposition for one in found.accounts] == [Disposition.STANDARD]


def test_a_stated_day_to_come_is_never_past() -> None:
    found = reading("到2025年，样例率达到30%。", heading="发展基础。")
    assert [short(one) for one in found.targets] == ["level 样例率 = 30 % 2025-12-31"]
    assert all(one.disposition is not Disposition.PAST for one in found.accounts)
