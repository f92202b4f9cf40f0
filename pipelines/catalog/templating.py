"""The templates made ready: words filled in, and without what costs time a page.

Jinja asks of each import which globals are new, and of each page which of the globals
a template has of its own. None of ours does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import escape

from pipelines.catalog.compiling import NAMES, Source

PLACES = ("home", "root", "html_lang", "look", "lang", "version", "as_of")
HOLES = re.compile(rf"\{{\{{ (?:t\('([a-z_.]+)'\)|({'|'.join(PLACES)})) \}}\}}")
MARKS = re.compile("@@([a-z_.]+)@@")


def templates(
    home: Path,
    fixed: Mapping[str, Any],
    filters: Mapping[str, Callable[..., Any]],
    written: dict[str, str],
) -> Environment:
    """Give the templates of the folder *home* in which the words *fixed* stand.

    Words and addresses are globals, so that macros are made ready only once. *written*
    keeps the Python source of each template, which all languages and depths share.
    """
    made = _Templates(
        loader=FileSystemLoader([home, home.parent / "styles"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters.update(filters)
    made.globals.update(fixed)
    made.written = written
    return made


class _Template(Template):
    """Makes its macros ready once: all globals are those of the environment."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module(None)


class _Templates(Environment):
    """Fills in what is fixed only once.

    ``{{ t('key') }}`` becomes its words and ``{{ home }}`` the address before a
    template is run, so that they cost nothing when a page is rendered. They are filled
    into the Python source that Jinja writes, since writing it takes longest.
    """

    template_class = _Template
    code_generator_class = Source
    written: dict[str, str]

    def make_globals(
        self, d: MutableMapping[str, Any] | None
    ) -> MutableMapping[str, Any]:
        """Give the words that all templates share: none has any of its own."""
        return {**self.globals, **(d or {})}

    def compile(  # type: ignore[override]
        self, source: str, name: str, filename: str
    ) -> CodeType:
        if name not in self.written:
            marked = HOLES.sub(lambda hole: f"@@{hole[1] or hole[2]}@@", source)
            source = super().compile(marked, name, filename, raw=True)
            self.written[name] = NAMES + source
        return self._compile(MARKS.sub(self._fill, self.written[name]), filename)

    def _fill(self, mark: re.Match[str]) -> str:
        """Give the words of a hole as they stand within quotes of Python source."""
        key, said = mark[1], dict[str, Any](self.globals)
        words = said[key] if key in PLACES else escape(said["t"](key))
        plain = str(words).encode("unicode_escape").decode("ascii")
        return plain.replace("'", "\\'").replace('"', '\\"')
