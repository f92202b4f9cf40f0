"""What several subjects, figures and clauses share. All places are invented."""

import pytest

from .notices import short, targets


def read(text: str) -> list[str]:
    return [short(one) for one in targets(text)]


def names(text: str) -> list[tuple[str, str]]:
    return [(one.indicator, str(one.value)) for one in targets(text)]


def test_a_day_alone_takes_the_subject_before_it_along() -> None:
    assert [
        (one.indicator, one.comparator, str(one.value), str(one.deadline))
        for one in targets("到2022年，样例占比不低于30%；到2030年，不低于80%。")
    ] == [
        ("样例占比", ">=", "30", "2022-12-31"),
        ("样例占比", ">=", "80", "2030-12-31"),
    ]


def test_a_share_behind_other_words_is_not_carried_on() -> None:
    assert names("样例占比不低于30%；完善样例制度，不低于80%。") == [("样例占比", "30")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "样例妇女甲癌和乙癌筛查覆盖率均达到80%以上。",
            ["样例妇女甲癌筛查覆盖率", "样例妇女乙癌筛查覆盖率"],
        ),
        (
            "样例机关、样例机构、学校无烟单位建成率均达100%。",
            ["样例机关无烟单位建成率", "样例机构无烟单位建成率", "学校无烟单位建成率"],
        ),
        ("样例家庭、样例单位知晓率达到90%。", ["样例家庭、样例单位知晓率"]),
    ],
)
def test_all_alike_says_the_value_of_each(text: str, expected: list[str]) -> None:
    assert [one.indicator for one in targets(text)] == expected


def test_all_alike_with_a_value_a_year() -> None:
    found = targets("到2022年和2030年，甲病管理率、乙病管理率均不低于60%和70%。")
    assert [(t.indicator, str(t.value), t.deadline.year) for t in found] == [
        ("甲病管理率", "60", 2022),
        ("甲病管理率", "70", 2030),
        ("乙病管理率", "60", 2022),
        ("乙病管理率", "70", 2030),
    ]


def test_a_count_without_a_verb_keeps_the_period_before_it() -> None:
    found = targets("每年完成样例甲病筛查800人、样例乙病筛查200人，建设样例站3个。")
    assert [one.unit for one in found] == ["人/年", "人/年", "个"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每个县级样例医院建成2个样例专科。", "2 个/县级样例医院"),
        ("各县（市）区建成1所样例中心。", "1 所/县（市）区"),
        ("各县（市、区）建成1所样例中心。", "1 所/县（市、区）"),
    ],
)
def test_the_places_of_which_each_gets_some(text: str, expected: str) -> None:
    (found,) = targets(text)
    assert f"{found.value} {found.unit}" == expected


def test_done_in_so_many_places_with_nothing_behind_the_verb() -> None:
    assert names("在样例市4个区全面推开。") == [("区全面推开", "4")]


def test_how_far_around_a_place_is_no_delivery() -> None:
    assert names("依法查处样例学校周边100米内销售样例烟草行为，查处率达到95%。")[0][
        1
    ] == ("95")


def test_the_year_of_the_plan_after_a_past_one() -> None:
    text = "2015年，样例死亡率为13.8%，今年力争降到13.5%以下。"
    assert names(text) == [("样例死亡率", "13.5")]


def test_things_of_the_past_to_which_something_is_done_now() -> None:
    text = "对2015年以来建成的样例机关进行复核，复核合格率不低于90%。"
    assert names(text) == [("复核合格率", "90")]
    assert not names("2015年以来，样例机关复核合格率不低于90%。")


def test_a_verb_before_its_noun_says_of_what() -> None:
    text = "每年组织职工参加1次体检的样例单位不低于50%。"
    assert names(text) == [("职工参加1次体检的样例单位", "50")]


def test_what_is_free_is_no_payment() -> None:
    text = "甲类样例场地、乙类样例场地免费或低收费开放比例分别达到100%和30%。"
    assert [value for _, value in names(text)] == ["100", "30"]


def test_number_of_people_who_come_may_rise() -> None:
    assert read("样例赛事参与人次持续增长。")[0].startswith("trend 样例赛事参与人次")


def test_all_homes_hold_an_office() -> None:
    found = read("100张床位以上的样例养老院全部内设样例医务室。")
    assert found[0].startswith("coverage 100张床位以上的样例养老院内设样例医务室")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "样例单位、样例学校、样例餐厅每类不少于5个。",
            [("样例单位", "5"), ("样例学校", "5"), ("样例餐厅", "5")],
        ),
        ("样例单位、样例学校不少于5个。", [("样例单位、样例学校", "5")]),
    ],
)
def test_so_many_of_each_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


def test_what_each_of_those_named_before_has() -> None:
    text = "各县建成1所样例托育园，每所托位不少于60个。每年样例讲座不少于4次、每次不少于50人。"
    assert [(t.indicator, str(t.value), t.unit) for t in targets(text)] == [
        ("样例托育园", "1", "所/县"),
        ("样例托育园托位", "60", "个/所"),
        ("样例讲座", "4", "次/年"),
        ("每次样例讲座", "50", "人/次"),
    ]


def test_how_large_the_one_thing_built_shall_be() -> None:
    assert names("建成样例市样例临床中心，床位达500张。") == [
        ("样例市样例临床中心床位", "500")
    ]
    assert names("完善样例制度，床位达500张。") == [("床位", "500")]


def test_signing_is_no_bound_word_and_bodies_build() -> None:
    found = targets("每个样例机构签约1家样例医院。每个样例机构建设2间样例室。")
    assert [(str(t.value), t.comparator, t.unit) for t in found] == [
        ("1", "=", "家/样例机构"),
        ("2", "=", "间/样例机构"),
    ]


def test_a_count_for_each_body_behind_a_stroke() -> None:
    (found,) = targets("样例医院样例专业人员不少于1名/院。")
    assert (found.indicator, found.unit) == ("样例医院样例专业人员", "名/院")


def test_all_who_are_due_are_then_counted() -> None:
    text = "为样例儿童提供康复救助，做到应救尽救，全年救助不少于220人。"
    assert [str(one.kind) for one in targets(text)] == ["coverage", "output"]
    assert targets(text)[1].indicator == "样例儿童康复救助"


def test_what_grows_of_itself_is_no_target() -> None:
    text = "全市老年人口占比将超过22%，样例病导致的死亡占总死亡的88%以上。"
    assert not names(text)
    assert names("样例参保率将超过95%。") == [("样例参保率", "95")]


def test_a_plan_tells_of_its_first_year() -> None:
    assert not names("2021年全县报告样例病发病率为56.3/10万。")
    assert names("到2021年，全县报告样例病发病率为50/10万以下。")


def test_a_grade_that_is_measured() -> None:
    text = "三级、二级样例医院样例系统分级评价平均级别分别不低于4级和3级。"
    assert [(t.indicator, str(t.value), t.unit) for t in targets(text)] == [
        ("三级样例医院样例系统分级评价平均级别", "4", "级"),
        ("二级样例医院样例系统分级评价平均级别", "3", "级"),
    ]
    assert not targets("完善2级样例医院。")


def test_those_who_are_chosen_to_do_something_are_counted() -> None:
    text = "选择5个样例卫生院开展样例试点。选择5个样例示范点。"
    assert names(text) == [("开展样例试点的样例卫生院", "5"), ("样例示范点", "5")]
