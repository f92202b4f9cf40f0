"""The templates made ready: words filled in, and without what costs time a page.

Jinja asks of each call whether it wants the context, of each ``row.column`` whether the
row has such an attribute, and of each import which globals are new. None of ours do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from markupsafe import escape

WORDS = re.compile(r"\{\{ t\('([a-z_.]+)'\) \}\}")
PLACES = re.compile(r"\{\{ (home|root|html_lang|look|lang|version|as_of) \}\}")
PLAIN = frozenset({FunctionType, MethodType})
"""What may be called as it is: no function of ours asks for a context."""


def templates(
    home: Path,
    fixed: Mapping[str, Any],
    filters: Mapping[str, Callable[..., Any]],
) -> Environment:
    """Give the templates of the folder *home* in which the words *fixed* stand.

    Words and addresses are globals, so that macros are made ready only once.
    """
    made = _Templates(
        loader=_Loader(home, fixed),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters.update(filters)
    made.globals.update(fixed)
    return made


class _Loader(FileSystemLoader):
    """Reads templates with what is fixed for a language and depth already filled in.

    ``{{ t('key') }}`` becomes its words and ``{{ home }}`` the address, so that they
    cost nothing when a page is rendered.
    """

    def __init__(self, home: Path, fixed: Mapping[str, Any]) -> None:
        super().__init__([home, home.parent / "styles"])
        self._fixed = fixed

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, name, fresh = super().get_source(environment, template)
        said = WORDS.sub(lambda hole: str(escape(self._fixed["t"](hole[1]))), source)
        return PLACES.sub(lambda hole: self._fixed[hole[1]], said), name, fresh


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
    """Takes a column of a row as what it is: the value of a key."""

    context_class = _Context
    template_class = _Template

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)
