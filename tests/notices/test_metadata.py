"""What a notice says of itself, on invented covers, page heads and tables of labels."""

from __future__ import annotations

from datetime import date

from pipelines.model import (
    Cell,
    Grid,
    Item,
    ItemKind,
    Level,
    Metadata,
    NoticeText,
    Outline,
    Span,
)
from pipelines.notices import read_metadata
from pipelines.notices.fields import labelled
from tests.notices.covers import COVER, passage, read


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


def test_an_address_in_markdown() -> None:
    found = read(
        "办好园。", "原文链接：[https://a.invalid/1.html]（https://a.invalid/1.html）"
    )
    assert found.source_url == "https://a.invalid/1.html"


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
