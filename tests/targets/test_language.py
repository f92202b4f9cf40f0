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
        [f"level 样例病发病率 <= 45 1/100k {DAY}"],
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
            f"output 达到样例标准的样例医院 = 15 个 {DAY}",
            f"level 达到样例标准的样例医院占比 = 65 % {DAY}",
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
    ("3个县建立样例机构。", [f"output 建立样例机构的县 = 3 个 {DAY}"]),
    # Facts and their continuation.
    ("样例县现有老人8万人，占人口的21%，其中失能2万人。", []),
    ("近三年累计投入2亿元，新建样例室210所。", []),
    ("近三年内新建样例室210所。", ["output 样例室 = 210 所 2024-12-31"]),
    (
        "组建由15名专家组成的样例组，分4个片区开展样例督导。",
        [f"output 样例组专家 = 15 名 {DAY}"],
    ),
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


MORE = [
    (
        "样例满意度力争进入全省前三位。",
        [f"relative 样例满意度 = {DAY} hoped"],
    ),
    ("样例指标水平进入全省先进行列。", [f"relative 样例指标水平 = {DAY}"]),
    ("样例手术率同比下降。", [f"trend 样例手术率 {DAY}"]),
    (
        "样例超重、样例肥胖上升趋势得到有效控制。",
        [f"trend 样例超重上升趋势 {DAY}", f"trend 样例肥胖上升趋势 {DAY}"],
    ),
    ("样例风险得到有效控制。", []),
    (
        "每千名分娩产妇拥有样例医师3名。",
        [f"level 每千名分娩产妇拥有样例医师 = 3 名/千名分娩产妇 {DAY}"],
    ),
    ("样例保洁员每市场不少于2名。", [f"output 样例保洁员 >= 2 名/市场 {DAY}"]),
    (
        "所有乡镇（街道）建成1个以上样例场所。",
        [f"output 样例场所 >= 1 个/乡镇（街道） {DAY}"],
    ),
    ("所有乡镇（街道）建成样例场所。", [f"coverage 乡镇（街道）建成样例场所 100 % {DAY}"]),
    ("样例处置率大于等于99%。", [f"level 样例处置率 >= 99 % {DAY}"]),
    ("打造1档样例栏目。", [f"output 样例栏目 = 1 档 {DAY}"]),
    ("主次干道每日保洁不低于16小时。", [f"level 主次干道每日保洁 >= 16 小时/日 {DAY}"]),
    ("编制50人以上的样例单位至少安排1名样例人员就业。", [f"output 样例人员就业 >= 1 名 {DAY}"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_words_of_measure_and_relation(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected


SECOND = [
    ("到2024年，样例率达到80%，到2025年这一比例达到百分之百。", ["level 样例率 = 80 % 2024-12-31", "level 样例率 = 100 % 2025-12-31"]),
    ("样例协作项目不少于五项。", [f"level 样例协作项目 >= 5 项 {DAY}"]),
    ("引进博士50名、硕士600名。", [f"output 引进博士 = 50 名 {DAY}", f"output 引进硕士 = 600 名 {DAY}"]),
    (
        "甲氧化物和乙机物排放总量分别下降10%以上。",
        [f"change 甲氧化物排放总量 >= 10 % {DAY}", f"change 乙机物排放总量 >= 10 % {DAY}"],
    ),
    (
        "甲负责人和乙人员的培训率分别达到75%。",
        [f"level 甲负责人培训率 = 75 % {DAY}", f"level 乙人员培训率 = 75 % {DAY}"],
    ),
    ("样例死亡率呈下降趋势。", [f"trend 样例死亡率 {DAY}"]),
    ("样例收入增速与样例经济增长基本同步。", [f"relative 样例收入增速 = {DAY}"]),
    ("培训样例处方师，力争三年累计达到200名。", [f"level 培训样例处方师 = 200 名 {DAY} hoped"]),
    ("每5年完成一次样例监测。", [f"output 样例监测 = 1 次/5年 {DAY}"]),
    (
        "每个社区卫生服务中心（乡镇卫生院）配备1名以上样例师。",
        [f"output 样例师 >= 1 名/社区卫生服务中心（乡镇卫生院） {DAY}"],
    ),
    (
        "三至六年级样例作业时间不超过60分钟，初中不超过90分钟。",
        [f"level 三至六年级样例作业时间 <= 60 分钟 {DAY}", f"level 初中样例作业时间 <= 90 分钟 {DAY}"],
    ),
    (
        "样例园每天户外活动时间不少于2小时，寄宿制幼儿园不少于3小时。",
        [f"level 样例园每天户外活动时间 >= 2 小时/天 {DAY}", f"level 寄宿制幼儿园 >= 3 小时/天 {DAY}"],
    ),
    ("样例照明率2022年达到95%、2023年全部达标。", ["level 样例照明率 = 95 % 2022-12-31"]),
    ("80%以上的样例室能够提供4类样例技术。", [f"level 样例室能够提供4类样例技术 >= 80 % {DAY}"]),
    ("组建由30名以上专业人员构成的样例团。", [f"output 样例团专业人员 >= 30 名 {DAY}"]),
    ("对样例区43家样例机构每年监督检查全覆盖。", [f"coverage 样例区43家样例机构每年监督检查 100 % {DAY}"]),
    ("患者个人自付比例控制在28%以下。", [f"level 患者个人自付比例 <= 28 % {DAY}"]),
    ("患者个人自付比例为28%。", []),
    (
        "样例企业按上年度实际缴费的30%返还；每年开发样例岗位不少于400个。",
        [f"output 样例岗位 >= 400 个/年 {DAY}"],
    ),
    ("2024年底前，样例站建成3个，每季度开展1次样例检查。", ["output 样例站建成 = 3 个 2024-12-31", f"output 样例检查 = 1 次/季度 {DAY}"]),
]  # fmt: skip


THIRD = [
    (
        "到2025年，样例病传播势头减缓、样例病死率持续下降。",
        [f"trend 样例病传播势头 {DAY}", f"trend 样例病死率 {DAY}"],
    ),
    (
        "感染者和病人的知晓比例、治疗成功率均达到90%，2023年上述两项均达到95%。",
        [
            f"level 感染者和病人的知晓比例 = 90 % {DAY}",
            f"level 治疗成功率 = 90 % {DAY}",
            "level 感染者和病人的知晓比例 = 95 % 2023-12-31",
            "level 治疗成功率 = 95 % 2023-12-31",
        ],
    ),
    ("每3万人口配置1辆样例车。", [f"output 样例车 = 1 辆/3万人口 {DAY}"]),
    ("样例检测人次数年增幅不低于10%。", [f"change 样例检测人次数 >= 10 %/年 {DAY}"]),
    (
        "样例水平达到32%，较2020年（27.6%）提高4个百分点。",
        [f"level 样例水平 = 32 % {DAY}", f"change 样例水平 = 4 percentage point {DAY}"],
    ),
    ("样例肥胖增长率较“十三五”期间有所减缓。", [f"trend 样例肥胖增长率 {DAY}"]),
    ("甲医院、乙医院各组派不少于3支样例队伍。", [f"output 样例队伍 >= 3 支 {DAY}"]),
    ("组织“样例讲堂”10讲。", [f"output “样例讲堂” = 10 讲 {DAY}"]),
    (
        "培训样例志愿者、样例督导员各500人次。",
        [f"output 样例志愿者 = 500 人次 {DAY}", f"output 样例督导员 = 500 人次 {DAY}"],
    ),
    ("每所中小学每学期开设样例课程不少于2课时。", [f"output 样例课程 >= 2 课时/学期 {DAY}"]),
    ("各省至少建设一个健康样例中心。", [f"output 健康样例中心 >= 1 个/省 {DAY}"]),
    (
        "每千人口样例床位达到7张，其中公立样例床位4.2张。",
        [f"level 每千人口样例床位 = 7 张/千人口 {DAY}", f"level 每千人口公立样例床位 = 4.2 张/千人口 {DAY}"],
    ),
    (
        "每个服务人口10万人以上的县至少建成2个样例次中心。",
        [f"output 样例次中心 >= 2 个/县 {DAY}"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SECOND + THIRD)
def test_further_ways_of_drafters(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected


def test_a_choice_of_things_leaves_no_或_behind_a_name() -> None:
    text = "每个社区至少有1项样例爱好或掌握1项样例技能。"
    names = [target.indicator for target in targets(text)]
    assert names == ["样例爱好", "样例技能"]
