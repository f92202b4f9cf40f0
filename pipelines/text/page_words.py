"""The words of a page, from ``page.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class PageWords:
    """The patterns of ``page.yml``, ready to match."""

    meta: re.Pattern[str]
    chrome: re.Pattern[str]
    print: re.Pattern[str]
    end: re.Pattern[str]
    inline_end: re.Pattern[str]
    inline_start: re.Pattern[str]
    inline_title: re.Pattern[str]


@cache
def page_words() -> PageWords:
    """Read ``page.yml`` once."""
    source = resources.files(__package__) / "page.yml"
    words = yaml.safe_load(source.read_text(encoding="utf-8"))
    labels = words.pop("labels")
    return PageWords(
        **{
            name: re.compile(
                (entry if isinstance(entry, str) else "|".join(entry)).replace(
                    "{labels}", labels
                )
            )
            for name, entry in words.items()
        }
    )
