"""The templates made ready: words filled in, and without what costs time a page.

Jinja asks of each call whether it wants the context, of each ``row.column`` whether the
row has such an attribute, and of each import which globals are new. None of ours do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType, FunctionType, MethodType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from markupsafe import escape

PLACES = ("home", "root", "html_lang", "look", "lang", "version", "as_of")
HOLES = re.compile(rf"\{{\{{ (?:t\('([a-z_.]+)'\)|({'|'.join(PLACES)})) \}}\}}")
MARKS = re.compile("@@([a-z_.]+)@@")
PLAIN = frozenset({FunctionType, MethodType})
"""What may be called as it is: no function of ours asks for a context."""


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


class _Context(Context):
    """Calls functions and macros as they are.

    Jinja passes the variables of the loop and the block along with every call, for
    functions that ask for a context.
    """

    def call(
        self,
        wanted: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **kwargs: Any,
    ) -> Any:
        if type(wanted) is Macro:
            return wanted(self.eval_ctx, *args, **kwargs)
        if type(wanted) in PLAIN:
            return wanted(*args, **kwargs)
        return super().call(wanted, *args, **kwargs)


class _Template(Template):
    """Makes its macros ready once: all globals are those of the environment."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module(None)


class _Templates(Environment):
    """Takes a column of a row as what it is, and fills in what is fixed only once.

    ``{{ t('key') }}`` becomes its words and ``{{ home }}`` the address before a
    template is run, so that they cost nothing when a page is rendered. They are filled
    into the Python source that Jinja writes, since writing it takes longest.
    """

    context_class = _Context
    template_class = _Template
    written: dict[str, str]

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def compile(  # type: ignore[override]
        self, source: str, name: str, filename: str
    ) -> CodeType:
        if name not in self.written:
            marked = HOLES.sub(lambda hole: f"@@{hole[1] or hole[2]}@@", source)
            self.written[name] = super().compile(marked, name, filename, raw=True)
        return self._compile(MARKS.sub(self._fill, self.written[name]), filename)

    def _fill(self, mark: re.Match[str]) -> str:
        """Give the words of a hole as they stand within quotes of Python source."""
        key, said = mark[1], dict[str, Any](self.globals)
        words = said[key] if key in PLACES else escape(said["t"](key))
        plain = str(words).encode("unicode_escape").decode("ascii")
        return plain.replace("'", "\\'").replace('"', '\\"')
