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
        [f"output 新增床位 = 20000 张 {DAY}", f"output 样例床位 = 12000 张 {DAY}"],
    ),
    ("", "新增床位2万张（含样例区）。", [f"output 新增床位 = 20000 张 {DAY}"]),
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
            f"output 样例部门开展监测 = 20 个 {DAY}",
            f"output 样例县开展监测 = 10 个 {DAY}",
        ],
    ),
    ("", "与20个样例部门和10个样例县相邻。", []),
    ("", "3个样例县通过验收。", [f"output 样例县通过验收 = 3 个 {DAY}"]),
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
    # 按…付费 says of which kind; 按照规定 opens a condition.
    (
        "",
        "按样例组付费的病种不少于90个。",
        [f"level 按样例组付费的病种 >= 90 个 {DAY}"],
    ),
    (
        "",
        "到2024年，甲率达到9%，按样例日付费的病种不少于7种。",
        [
            "level 甲率 = 9 % 2024-12-31",
            "level 按样例日付费的病种 >= 7 种 2024-12-31",
        ],
    ),
    ("", "按每千人的样例床位不少于7张。", []),
    # Those who do something are counted, not what they do.
    (
        "",
        "开设样例科的县级医院不少于9家。",
        [f"level 开设样例科的县级医院 >= 9 家 {DAY}"],
    ),
    ("", "开展样例活动不少于9次。", [f"output 样例活动 >= 9 次 {DAY}"]),
    # What a place just built can hold, by the day on which it is there.
    (
        "",
        "2023年10月底前建成样例托育中心，设置床位30张，可提供托位60个。",
        [
            "output 样例托育中心床位 = 30 张 2023-10-31",
            "output 样例托育中心托位 = 60 个 2023-10-31",
        ],
    ),
    (
        "",
        "样例镇幼儿园2023年6月底前投入使用，提供学位90个。",
        ["output 样例镇幼儿园学位 = 90 个 2023-06-30"],
    ),
    ("", "新增托位60个。", [f"output 新增托位 = 60 个 {DAY}"]),
    # So much every year: 年递增; the year before (上年) is none.
    ("", "样例数量年递增6%以上。", [f"change 样例数量 >= 6 %/年 {DAY}"]),
    ("", "样例数量比上年递增6%。", [f"change 样例数量 = 6 % {DAY}"]),
    # A share of what a place has is reached.
    (
        "",
        "样例网覆盖建成区90%以上的区域。",
        [f"level 样例网覆盖建成区区域 >= 90 % {DAY}"],
    ),
    (
        "",
        "样例服务覆盖85%以上的人群，覆盖全市60%以上的村。",
        [
            f"level 样例服务覆盖人群 >= 85 % {DAY}",
            f"level 样例服务覆盖全市村 >= 60 % {DAY}",
        ],
    ),
    # For one time and for all of a day.
    (
        "",
        "幼儿单次使用样例屏幕不宜超过15分钟，每天累计不超过1小时。",
        [
            f"level 幼儿单次使用样例屏幕 <= 15 分钟/次 {DAY}",
            f"level 幼儿每天累计使用样例屏幕 <= 1 小时/天 {DAY}",
        ],
    ),
    # Groups of pupils share what is told of the first.
    (
        "",
        "小学生每天样例时间不少于10小时，初中生不少于9小时。",
        [
            f"level 小学生每天样例时间 >= 10 小时/天 {DAY}",
            f"level 初中生每天样例时间 >= 9 小时/天 {DAY}",
        ],
    ),
    (
        "",
        "确保小学生每天样例10小时、初中生9小时。",
        [
            f"level 小学生每天样例 = 10 小时/天 {DAY}",
            f"level 初中生每天样例 = 9 小时/天 {DAY}",
        ],
    ),
    (
        "",
        "小学生样例率降至38%以下，初中生样例率降至60%以下。",
        [
            f"level 小学生样例率 <= 38 % {DAY}",
            f"level 初中生样例率 <= 60 % {DAY}",
        ],
    ),
    # Seasons are no things; names in quotes are.
    (
        "",
        "每年组织春、秋两季样例活动各1次。",
        [f"output 春、秋两季样例活动 = 1 次/年 {DAY}"],
    ),
    (
        "",
        "每年组织“甲周”“乙周”活动各1次。",
        [
            f"output “甲周”活动 = 1 次/年 {DAY}",
            f"output “乙周”活动 = 1 次/年 {DAY}",
        ],
    ),
    (
        "",
        "甲和乙样例妇女检查9万人，其中2022年、2023年各完成3万人。",
        [
            f"output 甲和乙样例妇女检查 = 90000 人 {DAY}",
            "output 甲和乙样例妇女检查 = 30000 人 2022-12-31",
            "output 甲和乙样例妇女检查 = 30000 人 2023-12-31",
        ],
    ),
    # Those counted may stand before their number, for whom something is done.
    ("", "对样例老人家庭90户实施改造。", [f"output 样例老人家庭改造 = 90 户 {DAY}"]),
    # A further level of the same rate.
    (
        "",
        "市、县、乡三级样例服务覆盖率达到100%，村级覆盖率达到50%。",
        [
            f"level 市、县、乡三级样例服务覆盖率 = 100 % {DAY}",
            f"level 村级样例服务覆盖率 = 50 % {DAY}",
        ],
    ),
    (
        "",
        "样例率达到90%，村级覆盖率达到50%。",
        [
            f"level 样例率 = 90 % {DAY}",
            f"level 村级覆盖率 = 50 % {DAY}",
        ],
    ),
    # Each place has so many of what so many people have.
    (
        "",
        "每千人拥有样例指导员不少于2名，每个村（社区）至少有1名。",
        [
            f"level 每千人拥有样例指导员 >= 2 名/千人 {DAY}",
            f"output 样例指导员 >= 1 名/村（社区） {DAY}",
        ],
    ),
    (
        "",
        "每个村（社区）每年开展样例讲座不少于4次。",
        [f"output 样例讲座 >= 4 次/村（社区）/年 {DAY}"],
    ),
    (
        "",
        "配备样例校医和样例教师，配备率分别达到70%、90%。",
        [
            f"level 样例校医配备率 = 70 % {DAY}",
            f"level 样例教师配备率 = 90 % {DAY}",
        ],
    ),
    (
        "",
        "样例网覆盖40%以上的村，覆盖全县所有乡镇。",
        [f"level 样例网覆盖村 >= 40 % {DAY}", f"coverage 覆盖全县所有乡镇 100 % {DAY}"],
    ),
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
