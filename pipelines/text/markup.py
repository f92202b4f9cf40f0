"""Signs of plain-text markup (Markdown) that are no words of the notice.

Collections of notices are kept as Markdown too: ``# title``, ``**heading**``, ``---``.
The signs are struck out without a change of length, so that every offset stays.
"""

from __future__ import annotations

import re

from pipelines.model import Span
from pipelines.text.fold import NOTHING, SPACE

# A page mark of a converter (# Page 12:) is left for the page reader.
_TITLE = re.compile(r"(?m)^ {0,3}(#{1,6}) (?=\S)(?! ?Page)")
_STRONG = re.compile(r"(\*\*)(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])(\*\*)")
_RULE = re.compile(r"(?m)^ *(-{3,}|\*{3,}|_{3,}) *$")


def strike_markup(folded: str) -> tuple[str, tuple[Span, ...]]:
    """Strike out the signs of headings, strong words and rules; the length stays.

    Gives the text and where the signs stood.
    """
    struck: list[Span] = []
    if "#" in folded or "**" in folded or "---" in folded or "___" in folded:
        for pattern, sign in ((_TITLE, NOTHING), (_STRONG, NOTHING), (_RULE, SPACE)):
            places = [
                Span(*found.span(group))
                for found in pattern.finditer(folded)
                for group in range(1, pattern.groups + 1)
            ]
            folded = _without(folded, places, sign)
            struck += places
    return folded, tuple(sorted(struck))


def _without(text: str, places: list[Span], sign: str) -> str:
    parts: list[str] = []
    done = 0
    for place in places:
        parts += (text[done : place.start], sign * (place.end - place.start))
        done = place.end
    return "".join((*parts, text[done:]))
