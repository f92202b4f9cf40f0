"""What ``sources.yml`` says: which pages list new notices, and how to walk them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipelines.errors import LexiconError


class Source(BaseModel):
    """One list page, feed or sitemap of a site that publishes notices.

    ``select`` finds the links of a list page, ``next`` the link to its next page (at
    most ``pages`` are walked), ``match`` is what a link's words or address must hold,
    and ``article`` the part of a notice's page whose files belong to it. A source is
    visited ``every_hours``, and called silent when nothing new came from it for
    ``silent_after_days``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    kind: Literal["list", "feed", "sitemap"]
    url: str = Field(pattern=r"^https?://")
    title: str = ""
    select: str = "a[href]"
    next: str | None = None
    pages: int = Field(default=5, ge=1, le=1000)
    match: str | None = None
    article: str | None = None
    silent_after_days: int = Field(default=90, ge=1)
    every_hours: float = Field(default=24, gt=0)

    @field_validator("match")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        if pattern is not None:
            re.compile(pattern)
        return pattern

    @field_validator("select", "next", "article")
    @classmethod
    def _selects(cls, selector: str | None) -> str | None:
        from selectolax.lexbor import LexborHTMLParser, SelectolaxError

        if selector is not None:
            try:
                LexborHTMLParser("<a>").css(selector)
            except SelectolaxError as error:
                raise ValueError(f"{selector!r} is no CSS selector") from error
        return selector


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sources: list[Source]


def load_sources(path: Path) -> tuple[Source, ...]:
    """Give the sources of *path*, in its order.

    Raises:
        LexiconError: the file is missing, no YAML, breaks the form above, or names
            a source twice; the message names the file and the entry.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        sources = tuple(_File.model_validate(content).sources)
    except ValidationError as reason:
        first = reason.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LexiconError(f"{path}: {where}: {first['msg']}") from reason
    except (OSError, yaml.YAMLError, re.error) as reason:
        raise LexiconError(f"{path}: {reason}") from reason
    names = [source.name for source in sources]
    for name in names:
        if names.count(name) > 1:
            raise LexiconError(f"{path}: two sources are named {name!r}")
    return sources
