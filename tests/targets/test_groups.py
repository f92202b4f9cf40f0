"""Groups, grades and kinds: what belongs to each, with near misses."""

import pytest

from .notices import short, targets

DAY = "2025-12-31"

READ = [
    # A value under 分别 is said of each group of persons, and of the body they are of.
    (
        "样例企业负责人和安全管理人员的样例培训率分别达到75%以上。",
        [
            f"level 样例企业负责人样例培训率 >= 75 % {DAY}",
            f"level 样例企业安全管理人员样例培训率 >= 75 % {DAY}",
        ],
    ),
    (
        "负责人和安全管理人员的样例培训率达到75%以上。",
        [f"level 负责人和安全管理人员的样例培训率 >= 75 % {DAY}"],
    ),
    (
        "样例企业负责人和职工的样例培训率均达到90%。",
        [
            f"level 样例企业负责人样例培训率 = 90 % {DAY}",
            f"level 样例企业职工样例培训率 = 90 % {DAY}",
        ],
    ),
    # What two kinds of care cost are two; their patients are one population.
    (
        "样例医院门诊和住院次均费用增长率控制在7%以内。",
        [
            f"level 样例医院门诊次均费用增长率 <= 7 % {DAY}",
            f"level 样例医院住院次均费用增长率 <= 7 % {DAY}",
        ],
    ),
    (
        "样例医院门诊和住院患者满意度达到90%。",
        [f"level 样例医院门诊和住院患者满意度 = 90 % {DAY}"],
    ),
    # Two deeds in the same places.
    (
        "实现甲病监测和乙病监测乡镇全覆盖。",
        [f"coverage 甲病监测乡镇 100 % {DAY}", f"coverage 乙病监测乡镇 100 % {DAY}"],
    ),
    ("实现甲病和乙病监测乡镇全覆盖。", [f"coverage 甲病和乙病监测乡镇 100 % {DAY}"]),
    # A further scope with 均 of its own.
    (
        "20个样例村均有样例室、每个样例村卫生室均有样例医生。",
        [
            f"coverage 20个样例村有样例室 100 % {DAY}",
            f"coverage 每个样例村卫生室有样例医生 100 % {DAY}",
        ],
    ),
    ("每个乡镇、每个社区均有样例室。", [f"coverage 每个乡镇、每个社区有样例室 100 % {DAY}"]),
    # A grade is a yardstick.
    ("以上样例医院达到二级医院水平。", [f"relative 以上样例医院 = {DAY}"]),
    ("支持达到二级水平的样例医院发展。", []),
    # What is held, and what gets better by falling.
    ("继续保持高样例接种率。", [f"trend 样例接种率 {DAY}"]),
    ("维持低样例发病率。", [f"trend 样例发病率 {DAY}"]),
    ("样例病死亡率等主要指标持续向好。", [f"trend 样例病死亡率 {DAY}"]),
    ("继续保持高压态势。", []),
    (
        "样例孕妇、样例婴儿死亡率等核心指标持续改善。",
        [f"trend 样例孕妇死亡率 {DAY}", f"trend 样例婴儿死亡率 {DAY}"],
    ),
    ("样例服务等核心指标持续改善。", []),
    ("样例居民体质水平持续提高。", [f"trend 样例居民体质水平 {DAY}"]),
    # The level alone, of which each must have so many.
    ("市、县至少建立1家样例中心。", [f"output 样例中心 >= 1 家/市、县 {DAY}"]),
    ("全市至少建立1家样例中心。", [f"output 样例中心 >= 1 家 {DAY}"]),
    # What the clause before brings to the people.
    (
        "全县样例签约服务覆盖率达50%，重点人群覆盖率达80%。",
        [
            f"level 全县样例签约服务覆盖率 = 50 % {DAY}",
            f"level 重点人群样例签约服务覆盖率 = 80 % {DAY}",
        ],
    ),
    (
        "全县样例知晓率达50%，重点人群覆盖率达80%。",
        [f"level 全县样例知晓率 = 50 % {DAY}", f"level 重点人群覆盖率 = 80 % {DAY}"],
    ),
    (
        "加快推进样例规培，完成招生不低于4300人。",
        [f"output 样例规培招生 >= 4300 人 {DAY}"],
    ),
    ("完成招生300人。", [f"output 完成招生 = 300 人 {DAY}"]),
    ("推进样例改造，完成改造500户。", [f"output 样例改造 = 500 户 {DAY}"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ)
def test_what_belongs_to_each(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected


def test_what_harms_gets_better_by_falling() -> None:
    text = "样例参保率等核心指标持续改善。样例病死亡率等核心指标持续改善。"
    assert [one.direction for one in targets(text)] == ["up", "down"]


FURTHER = [
    # Names that a leading word must not be taken from.
    ("高标准农田累计达到80万亩。", [f"level 高标准农田 = 800000 亩 {DAY}"]),
    ("高标准建设样例农田80万亩。", [f"output 样例农田 = 800000 亩 {DAY}"]),
    ("即办件比例达到60%。", [f"level 即办件比例 = 60 % {DAY}"]),
    # A share of a scope that has something.
    (
        "实现85%以上的村（社区）设有样例室。",
        [f"level 村（社区）设有样例室 >= 85 % {DAY}"],
    ),
    ("对85%以上的村（社区）给予补助。", []),
    # A feeling is measured: it leans on nothing before it.
    (
        "样例发案率下降5%，群众安全感达到98%以上。",
        [f"change 样例发案率 = 5 % {DAY}", f"level 群众安全感 >= 98 % {DAY}"],
    ),
    # The patients of another disease are others; another rate of the same people is not.
    (
        "老年人健康管理率、糖尿病规范管理率分别达到72%、65%。",
        [
            f"level 老年人健康管理率 = 72 % {DAY}",
            f"level 糖尿病规范管理率 = 65 % {DAY}",
        ],
    ),
    (
        "老年人健康管理率、规范管理率分别达到72%、65%。",
        [
            f"level 老年人健康管理率 = 72 % {DAY}",
            f"level 老年人规范管理率 = 65 % {DAY}",
        ],
    ),
    # Kinds of places share what is measured of them.
    (
        "县级医院、乡镇卫生院样例化率分别达到99%、95%。",
        [
            f"level 县级医院样例化率 = 99 % {DAY}",
            f"level 乡镇卫生院样例化率 = 95 % {DAY}",
        ],
    ),
    # All together, not each; who comes to what was named before.
    (
        "各县至少建成1个样例站，全省建成不少于50个。",
        [f"output 样例站 >= 1 个/县 {DAY}", f"output 样例站 >= 50 个 {DAY}"],
    ),
    (
        "各县至少建成1个样例站，全省不少于50个。",
        [f"output 样例站 >= 1 个/县 {DAY}", f"output 样例站 >= 50 个 {DAY}"],
    ),
    (
        "举办样例讲座10场，受众5000人以上。",
        [f"output 样例讲座 = 10 场 {DAY}", f"output 样例讲座受众 >= 5000 人 {DAY}"],
    ),
    (
        "引进博士10名、硕士20名。",
        [f"output 引进博士 = 10 名 {DAY}", f"output 引进硕士 = 20 名 {DAY}"],
    ),
    # Accidents by number and by the dead.
    ("一般事故起数持续下降。", [f"trend 一般事故起数 {DAY}"]),
    (
        "样例事故起数和死亡人数实现“双下降”。",
        [f"trend 样例事故起数 {DAY}", f"trend 样例事故死亡人数 {DAY}"],
    ),
    ("样例服务实现“双提升”。", []),
    (
        "全县人均预期寿命和健康预期寿命稳步提升。",
        [f"trend 全县人均预期寿命 {DAY}", f"trend 健康预期寿命 {DAY}"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FURTHER)
def test_what_a_name_keeps(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected


WORDED = [
    # All of a scope, whatever stands between.
    ("全部样例项目2025年底前投入使用。", [f"coverage 样例项目投入使用 100 % {DAY}"]),
    ("样例项目全面投入使用。", []),
    ("全部样例村均配备样例员。", [f"coverage 样例村配备样例员 100 % {DAY}"]),
    (
        "样例困难群众应救尽救、应保尽保。",
        [f"coverage 样例困难群众 100 % {DAY}"],
    ),
    (
        "样例居民人人享有基本样例服务。",
        [f"coverage 样例居民人人享有基本样例服务 100 % {DAY}"],
    ),
    (
        "样例居民人人都享有基本样例服务。",
        [f"coverage 样例居民人人都享有基本样例服务 100 % {DAY}"],
    ),
    ("形成样例居民人人有责的格局。", []),
    # Yardsticks by rank, class and pace.
    ("样例综合考核位居全市前三。", [f"relative 样例综合考核 = {DAY}"]),
    ("样例断面水质达到或优于III类。", [f"relative 样例断面水质 >= {DAY}"]),
    ("样例收入增长与经济增长同步。", [f"relative 样例收入增长 = {DAY}"]),
    ("各项样例指标达到国家卫生城市标准。", [f"relative 各项样例指标 = {DAY}"]),
    # What is held, and what is brought under control.
    ("样例病发病率保持在较低水平。", [f"trend 样例病发病率 {DAY}"]),
    ("样例服务保持在较高水平。", []),
    (
        "青少年样例率、肥胖率得到有效控制。",
        [f"trend 青少年样例率 {DAY}", f"trend 青少年肥胖率 {DAY}"],
    ),
    ("样例风险得到有效控制。", []),
    (
        "提高样例居民参与率和满意度。",
        [f"trend 样例居民参与率 {DAY}", f"trend 样例居民满意度 {DAY}"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WORDED)
def test_what_words_alone_state(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected


LENT = [
    # Grades lend the thing that closes their list, and levels of government theirs.
    (
        "建成国家级3个、省级10个、市级30个样例基地。",
        [
            f"output 国家级样例基地 = 3 个 {DAY}",
            f"output 省级样例基地 = 10 个 {DAY}",
            f"output 市级样例基地 = 30 个 {DAY}",
        ],
    ),
    (
        "县、乡、村三级样例网络覆盖率分别达到100%、99%和95%。",
        [
            f"level 县级样例网络覆盖率 = 100 % {DAY}",
            f"level 乡级样例网络覆盖率 = 99 % {DAY}",
            f"level 村级样例网络覆盖率 = 95 % {DAY}",
        ],
    ),
    # Short rates of the people before them, ages counting nothing.
    (
        "样例患者报告患病率达5‰，规范管理率、规律服药率分别达95%、85%。",
        [
            f"level 样例患者报告患病率 = 5 ‰ {DAY}",
            f"level 样例患者规范管理率 = 95 % {DAY}",
            f"level 样例患者规律服药率 = 85 % {DAY}",
        ],
    ),
    (
        "开展60岁以上老年人样例疫苗接种，接种率达到30%。",
        [f"level 60岁以上老年人样例疫苗接种率 = 30 % {DAY}"],
    ),
    (
        "样例厕所达到每平方公里4座。",
        [f"level 每平方公里样例厕所 = 4 座/平方公里 {DAY}"],
    ),
    # What is curbed falls; what is set above is a yardstick.
    ("控制样例占比不合理增长。", [f"trend 样例占比 {DAY}"]),
    ("控制样例费用不合理增长。", []),
    ("样例浓度完成省下达目标任务。", [f"relative 样例浓度 = {DAY}"]),
    ("样例县完成省下达目标任务。", []),
    (
        "样例欠款存量清偿一半以上并杜绝增加新的欠款。",
        [f"level 样例欠款存量清偿 >= 50 % {DAY}"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LENT)
def test_what_members_lend_each_other(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected
