"""Classes of language met in notices of further hands: each with its near miss."""

import pytest

from pipelines.model import Item, ItemKind, Outline, Passage
from pipelines.targets import read_targets

from .notices import PLAN, short, targets

END = "2025-12-31"

DATED = [
    # A day that opens the goals of its sentence, after words that count nothing.
    (
        "健全样例体系，到2023年样例检查率达到75%，甲率、乙率均保持在98%以上，样例发生率逐步下降。",
        [
            "level 样例检查率 = 75 % 2023-12-31",
            "level 甲率 >= 98 % 2023-12-31",
            "level 乙率 >= 98 % 2023-12-31",
            "trend 样例发生率 2023-12-31",
        ],
    ),
    (
        "深入开展样例活动，力争到2023年样例县占比提高到65%，样例乡镇实现全覆盖。",
        [
            "level 样例县占比 = 65 % 2023-12-31 hoped",
            "coverage 样例乡镇 100 % 2023-12-31 hoped",
        ],
    ),
    (
        "建成样例站5个，到2023年甲率达到60%，乙率达到80%。",  # a count stands before
        [
            f"output 样例站 = 5 个 {END}",
            "level 甲率 = 60 % 2023-12-31",
            f"level 乙率 = 80 % {END}",
        ],
    ),
    (
        "实施样例制度，到2023年实现样例乡镇全覆盖，每年完成样例筛查1万人次。",
        [
            "coverage 样例乡镇 100 % 2023-12-31",
            f"output 样例筛查 = 10000 人次/年 {END}",
        ],
    ),
    # What recurs is not due by the day of the clause before.
    (
        "2022年6月底前成立样例小组，每年至少召开2次样例联席会议。",
        [f"output 样例联席会议 >= 2 次/年 {END}"],
    ),
    ("样例率2023年起达到100%。", ["level 样例率 = 100 % 2023-12-31"]),
    (
        "2023年起新建样例小区达标率达到100%。",
        [f"level 新建样例小区达标率 = 100 % {END}"],
    ),
    # 此后 goes beyond the day before it, and is no name.
    (
        "到2023年底，样例近视率控制在51%以下；此后每年下降0.5个百分点以上，到2024年底低于全省平均水平。",
        [
            "level 样例近视率 <= 51 % 2023-12-31",
            f"change 样例近视率 >= 0.5 percentage point/年 {END}",
            "relative 样例近视率 < 2024-12-31",
        ],
    ),
    # A day told of some alone; what comes besides is that of all.
    (
        "新建样例园9所，去年续建的4所9月1日前全部开园，新增样例学位2700个。",
        [
            f"output 样例园 = 9 所 {END}",
            "output 续建的样例园 = 4 所 2021-09-01",
            f"output 样例学位 = 2700 个 {END}",
        ],
    ),
    ("去年新建样例园9所，样例率达到50%。", []),
    # Days that one clause deals out: the next has the last of them.
    (
        "2023年、2024年样例村比例分别达到10%、20%，样例家庭占全县总户数的20%。",
        [
            "level 样例村比例 = 10 % 2023-12-31",
            "level 样例村比例 = 20 % 2024-12-31",
            "level 样例家庭占全县总户数 = 20 % 2024-12-31",
        ],
    ),
    (
        "到2023年和2024年，甲率分别达到10%、20%，乙率达到30%。",
        [
            "level 甲率 = 10 % 2023-12-31",
            "level 甲率 = 20 % 2024-12-31",
            "level 乙率 = 30 % 2023-12-31",
            "level 乙率 = 30 % 2024-12-31",
        ],
    ),
    # A period within a title dates nothing, and who issued it counts nothing.
    (
        "落实样例部等十五部门《样例行动方案（2021-2023年）》要求，建设样例站5个。",
        [f"output 样例站 = 5 个 {END}"],
    ),
    (
        "建设样例中心5个（2023年底前，按照《样例标准（试行）》执行）。",
        ["output 样例中心 = 5 个 2023-12-31"],
    ),
]

COMPARED = [
    (
        "农村样例收入增长7%以上、高于城镇居民收入增速。",
        [f"change 农村样例收入 >= 7 % {END}", f"relative 农村样例收入 > {END}"],
    ),
    ("样例上线率高于去年。", [f"relative 样例上线率 > {END}"]),
    (
        "样例收入增长7%，不低于上年同期水平。",
        [f"change 样例收入 = 7 % {END}", f"relative 样例收入 >= {END}"],
    ),
    (
        "样例住院率每年下降0.8个百分点左右，逐步达到全省平均水平。",
        [
            f"change 样例住院率 ~ 0.8 percentage point/年 {END}",
            f"relative 样例住院率 = {END}",
        ],
    ),
    ("建设样例站5个，达到国家标准。", [f"output 样例站 = 5 个 {END}"]),
    ("样例服务水平力争走在全省前列。", [f"relative 样例服务水平 = {END} hoped"]),
    ("推动样例工作走在全省前列。", []),
    ("样例综合满意度排名全省前五。", [f"relative 样例综合满意度 = {END}"]),
    (
        "样例率不低于全省平均水平、力争进入全省前三。",
        [f"relative 样例率 >= {END}", f"relative 样例率 = {END} hoped"],
    ),
    ("样例发病率控制在全省平均水平以下。", [f"relative 样例发病率 <= {END}"]),
    ("样例率保持在全省平均水平以上。", [f"relative 样例率 >= {END}"]),
    ("样例率与上年持平。", [f"relative 样例率 = {END}"]),
    ("样例案件发生率持续走低。", [f"trend 样例案件发生率 {END}"]),
    ("样例监测结果达到全省中等以上水平。", [f"relative 样例监测结果 >= {END}"]),
    ("样例支出占比逐年只增不减。", [f"trend 样例支出占比 {END}"]),
    ("依法保障样例支出“两个只增不减”。", []),
]

TOLD = [
    # From what it is now; not so where 目前 tells.
    (
        "样例设备由目前的310台增至600台，培训样例员1万名。",
        [f"level 样例设备 = 600 台 {END}", f"output 样例员 = 10000 名 {END}"],
    ),
    ("目前全市样例设备310台，培训样例员1万名。", []),
    (
        "2020年市级已投入资金680万元，此后按需足额安排；样例公益金用于养老的比例不低于60%。",
        [f"level 样例公益金用于养老的比例 >= 60 % {END}"],
    ),
    ("2020年市级已投入资金680万元，样例比例达到60%。", []),
    (
        "按样例付费的医保基金支出占统筹区医保基金支出比例达到60%。",
        [f"level 按样例付费的医保基金支出占统筹区医保基金支出比例 = 60 % {END}"],
    ),
    ("按床日付费占比达到30%。", [f"level 按床日付费占比 = 30 % {END}"]),
    ("样例支出按80%报销。", []),
    ("体育样例销量达到4200万元。", [f"level 体育样例销量 = 42000000 元 {END}"]),
    ("为样例患者开具样例处方1000例。", [f"output 样例处方 = 1000 例 {END}"]),
    ("营造人人关心、人人参与的样例氛围。", []),
    ("力争样例数量和样例例数均实现增长。", []),
]

# What a fact is told of is what shall be reached, or of what more is made.
GONE_ON = [
    ("2023年前样例率达到70%，之后每年提高2个百分点。", "样例率"),
    ("目前样例率为80%，到2025年要达到90%。", "样例率"),
    ("全市已有样例站20个，到2023年达到30个。", "样例站"),
    ("全市现有样例站50个，计划新建30个。", "样例站"),
    ("在现有50个样例站的基础上，再建30个。", "样例站"),
    ("已建成样例站20个，2023年再建30个。", "样例站"),
    ("去年完成样例改造300户，今年计划完成400户。", "样例改造"),
    ("免费为5万名样例老人体检。", "样例老人体检"),
    ("对2000户样例家庭进行改造。", "样例家庭改造"),
    ("样例参保缴费率达到95%。", "样例参保缴费率"),
    ("年接待样例群众不低于3万人次。", "接待样例群众"),
    ("每年开展样例检查2轮。", "样例检查"),
    ("每季度至少开展1次样例督查，每次抽查不少于5家。", "样例督查抽查"),
]

COUNTED = [
    (
        "为300名样例学生免费验光配镜，发放样例灯50盏。",
        [f"output 样例学生免费验光配镜 = 300 名 {END}", f"output 样例灯 = 50 盏 {END}"],
    ),
    ("为300名样例老人免费体检。", [f"output 样例老人免费体检 = 300 名 {END}"]),
    (
        "样例检查每年不少于2轮，每轮覆盖3至4个样例县。",
        [
            f"output 样例检查 >= 2 轮/年 {END}",
            f"output 样例检查覆盖样例县 between 3 个/轮 {END}",
        ],
    ),
    (
        "举办样例培训班6期，每期培训50人。",
        [
            f"output 样例培训班 = 6 期 {END}",
            f"output 样例培训班培训 = 50 人/期 {END}",
        ],
    ),
    (
        "每个样例市场（驿站）年服务样例求职者不少于1000人次。",
        [f"output 样例求职者 >= 1000 人次/年 {END}"],
    ),
    ("样例青年服务人次达到1000人次。", [f"level 样例青年服务人次 = 1000 人次 {END}"]),
    ("筹集样例住房2000套（间）。", [f"output 样例住房 = 2000 套（间） {END}"]),
    (
        "上、下半年各开展一次样例学生测评。",
        [f"output 样例学生测评 = 1 次/半年 {END}"],
    ),
    (
        "一人一档建立样例健康档案，建档率达到98%以上。",
        [f"level 样例健康档案建档率 >= 98 % {END}"],
    ),
    ("开展八段锦等样例培训12期。", [f"output 八段锦等样例培训 = 12 期 {END}"]),
    ("样例小班、样例大班班额分别不超过15人、20人。", []),
    ("样例小班每班不超过15人。", []),
    (
        "样例县义务教育班额控制在45人以内。",
        [f"level 样例县义务教育班额 <= 45 人 {END}"],
    ),
    ("总结两个试点县（2020年启动）经验。", []),
    ("总结12个样例典型经验。", [f"output 样例典型经验 = 12 个 {END}"]),
    (
        "组建样例宣讲团8支，每年开展宣讲不少于200场次。",
        [f"output 样例宣讲团 = 8 支 {END}", f"output 宣讲 >= 200 场次/年 {END}"],
    ),
    (
        "建立市级联席会议制度，由样例局召集，每半年至少召开一次会议。",
        [f"output 市级联席会议 >= 1 次/半年 {END}"],
    ),
]

NAMED = [
    (
        "到2023年，人均样例面积达到2.6平方米，样例人数比例达到38.5%；到2025年，两项指标分别达到3平方米和42%。",
        [
            "level 人均样例面积 = 2.6 平方米/人 2023-12-31",
            "level 样例人数比例 = 38.5 % 2023-12-31",
            f"level 人均样例面积 = 3 平方米 {END}",
            f"level 样例人数比例 = 42 % {END}",
        ],
    ),
    (
        "样例病种全市同病同价，数量达到40—50个。",
        [f"level 样例病种数量 between 40 个 {END}"],
    ),
    (
        "样例课后服务实现义务教育学校全覆盖。",
        [f"coverage 义务教育学校样例课后服务 100 % {END}"],
    ),
    (
        "2024年底前启动建设市级样例服务中心，2025年6月底前投入使用，提供托位150个。",
        ["output 市级样例服务中心托位 = 150 个 2025-06-30"],
    ),
    (
        "50%的样例小学（约21所）达到样例学校标准。",
        [f"level 样例小学达到样例学校标准 = 50 % {END}"],
    ),
    (
        "三级医院平均住院日缩短至8.5天以下，住院率下降0.8个百分点。",
        [
            f"level 三级医院平均住院日 <= 8.5 天 {END}",
            f"change 住院率 = 0.8 percentage point {END}",
        ],
    ),
    (
        "中小学、幼儿园封闭化管理、一键报警、专职保安配备达标率均保持100%。",
        [
            f"level 中小学、幼儿园封闭化管理达标率 = 100 % {END}",
            f"level 中小学、幼儿园一键报警达标率 = 100 % {END}",
            f"level 中小学、幼儿园专职保安配备达标率 = 100 % {END}",
        ],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*DATED, *COMPARED, *TOLD, *COUNTED, *NAMED]
)
def test_reads(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected


def in_front(words: str) -> list[str]:
    """What the words in front of a plan promise, its title on a line before them."""
    text = "样例市样例工作要点\n" + words
    passage = Passage(text, range(len(text)))
    item = Item("0", ItemKind.FRONT, 0, 0, None, passage)
    return [short(one) for one in read_targets(Outline((item,)), PLAN, (), {}).targets]


def test_the_words_in_front_of_a_plan_promise_for_the_year() -> None:
    told = "样例事故发生数持续下降，群众对样例工作满意度稳中有升。"
    assert in_front("全年" + told) == [
        f"trend 样例事故发生数 {END}",
        f"trend 群众对样例工作满意度 {END}",
    ]
    assert in_front(told) == []
    assert in_front("全年以来" + told) == []


@pytest.mark.parametrize(("text", "name"), GONE_ON)
def test_names_what_was_told_before(text: str, name: str) -> None:
    assert targets(text)[-1].indicator == name


def test_what_is_done_after_a_fact_is_delivered() -> None:
    told = "去年完成样例改造300户，今年计划完成400户。"
    assert [short(one) for one in targets(told)] == [
        "output 样例改造 = 400 户 2021-12-31"
    ]
