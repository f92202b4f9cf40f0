"""What an outline makes of a notice: front, items, tasks, plans, annexes, back."""

from __future__ import annotations

from pipelines.model import ItemKind

from .notices import item, notice, numbers, plain, read, tasks


def test_sections_items_and_leaves() -> None:
    found = read(
        "一、总体要求\n坚持保基本、兜底线。\n"
        "二、重点任务\n"
        "(一)完善设施\n1.新建养老中心。新建县级养老中心3个。\n2.改造床位。改造护理型床位200张。\n"
        "(二)培养人才\n1.开展培训。培训护理员500人次。\n"
        "三、保障措施\n(一)加强领导。各县要落实责任。\n(二)加强宣传。各部门要做好宣传。"
    )
    assert numbers(found) == [
        "一", "二", "二/(一)", "二/(一)/1", "二/(一)/2", "二/(二)", "二/(二)/1",
        "三", "三/(一)", "三/(二)",
    ]  # fmt: skip
    assert tasks(found) == ["二/(一)/1", "二/(一)/2", "二/(二)/1", "三/(一)", "三/(二)"]
    assert item(found, "二/(一)/1").heading == "新建养老中心"
    assert item(found, "二/(一)/1").parent == "二/(一)"
    assert item(found, "二").heading == "重点任务"
    assert not found.findings


def test_front_and_back() -> None:
    found = read(
        "一、加强领导。各县要落实责任。\n二、加强宣传。各部门要做好宣传。\n"
        "附件:1.任务清单\n2.指标体系\n样例市人民政府办公室 2022年6月2日印发"
    )
    assert found.items[0].kind is ItemKind.FRONT
    assert found.items[-1].kind is ItemKind.BACK
    assert found.items[-1].passage.text.startswith("附件：1.任务清单")
    assert tasks(found) == ["一", "二"]


def test_responsibilities_stay_with_their_item() -> None:
    found = read(
        "一、完善设施。新建养老中心3个。\n牵头单位:市民政局\n责任单位:市财政局\n完成时限:2022年底前\n二、培养人才。培训500人次。\n牵头单位:市教育局\n"
    )
    assert item(found, "一").passage.text.endswith("完成时限：2022年底前")
    assert tasks(found) == ["一", "二"]


def test_several_plans_in_one_notice() -> None:
    found = read(
        "一、总体要求\n坚持保基本。\n二、主要措施\n(一)设施\n1.新建机构3个。\n(二)人才\n2.培训500人次。\n"
        "样例市医养结合专项行动方案\n为推进医养结合,制定本方案。\n"
        "一、总体要求\n坚持协同。\n二、主要措施\n(一)机构\n1.建设医养机构5个。\n(二)服务\n2.签约服务1万人。\n"
    )
    assert tasks(found) == ["方案1/1", "方案1/2", "方案2/1", "方案2/2"]
    assert item(found, "方案2").heading == "样例市医养结合专项行动方案"
    assert not found.findings


def test_signed_cover_letter_with_items_is_front() -> None:
    text = (
        "样例市人民政府办公室关于印发样例市助企政策的通知\n各县人民政府:\n现印发给你们,请按以下要求落实。\n"
        "一、加强宣传。各县要广泛宣传。\n二、及时兑现。各县要及时兑现。\n样例市人民政府办公室\n2022年6月1日\n"
        "样例市助企政策措施\n为助企纾困,制定以下措施。\n一、减免税费。落实减税政策。\n二、发放补贴。对企业给予补贴。\n三、扩大融资。新增贷款10亿元。"
    )
    from pipelines.outline import outline

    found = outline(notice(text))
    assert tasks(found) == ["一", "二", "三"]
    assert "广泛宣传" in found.items[0].passage.text


def test_annexes_number_under_their_name() -> None:
    found = read(
        "一、完善设施。新建养老中心3个。\n二、培养人才。培训500人次。\n附件:1.分工方案\n2.项目清单\n"
        "附件1\n样例市养老服务分工方案\n一、民政部门负责养老机构管理,定期检查。\n二、财政部门负责资金保障,及时拨付。\n"
        "附件2\n样例市养老项目清单\n一、县级养老中心项目,新建床位100张,总投资2000万元。\n二、社区餐厅项目,建设社区餐厅10个,总投资300万元。\n"
    )
    assert {"附件1/一", "附件1/二", "附件2/一", "附件2/二"} <= set(tasks(found))


def test_notes_of_a_table_are_no_items() -> None:
    found = read(
        "一、完善设施。新建养老中心3个。\n二、培养人才。培训500人次。\n附件1\n样例市养老指标表\n"
        "注:1.床位指备案机构的床位,不含临时床位。\n2.培训按人次计算,重复参加的累计计算。\n"
    )
    assert tasks(found) == ["一", "二"]


def test_flattened_table_is_one_item() -> None:
    found = read(
        "一、发展目标 到2025年,体系更加完善。表1 养老主要指标表 序号 指标名称 2020年值 2025年目标 "
        "1养老床位(张)200300 2护理员(人)50 90 二、重点任务 (一)完善设施。新建中心3个。(二)培养人才。培训500人次。"
    )
    assert numbers(found) == ["一", "表1", "二", "二/(一)", "二/(二)"]
    assert item(found, "表1").kind is ItemKind.SECTION
    assert "护理员（人）" in item(found, "表1").passage.text
    assert "表1" not in tasks(found)


def test_the_column_of_groups_belongs_to_the_table() -> None:
    found = read(
        "一、发展目标\n到2025年,体系更加完善。\n样例主要指标\n领域\n序号\n指标名称\n2025年目标\n"
        "样例水平\n1\n养老床位(张)\n300\n二、重点任务\n(一)完善设施。新建中心3个。\n"
    )
    assert item(found, "表1").passage.text.startswith("领域\n序号")


def test_goals_with_a_measure_are_tasks_as_items_only() -> None:
    found = read(
        "一、发展目标\n(一)总体目标。到2025年,床位达到300张。\n(二)长远目标。体系更加健全。\n"
        "二、基本原则\n(一)坚持兜底。保障100%覆盖。\n(二)坚持普惠。\n三、重点任务\n(一)新建中心3个。\n(二)培训500人次。\n"
    )
    assert tasks(found) == ["一/(一)", "三/(一)", "三/(二)"]


def test_conditions_are_no_tasks() -> None:
    found = read(
        "一、开展评选\n1.组织申报。申报单位应当符合以下条件:\n(1)连续运营三年以上;\n(2)床位不少于50张。\n2.公布结果。及时向社会公布。\n"
    )
    assert tasks(found) == ["一/1", "一/2"]


def test_nothing_to_outline() -> None:
    assert plain("").items == ()
    found = plain("各县民政局：请于月底前报送总结。")
    assert [i.kind for i in found.items] == [ItemKind.FRONT]


def test_bracket_that_closes_a_section_is_its_headings() -> None:
    found = read(
        "一、重点任务\n(一)完善设施\n1.新建养老中心3个。\n2.改造床位200张。\n(牵头单位:市民政局,责任单位:市财政局)\n"
        "(二)培养人才\n1.培训护理员500人次。\n2.建设基地2个。\n(牵头单位:市教育局)\n"
    )
    assert (
        item(found, "一/(一)").passage.text
        == "完善设施（牵头单位：市民政局，责任单位：市财政局）"
    )
    assert item(found, "一/(一)").heading == "完善设施"
    assert item(found, "一/(一)/2").passage.text == "改造床位200张。"
    assert tasks(found) == [
        "一/(一)", "一/(一)/1", "一/(一)/2", "一/(二)", "一/(二)/1", "一/(二)/2",
    ]  # fmt: skip


def test_bracket_of_the_last_item_stays_with_it() -> None:
    found = read(
        "一、重点任务\n(一)完善设施\n1.新建养老中心3个。(市民政局负责)\n2.改造床位200张。(市财政局负责)\n"
        "(二)培养人才\n1.培训护理员500人次。(市教育局负责)\n2.建设基地2个。(市教育局负责)\n"
    )
    assert item(found, "一/(二)/2").passage.text == "建设基地2个。（市教育局负责）"
    assert item(found, "一/(一)").passage.text == "完善设施"


def test_a_heading_ends_before_the_body_that_it_names() -> None:
    found = read(
        "一、重点任务\n(一)完善设施(牵头单位:市民政局)\n1.新建养老中心3个。\n2.改造床位200张。\n"
        "(二)培养人才(试行)\n3.培训护理员500人次。\n4.建设实训基地2个。\n"
    )
    assert item(found, "一/(一)").heading == "完善设施"
    assert item(found, "一/(一)").is_task
    assert item(found, "一/(二)").heading == "培养人才（试行）"
    assert not item(found, "一/(二)").is_task


def test_closing_words_behind_the_last_bracket() -> None:
    items = "".join(
        f"({c})推进第{c}类项目。建设基地。(市民政局牵头,各县(市、区)落实)"
        for c in "一二三四"
    )
    found = read(f"一、重点任务\n{items}各县要高度重视,认真落实。")
    assert found.items[-1].kind is ItemKind.BACK
    assert found.items[-1].passage.text == "各县要高度重视，认真落实。"
    mixed = read(
        f"一、重点任务\n{items}(五)加强宣传。办好讲堂。(市教育局负责)建设基地。\n二、领导\n各县负责。"
    )
    assert item(mixed, "一/(五)").passage.text.endswith("建设基地。")
