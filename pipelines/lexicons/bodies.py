"""Words by which a mention of a body is told from other words."""

from __future__ import annotations

from functools import cache

from pipelines.errors import LexiconError
from pipelines.lexicons.tabular import records, require_unique


@cache
def body_suffixes(strength: str) -> tuple[str, ...]:
    """Give the closing words of bodies of a *strength*, the longest first.

    Raises:
        LexiconError: a word stands twice or has another strength than the two.
    """
    rows = records("body_suffixes.csv", ("suffix", "strength"))
    require_unique("body_suffixes.csv", (suffix for suffix, _ in rows))
    for suffix, kind in rows:
        if kind not in ("strong", "weak"):
            raise LexiconError(f"body_suffixes.csv: {suffix} is {kind}")
    words = [suffix for suffix, kind in rows if kind == strength]
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
