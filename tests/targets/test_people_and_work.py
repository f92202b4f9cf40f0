"""What is counted among people, and what is done for work: each with its reading."""

import pytest

from .notices import short, targets

DAY = "2025-12-31"

READ = [
    (
        "每千人口样例医师数达到3.2人，样例护士数达到3.8人，样例药师数达到0.5人。",
        [
            f"level 每千人口样例医师数 = 3.2 人/千人口 {DAY}",
            f"level 每千人口样例护士数 = 3.8 人/千人口 {DAY}",
            f"level 每千人口样例药师数 = 0.5 人/千人口 {DAY}",
        ],
    ),
    (
        "每千人口样例托位数达到4.5个，样例托位总数达到5000个。",
        [
            f"level 每千人口样例托位数 = 4.5 个/千人口 {DAY}",
            f"level 样例托位总数 = 5000 个 {DAY}",
        ],
    ),
    (
        "城乡每万名居民拥有2-3名合格的样例医生。",
        [f"level 城乡每万名居民样例医生 between 2 名/万名居民 {DAY}"],
    ),
    (
        "每千人口至少有2名样例指导员。",
        [f"level 每千人口样例指导员 >= 2 名/千人口 {DAY}"],
    ),
    (
        "样例活动参与人次突破100万，参保人数达到30万。",
        [
            f"level 样例活动参与人次 > 1000000 人次 {DAY}",
            f"level 参保人数 = 300000 人 {DAY}",
        ],
    ),
    (
        "失业人员再就业800人，就业困难人员就业300人。",
        [
            f"output 失业人员再就业 = 800 人 {DAY}",
            f"output 就业困难人员就业 = 300 人 {DAY}",
        ],
    ),
    (
        "设立就业服务站30个，建设检测实验室3个，举办创业大赛2场。",
        [
            f"output 就业服务站 = 30 个 {DAY}",
            f"output 检测实验室 = 3 个 {DAY}",
            f"output 创业大赛 = 2 场 {DAY}",
        ],
    ),
    ("发放创业担保贷款3亿元。", [f"output 创业担保贷款 = 300000000 元 {DAY}"]),
    (
        "甲生活补贴和乙护理补贴目标人群覆盖率均达到100%。",
        [
            f"level 甲生活补贴目标人群覆盖率 = 100 % {DAY}",
            f"level 乙护理补贴目标人群覆盖率 = 100 % {DAY}",
        ],
    ),
    (
        "重点人群签约率、样例家庭签约率分别达到70%和100%。",
        [
            f"level 重点人群签约率 = 70 % {DAY}",
            f"level 样例家庭签约率 = 100 % {DAY}",
        ],
    ),
    (
        "样例医疗机构诊疗量占比达到65%，县域内住院率达到90%。",
        [
            f"level 样例医疗机构诊疗量占比 = 65 % {DAY}",
            f"level 县域内住院率 = 90 % {DAY}",
        ],
    ),
    (
        "打造样例村40个，占行政村总数的15%。",
        [
            f"output 样例村 = 40 个 {DAY}",
            f"level 样例村占行政村总数 = 15 % {DAY}",
        ],
    ),
    (
        "样例车数量按每3万人口配置1辆。",
        [f"output 样例车配置 = 1 辆/3万人口 {DAY}"],
    ),
    ("样例门诊开放至20:30，每天8:30—17:00办理。", []),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_it_is_read(text: str, expected: list[str]) -> None:
    assert [short(one) for one in targets(text)] == expected
