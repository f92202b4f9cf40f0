"""What ``corrections.yml`` says: one entry a correction, each guarded and reasoned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self, get_type_hints

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from pipelines.corrections.contract import refusal
from pipelines.errors import LexiconError
from pipelines.model import (
    Citation,
    Deliverable,
    Metadata,
    Milestone,
    Responsibility,
    Target,
)

_NOUNS: Mapping[str, type] = {
    "notices": Metadata,
    "targets": Target,
    "responsibilities": Responsibility,
    "deliverables": Deliverable,
    "milestones": Milestone,
    "citations": Citation,
}
# Where a row stands, how it was read and how sure that is are no facts of the notice.
_NO_FACTS = frozenset(
    {"item", "span", "rule", "confidence", "numerals", "baseline_numerals", "default"}
)
FIELDS: Mapping[str, frozenset[str]] = {
    table: frozenset(get_type_hints(noun)) - _NO_FACTS for table, noun in _NOUNS.items()
}
"""The fields of each table that a correction may change."""

Table = Literal[
    "notices", "targets", "responsibilities", "deliverables", "milestones", "citations"
]


class Correction(BaseModel):
    """One entry: in this notice, the row with these words should say this instead.

    ``expect`` holds what the reading gives now, by field: it finds the row among those
    with the same quote, and fails when the reading has changed. ``field`` becomes
    ``value``; with ``remove`` the row goes. A correction of ``notices`` has no quote.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    notice: str = Field(pattern=r"^n-[0-9a-f]{12}$")
    table: Table
    quote: str | None = Field(default=None, min_length=1)
    expect: dict[str, Any] = Field(min_length=1)
    field: str | None = None
    value: Any = None
    remove: bool = False
    reason: str = Field(min_length=1)
    source: str = Field(min_length=1)
    decided: date

    @model_validator(mode="after")
    def _names_a_row(self) -> Self:
        if (self.quote is None) != (self.table == "notices"):
            raise ValueError("quote: the words of the row; none for table notices")
        if self.remove == (self.field is not None):
            raise ValueError("give either field and value, or remove: true")
        if self.remove and (self.table == "notices" or self.value is not None):
            raise ValueError("remove takes away a row: no notice, and no value")
        return self

    @model_validator(mode="after")
    def _names_fields(self) -> Self:
        named = {*self.expect, *([self.field] if self.field else [])}
        unknown = sorted(named - FIELDS[self.table])
        if unknown:
            raise ValueError(f"{self.table} has no field {', '.join(unknown)}")
        if self.field and self.field not in self.expect:
            raise ValueError(f"expect: what {self.field} is read as now")
        return self

    @model_validator(mode="after")
    def _has_values_of_its_fields(self) -> Self:
        expected = self.expected
        if self.field and self.corrected == expected[self.field]:
            raise ValueError(f"{self.field} is {self.value!r} already")
        return self

    @property
    def expected(self) -> dict[str, Any]:
        """What is read now, in the types of the nouns."""
        return {name: typed(self.table, name, v) for name, v in self.expect.items()}

    @property
    def corrected(self) -> Any:
        """What is right, in the type of the noun's field."""
        return typed(self.table, self.field, self.value) if self.field else None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    corrections: list[Correction]


@cache
def _adapters(table: str) -> Mapping[str, TypeAdapter[Any]]:
    hints = get_type_hints(_NOUNS[table])
    return {name: TypeAdapter(hints[name]) for name in FIELDS[table]}


def typed(table: str, name: str, value: Any) -> Any:
    """Give a value of the file in the type of the noun's field: a Decimal, a date.

    Raises:
        ValueError: it is none of that type, or the table may not hold it.
    """
    if isinstance(value, float):
        value = repr(value)  # 0.1 is the decimal 0.1
    try:
        found = _adapters(table)[name].validate_python(value)
    except ValidationError as reason:
        said = reason.errors()[0]["msg"]
        raise ValueError(f"{name}: {value!r}: {said}") from reason
    if why := refusal(table, name, found):
        raise ValueError(f"{name}: {value!r} {why}")
    return found


def load(path: Path) -> tuple[Correction, ...]:
    """Give the corrections of a file, in its order.

    Raises:
        LexiconError: the file is missing, no YAML, breaks the form above, or corrects
            one thing twice; the message names the file and the entry.
    """
    try:
        return parse(path.read_bytes(), str(path))
    except OSError as reason:
        raise LexiconError(f"{path}: {reason.strerror}") from reason


def parse(data: bytes, name: str) -> tuple[Correction, ...]:
    """Give the corrections that the bytes of a file hold; *name* is for messages.

    Raises:
        LexiconError: see ``load``.
    """
    try:
        content = yaml.safe_load(data)
        entries = tuple(_File.model_validate(content).corrections)
    except ValidationError as reason:
        first = reason.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LexiconError(f"{name}: {where}: {first['msg']}") from reason
    except (yaml.YAMLError, UnicodeDecodeError) as reason:
        raise LexiconError(f"{name}: {reason}") from reason
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries):
        key = repr((entry.notice, entry.table, entry.quote, entry.expect, entry.field))
        if key in seen:
            raise LexiconError(
                f"{name}: corrections {seen[key]} and {number} correct the same"
            )
        seen[key] = number
    return entries
