"""Facts of real notices in their formats; skipped where the notices are not given."""

from __future__ import annotations

from functools import cache

from pipelines.documents import decode
from pipelines.model import Document, NoticeReading
from pipelines.reader import read_document
from tests import real

pytestmark = real.needs_notices


@cache
def read(name: str) -> tuple[Document, NoticeReading]:
    document = decode(real.one(name).read_bytes(), name)
    reading = read_document(document, name)
    assert len(reading.notices) == 1, reading.reason
    return document, reading.notices[0]


def rows(name: str) -> set[tuple[object, ...]]:
    _, notice = read(name)
    found: set[tuple[object, ...]] = {
        ("task", i.number) for i in notice.outline.items if i.is_task
    }
    found |= {("duty", r.item, r.role, r.organization) for r in notice.responsibilities}
    found |= {
        ("target", t.item, t.indicator, t.comparator, t.value, t.unit, t.deadline)
        for t in notice.targets
    }
    found |= {("paper", d.item, d.title, d.deadline) for d in notice.deliverables}
    found |= {("citation", c.title, c.document_number) for c in notice.citations}
    return found


def test_a_print_and_a_word_file_of_one_notice_agree() -> None:
    printed, typed = rows("009.pdf"), rows("010.docx")
    assert len(typed) > 100
    agree = len(printed & typed) / len(printed | typed)
    assert agree >= 0.98, sorted(map(str, printed ^ typed))


def test_the_long_table_of_indicators_is_read_whole() -> None:
    document, notice = read("001.pdf")
    numbers = [i.number for i in notice.outline.items if i.number.startswith("表1/")]
    assert numbers == [f"表1/{n}" for n in range(1, 125)]
    table = [t for t in notice.targets if t.item.startswith("表1/")]
    first = [t for t in table if t.item == "表1/1"]
    assert [(str(t.value), t.comparator, str(t.baseline)) for t in first] == [
        ("22", ">=", "14.18"),
        ("30", ">=", "14.18"),
    ]
    assert {t.deadline.year for t in table if t.deadline} == {2022, 2030}
    stated = {t.item for t in table}
    assert len(stated) >= 86  # the others are advocacy without any value
    assert all(t.binding for t in table)
    assert all("\t" in document.text[t.span.start : t.span.end] for t in first)


def test_the_glued_tables_are_read() -> None:
    _, notice = read("100.txt")
    table = [t for t in notice.targets if t.item.startswith("表1/")]
    assert [int(t.value or 0) for t in table] == [
        3000, 60, 1, 100, 60, 70, 25, 99, 100, 73, 1, 1000, 4, 90, 100,
    ]  # fmt: skip
    assert len([i for i in notice.outline.items if i.number.startswith("附件2/")]) == 6


def test_one_cell_a_line_is_read() -> None:
    _, notice = read("085.txt")
    assert len([i for i in notice.outline.items if i.number.startswith("表1/")]) == 129
    assert len(notice.responsibilities) >= 334
    # A body whose name goes on over a line is one body, with all of its name.
    named = {r.organization for r in notice.responsibilities if r.item == "表1/23"}
    assert "市“双随机、一公开”监管联席会议有关成员单位" in named
    assert [f.kind for f in notice.findings].count("unread_row") <= 1


def test_a_table_of_duties_in_running_text_is_read() -> None:
    _, notice = read("103.txt")
    rows_ = [i.number for i in notice.outline.items if i.number.startswith("附件2/")]
    assert rows_ == [f"附件2/{number}" for number in range(1, 9)]
    assert len([r for r in notice.responsibilities if r.item in rows_]) == 9


def test_the_box_of_indicators_is_read() -> None:
    _, notice = read("098.txt")
    box = [t for t in notice.targets if t.item.startswith("专栏1/")]
    assert len({t.item for t in box}) == 26
