"""The forms in which notices number their items, and what each gives."""

from __future__ import annotations

from pipelines.model import ItemKind

from .notices import HEAD, item, notice, numbers, plain, read, tasks

DUTY = "(责任单位:市民政局、市财政局)"


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


def test_one_line() -> None:
    text = (
        "一、实施背景(一)发展基础近年来,我市养老事业快速发展。二、重点任务(二)完善设施1."
        "新建养老中心。新建县级养老中心3个。责任单位:市民政局,各县人民政府2.改造床位。"
        "改造护理型床位200张,比例达到2.45:1。责任单位:市民政局(三)培养人才1.开展培训。"
        "2022年底前培训1.5万人次。责任单位:市教育局"
    )
    found = read(text)
    assert numbers(found) == [
        "一", "(一)", "二", "(二)", "(二)/1", "(二)/2", "(三)", "(三)/1",
    ]  # fmt: skip
    assert item(found, "(二)/1").passage.text.endswith("各县人民政府")
    assert tasks(found) == ["(二)/1", "(二)/2", "(三)/1"]


def test_bullets_count_under_their_heading() -> None:
    found = read(
        "一、重点任务\n(一)完善设施\n1.建设机构\n——新建养老中心3个。\n――改造床位200张。\n"
        "2.培养人才\n•培训护理员500人次。\n● 建设实训基地2个。\n(二)加强领导。各县要落实责任。\n"
    )
    assert tasks(found) == [
        "一/(一)/1#1", "一/(一)/1#2", "一/(一)/2#1", "一/(一)/2#2", "一/(二)",
    ]  # fmt: skip
    assert item(found, "一/(一)/1#1").kind is ItemKind.BULLET


def test_bullet_that_heads_a_row() -> None:
    found = read(
        "一、行动内容\n(一)合理膳食行动。合理膳食是健康的基础。\n"
        "——个人:\n1.学习膳食知识,做到均衡饮食。\n2.减少油盐,每天不超过5克。\n"
        "——政府:\n1.制定营养标准,建立监测制度。\n2.开展评估,每年发布报告。\n"
        "(二)全民健身行动。生命在于运动。\n——个人:\n1.坚持锻炼,每周不少于3次。\n2.科学运动,避免受伤。\n"
    )
    assert tasks(found) == [
        "一/(一)#1/1", "一/(一)#1/2", "一/(一)#2/1", "一/(一)#2/2",
        "一/(二)#1/1", "一/(二)#1/2",
    ]  # fmt: skip


def test_ordinals_are_items_only_as_paragraphs() -> None:
    inline = read(
        "一、完善设施。一是新建养老中心3个;二是改造床位200张。\n二、加强领导。各县要落实责任。"
    )
    assert tasks(inline) == ["一", "二"]
    lines = read(
        "一、完善设施。要求如下。\n一是新建养老中心3个。\n二是改造床位200张。\n二、加强领导。各县要落实责任。"
    )
    assert tasks(lines) == ["一#1", "一#2", "二"]


def test_chapters_sections_and_boxes() -> None:
    found = read(
        "第一章 发展形势\n第一节 发展基础\n我市养老机构稳步增加。\n第二节 面临挑战\n老龄化程度加深。\n"
        "第二章 健全体系\n第一节 建设设施\n全面建设养老设施。\n专栏1 设施工程\n"
        "(一)养老中心。新建养老中心3个。\n(二)护理床位。改造床位200张。\n继续推进社区服务。\n"
        "第二节 培养人才\n培训护理员500人次。\n专栏2 人才工程 建设实训基地2个,培训骨干100人。\n"
    )
    assert numbers(found) == [
        "第一章", "第一章/第一节", "第一章/第二节", "第二章", "第二章/第一节",
        "专栏1", "专栏1/(一)", "专栏1/(二)", "第二章/第二节", "专栏2",
    ]  # fmt: skip
    assert "继续推进社区服务。" in item(found, "第二章/第一节").passage.text
    assert {"专栏1/(一)", "专栏1/(二)", "专栏2"} <= set(tasks(found))
    assert not {"第一章/第一节", "第一章/第二节"} & set(tasks(found))


def test_table_of_contents_is_no_outline() -> None:
    found = read(
        "目 录\n第一章 总体要求\n第二章 健全体系\n第三章 培养人才\n"
        "第一章 总体要求\n坚持保基本。\n第二章 健全体系\n新建养老中心3个。\n第三章 培养人才\n培训护理员500人次。\n"
    )
    assert numbers(found) == ["第一章", "第二章", "第三章"]
    assert not [f for f in found.findings if f.kind == "outline.doubled"]


def test_dotted_contents_are_cut_from_the_page() -> None:
    text = (
        HEAD
        + "一、总体要求......3\n二、健全体系......4\n一、总体要求\n坚持保基本。\n二、健全体系\n新建养老中心3个。"
    )
    assert "......" not in notice(text).body.text


def test_decimal_numbers() -> None:
    found = read(
        "一、重点任务\n1.完善设施\n1.1新建养老中心3个。\n1.2改造床位200张。\n2.培养人才\n2.1培训护理员2.5万人次。\n2.2建设基地1.5万平方米。\n"
    )
    assert tasks(found) == ["一/1/1.1", "一/1/1.2", "一/2/2.1", "一/2/2.2"]


def test_round_and_circled_numbers() -> None:
    found = read(
        "一、完善设施\n(1)新建机构。\n①县级养老中心3个;\n②乡镇敬老院12所。\n(2)改造床位200张。\n二、加强领导。各县要落实责任。"
    )
    assert numbers(found) == ["一", "一/(1)", "一/(1)/①", "一/(1)/②", "一/(2)", "二"]


def test_lists_inside_a_paragraph_are_its_words() -> None:
    found = read(
        "一、完善设施\n(一)新建机构。分为:(1)县级养老中心3个;(2)乡镇敬老院12所;①日间照料;②上门服务。\n"
        "(二)改造床位200张。\n二、加强领导\n(一)各县要落实责任。\n(二)各部门要加强指导。"
    )
    assert tasks(found) == ["一/(一)", "一/(二)", "二/(一)", "二/(二)"]


def test_articles() -> None:
    found = read(
        "第一章 总则\n第一条 为规范养老服务管理,制定本办法。\n第二条 县级以上政府应当建设养老设施。\n"
        "第二章 设施\n第三条 新建小区应当配建养老设施,按第二条规定执行。\n第四条 民政部门应当定期检查。\n"
    )
    assert numbers(found) == [
        "第一章",
        "第一条",
        "第二条",
        "第二章",
        "第三条",
        "第四条",
    ]


def test_figures_are_no_labels() -> None:
    found = read(
        "一、完善设施。到2025年达到1.5%、2.5万张,见附件1、附件2,按第(二)项执行,增长3.2倍,比例为1:2.\n"
        "二、培养人才。对一、二级医院开展培训,5、6月份完成(一期、二期)。"
    )
    assert numbers(found) == ["一", "二"]


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


def test_compiled_title_is_no_item() -> None:
    found = plain(
        "12.样例市民政局关于印发养老服务要点的通知（2022年3月1日）\n各县民政局：一、新建中心3个。二、培训500人次。"
    )
    assert tasks(found) == ["一", "二"]


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


def test_parts() -> None:
    found = read(
        "第一部分 总体要求\n坚持保基本。\n第二部分 重点任务\n一、设施\n新建养老中心3个。\n二、人才\n培训500人次。\n"
    )
    assert tasks(found) == ["第二部分/一", "第二部分/二"]


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


def test_a_heading_ends_before_the_body_that_it_names() -> None:
    found = read(
        "一、重点任务\n(一)完善设施(牵头单位:市民政局)\n1.新建养老中心3个。\n2.改造床位200张。\n"
        "(二)培养人才(试行)\n3.培训护理员500人次。\n4.建设实训基地2个。\n"
    )
    assert item(found, "一/(一)").heading == "完善设施"
    assert item(found, "一/(一)").is_task
    assert item(found, "一/(二)").heading == "培养人才（试行）"
    assert not item(found, "一/(二)").is_task


def test_measures_of_support_are_tasks_beside_a_series() -> None:
    items = "".join(f"{k}.推进第{k}类项目建设。{DUTY}\n" for k in range(1, 10))
    found = read(
        f"一、设施\n{items}二、组织保障\n(一)加强领导。建立协调机制。\n(二)强化督查。每季度通报。"
    )
    assert tasks(found)[-2:] == ["二/(一)", "二/(二)"]


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


def test_an_age_right_behind_its_number_is_no_decimal() -> None:
    found = read(
        "一、目标\n1.样例率达到90%。\n2.5岁以下儿童样例率达到4%。\n3.样例人数增加。\n"
        "二、措施\n1.样例率2.5个百分点以上。\n2.样例时间缩短2.5分钟以上。\n"
    )
    assert numbers(found) == ["一", "一/1", "一/2", "一/3", "二", "二/1", "二/2"]


def test_a_box_of_indicators_may_be_the_first_of_its_kind() -> None:
    found = read(
        "第一章 样例目标\n样例水平提高。\n专栏2 样例主要指标\n领域 指标 单位 2020年 2025年 性质\n"
        "样例水平 1.样例寿命 岁 78.1 79.2 预期性\n2.样例率 % 16.8 15 预期性\n"
        "第二章 样例任务\n一、加强样例。各县要加强样例。\n"
    )
    assert "专栏2" in [number.split("/")[-1] for number in numbers(found)]
    assert not [number for number in numbers(found) if number.endswith("第一章/2")]
