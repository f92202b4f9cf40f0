from __future__ import annotations

import pytest

from pipelines.absence import MISSING_ANNEX, NO_TARGET, explain_absence
from pipelines.model import (
    Item,
    ItemKind,
    Kind,
    NoticeText,
    Outline,
    Passage,
    Span,
    Target,
)

LONG = "样例县各乡镇要按本表组织实施，逐项明确时间和人员。" * 12


def read(*texts: str) -> tuple[NoticeText, Outline]:
    whole = "\n".join(texts)
    items, at = [], 0
    for order, text in enumerate(texts):
        passage = Passage(text, range(at, at + len(text)))
        items.append(Item(str(order), ItemKind.ITEM, 1, order, None, passage))
        at += len(text) + 1
    nothing = Passage("", ())
    return NoticeText(nothing, Passage(whole, range(len(whole)))), Outline(tuple(items))


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["加强宣传，营造氛围。"], NO_TARGET),
        (["各乡镇的年度指标详见附件2。"], MISSING_ANNEX),
        (["附件：样例县健康促进指标分解表"], MISSING_ANNEX),
        (["附件：样例县领导小组成员名单"], NO_TARGET),
        (["附件：样例县指标分解表", "样例县指标分解表", LONG], NO_TARGET),
        (["指标详见附件。", "附件", LONG], NO_TARGET),
    ],
    ids=[
        "nothing is asked in figures",
        "the text sends to an annex",
        "an annex of indicators is listed",
        "an annex of names is listed",
        "the listed annex is there",
        "the annex it sends to is there",
    ],
)
def test_absence_is_explained(texts: list[str], kind: str) -> None:
    notice, outline = read(*texts)
    assert [f.kind for f in explain_absence(notice, outline, ())] == [kind]


def test_a_notice_with_targets_has_no_absence() -> None:
    notice, outline = read("各乡镇的年度指标详见附件2。")
    target = Target("0", "覆盖率", Kind.LEVEL, Span(0, 4), "target.level")
    assert explain_absence(notice, outline, (target,)) == ()
