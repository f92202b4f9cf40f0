"""The Python source of a template, without what none of our templates needs.

Jinja looks at each call whether the function wants its context, at each ``row.column``
whether the row has such an attribute, and makes every value markup that may be escaped
once more. No function of ours wants a context, a row is a dictionary, and what a page
says is only joined. Pages come out byte for byte as by Jinja's own source.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from markupsafe import Markup, escape

FIGURES = frozenset({int, Decimal, date})
"""What has no character that is written otherwise in markup."""
SPECIAL = re.compile("[&<>'\"]")
"""What is written otherwise in markup."""
NAMES = f"from {__name__} import Piece, escaped; "
"""Stands before the source of a template, whose first line is an import too."""


def escaped(value: object) -> str:
    """Give *value* as it stands in a page; markup as it is."""
    if type(value) is Markup:
        return value
    if type(value) is str and not SPECIAL.search(value):
        return value
    return str(value) if type(value) in FIGURES else escape(value)


class Piece(Macro):
    """A macro; called with all of its arguments it does not look for others."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """Give the macro's words as markup."""
        if kwargs or len(args) != self._argument_count or self.caller:
            return super().__call__(*args, **kwargs)
        return str.__new__(Markup, self._func(*args))


class Source(CodeGenerator):
    """Writes the source of a template in which every value is escaped."""

    def visit_Call(
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Call what is called without asking it anything."""
        self.visit(node.node, frame)
        caller = {"caller": "caller"} if forward_caller else None
        source, self.stream = self.stream, StringIO()
        self.signature(node, frame, caller)
        given, self.stream = self.stream.getvalue(), source
        self.write(f"({given.removeprefix(', ')})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Take a row's column as what it is, all else as Jinja does."""
        key = repr(node.attr)
        self.write(f"(held[{key}] if type(held := ")
        self.visit(node.node, frame)
        self.write(f") is dict and {key} in held else ")
        self.write(f"environment.getattr(held, {key}))")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Make a macro a ``Piece``."""
        source, self.stream = self.stream, StringIO()
        super().macro_def(macro_ref, frame)
        made, self.stream = self.stream.getvalue(), source
        self.write(made.replace("Macro(", "Piece(", 1))

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("escaped(")
