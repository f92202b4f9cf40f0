"""Which candidates are labels: those that the numbering expects.

A stack of open levels is carried through the text. A candidate is accepted where it
counts on (``2.`` behind ``1.``), opens a level (``1.`` under ``（一）``), or runs on
through the sections (``5.`` under ``（二）`` behind ``4.`` under ``（一）``). Standing
behind a full stop helps, but is neither needed nor enough.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from pipelines.outline.candidates import Candidates
from pipelines.outline.labels import Label, Style
from pipelines.outline.levels import Levels

_COUNTED = frozenset(Style) - {
    Style.LEAD,
    Style.BULLET,
    Style.ORDINAL,
    Style.LOST,
    Style.TABLE,
}
_LARGEST_GAP = 3  # numbers that may be missing in a row
_FIRST_STYLES = (Style.CHINESE, Style.BRACKETED, Style.ARABIC, Style.ROUND)
# Styles that nothing else in a sentence looks like.
_PLAIN = (Style.CHINESE, Style.BRACKETED, Style.CHAPTER, Style.SECTION)
_BEGINS_ITEM = re.compile(r"[\u4e00-\u9fff“《]|20\d\d年")
_LEAD = 24  # characters of a bullet that only heads a row
_HEADING = 46  # characters: no heading is longer
_BARE_HEADING = re.compile("[\u4e00-\u9fff、“”（）]{4,46}")
# A box that holds a table of indicators: its header names years or columns.
_TABLE_HEAD = re.compile(
    r"[^。；]{0,60}(?:指标[^。；]{0,20}20\d\d年[^。；]{0,8}20\d\d年|序号)"
)
_STOP = re.compile("[。；，\n]")
_DUTY_TAIL = re.compile(r"(?:单位|部门|时限|时间)：[^。；]{1,200}$")


@dataclass(slots=True)
class Accepted:
    """A label with its place in the tree: the index of its parent, or None."""

    label: Label
    parent: int | None
    index: int = 0
    restarts: bool = False
    doubled: bool = False
    holds_table: bool = False


def _by_start(label: Label) -> int:
    return label.start


class Acceptor:
    """Walks the candidates of one stretch of text and keeps the labels."""

    def __init__(self, text: str, candidates: list[Label], tables: list[Label]) -> None:
        self.text = text
        self.tables = tables
        self.candidates = candidates
        self.row = Candidates(text, candidates)
        self.accepted: list[Accepted] = []
        self.levels = Levels()
        self.stack = self.levels.open
        self.last_of: dict[Style, int] = {}
        self.last_end = 0
        self.in_table = False
        self.decimal_whole = 0

    def walk(self) -> list[Accepted]:
        """Decide every candidate in text order."""
        for candidate in sorted([*self.candidates, *self.tables], key=_by_start):
            if candidate.start < self.last_end:
                continue
            if candidate.style is Style.TABLE:
                self._accept(candidate)
                self.in_table = True
                continue
            if self.in_table and not self._leaves_table(candidate):
                continue
            decide = self._counted if candidate.style in _COUNTED else self._uncounted
            decide(candidate)
        return self.accepted

    def _leaves_table(self, label: Label) -> bool:
        """Inside a table only the next number of an open level is a label."""
        if label.style <= Style.BOX:
            return label.firm
        if label.style > Style.BRACKETED or label.value == 1:
            return False
        known = self.last_of.get(label.style)
        return known is not None and label.value == known + 1

    # --- counted labels ---------------------------------------------------------

    def _counted(self, label: Label) -> None:
        last = self.levels.value(label.style)
        if label.style is Style.DECIMAL and not self._decimal_fits(label):
            return
        if last is not None:
            self._on_open_level(label, last)
        elif label.value == 1:
            if self._may_open(label):
                self._accept(label)
        elif label.value == self.last_of.get(label.style, -9) + 1:
            if label.firm or self._near_heading(label) or self._after_duty(label):
                self._accept(label)
        elif self._late_start(label):
            self._accept(label)

    def _decimal_fits(self, label: Label) -> bool:
        """1.2 stands under 1. or behind 1.1; any other is a figure."""
        whole = int(label.name.partition(".")[0])
        outer = {self.levels.value(Style.ARABIC), self.levels.value(Style.CHINESE)}
        beside = self.decimal_whole == whole
        if label.firm and (whole in outer or beside or whole == label.value == 1):
            self.decimal_whole = whole
            return True
        return False

    def _on_open_level(self, label: Label, last: int) -> None:
        step = label.value - last
        if step == 1:
            if label.firm or self._counts_on_loosely(label):
                self._accept(label)
        elif step == 0 and label.opens_line and label.firm:
            self._accept(label, doubled=True)
        elif self._skips_numbers(label, last):
            self._accept(label)
        elif (
            label.value == 1 and label.firm and not self.row.is_nested_list(label, last)
        ):
            self._accept(label, restarts=True)

    def _skips_numbers(self, label: Label, last: int) -> bool:
        """A few numbers are missing, and do not come later."""
        missing = label.value - last - 1
        if missing < 1 or not label.firm or self.row.comes(label, last + 1):
            return False
        return missing < _LARGEST_GAP or self.row.goes_on(label)

    def _counts_on_loosely(self, label: Label) -> bool:
        """The next number inside running words: told from a figure by what follows."""
        if label.style in _PLAIN:
            return True
        if label.style not in (Style.ARABIC, Style.BOX, Style.CIRCLED):
            return False
        return bool(_BEGINS_ITEM.match(self.text, label.end))

    def _may_open(self, label: Label) -> bool:
        if label.style is Style.ARTICLE or label.style is Style.BOX:
            return label.firm
        if label.firm and (label.opens_line or label.style < Style.ARABIC):
            return True
        if label.firm:
            return self.row.is_followed(label)
        if not self.row.is_followed(label):
            return self._lone_child(label)
        return self._near_heading(label) or self._begins_outline(label)

    def _lone_child(self, label: Label) -> bool:
        """The only item of its section, in a text whose other sections have items."""
        heading = self._heading_before(label)
        known = label.style is Style.ARABIC and label.style in self.last_of
        return known and bool(heading) and bool(_BARE_HEADING.fullmatch(heading or ""))

    def _begins_outline(self, label: Label) -> bool:
        """The first label of all, run into other words: what follows proves it.

        Either （一） comes right behind 一、, or the next two numbers of the row each
        stand behind the end of a sentence.
        """
        if self.accepted or label.style not in _FIRST_STYLES:
            return False
        inner = self.row.starts(Style.BRACKETED, 1)
        if label.style is Style.CHINESE and any(
            0 < at - label.end <= _HEADING for at in inner
        ):
            return True
        return label.value == 1 and self.row.runs_firmly(label)

    def _late_start(self, label: Label) -> bool:
        """A level whose first numbers are missing."""
        known = self.last_of.get(label.style)
        if label.style is Style.BOX and label.opens_line:
            return _TABLE_HEAD.match(self.text, label.end) is not None
        if known is None:
            near = 1 < label.value <= _LARGEST_GAP and self.row.is_followed(label)
            return (
                label.opens_line
                and label.style is not Style.DECIMAL
                and (near or (label.value > 1 and self.row.goes_on(label)))
            )
        stands = label.firm or self._near_heading(label)
        near = 1 < label.value - known <= _LARGEST_GAP and self.row.is_followed(label)
        return stands and (near or (label.value > known and self.row.goes_on(label)))

    def _near_heading(self, label: Label) -> bool:
        """Say whether only a heading stands between this and the label before it."""
        between = self._heading_before(label)
        return between is not None and not _STOP.search(between.rstrip("\n"))

    def _heading_before(self, label: Label) -> str | None:
        """The words since the last label, None where they are no heading's."""
        if label.start - self.last_end > _HEADING:
            return None
        return self.text[self.last_end : label.start]

    def _after_duty(self, label: Label) -> bool:
        """Say whether a line of responsibilities without full stop ends here."""
        before = self.text[max(0, label.start - 220) : label.start]
        return bool(_DUTY_TAIL.search(before))

    # --- bullets, ordinals, lost numbers ----------------------------------------

    def _uncounted(self, label: Label) -> None:
        if label.style is Style.BULLET:
            if self._is_bullet(label):
                leads = self._leads_row(label)
                self._accept(replace(label, style=Style.LEAD) if leads else label)
        elif label.style is Style.ORDINAL:
            if label.opens_line and self._ordinal_expected(label):
                self._accept(label)
        elif self.stack:
            self._accept(label)

    def _leads_row(self, label: Label) -> bool:
        """A bullet that is only the heading of a row of numbers: ——个人：1.… 2.…."""
        firsts = self.row.starts(Style.ARABIC, 1)
        place = bisect_left(firsts, label.end)
        if place == len(firsts) or firsts[place] - label.end > _LEAD:
            return False
        words = self.text[label.end : firsts[place]].rstrip("\n")
        return words.endswith(("：", "。")) and not _STOP.search(words[:-1])

    def _is_bullet(self, label: Label) -> bool:
        """A dash that opens a line or sentence, or follows a bare heading."""
        before = self.text[label.start - 1 : label.start]
        if not before or before in "\n。；！？：":
            return True
        if not self.stack or self.stack[-1][0] not in _COUNTED:
            return False
        return bool(_BARE_HEADING.fullmatch(self._heading_before(label) or ""))

    def _ordinal_expected(self, label: Label) -> bool:
        last = self.levels.value(Style.ORDINAL)
        return label.value == (1 if last is None else last + 1)

    # --- the stack --------------------------------------------------------------

    def _accept(
        self, label: Label, *, restarts: bool = False, doubled: bool = False
    ) -> None:
        self.in_table = False
        if label.style is Style.TABLE:
            index = len(self.accepted)
            self.accepted.append(Accepted(label, None, index))
            self.last_end = label.end
            return
        self.levels.close(label)
        parent = self.stack[-1][2] if self.stack else None
        if label.style is Style.LOST:
            parent = self._beside_last_counted()
        index = len(self.accepted)
        self.accepted.append(Accepted(label, parent, index, restarts, doubled))
        if label.style is not Style.LOST:
            self.stack.append((label.style, label.value, index))
        if restarts:
            self._forget_inner(label.style)
        if label.style in _COUNTED:
            self.last_of[label.style] = label.value
        if label.style is Style.BOX:
            self.in_table = bool(_TABLE_HEAD.match(self.text, label.end))
            self.accepted[index].holds_table = self.in_table
        self.last_end = label.end

    def _beside_last_counted(self) -> int | None:
        """An item without number stands beside the last numbered one."""
        while self.stack and self.stack[-1][0] in (Style.BULLET, Style.ORDINAL):
            self.stack.pop()
        return self.accepted[self.stack[-1][2]].parent if self.stack else None

    def _forget_inner(self, style: Style) -> None:
        for inner in [known for known in self.last_of if known > style]:
            del self.last_of[inner]
