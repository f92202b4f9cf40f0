"""Whatever a notice holds, its facts are read without an error, and alike each time."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.citations import read_citations
from pipelines.deliverables import read_deliverables
from pipelines.milestones import read_milestones
from pipelines.model import (
    Document,
    Item,
    ItemKind,
    Metadata,
    NoticeText,
    Outline,
    Passage,
)
from pipelines.notices import read_metadata
from pipelines.numerals import account

PIECES = st.sampled_from(
    (
        "到2025年，", "6月底前", "每年", "制定", "印发", "《样例办法》", "《", "》", "（", "）",
        "样政发〔2020〕3号", "〔", "号", "实施方案", "关于", "的通知", "\n", "。", "；", "：", "，",
        "达到95%以上", "65岁", "12个", "三级", "“三减三健”", "第2批", "100-200元", "1.", "十六项",
        "样例市人民政府", "2020年6月25日", "截至", "省卫生健康委", "完成改造", "标题：", "二〇二〇年",
        "2020年2月30日", "补助", "表1", "6.25", "１２", "①", "5G", "12345热线", "附件2", "http://a.b/1",
    )
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=300)
@given(TEXTS, TEXTS, st.sampled_from(list(ItemKind)))
def test_any_text_is_read(head: str, body: str, kind: ItemKind) -> None:
    document = Document(head + body, "text/plain")
    place = len(head)
    passage = Passage(body, range(place, place + len(body)))
    notice = NoticeText(Passage(head, range(place)), passage)
    items = Outline((Item("1", kind, 0, 0, None, passage, is_task=True),))
    metadata = read_metadata(notice, items, "x.txt")
    assert metadata == read_metadata(notice, items, "other.txt")
    known = Metadata(issued_on=date(2020, 6, 25), period_end=2025)
    for facts in (metadata, known):
        deliverables = read_deliverables(items, facts)
        milestones = read_milestones(items, facts, (), {}, deliverables)
        citations = read_citations(items, facts, deliverables)
        for row in (*deliverables, *milestones, *citations):
            assert document.text[row.span.start : row.span.end].strip()
        rows = account(notice, document, items, facts, citations=citations)
        starts = [row.span.start for row in rows]
        assert starts == sorted(set(starts))
        for numeral in rows:
            span = numeral.span
            assert numeral.text == document.text[span.start : span.end]
