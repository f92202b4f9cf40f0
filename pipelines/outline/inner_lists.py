"""Lists inside sentences: labels that number no item, where paragraphs are known."""

from __future__ import annotations

from itertools import pairwise

from pipelines.outline.labels import Label, Style

# Where this share of the plain labels open a paragraph, the source says truly where
# its paragraphs begin, and a list （1）… （2）… inside one belongs to its sentence.
_TRUE_SHARE = 0.9
_FEWEST = 4
_PLAIN = (
    Style.PART,
    Style.CHAPTER,
    Style.SECTION,
    Style.CHINESE,
    Style.BRACKETED,
    Style.ARABIC,
)
_IN_SENTENCES = (Style.ROUND, Style.HALF, Style.CIRCLED)


def of_paragraphs(labels: list[Label]) -> list[Label]:
    """Leave out lists inside sentences, where paragraphs are known."""
    plain = [label for label in labels if label.firm and label.style in _PLAIN]
    opening = sum(label.opens_line for label in plain)
    if len(plain) < _FEWEST or opening < _TRUE_SHARE * len(plain):
        return labels
    inner = {style for style in _IN_SENTENCES if not _runs_inside(labels, style)}
    return [label for label in labels if label.opens_line or label.style not in inner]


def _runs_inside(labels: list[Label], style: Style) -> bool:
    """Say whether a row of items goes on inside paragraphs: the line ends are lost."""
    row = [label for label in labels if label.style is style]
    return any(
        before.opens_line and not label.opens_line and label.value == before.value + 1
        for before, label in pairwise(row)
    )
