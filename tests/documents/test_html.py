import pytest

from pipelines.documents.html import decode_html
from pipelines.errors import Unreadable
from pipelines.model import BlockKind


def test_blocks_stand_one_a_line_and_nothing_hidden_shows() -> None:
    document = decode_html(
        """<!doctype html><html><head><title>样例 页</title>
        <meta name="ArticleTitle" content="样例市通知"><meta name="PubDate" content="2024-05-06">
        <link rel="canonical" href="https://www.example.gov/1.html">
        <style>p{}</style></head><body><script>alert("甲")</script>
        <h1>样例市<b>通知</b></h1><p style="display: none">看不见</p><p hidden>也看不见</p>
        <div>各县：<p>现印发给你们，<br>请执行。</p></div><noscript>不</noscript>
        <ol start=3><li>建设<li>提升</ol><ol><li>1.已有编号</ol></body></html>""".encode()
    )
    assert document.text.splitlines() == [
        "样例市通知",
        "各县：",
        "现印发给你们，",
        "请执行。",
        "3. 建设",
        "4. 提升",
        "1.已有编号",
    ]
    assert (
        document.blocks[0].kind is BlockKind.HEADING and document.blocks[0].level == 1
    )
    assert document.meta == {
        "title": "样例 页",
        "ArticleTitle": "样例市通知",
        "PubDate": "2024-05-06",
        "canonical": "https://www.example.gov/1.html",
    }


@pytest.mark.parametrize("encoding", ["gb18030", "gb2312", "utf-8", "utf-16"])
def test_the_declared_charset_is_used(encoding: str) -> None:
    page = (
        f'<html><meta charset="{encoding}"><p>样例市卫生健康委员会：2025年。</p></html>'
    )
    assert decode_html(page.encode(encoding)).text == "样例市卫生健康委员会：2025年。\n"


def test_a_saved_fragment_of_a_table_is_a_page() -> None:
    document = decode_html(
        "<tbody><tr><td><p>第一段。</p><p>第二段。</p></td></tr></tbody>".encode()
    )
    assert document.text == "第一段。\n第二段。\n"


def test_merged_cells_and_spans_of_the_original() -> None:
    document = decode_html(
        "<p>表1 指标</p><table><caption></caption><tr><th>领域<th>指标<th>值</tr>"
        "<tr><td rowspan=2>健康<td>甲率<td>1</tr><tr><td>乙率<td>2</tr>"
        "<tr><td colspan=3>注：略</table>".encode()
    )
    (grid,) = document.grids
    assert grid.caption == "表1 指标"
    assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in grid.cells][
        3:
    ] == [
        (1, 0, 2, 1, "健康"),
        (1, 1, 1, 1, "甲率"),
        (1, 2, 1, 1, "1"),
        (2, 1, 1, 1, "乙率"),
        (2, 2, 1, 1, "2"),
        (3, 0, 1, 3, "注：略"),
    ]
    for cell in grid.cells:
        assert cell.span is not None
        assert document.text[cell.span.start : cell.span.end] == cell.text
    assert document.text.splitlines()[3] == "\t乙率\t2"


def test_a_table_that_lays_out_the_page_is_dissolved() -> None:
    article = "".join(
        f"<p>第{n}段说明本市的工作安排和有关要求，请认真执行。</p>" for n in range(30)
    )
    document = decode_html(
        f"<table><tr><td>栏目<td>{article}<table><tr><td>序号<td>任务</tr>"
        f"<tr><td>1<td>建设</table></td></tr></table>".encode()
    )
    assert len(document.grids) == 1
    assert len(document.grids[0].cells) == 4
    assert "第29段" in document.text.splitlines()[30]


@pytest.mark.parametrize("page", ["<html></html>", "<script>1</script>", "<p> </p>"])
def test_a_page_without_words_is_unreadable(page: str) -> None:
    with pytest.raises(Unreadable, match="no words"):
        decode_html(page.encode())


def test_spans_that_lie_are_cut() -> None:
    document = decode_html(
        "<table><tr><td rowspan=99999999 colspan=0>甲<td>乙</tr><tr><td>丙</table>".encode()
    )
    assert max(c.row + c.row_span for c in document.grids[0].cells) == 2
