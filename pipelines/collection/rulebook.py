"""Every rule of every reader as plain data, for the public catalogue of rules."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from pipelines.grammar.rules import Rule

STAGES = (
    "targets",
    "responsibilities",
    "deliverables",
    "milestones",
    "citations",
    "grids",
    "numerals",
)


def rulebook() -> list[dict[str, Any]]:
    """Give each rule's name, pattern, meaning, source, sentences and table."""
    entries = {
        rule.name: {
            "name": rule.name,
            "pattern": rule.pattern,
            "meaning": rule.meaning,
            "source": rule.source,
            "finds": [example.text for example in rule.finds],
            "ignores": list(rule.ignores),
            "table": stage,
        }
        for stage in STAGES
        for rule in _rules(stage)
    }
    return [entries[name] for name in sorted(entries)]


def _rules(stage: str) -> Iterator[Rule]:
    package = import_module(f"pipelines.{stage}")
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        for value in vars(import_module(found.name)).values():
            held = value if isinstance(value, tuple | list) else (value,)
            yield from (one for one in held if isinstance(one, Rule))
