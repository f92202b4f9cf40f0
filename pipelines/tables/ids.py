"""How every published id is made.

An id is a letter that says what it names, a dash, and the first hexadecimal digits
of the SHA-256 of its recipe. A recipe holds identity (what the row is about), never a
position, a run or a reader's version:

========================  ==========================================================
``n-`` notice (12)        title, issuer; and, where the title names no year, the year
                          of issue. Without a title: the document number; without
                          that: the words of the text. Notices that share all this
                          and bear different document numbers are several: the
                          number received first (at one moment: the first in order
                          of its characters) keeps this id, and so do captures that
                          tell no number; for each other number it joins in. The
                          files attached to a page have no part in its notice's id
``c-`` capture (16)       the bytes (see ``model.Capture``); a file attached to a page
                          has its own, and the notice of the page
``s-`` section, ``k-``    notice, item number
task (16)
``t-`` target (16)        notice, item number, indicator, kind, deadline, unit;
                          rows that share these: and value, value_max, baseline
``r-`` responsibility     notice, item number, role, organization
``d-`` deliverable        notice, item number, title; rows that share these: and verb
``m-`` milestone          notice, item number, date, actor; rows that share these:
                          and the words of the quote
``q-`` citation           notice, document number, title
``u-`` numeral            notice, item number, words, disposition
``g-`` finding            notice, kind, item number, words
``x-`` correction         notice, table, words, field, what is expected
========================  ==========================================================

Rows that are still alike are counted in the notice's true order (the second has
ordinal 2); words are compared without spaces, punctuation, case and width. An id
changes only when a part of its recipe changes; a release lists such rows in its
diff as one removed and one added, and in ``rekeyed.csv`` where all else is alike.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from pipelines.model import Metadata

Recipe = tuple[tuple[object, ...], tuple[object, ...]]
"""What a row is about, and what joins in where rows share that."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def plain(text: str | None) -> str:
    """Give the letters and digits of *text*, full-width forms and case levelled.

    >>> plain("健康样例（2018—2020年）")
    '健康样例20182020年'
    """
    if not text:
        return ""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(mark for mark in folded if mark.isalnum())


def make(letter: str, *parts: object, digits: int = 16) -> str:
    """Give the id whose recipe is *parts*; ``None`` counts as nothing said."""
    recipe = "\x1f".join("" if part is None else str(part) for part in (letter, *parts))
    return f"{letter}-{hashlib.sha256(recipe.encode()).hexdigest()[:digits]}"


def notice_id(metadata: Metadata, text: str) -> str:
    """Give a notice's id; *text* counts only for a notice without title and number."""
    title = plain(metadata.title)
    if not title:
        number = plain(metadata.document_number)
        identity = ("number", number) if number else ("text", plain(text))
        return make("n", *identity, digits=12)
    year = None
    # Looked for before the dash of 2021—2025 goes, which would join the years.
    written = "".join(unicodedata.normalize("NFKC", metadata.title or "").split())
    if not _YEAR.search(written) and metadata.issued_on:
        year = metadata.issued_on.year
    return make("n", title, plain(metadata.issuer), year, digits=12)


def numbered(identity: str, number: str) -> str:
    """Give the id of a notice that shares *identity* and bears another *number*."""
    return make("n", identity, plain(number), digits=12)


def distinct(letter: str, recipes: Sequence[Recipe]) -> list[str]:
    """Give one id a recipe, all different.

    Each recipe is (identity, more): *more* joins in for all rows that share an
    identity, and an ordinal for those that share both.
    """
    shared = Counter(identity for identity, _ in recipes)
    keys = [
        identity if shared[identity] == 1 else identity + more
        for identity, more in recipes
    ]
    return [make(letter, *key) for key in _counted(keys)]


def _counted(keys: Iterable[tuple[object, ...]]) -> Iterable[tuple[object, ...]]:
    seen: Counter[tuple[object, ...]] = Counter()
    for key in keys:
        seen[key] += 1
        yield key if seen[key] == 1 else (*key, seen[key])


def with_ids(
    letter: str,
    column: str,
    rows: list[dict[str, Any]],
    recipes: Sequence[Recipe],
) -> list[dict[str, Any]]:
    """Give *rows* with their ids in front, in *column*, one recipe a row."""
    ids = distinct(letter, recipes)
    return [{column: key, **row} for key, row in zip(ids, rows, strict=True)]
