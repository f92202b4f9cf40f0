import pytest

from pipelines.documents import decode
from pipelines.documents.decoding import decode_here
from pipelines.documents.markdown import decode_markdown
from pipelines.documents.sheets import decode_csv
from pipelines.errors import Unreadable
from tests.documents.files import packed


def test_a_notice_comes_before_its_annexes_and_each_is_a_part() -> None:
    document = decode(
        packed(
            [
                ("附件10.txt", "附件十的内容。".encode("gb18030")),
                ("附件2.html", "<p>附件二的内容。</p>".encode()),
                ("样例市通知.txt", "样例市人民政府通知。".encode()),
                ("__MACOSX/._附件2.html", b"\x00\x05"),
                ("说明.bin", b"\x00\x01\x02\x03" * 20),
            ]
        ),
        "样例.zip",
    )
    assert [name for name, _ in document.parts] == [
        "样例市通知.txt",
        "附件2.html",
        "附件10.txt",
    ]
    for _, span in document.parts:
        assert document.text[span.start : span.end].strip().endswith("。")
    assert document.annexes == tuple(span for _, span in document.parts[1:])
    assert "说明.bin" in document.meta["unread"]
    for block in document.blocks:
        assert document.text[block.span.start : block.span.end].strip()


def test_folders_keep_each_notice_with_its_own_annexes() -> None:
    names = ["乙/附件1.txt", "乙/通知.txt", "甲/附件/表.txt", "甲/通知.txt"]
    document = decode(
        packed([(name, f"{name}的内容。".encode()) for name in names]), "样例.zip"
    )
    assert [name for name, _ in document.parts] == [
        "乙/通知.txt",
        "乙/附件1.txt",
        "甲/通知.txt",
        "甲/附件/表.txt",
    ]
    assert document.annexes == (document.parts[1][1], document.parts[3][1])


def test_names_of_old_archives_are_chinese() -> None:
    data = bytearray(packed([("\u2500" * 4 + ".txt", "样例市通知。".encode())]))
    name = "附件".encode("gb18030") + b"12345678"
    utf8 = ("\u2500" * 4).encode()
    assert len(name) == len(utf8)
    data = data.replace(utf8, name)
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.index(head) + at
        data[start : start + 2] = b"\x00\x00"
    assert decode(bytes(data), "a.zip").parts[0][0] == "附件12345678.txt"


def test_csv_keeps_the_received_text_and_its_places() -> None:
    text = '序号,指标,单位\r\n1,"甲,乙",市卫健局\r\n2,"说""好""",\r\n'
    document = decode_csv(text.encode("gb18030"))
    assert document.text == text
    cells = document.grids[0].cells
    assert [c.text for c in cells] == [
        "序号",
        "指标",
        "单位",
        "1",
        "甲,乙",
        "市卫健局",
        "2",
        '说"好"',
        "",
    ]
    assert [document.text[c.span.start : c.span.end] for c in cells[3:6] if c.span] == [
        "1",
        "甲,乙",
        "市卫健局",
    ]


def test_markdown_marks_are_read_not_shown() -> None:
    document = decode_markdown(
        "# 样例市**通知**\n\n**发布日期**：2024-05-06\n\n> 一、总体要求\n\n---\n\n"
        "见[方案](https://example.gov/a_(1).html)和`附件`。\n\n|序号|任务|\n|---|:-:|\n|1|建设_甲_|\n".encode()
    )
    assert document.text.splitlines() == [
        "样例市通知",
        "发布日期：2024-05-06",
        "一、总体要求",
        "见方案和附件。",
        "序号\t任务",
        "1\t建设_甲_",
    ]
    assert document.blocks[0].level == 1
    assert len(document.grids[0].cells) == 4


def test_a_sign_within_a_line_of_markdown_quotes_nothing() -> None:
    table = "|任务|内容|\n|---|---|\n|甲|样例率>90%。<br>样例数>5|\n"
    text = decode_markdown(f"样例率>80%。\n\n{table}".encode()).text
    assert text.splitlines() == [
        "样例率>80%。",
        "任务\t内容",
        "甲\t样例率>90%。 样例数>5",
    ]


UNKNOWN = {"version": (4, 6, 99), "compression": (8, 10, 77), "encryption": (6, 8, 1)}
"""Fields of a member's local head and of its entry, and what no reader knows there."""


@pytest.mark.parametrize("field", UNKNOWN)
def test_an_archive_of_a_kind_unknown_to_us_is_unreadable(field: str) -> None:
    data = bytearray(packed([("样例市通知.txt", b"x" * 99)]))
    local, entry, odd = UNKNOWN[field]
    for signature, place in ((b"PK\x03\x04", local), (b"PK\x01\x02", entry)):
        data[data.index(signature) + place] = odd
    with pytest.raises(Unreadable, match="the archive"):
        decode_here(bytes(data), "样例.zip")
