"""From folded lines to canonical words, with the way back for every character.

Canonical text has no white space but a space between Latin words or two figures, and
a line break where a paragraph ends without closing punctuation. Ranges between digits
are written ``-``, bullets ``——``, document numbers ``〔2021〕36号``.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from pipelines.model import Passage, Repair, Span
from pipelines.model.records import record
from pipelines.text.fold import NOTHING
from pipelines.text.rules_repair import REPAIRS, RepairRule


class Edit(NamedTuple):
    """Replace ``[start, end)`` by *now*; an empty range inserts."""

    start: int
    end: int
    now: str


@record(frozen=True, slots=True)
class Piece:
    """A stretch of the folded text, and whether a paragraph ends behind it.

    ``cut`` says that a line of fixed width breaks off here, even inside a figure.
    """

    start: int
    end: int
    ends_paragraph: bool
    cut: bool = False

    @property
    def joint(self) -> str:
        """What stands for the line's end."""
        if self.ends_paragraph:
            return "\n"
        return NOTHING if self.cut else " "


_ENCLOSED = {chr(0x3220 + n): f"（{c}）" for n, c in enumerate("一二三四五六七八九十")}
_ENCLOSED |= {chr(0x2474 + n): f"（{n + 1}）" for n in range(20)}
_ENCLOSED |= {chr(0x2488 + n): f"{n + 1}." for n in range(20)}

# A dash that opens a line is a bullet, however long; the sign stands for "——".
_BULLET = "\ue000"
_ENCLOSED[_BULLET] = "——"
_OPENING_DASH = re.compile(
    r"([ \u200b\n]*)[—–-](?:[ \u200b]*[—–-]){0,2}[ \u200b]*(?=[\u4e00-\u9fff“《])"
)

# Who answers for what stands above, and by when, is no item of a list of its own.
_LABELLED = re.compile(
    r"[ \u200b\n]*(?:[—–-]{1,3}|[•·*])[ \u200b]*"
    r"(?=(?:(?:牵头|责任|配合|协办|主办|承办|参与|协同|负责|指导|督办|实施|主责|联合)"
    r"(?:单位|部门|领导|人)|完成(?:时限|时间)|时限要求|时间要求)：)"
)

_SPACE_RUN = re.compile("[ \u200b][ \u200b]*")

# Each pattern holds the group ``was``: what is respelled. What stands before it is
# asked behind it, so that a scan looks for few characters only.
_RESPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?P<was>，)(?<=\d，)(?=\d{3}(?!\d))"), ","),
    (re.compile(r"(?P<was>：)(?<=\d：)(?=\d)"), ":"),
    (re.compile(r"(?P<was>：)(?<=[a-z]：)(?=//)"), ":"),
    (
        re.compile(
            r"(?P<was>[—–~-][—–~-]{0,2})(?=\d)"
            r"(?:(?<=[0-9%‰年月日岁万亿].)|(?<=[0-9%‰年月日岁万亿]..)"
            r"|(?<=[0-9%‰年月日岁万亿]...))"
        ),
        "-",
    ),
    (re.compile(r"(?P<was>[—–-](?<![—–-].)[—–-]++)(?=[^\d—–-])"), "——"),
    (
        re.compile(
            r"(?P<was>○)(?:(?<=[一二三四五六七八九十]○)|(?=[一二三四五六七八九十]))"
        ),
        "〇",
    ),
    (re.compile(r"(?P<was>[［\[【（])(?=(?:19|20)\d\d[］\]】）]\d{1,4}号)"), "〔"),
    (re.compile(r"(?P<was>[［\[【])(?=(?:19|20)\d\d)"), "〔"),
    (re.compile(r"(?P<was>[］\]】）])(?<=〔(?:19|20)\d\d.)(?=\d{1,4}号)"), "〕"),
    (re.compile(r"(?P<was>[］\]】])(?<=〔20\d\d.)"), "〕"),
)
_PAIRED_QUOTES = re.compile(r'"([^"\n]{1,80})"')


_USUAL = 1 << 17  # characters; few files are longer


@cache
def _usual_offsets() -> array[int]:
    return array("i", range(_USUAL))


def _offsets(length: int) -> array[int]:
    """Give the offsets of a text, to be sliced: quicker than counting."""
    return _usual_offsets() if length <= _USUAL else array("i", range(length))


class Weaver:
    """Canonical text in the making, with the original offset of each character."""

    def __init__(self, original: str, folded: str, pieces: Iterable[Piece]) -> None:
        self.original = original
        parts: list[str] = []
        self.origins = array("i")
        offsets = _offsets(len(folded))
        for piece in pieces:
            line = folded[piece.start : piece.end]
            parts.append(_bulleted(line))
            self.origins.extend(offsets[piece.start : piece.end])
            if piece.end < len(folded):
                parts.append(piece.joint)
                self.origins.append(piece.end)
        self.text = "".join(parts)

    def apply(self, edits: list[Edit]) -> None:
        """Carry out edits that stand in order and do not overlap."""
        if not edits:
            return
        if all(len(edit.now) == edit.end - edit.start for edit in edits):
            self._write_over(edits)
            return
        parts: list[str] = []
        origins = array("i")
        done = 0
        for edit in edits:
            parts += (self.text[done : edit.start], edit.now)
            origins.extend(self.origins[done : edit.start])
            origins.extend(self._origins_of(edit))
            done = edit.end
        parts.append(self.text[done:])
        origins.extend(self.origins[done:])
        self.text, self.origins = "".join(parts), origins

    def _write_over(self, edits: list[Edit]) -> None:
        """Carry out edits that change no length: no character moves."""
        parts: list[str] = []
        done = 0
        for edit in edits:
            parts += (self.text[done : edit.start], edit.now)
            done = edit.end
        parts.append(self.text[done:])
        self.text = "".join(parts)

    def _origins_of(self, edit: Edit) -> Iterator[int]:
        """The origin of each new character: the old one it replaces, or the next."""
        last = max(edit.end - 1, edit.start)
        for place in range(len(edit.now)):
            at = min(edit.start + place, last, len(self.origins) - 1)
            yield self.origins[at]

    def squeeze(self) -> None:
        """Take out white space that parts no Latin words and no figures."""
        text = self.text
        parts: list[str] = []
        origins = array("i")
        done = 0
        for run in _SPACE_RUN.finditer(text):
            start, end = run.span()
            before = text[start - 1 : start]
            keep = before.isascii() and _parts_words(
                before, text[end : end + 1], run[0]
            )
            parts.append(text[done:start])
            origins.extend(self.origins[done:start])
            if keep:
                parts.append(" ")
                origins.append(self.origins[start])
            done = end
        parts.append(text[done:])
        origins.extend(self.origins[done:])
        self.text, self.origins = "".join(parts), origins

    def expand(self) -> None:
        """Spell out enclosed numbers: one character becomes several."""
        found = re.finditer(f"[{''.join(_ENCLOSED)}]", self.text)
        self.apply([Edit(m.start(), m.end(), _ENCLOSED[m[0]]) for m in found])

    def respell(self) -> None:
        """Give dashes, digits' marks, brackets and quotes their canonical form."""
        for pattern, now in _RESPELLINGS:
            self.apply(
                [
                    Edit(*found.span("was"), now)
                    for found in pattern.finditer(self.text)
                    if found["was"] != now
                ]
            )
        if '"' in self.text:
            quotes = _PAIRED_QUOTES.finditer(self.text)
            self.apply([edit for pair in quotes for edit in _quoted(pair)])

    def repair(self, rules: tuple[RepairRule, ...] = REPAIRS) -> list[Repair]:
        """Mend faults of recognition and layout, and say where."""
        repairs: list[Repair] = []
        for rule in rules:
            edits: list[Edit] = []
            for found in rule.find(self.text):
                edits += [Edit(*place, now) for place, now in rule.edits(found)]
                repairs.append(self._report(rule, found))
            self.apply(edits)
        return repairs

    def _report(self, rule: RepairRule, found: re.Match[str]) -> Repair:
        start, end = found.start(), max(found.end(), found.start() + 1)
        span = Span(self.origins[start], self.origins[end - 1] + 1)
        return Repair(
            rule=rule.name,
            span=span,
            was=self.original[span.start : span.end],
            now=rule.read(found),
            changes_number=rule.changes_number,
        )

    def passage(self) -> Passage:
        """Give what was woven."""
        return Passage(self.text, self.origins)


def _bulleted(line: str) -> str:
    """Mark the dash that opens a line, without a change of length."""
    if labelled := _LABELLED.match(line):
        return NOTHING * labelled.end() + line[labelled.end() :]
    dash = _OPENING_DASH.match(line)
    if not dash:
        return line
    lead = dash.end(1)
    struck = NOTHING * (dash.end() - lead - 1)
    return NOTHING * lead + _BULLET + struck + line[dash.end() :]


def _parts_words(before: str, after: str, blank: str) -> bool:
    """Say whether white space between these two characters means something."""
    if " " not in blank or not after.isascii():
        return False
    latin = before.isalpha() and after.isalpha()
    return latin or (before.isdigit() and after.isdigit())


def _quoted(pair: re.Match[str]) -> tuple[Edit, Edit]:
    return (
        Edit(pair.start(), pair.start() + 1, "“"),
        Edit(pair.end() - 1, pair.end(), "”"),
    )


_BLANKS = re.compile(r"[ \n][ \n]*")
_CLOSING = "。；：！？，、"


def tidy_breaks(weaver: Weaver) -> None:
    """Leave one break where a paragraph ends open, none elsewhere."""
    text = weaver.text
    edits = []
    for found in _BLANKS.finditer(text):
        if "\n" not in found[0]:
            continue
        before = text[found.start() - 1 : found.start()]
        edge = found.start() == 0 or found.end() == len(text)
        now = "" if edge or before in _CLOSING else "\n"
        if now != found[0]:
            edits.append(Edit(found.start(), found.end(), now))
    weaver.apply(edits)


def weave_head(
    original: str, folded: str, fields: Iterable[tuple[int, int]]
) -> Passage:
    """Give the page's facts about the notice, one field a line."""
    pieces = [Piece(start, end, True) for start, end in fields]
    weaver = Weaver(original, folded, pieces)
    weaver.squeeze()
    weaver.respell()
    return weaver.passage()


def weave(
    original: str, folded: str, pieces: Iterable[Piece]
) -> tuple[Passage, list[Repair]]:
    """Give the canonical words of *pieces*, and the repairs made on the way."""
    weaver = Weaver(original, folded, pieces)
    weaver.squeeze()
    tidy_breaks(weaver)
    weaver.expand()
    weaver.respell()
    repairs = weaver.repair()
    return weaver.passage(), repairs
