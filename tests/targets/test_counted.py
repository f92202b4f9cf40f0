"""What is counted, of which whole, for how long and for whom: with near misses."""

import pytest

from .notices import short, targets

DAY = "2025-12-31"

READ = [
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
    ("", "新增托位60个。", [f"output 托位（新增） = 60 个 {DAY}"]),
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
def test_what_is_counted(heading: str, text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text, heading=heading)] == expected
