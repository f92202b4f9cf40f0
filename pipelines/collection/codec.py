"""Nouns of the model as JSON, and back: plain data that runs no code when read.

A dataclass becomes the list of its fields' values, so a record can only be read with
the model it was written with; the cache of readings sees to that by its version.
"""

from __future__ import annotations

import dataclasses
import operator
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import Any, TypeVar

Noun = TypeVar("Noun")
Plain = Any
"""What ``json`` writes: None, bool, int, float, str, list, dict."""

_AS_THEY_ARE = (str, int, float, bool, type(None))


def to_plain(value: object) -> Plain:
    """Give *value*, a noun or a part of one, as plain data.

    Raises:
        TypeError: it is no noun of the model.
    """
    if isinstance(value, tuple | list):
        return [to_plain(part) for part in value]
    kind: Any = type(value)
    return _dumper(kind)(value)


def from_plain(noun: type[Noun], plain: Plain) -> Noun:
    """Make a *noun* of what ``to_plain`` gave.

    Raises:
        ValueError: *plain* was written with another model.
    """
    kind: Any = noun
    try:
        made: Noun = _maker(kind)(plain)
    except (TypeError, ValueError, LookupError, ArithmeticError) as error:
        raise ValueError(f"not a {noun.__name__}: {error}") from error
    return made


def runs(numbers: Sequence[int]) -> list[int]:
    """Shorten *numbers* to start, length, start, length, ... of the runs in them."""
    shortened: list[int] = []
    expected = None
    for number in numbers:
        if number == expected:
            shortened[-1] += 1
        else:
            shortened += (number, 1)
        expected = number + 1
    return shortened


def unroll(shortened: Sequence[int]) -> tuple[int, ...]:
    """Give back the numbers that ``runs`` shortened."""
    return tuple(
        chain.from_iterable(
            range(start, start + length)
            for start, length in zip(shortened[::2], shortened[1::2], strict=True)
        )
    )


@cache
def _hints(noun: Any) -> dict[str, Any]:
    return typing.get_type_hints(noun)


@cache
def _fields(noun: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(noun))


@cache
def _dumper(kind: Any) -> Callable[[Any], Plain]:
    """Give the function that makes plain data from a value of type *kind*."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind == Sequence[int]:
        return runs
    if origin in (types.UnionType, typing.Union):
        return _when_there(_dumper(_only(arguments)))
    if origin is tuple:
        return _dumped_tuple(arguments)
    if dataclasses.is_dataclass(kind):
        return _dumped_dataclass(kind)
    return _dumped_whole(origin or kind)


def _dumped_whole(kind: Any) -> Callable[[Any], Plain]:
    if kind in _AS_THEY_ARE:
        return _same
    if kind is date:
        return date.isoformat
    if issubclass(kind, Mapping):
        return dict
    if issubclass(kind, StrEnum | Decimal):
        return str
    raise TypeError(f"no noun of the model: {kind.__name__}")


def _dumped_tuple(arguments: tuple[Any, ...]) -> Callable[[Any], Plain]:
    if arguments[-1] is Ellipsis:
        dump = _dumper(arguments[0])
        return list if dump is _same else lambda value: [*map(dump, value)]
    dumps = [_dumper(argument) for argument in arguments]
    return lambda value: [dump(part) for dump, part in zip(dumps, value, strict=True)]


def _dumped_dataclass(kind: Any) -> Callable[[Any], Plain]:
    values_of = operator.attrgetter(*_fields(kind))
    single = len(_fields(kind)) == 1
    dumps = [_dumper(_hints(kind)[name]) for name in _fields(kind)]
    to_dump = [(at, dump) for at, dump in enumerate(dumps) if dump is not _same]

    def dump_all(value: Any) -> Plain:
        values = [values_of(value)] if single else [*values_of(value)]
        for at, dump in to_dump:
            values[at] = dump(values[at])
        return values

    return dump_all


@cache
def _maker(kind: Any) -> Callable[[Plain], Any]:
    """Give the function that makes a value of type *kind* from plain data."""
    if kind == Sequence[int]:
        return unroll
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _optional(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if origin is not None:  # Mapping[str, str]
        return dict
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind)
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, StrEnum | Decimal):
        return kind
    return _same


def _same(plain: Plain) -> Plain:
    return plain


def _only(arguments: tuple[Any, ...]) -> Any:
    """Give the one type that a value has when it is not None."""
    [kind] = [argument for argument in arguments if argument is not type(None)]
    return kind


def _when_there(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    if change is _same:
        return _same
    return lambda value: None if value is None else change(value)


def _optional(arguments: tuple[Any, ...]) -> Callable[[Plain], Any]:
    return _when_there(_maker(_only(arguments)))


def _tuple(arguments: tuple[Any, ...]) -> Callable[[Plain], Any]:
    if arguments[-1] is Ellipsis:
        make = _maker(arguments[0])
        return lambda plain: tuple(map(make, plain))
    makers = [_maker(argument) for argument in arguments]
    return lambda plain: tuple(
        make(part) for make, part in zip(makers, plain, strict=True)
    )


def _dataclass(kind: Any) -> Callable[[Plain], Any]:
    fields = _fields(kind)
    makers = [_maker(_hints(kind)[name]) for name in fields]
    to_make = [(at, made) for at, made in enumerate(makers) if made is not _same]

    def make(plain: Plain) -> Any:
        if len(plain) != len(fields):
            raise ValueError(f"{len(plain)} values for {len(fields)} fields")
        values = [*plain]
        for at, made in to_make:
            values[at] = made(values[at])
        return kind(*values)

    return make
