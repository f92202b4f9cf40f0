"""The words of ``words.yml``, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``words.yml``, ready to match."""

    background: re.Pattern[str]
    goals: re.Pattern[str]
    closing: re.Pattern[str]
    named: re.Pattern[str]
    title: re.Pattern[str]


@cache
def lexicon() -> Words:
    """Read ``words.yml`` once."""
    source = resources.files(__package__) / "words.yml"
    lists = yaml.safe_load(source.read_text(encoding="utf-8"))
    return Words(
        **{
            name: re.compile(entry if isinstance(entry, str) else "|".join(entry))
            for name, entry in lists.items()
        }
    )
