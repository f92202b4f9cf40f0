"""Rows of numbers: those that run on, are lost, doubled or out of order."""

from __future__ import annotations

import pytest

from .notices import item, numbers, read, tasks

DUTY = "(责任单位:市民政局、市财政局)"


def test_numbers_that_run_on_stand_alone() -> None:
    found = read(
        "一、设施\n(一)新建养老中心3个。\n(二)改造床位200张。\n"
        "二、人才\n(三)培训护理员500人次。\n(四)建设实训基地2个。\n"
    )
    assert tasks(found) == ["(一)", "(二)", "(三)", "(四)"]
    assert item(found, "(三)").parent == "二"


def test_round_numbers_run_on_too() -> None:
    found = read(
        "一、设施\n1.机构\n(1)新建养老中心3个。\n(2)改造床位200张。\n2.餐厅\n(3)建设餐厅10个。\n"
        "二、人才\n3.培训\n(4)培训护理员500人次。\n(5)建设基地2个。\n"
    )
    assert tasks(found) == ["(1)", "(2)", "(3)", "(4)", "(5)"]
    assert item(found, "(4)").parent == "3"


def test_run_on_items_leave_general_calls_out() -> None:
    items = "".join(f"{k}.推进第{k}类项目建设。{DUTY}\n" for k in range(1, 6))
    more = "".join(f"{k}.推进第{k}类项目建设。{DUTY}\n" for k in range(6, 11))
    found = read(
        f"一、设施\n{items}二、人才\n{more}"
        "三、工作要求\n(一)加强领导。各县要高度重视。\n(二)加强宣传。各部门要大力宣传。\n"
    )
    assert tasks(found) == [str(k) for k in range(1, 11)]


@pytest.mark.parametrize(
    "call",
    [
        "各县于4月20日前报送样例方案。",
        "市样例局负责日常调度。",
        "全年刊发样例报道不少于50篇。",
    ],
)
def test_closing_words_that_name_a_day_or_who_answers_are_tasks(call: str) -> None:
    items = "".join(f"{k}.推进第{k}类项目建设。{DUTY}\n" for k in range(1, 11))
    found = read(
        f"一、设施\n{items}三、工作要求\n(一)加强领导。各县要高度重视。\n(二)加强调度。{call}\n"
    )
    assert tasks(found)[-2:] == ["三/(一)", "三/(二)"]


def test_gap_and_doubled_number_are_found() -> None:
    found = read(
        "一、设施\n1.新建机构3个。\n2.改造床位200张。\n4.建设餐厅10个。\n4.开展培训5期。\n5.发放补贴。\n二、领导。落实责任。"
    )
    assert numbers(found) == ["一", "一/1", "一/2", "一/4", "一/4a", "一/5", "二"]
    assert {(f.kind, f.item) for f in found.findings} == {
        ("outline.gap", "一/4"),
        ("outline.doubled", "一/4a"),
    }


def test_lost_number_takes_a_letter() -> None:
    found = read(
        f"一、设施\n1 .新建机构3个。{DUTY}\n.改造床位200张。{DUTY}\n2 .建设餐厅10个。{DUTY}\n3 .开展培训5期。{DUTY}\n"
    )
    assert tasks(found) == ["一/1", "一/1a", "一/2", "一/3"]
    assert item(found, "一/1a").passage.text.startswith("改造床位")


def test_items_go_on_behind_a_lost_page() -> None:
    found = read(
        "一、设施\n(一)新建养老中心。新建3个。\n(二)改造床位。改造200张。\n"
        "二、人才\n(九)培训护理员。培训500人次。\n(十)建设基地。建设2个。\n(十一)引进医师。引进9名。\n"
    )
    assert tasks(found) == ["(一)", "(二)", "(九)", "(十)", "(十一)"]
    first = read(
        "三、重点工作\n24.破解融资难题。\n25.加强融资担保。\n26.引进紧缺人才。\n"
    )
    assert tasks(first) == ["24", "25", "26"]
    alone = read(
        "一、设施\n(一)新建养老中心。见第\n(九)项。\n(二)改造床位。改造200张。\n"
    )
    assert tasks(alone) == ["一/(一)", "一/(二)"]  # nothing goes on behind (九)


def test_measures_of_support_are_tasks_beside_a_series() -> None:
    items = "".join(f"{k}.推进第{k}类项目建设。{DUTY}\n" for k in range(1, 10))
    found = read(
        f"一、设施\n{items}二、组织保障\n(一)加强领导。建立协调机制。\n(二)强化督查。每季度通报。"
    )
    assert tasks(found)[-2:] == ["二/(一)", "二/(二)"]


def test_a_short_row_out_of_order_is_put_right() -> None:
    duty = "(责任单位:市民政局、市财政局)"
    found = read(
        f"一、急救专项1.新建站点3个。{duty}2.改造站点4个。{duty}二、人才专项3.招聘医生9人。{duty}"
        f"5.开展互认20项。{duty}四、服务专项6.推广预约30次。{duty}"
        f"以上任务均需各县人民政府落实,不再列出。三、数字专项4.发放电子卡5万张。{duty}"
    )
    assert tasks(found) == ["1", "2", "3", "4", "5", "6"]
    assert item(found, "4").parent == "三"
    assert found.items[-1].passage.text.startswith("以上任务均需")
