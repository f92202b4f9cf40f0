"""The forms in which notices number their items, and what is no number."""

from __future__ import annotations

from pipelines.model import ItemKind

from .notices import HEAD, item, notice, numbers, plain, read, tasks


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


def test_a_group_of_a_tables_rows_is_no_item() -> None:
    found = read(
        "一、主要指标\n序号指标名称2025年属性一、样例生活1样例率（%）50预期性"
        "二、样例控制2样例发生率（%）20约束性\n二、主要任务\n（一）建设样例站。新建样例站3个。\n"
    )
    assert "二/(一)" in tasks(found)
    assert not [number for number in numbers(found) if number.startswith("三")]


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


def test_compiled_title_is_no_item() -> None:
    found = plain(
        "12.样例市民政局关于印发养老服务要点的通知（2022年3月1日）\n各县民政局：一、新建中心3个。二、培训500人次。"
    )
    assert tasks(found) == ["一", "二"]


def test_parts() -> None:
    found = read(
        "第一部分 总体要求\n坚持保基本。\n第二部分 重点任务\n一、设施\n新建养老中心3个。\n二、人才\n培训500人次。\n"
    )
    assert tasks(found) == ["第二部分/一", "第二部分/二"]


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


def test_a_box_interrupts_a_section_and_is_no_parent_of_the_next() -> None:
    found = read(
        "一、总体要求\n(一)主要目标。甲覆盖率达到90%。\n专栏1 主要指标\n序号 指标 2020年 2025年\n1 甲覆盖率 80 90\n"
        "二、主要任务\n(一)建设设施。新建养老中心3个。\n(二)培养人才。培训护理员500人次。\n"
    )
    assert item(found, "二").parent is None
    assert item(found, "二/(一)").parent == "二"
