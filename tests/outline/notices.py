"""Invented plans for outline tests."""

from __future__ import annotations

from collections import Counter

from pipelines.model import Document, Item, NoticeText, Outline, Passage
from pipelines.outline import outline
from pipelines.text import mend

HEAD = (
    "样例市人民政府关于印发样例市养老服务行动方案的通知\n"
    "各县(市、区)人民政府,市政府各部门:\n"
    "现将《样例市养老服务行动方案》印发给你们,请结合实际认真贯彻执行。\n"
    "样例市人民政府\n2022年6月1日\n"
    "样例市养老服务行动方案\n"
    "为推进养老服务发展,制定本方案。\n"
)


def notice(text: str) -> NoticeText:
    """Mend one text."""
    (found,) = mend(Document(text, "text/plain"))
    return found


def plain(text: str) -> Outline:
    """Outline canonical text without a page around it."""
    return outline(NoticeText(Passage("", ()), Passage(text, range(len(text)))))


def read(text: str) -> Outline:
    """Mend and outline one text below the usual head."""
    return outline(notice(HEAD + text))


def numbers(found: Outline) -> list[str]:
    """The numbers of all items but the notice's front and back."""
    return [i.number for i in found.items if i.kind.value not in ("front", "back")]


def tasks(found: Outline) -> list[str]:
    """The numbers of the tasks."""
    return [item.number for item in found.items if item.is_task]


def item(found: Outline, number: str) -> Item:
    """The item of this number."""
    (one,) = (i for i in found.items if i.number == number)
    return one


def covered(notice: NoticeText, found: Outline) -> None:
    """Every character but breaks belongs to exactly one item or label."""
    seen: Counter[int] = Counter()
    for item in found.items:
        seen.update(item.passage.origins)
        if item.label_span is not None:
            seen.update(range(item.label_span.start, item.label_span.end))
    given = Counter(notice.body.origins)  # a mend may give two characters for one
    for character, origin in zip(notice.body.text, notice.body.origins, strict=True):
        if character not in " \n":
            assert seen[origin] in (1, given[origin]), (character, origin)
