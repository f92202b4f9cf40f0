import io
import zipfile

import pytest

from pipelines.documents.numbering import chinese, read_numbering
from pipelines.documents.packages import parse_xml
from pipelines.documents.word import decode_docx
from pipelines.model import BlockKind

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def word(body: str, **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr(
            "word/document.xml",
            f"<w:document {NS}><w:body>{body}</w:body></w:document>",
        )
        for name, text in parts.items():
            file.writestr(f"word/{name}.xml", text)
    return stream.getvalue()


def p(text: str, more: str = "") -> str:
    return f"<w:p>{more}<w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, depth: int, list_id: int = 1) -> str:
    return p(
        text,
        f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>',
    )


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


NUMBERING = f"""<w:numbering {NS}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf06c"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_printed_numbers_are_made() -> None:
    body = "".join(
        [
            numbered("总体要求", 0),
            numbered("重点任务", 0),
            numbered("开展宣传", 1),
            numbered("培训", 2),
            numbered("评估", 2),
            numbered("加强管理", 1),
            numbered("检查", 2),
            numbered("另列", 2, 2),
            numbered("要点", 3),
        ]
    )
    assert decode_docx(word(body, numbering=NUMBERING)).text.splitlines() == [
        "一、总体要求",
        "二、重点任务",
        "（一）开展宣传",
        "1.培训",
        "2.评估",
        "（二）加强管理",
        "1.检查",
        "5.另列",
        "• 要点",
    ]


def test_numbers_and_levels_come_from_styles() -> None:
    styles = (
        f'<w:styles {NS}><w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '<w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
    )
    body = p("总则", '<w:pPr><w:pStyle w:val="b"/></w:pPr>')
    document = decode_docx(word(body, numbering=NUMBERING, styles=styles))
    assert document.text == "一、总则\n"
    assert (document.blocks[0].kind, document.blocks[0].level) == (BlockKind.HEADING, 1)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (999, "九百九十九"),
        (1000, "1000"),
    ],
)
def test_chinese_numbers(number: int, words: str) -> None:
    assert chinese(number) == words


def test_a_list_that_is_not_there_gives_no_number() -> None:
    assert read_numbering(parse_xml(NUMBERING.encode(), "n")).label("99", 0) == ""


def test_fields_keep_their_result_and_hidden_words_go() -> None:
    body = (
        '<w:p><w:r><w:t>附件：</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://example.gov/1" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>样例方案</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins><w:r><w:t>加上</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:br/><w:t>次行</w:t></w:r></w:p>"
    )
    assert decode_docx(word(body)).text == "附件：样例方案加上\n次行\n"


def test_merged_cells_of_both_kinds() -> None:
    restart, wide = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'
    body = (
        f"<w:tbl><w:tr>{cell('领域')}{cell('指标')}{cell('值')}</w:tr>"
        f"<w:tr>{cell('健康', restart)}{cell('甲')}{cell('1')}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('乙与丙', wide)}</w:tr></w:tbl>"
    )
    document = decode_docx(word(p("表1 指标") + body))
    cells = [
        (c.row, c.column, c.row_span, c.column_span, c.text)
        for c in document.grids[0].cells
    ]
    assert cells[3:] == [
        (1, 0, 2, 1, "健康"),
        (1, 1, 1, 1, "甲"),
        (1, 2, 1, 1, "1"),
        (2, 1, 1, 2, "乙与丙"),
    ]
    assert document.grids[0].caption == "表1 指标"


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent>" + p("框内") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert decode_docx(word(body)).text == "正文\n框内\n"


def test_a_frame_of_one_cell_is_prose() -> None:
    document = decode_docx(word(f"<w:tbl><w:tr>{cell('专栏内容')}</w:tr></w:tbl>"))
    assert document.text == "专栏内容\n" and document.grids == ()
