"""What must hold of the whole reader, on the invented notices of ``specimens/``.

The same words in another layout give the same rows, and so do rules in another order.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from pipelines.documents import decode
from pipelines.grammar.rules import Grammar, Rule
from pipelines.model import Document, Item, NoticeReading, Span
from pipelines.reader import read_document

SPECIMENS = sorted(
    (Path(__file__).parent.parent / "specimens" / "notices").glob("*.txt")
)
_FACTS = (
    "targets",
    "responsibilities",
    "task_deadlines",
    "deliverables",
    "milestones",
    "citations",
)
_PLACES = frozenset({"span", "numerals", "baseline_numerals"})
_HAN = "[\u4e00-\u9fff]"
_TO_WIDE = str.maketrans(
    {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？"}
)
_TO_NARROW = str.maketrans(
    {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "％": "%"}
)
_WIDE_FIGURES = str.maketrans({str(n): chr(0xFF10 + n) for n in range(10)})
_WIDTH = 34  # characters of a wrapped line


def decoded(path: Path) -> Document:
    return decode(path.read_bytes(), path.name, "text/plain")


def rows(document: Document) -> list[object]:
    """Everything that was read, without the places where it stands."""
    return [
        row for notice in read_document(document, "x").notices for row in facts(notice)
    ]


def facts(notice: NoticeReading) -> Iterator[object]:
    yield _plain(notice.metadata)
    for item in notice.outline.items:
        yield _item(item)
    for name in _FACTS:
        for row in getattr(notice, name):
            yield name, _plain(row)


def _plain(row: object) -> tuple[object, ...]:
    names = [f.name for f in fields(row) if f.name not in _PLACES]  # type: ignore[arg-type]
    return tuple(getattr(row, name) for name in names)


def _item(item: Item) -> tuple[object, ...]:
    # A line break of canonical text stands where a paragraph ends open.
    words = item.passage.text.replace("\n", "")
    return item.number, item.kind, item.parent, item.is_task, words


def returns(text: str) -> str:
    return text.replace("\n", "\r\n")


def blank_lines(text: str) -> str:
    return text.replace("\n", "\n\n")


def indented(text: str) -> str:
    return "\n".join(
        f"\u3000\u3000{line.strip()}" if line.strip() else ""
        for line in text.split("\n")
    )


def wide(text: str) -> str:
    return text.translate(_TO_WIDE)


def narrow(text: str) -> str:
    return text.translate(_TO_NARROW)


def wide_figures(text: str) -> str:
    return text.translate(_WIDE_FIGURES)


def spaced(text: str) -> str:
    return re.sub(f"({_HAN})(?={_HAN}{{2}})", r"\1 ", text)


def spaced_figures(text: str) -> str:
    return re.sub(rf"(?<={_HAN})(?=\d)|(?<=\d)(?={_HAN})", " ", text)


def wrapped(text: str) -> str:
    """Each paragraph of prose indented, its lines broken at one width."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(_wrapped(line) if "。" in line else line for line in lines)


def _wrapped(line: str) -> str:
    words = f"\u3000\u3000{line}"
    return "\n".join(words[at : at + _WIDTH] for at in range(0, len(words), _WIDTH))


LAYOUTS = (
    returns, blank_lines, indented, wide, narrow, wide_figures, spaced, spaced_figures,
    wrapped,
)  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda f: f.__name__)
@pytest.mark.parametrize("path", SPECIMENS, ids=lambda p: p.stem[:2])
def test_another_layout_gives_the_same_rows(
    path: Path, layout: Callable[[str], str]
) -> None:
    document = decoded(path)
    other = replace(document, text=layout(document.text), blocks=(), repairs=())
    plain = replace(document, blocks=(), repairs=())
    assert rows(other) == rows(plain)


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda p: p.stem[:2])
def test_every_fact_quotes_the_text(path: Path) -> None:
    document = decoded(path)
    for notice in read_document(document, path.name).notices:
        for name in _FACTS:
            for row in getattr(notice, name):
                assert isinstance(row.span, Span)
                assert document.text[row.span.start : row.span.end].strip()


def test_the_order_of_rules_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [decoded(path) for path in SPECIMENS]
    in_order = [rows(document) for document in documents]
    make = Grammar.__init__
    reversed_grammars = []

    def backwards(
        self: Grammar, rules: Iterable[Rule], phrases: dict[str, str]
    ) -> None:
        order = list(rules)[::-1]
        reversed_grammars.append(len(order))
        make(self, order, phrases)

    monkeypatch.setattr(Grammar, "__init__", backwards)
    try:
        _forget()
        assert [rows(document) for document in documents] == in_order
        assert max(reversed_grammars) > 1
    finally:
        monkeypatch.undo()
        _forget()


def _forget() -> None:
    """Empty every cache of the product, so that its grammars are made anew."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "pipelines":
            for value in list(vars(module).values()):
                if callable(getattr(value, "cache_clear", None)):
                    value.cache_clear()
