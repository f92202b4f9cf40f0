"""Signs of plain-text markup (Markdown) that are no words of the notice.

Collections of notices are kept as Markdown too: ``# title``, ``**heading**``, ``---``.
The signs are struck out without a change of length, so that every offset stays.
"""

from __future__ import annotations

import re
from functools import partial

from pipelines.text.fold import NOTHING, SPACE

# A page mark of a converter (# Page 12:) is left for the page reader.
_TITLE = re.compile(r"(?m)^ {0,3}(#{1,6}) (?=\S)(?! ?Page)")
_STRONG = re.compile(r"(\*\*)(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])(\*\*)")
_RULE = re.compile(r"(?m)^ *(-{3,}|\*{3,}|_{3,}) *$")


def strike_markup(folded: str) -> str:
    """Strike out the signs of headings, strong words and rules; the length stays."""
    if not ("#" in folded or "**" in folded or "---" in folded):
        return folded
    for pattern, sign in ((_TITLE, NOTHING), (_STRONG, NOTHING), (_RULE, SPACE)):
        folded = pattern.sub(partial(_struck, sign), folded)
    return folded


def _struck(sign: str, found: re.Match[str]) -> str:
    words, shift = found[0], found.start()
    for group in range(1, found.re.groups + 1):
        start, end = (place - shift for place in found.span(group))
        words = words[:start] + sign * (end - start) + words[end:]
    return words
