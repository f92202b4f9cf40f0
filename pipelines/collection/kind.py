"""What an output folder collects: the project's own specimens, or real notices."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from pipelines.collection.place import Output, read_json, write_json
from pipelines.errors import MixedCollection
from pipelines.resources import folder


class CollectionKind(StrEnum):
    """Specimens are invented; they never share an output with real notices."""

    SPECIMENS = "specimens"
    NOTICES = "notices"


def kind_of(paths: Iterable[Path]) -> CollectionKind | None:
    """Tell the kind of *paths*; None where there are none.

    Raises:
        MixedCollection: some lie in the project's ``specimens/``, others do not.
    """
    own = folder("specimens").resolve()
    kinds = {}
    for path in paths:
        inside = path.resolve().is_relative_to(own)
        kinds[CollectionKind.SPECIMENS if inside else CollectionKind.NOTICES] = path
    if len(kinds) > 1:
        raise MixedCollection(
            f"{kinds[CollectionKind.SPECIMENS]} holds specimens, which are invented, "
            f"and {kinds[CollectionKind.NOTICES]} does not: build them apart, each "
            "with its own --output"
        )
    return next(iter(kinds), None)


def kept_kind(output: Output) -> CollectionKind | None:
    """Tell what *output* holds so far; None where it is new.

    Raises:
        StoreError: its marker file is damaged.
    """
    marker = read_json(output.store / "collection.json")
    return CollectionKind(marker["kind"]) if marker else None


def claim(output: Output, kind: CollectionKind) -> None:
    """Mark *output* as one of *kind*, or make sure that it already is.

    Raises:
        MixedCollection: it holds the other kind.
        StoreError: its marker file is damaged or cannot be written.
    """
    kept = kept_kind(output)
    if kept is None:
        write_json(output.store / "collection.json", {"kind": kind.value})
    elif kept is not kind:
        raise MixedCollection(
            f"{output.root} holds {kept.value}, and the files given are "
            f"{kind.value}: give another --output"
        )
