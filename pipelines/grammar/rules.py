"""The rule engine: official phrases with holes, and the law by which they compete.

A rule is a name, a pattern with holes, what the form itself implies, examples that it
must read and near misses that it must leave alone. Holes name phrases of a phrase
book; a phrase may be a regular expression or a token that was read beforehand
(a quantity, a date): ``fold`` puts one private character in the place of each token,
so that one rule serves every spelling. The engine knows no policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from types import MappingProxyType

from pipelines.errors import GrammarError, RulesTie
from pipelines.grammar.needs import Needs, needs
from pipelines.model import Span
from pipelines.model.records import record

_HOLE = re.compile(r"\{(?:(?P<slot>[a-z_]+):)?(?P<phrase>[a-z_]+)\}")


@record(frozen=True, slots=True)
class Example:
    """A text that a rule must read, and what its holes must then hold."""

    text: str
    slots: Mapping[str, str] = field(default_factory=dict)


def example(text: str, **slots: str) -> Example:
    """Write down a text that a rule must read, with the words of its holes."""
    return Example(text, MappingProxyType(slots))


@record(frozen=True, slots=True)
class Rule:
    """One form of words; see the module's words for its parts.

    ``name`` is published with every fact that the rule reads (``target.reach``);
    ``meaning`` is one English sentence for the public rule catalogue; ``source``
    names the page or law that the rule follows.
    """

    name: str
    pattern: str
    implies: Mapping[str, str] = field(default_factory=dict)
    finds: Sequence[Example] = ()
    ignores: Sequence[str] = ()
    meaning: str = ""
    source: str = "annotation guideline"


@record(frozen=True, slots=True)
class Token:
    """A stretch of text that was read beforehand; ``symbol`` stands for it in rules."""

    start: int
    end: int
    symbol: str


@record(frozen=True, slots=True)
class Folded:
    """A text with its tokens folded to one character each, and the way back.

    ``offsets[i]`` is where the i-th folded character begins in the original text;
    one more entry closes the list. ``tokens`` maps a folded position to the index
    of the token that stands there.
    """

    text: str
    offsets: Sequence[int]
    tokens: Mapping[int, int]

    def span(self, start: int, end: int) -> Span:
        """Give the range of the original text that folded ``[start, end)`` covers."""
        return Span(self.offsets[start], self.offsets[end])


@record(frozen=True, slots=True)
class Found:
    """One rule's reading of one stretch of text.

    ``span`` and ``spans`` (by hole) are ranges of the original text, ``folded`` the
    ranges of the holes in the folded text; ``slots`` holds the words of the holes
    and what the rule implies.
    """

    rule: str
    span: Span
    slots: Mapping[str, str]
    spans: Mapping[str, Span]
    folded: Mapping[str, Span]


def fold(text: str, tokens: Sequence[Token]) -> Folded:
    """Put one character, its symbol, in the place of each token.

    Tokens must not overlap; they are taken in reading order.
    """
    if not tokens:
        return Folded(text, range(len(text) + 1), {})
    pieces: list[str] = []
    offsets: list[int] = []
    places: dict[int, int] = {}
    at = 0
    for index, token in sorted(enumerate(tokens), key=lambda pair: pair[1].start):
        pieces.append(text[at : token.start])
        offsets.extend(range(at, token.start))
        places[len(offsets)] = index
        pieces.append(token.symbol)
        offsets.append(token.start)
        at = token.end
    pieces.append(text[at:])
    offsets.extend(range(at, len(text) + 1))
    return Folded("".join(pieces), offsets, places)


_Fitting = tuple[Rule, re.Pattern[str], frozenset[str], Needs]
_KEPT = 1024  # sets of symbols; a notice has some dozens


def _is_symbol(character: str) -> bool:
    """Say whether a character stands for a token: those for private use do."""
    return "\ue000" <= character <= "\uf8ff"


class Grammar:
    """Rules made ready to read with.

    Overlaps are settled by one law, never by the order of the rules: the longer
    match wins; between equals, the earlier start; two rules on the very same
    characters are an error that names both.
    """

    def __init__(self, rules: Iterable[Rule], phrases: Mapping[str, str]) -> None:
        compiled = ((rule, compile_rule(rule, phrases)) for rule in rules)
        self._patterns = tuple(
            (rule, pattern, needs(pattern.pattern)) for rule, pattern in compiled
        )
        chars = {
            one for *_, needed in self._patterns for need in needed for one in need
        }
        self._symbols = frozenset(filter(_is_symbol, chars))
        self._able = lru_cache(maxsize=_KEPT)(self._fitting)

    def find(self, text: str, tokens: Sequence[Token] = ()) -> list[Found]:
        """Find every reading of *text*, in reading order, none overlapping another.

        Raises:
            RulesTie: two rules read the very same characters.
        """
        return self.find_folded(fold(text, tokens), text)

    def find_folded(self, folded: Folded, text: str) -> list[Found]:
        """Do as ``find`` for a text that is folded already."""
        readings = list(self._readings(folded, text))
        if len(readings) < 2:
            return readings
        kept: list[Found] = []
        for found in sorted(readings, key=_longest_then_first):
            rivals = [other for other in kept if found.span.overlaps(other.span)]
            if any(other.span == found.span for other in rivals):
                raise RulesTie(rivals[0].rule, found.rule, text)
            if not rivals:
                kept.append(found)
        return sorted(kept, key=lambda found: found.span.start)

    def _fitting(self, symbols: frozenset[str]) -> tuple[_Fitting, ...]:
        """Give the rules that may read a text with these symbols, and what else each needs."""
        fitting = []
        for rule, pattern, needed in self._patterns:
            folded = [need for need in needed if self._symbols >= need]
            if not any(map(symbols.isdisjoint, folded)):
                others = [need for need in needed if need not in folded]
                first, *rest = sorted(others, key=len) or [self._symbols]
                fitting.append((rule, pattern, first, tuple(rest)))
        return tuple(fitting)

    def _readings(self, folded: Folded, text: str) -> Iterator[Found]:
        chars = frozenset(folded.text)
        for rule, pattern, first, rest in self._able(self._symbols & chars):
            if first.isdisjoint(chars) or any(map(chars.isdisjoint, rest)):
                continue
            for match in pattern.finditer(folded.text):
                if match.start() < match.end():
                    yield _found(rule, match, folded, text)


def compile_rule(rule: Rule, phrases: Mapping[str, str]) -> re.Pattern[str]:
    """Turn a rule's pattern into a regular expression, filling its holes.

    Raises:
        GrammarError: the pattern names a phrase that the phrase book lacks, or is no
            regular expression.
    """

    def fill(hole: re.Match[str]) -> str:
        phrase = hole["phrase"]
        if phrase not in phrases:
            raise GrammarError(f"{rule.name}: no phrase called {phrase!r}")
        if hole["slot"] is None:
            return f"(?:{phrases[phrase]})"
        return f"(?P<{hole['slot']}>{phrases[phrase]})"

    try:
        return re.compile(_HOLE.sub(fill, rule.pattern))
    except re.error as fault:
        raise GrammarError(f"{rule.name}: {fault}") from fault


def _found(rule: Rule, match: re.Match[str], folded: Folded, text: str) -> Found:
    slots = dict(rule.implies)
    spans: dict[str, Span] = {}
    places: dict[str, Span] = {}
    for slot, words in match.groupdict().items():
        if words is None:
            continue
        places[slot] = Span(*match.span(slot))
        spans[slot] = folded.span(*match.span(slot))
        slots[slot] = text[spans[slot].start : spans[slot].end]
    return Found(rule.name, folded.span(*match.span()), slots, spans, places)


def _longest_then_first(found: Found) -> tuple[int, int]:
    return found.span.start - found.span.end, found.span.start
