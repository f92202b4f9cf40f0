"""What a notice says of itself, on invented covers, heads and signatures."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.model import (
    Cell,
    Grid,
    Item,
    ItemKind,
    Level,
    Metadata,
    NoticeText,
    Outline,
    Passage,
    Span,
)
from pipelines.notices import read_metadata
from pipelines.notices.fields import labelled
from pipelines.notices.periods import period_of_title
from pipelines.notices.places import place_of
from pipelines.notices.signatures import find_signature, issuer_of_title
from pipelines.notices.titles import cover_title, plan_title, tidy


def passage(text: str) -> Passage:
    return Passage(text, range(len(text)))


def read(body: str, head: str = "", **meta: str) -> Metadata:
    item = Item("一", ItemKind.ITEM, 0, 0, None, passage(body), is_task=True)
    notice = NoticeText(head=passage(head), body=passage(body), meta=meta)
    return read_metadata(notice, Outline((item,)), "file-name-says-2099.txt")


COVER = (
    "山西省卫生健康委员会关于印发2021年卫生健康工作要点的通知\n"
    "晋样发〔2021〕12号\n"
    "各市卫生健康委：现将《2021年卫生健康工作要点》印发给你们，请认真执行。"
    "山西省卫生健康委员会\n2021年3月5日\n（此件公开发布）\n"
    "2021年卫生健康工作要点\n为做好全年工作，制定本要点。"
)


def test_a_full_cover() -> None:
    found = read(COVER)
    assert found.title == "山西省卫生健康委员会关于印发2021年卫生健康工作要点的通知"
    assert found.document_number == "晋样发〔2021〕12号"
    assert found.issuer == "山西省卫生健康委员会"
    assert found.issued_on == date(2021, 3, 5)
    assert (found.region, found.region_code, found.level) == (
        "山西省",
        "140000",
        Level.PROVINCE,
    )
    assert (found.period_start, found.period_end) == (2021, 2021)
    assert found.published_on is None
    assert found.index_number is None


def test_what_is_not_said_is_none() -> None:
    found = read("为加强管理，现提出如下意见。要加强领导，落实责任，推进工作。")
    assert found == Metadata()


def test_the_file_name_is_no_fact() -> None:
    assert read("要加强领导，落实责任。").period_end is None


def test_the_signature_comes_before_the_page_head() -> None:
    head = "发布机构：市政府网站\n成文日期：2021-04-01\n发布日期：2021-04-02"
    found = read(COVER, head)
    assert found.issuer == "山西省卫生健康委员会"
    assert found.issued_on == date(2021, 3, 5)
    assert found.published_on == date(2021, 4, 2)


def test_an_archive_head_gives_title_and_link() -> None:
    head = "标题：太原市人民政府关于印发整体方案的通知\n原文链接：https://example.org/a.htm"
    found = read(
        "各县区：方案已经研究同意，现印发。太原市人民政府2020年1月2日整体方案", head
    )
    assert found.title == "太原市人民政府关于印发整体方案的通知"
    assert found.source_url == "https://example.org/a.htm"
    assert found.region_code == "140100"


def test_a_number_of_another_document_is_not_its_own() -> None:
    body = "各市：根据《总体方案》（晋样发〔2020〕3号），现提出意见。要落实责任。"
    assert read(body).document_number is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "样政发〔2020〕1号\n样例市人民政府\n关于印发《健康样例行动\n方案》的通知\n各县：",
            "样例市人民政府关于印发《健康样例行动方案》的通知",
        ),
        (
            "7.样例省医保局关于印发年度方案的通知（2023年3月22日）局机关各处室：",
            "样例省医保局关于印发年度方案的通知",
        ),
        (
            "样例市关于促进托育发展的意见\n样府〔2025〕6号\n各县：",
            "样例市关于促进托育发展的意见",
        ),
        (
            "样例市人民政府\n首页魅力样例政务公开互动回应\n样例市人民政府关于印发方案的通知\n各县：",
            "样例市人民政府关于印发方案的通知",
        ),
        (
            "样例县样例创建方案\n（县政府办2023-04-12发布）\n样例县人民政府关于印发方案的通知\n各镇：",
            "样例县人民政府关于印发方案的通知",
        ),
        (
            "样例市人民政府关于印发政务公开政务服务要点的通知\n各县：",
            "样例市人民政府关于印发政务公开政务服务要点的通知",
        ),
        ("各县人民政府：根据《关于印发办法的通知》，现提出意见。", None),
        ("健康样例行动方案\n为落实省委关于印发规划的通知，制定本方案。", None),
    ],
)
def test_cover_titles(text: str, title: str | None) -> None:
    assert cover_title(text) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("附件3\n样例省儿童健康行动计划\n儿童健康是基础。", "样例省儿童健康行动计划"),
        ("健康样例行动\n（2019-2030年）\n一、总体要求", "健康样例行动（2019-2030年）"),
        (
            "2023年”七个行动”工作方案为深入贯彻精神，制定本方案。",
            "2023年“七个行动”工作方案",
        ),
        ("各县：现将《样例市若干措施》印发给你们，请执行。", "样例市若干措施"),
        ("《甲方案》《乙方案》等2个方案已经市政府同意，现印发给你们。", None),
        ("各县人民政府：为加强管理，现提出意见。", None),
    ],
)
def test_plan_titles(text: str, title: str | None) -> None:
    assert plan_title(text) == title


def test_quotation_marks_are_turned() -> None:
    assert tidy("计划”三项”方案") == "计划“三项”方案"


@pytest.mark.parametrize(
    ("text", "issuer", "day"),
    [
        ("请执行。样例市人民政府\n2020年6月25日", "样例市人民政府", date(2020, 6, 25)),
        (
            "请执行。样例市管委会2020年6月25日方案正文",
            "样例市管委会",
            date(2020, 6, 25),
        ),
        (
            "请执行。样例省健康委员会\n（爱国卫生运动委员会）（代章）\n2025年3月7日",
            "样例省健康委员会（爱国卫生运动委员会）",
            date(2025, 3, 7),
        ),
        ("圆满完成。二〇一九年十二月三十日\n（此件公开）", None, date(2019, 12, 30)),
        ("请执行。民政厅\n教育厅\n2020年6月5日", "民政厅、教育厅", date(2020, 6, 5)),
    ],
)
def test_signatures(text: str, issuer: str | None, day: date) -> None:
    found = find_signature(text)
    assert found is not None
    assert (found.issuer, found.day) == (issuer, day)


@pytest.mark.parametrize(
    "text",
    ["请于2020年6月25日前报送市政府办公室。", "自2020年6月25日起施行。", "2月31日"],
)
def test_other_days_are_no_signature(text: str) -> None:
    assert find_signature(text) is None


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("样例市人民政府印发《方案》的通知", "样例市人民政府"),
        ("国务院关于印发规划的通知", "国务院"),
        ("关于印发要点的通知", None),
        (None, None),
    ],
)
def test_issuer_of_title(title: str | None, issuer: str | None) -> None:
    assert issuer_of_title(title) == issuer


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("关于印发“十四五”养老规划的通知", (2021, 2025)),
        ("关于印发2018-2020年任务分工的通知", (2018, 2020)),
        ("关于印发2023年度实施方案的通知", (2023, 2023)),
        ("“健康样例2030”规划纲要", (None, 2030)),
        ("关于印发贯彻《“健康样例2030”规划纲要》2017年行动计划的通知", (2017, 2017)),
        ("关于加强管理的意见", (None, None)),
    ],
)
def test_periods_of_titles(title: str, period: tuple[int | None, int | None]) -> None:
    assert period_of_title(title) == period


def test_goals_give_the_end_of_the_period() -> None:
    body = "到2022年和2030年，参加锻炼人数分别不少于30%和40%。"
    found = read(body)
    assert (found.period_start, found.period_end) == (None, 2030)


def test_the_day_a_policy_runs_to_is_no_goal() -> None:
    assert read("优惠政策执行至2027年12月31日。").period_end is None


def test_days_of_effect() -> None:
    assert read("本办法自2023年11月13日起施行。").effective_on == date(2023, 11, 13)


@pytest.mark.parametrize(
    ("issuer", "code", "level"),
    [
        ("国务院办公厅", "000000", Level.NATIONAL),
        ("国家卫生健康委", "000000", Level.NATIONAL),
        ("天津市政务服务办", "120000", Level.PROVINCE),
        ("平潭综合实验区管委会", "350128", Level.COUNTY),
        ("桓仁满族自治县人民政府办公室", "210522", Level.COUNTY),
        ("太原市小店区人民政府", "140105", Level.COUNTY),
    ],
)
def test_places(issuer: str, code: str, level: Level) -> None:
    found = place_of(issuer, (), "", 2021)
    assert (found.code, found.level) == (code, level)


def test_one_name_for_several_divisions_is_no_place_code() -> None:
    assert place_of("朝阳区人民政府", (), "", 2021).code is None


def test_a_text_names_its_own_area_by_count() -> None:
    text = "全省要落实任务，全省统一部署。" + "贵州省医院与贵州省机构。" * 3 + "四川省"
    assert place_of(None, ("2023年全省工作方案",), text, 2023).code == "520000"


def test_labelled_fields_part_at_the_next_label() -> None:
    found = labelled(
        "索引号：A1/2020-1公开方式：主动公开\n文号：\n发布日期：2020-07-03 16:55"
    )
    assert found == {"index_number": "A1/2020-1", "published_on": "2020-07-03 16:55"}


def test_the_file_beside_a_text_names_number_and_title() -> None:
    body = "各县人民政府：《样例方案》已经市政府同意，现印发给你们。"
    file = "相关附件：样府办规〔2022〕1号关于印发《样例方案》的通知（主动公开）.pdf（/x.pdf）"
    found = read(body, file)
    assert found.document_number == "样府办规〔2022〕1号"
    assert found.title == "关于印发《样例方案》的通知"
    other = read(COVER, "相关附件：样府办规〔2022〕1号关于印发《样例方案》的通知.pdf")
    assert other.document_number == "晋样发〔2021〕12号"
    assert read(body, "相关附件：任务分工表.xlsx").document_number is None


def test_a_signature_glued_to_the_last_bracket() -> None:
    text = "办好园。（市民政局、市教育局负责）样例市人民政府办公室2022年1月20日"
    found = find_signature(text)
    assert found is not None and found.issuer == "样例市人民政府办公室"
    joint = find_signature("办好园。样例省委员会（样例运动委员会）\n2022年1月20日")
    assert joint is not None and joint.issuer == "样例省委员会（样例运动委员会）"


def test_party_and_government_are_two_issuers() -> None:
    title = "中共样例市委样例市人民政府关于印发方案的通知"
    assert issuer_of_title(title) == "中共样例市委、样例市人民政府"
    assert (
        issuer_of_title("中共样例市委办公室关于印发方案的通知") == "中共样例市委办公室"
    )


def test_how_long_a_notice_holds() -> None:
    end = "样例市人民政府\n2023年4月29日\n"
    found = read(f"{end}本方案自印发之日起施行，有效期三年。")
    assert (found.effective_on, found.repealed_on) == (
        date(2023, 4, 29),
        date(2026, 4, 29),
    )
    assert read(f"{end}许可自发证之日起有效期三年。").repealed_on is None


def test_an_address_in_markdown() -> None:
    found = read(
        "办好园。", "原文链接：[https://a.invalid/1.html]（https://a.invalid/1.html）"
    )
    assert found.source_url == "https://a.invalid/1.html"


def test_two_plans_of_the_same_years() -> None:
    cover = (
        "样例市人民政府关于印发样例市甲规划和乙规划的通知\n"
        "各县（市、区）人民政府：现将《样例市甲规划（{}）》《样例市乙规划（2021-2030年）》"
        "印发给你们，请认真执行。样例市人民政府\n2021年3月5日\n"
    )
    same = read(cover.format("2021-2030年"))
    assert (same.period_start, same.period_end) == (2021, 2030)
    other = read(cover.format("2021-2025年"))
    assert (other.period_start, other.period_end) == (None, None)


def test_a_printed_head_is_no_part_of_the_title() -> None:
    found = read(
        "样例县样例委员会文件\n样例委〔2022〕3号\n"
        "关于印发《样例县样例方案（2022-2024年）》的通知\n各乡（镇）人民政府：\n"
    )
    assert found.title == "关于印发《样例县样例方案（2022-2024年）》的通知"
    assert (found.period_start, found.period_end) == (2022, 2024)


def test_a_table_of_labels_tells_of_the_notice() -> None:
    rows = [
        ["索引号", "YL-2021-5", "文号", "样例发〔2021〕31号"],
        ["发布日期", "2021-12-30", "体裁", "通知"],
    ]
    cells = tuple(
        Cell(row, column, text, None)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    item = Item("一", ItemKind.ITEM, 0, 0, None, passage("要加强领导。"), is_task=True)
    for grid, number in (
        (Grid(cells, Span(0, 1)), "样例发〔2021〕31号"),
        (Grid(cells[2:4], Span(0, 1)), None),
    ):
        notice = NoticeText(passage(""), passage("要加强领导。"), grids=(grid,))
        assert read_metadata(notice, Outline((item,)), "").document_number == number


def test_a_short_name_before_another_rank_is_another_place() -> None:
    assert place_of("样东县人民政府", (), "", None).region == "样东县"
    assert place_of("样东市人民政府", (), "", None).code == "990200"


def test_the_rank_of_an_unlisted_city_is_that_of_its_addressees() -> None:
    over = place_of("样水市人民政府", (), "各县区人民政府，市政府各部门：", None)
    assert over.level is Level.PREFECTURE
    under = place_of("样水市人民政府", (), "各镇人民政府、各街道办事处：", None)
    assert under.level is Level.COUNTY
    assert place_of("样水市人民政府", (), "", None).level is None


def test_a_body_and_its_day_may_stand_above_the_text() -> None:
    found = read(
        "样例县样例规划\n样例发〔2021〕19号\n样例县人民政府2021年12月3日\n一、发展目标\n"
    )
    assert (found.issuer, found.issued_on) == ("样例县人民政府", date(2021, 12, 3))
    other = read(
        "样例县样例规划\n根据样例县人民政府2021年12月3日印发的意见，制定本规划。\n"
    )
    assert other.issued_on is None


def test_a_number_in_brackets_closes_a_title() -> None:
    found = read("样例县关于印发样例任务的通知（样例发〔2023〕2号）\n各镇：\n")
    assert found.document_number == "样例发〔2023〕2号"
    assert read("贯彻《样例意见》（样例发〔2023〕2号）\n").document_number is None
