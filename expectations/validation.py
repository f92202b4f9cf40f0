"""Run a table's suite over its shards, batch by batch, and give a verdict."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.frames import batches, load
from expectations.suites import SUITES
from expectations.verdicts import NAMED, Statement, Verdict, join, statements
from pipelines.tables.schemas import primary_key

if TYPE_CHECKING:
    import pandas as pd
    from great_expectations.expectations.expectation import Expectation

Known = Mapping[str, Sequence[Mapping[str, Any]]]
"""Statements of batches that were checked before, by the digest of a batch."""

Run = Callable[[str, Sequence[Sequence[Path]], Path], Iterable[list[Statement]]]
"""Runs a table's suite over groups of its shards; see ``check_here``."""

_ABOUT_ROWS = ("partial_unexpected_index_list", "partial_unexpected_list")


def check_here(
    table: str, groups: Sequence[Sequence[Path]], texts: Path
) -> Iterator[list[Statement]]:
    """Run a table's suite over each group of its shards, in this process."""
    for group in groups:
        yield check_batch(table, group, texts)


def check_batch(table: str, group: Sequence[Path], texts: Path) -> list[Statement]:
    """Give what the rows of *group*, shards of *table*, have to say."""
    return validate(load(table, group, texts), SUITES[table](), table)


def check_table(
    table: str,
    shards: Sequence[Path],
    texts: Path,
    *,
    digests: Mapping[str, str] | None = None,
    known: Known | None = None,
    run: Run = check_here,
) -> tuple[Verdict, dict[str, Any]]:
    """Give the verdict on a table, and the statements of each batch to be kept.

    *digests* says for each shard's name what it was made from: a batch whose shards
    are as in *known* is not looked at again. Without them every batch is.
    """
    groups = {_key(group, digests or {}): group for group in batches(shards)}
    held = known if known is not None and digests is not None else {}
    kept: dict[str, Any] = {key: held[key] for key in groups if key in held}
    anew = {key: group for key, group in groups.items() if key not in kept}
    if anew:
        found = run(table, list(anew.values()), texts)
        for key, said in zip(anew, found, strict=True):
            kept[key] = [_plain(one) for one in said]
    joined = join(statements(kept[key]) for key in groups)
    return Verdict(table, tuple(joined)), kept


def _key(group: Sequence[Path], digests: Mapping[str, str]) -> str:
    return " ".join(digests.get(each.stem, each.name) for each in group)


def validate(
    frame: pd.DataFrame, suite: Iterable[Expectation], table: str
) -> list[Statement]:
    """Give what *frame*, a batch of *table*, has to say to each expectation."""
    # Great Expectations would report its use; an ephemeral context keeps no settings.
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    expectations = list(suite)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    batch = (
        context.data_sources.add_pandas("memory")
        .add_dataframe_asset(table)
        .add_batch_definition_whole_dataframe("whole")
        .get_batch({"dataframe": frame})
    )
    results = batch.validate(
        gx.ExpectationSuite(name=table, expectations=expectations),
        result_format={
            "result_format": "SUMMARY",
            "partial_unexpected_count": NAMED,
            "unexpected_index_column_names": [primary_key(table)],
            "return_unexpected_index_query": False,
        },
    )
    return [_statement(result, table) for result in results.results]


def _statement(result: Any, table: str) -> Statement:
    config = result.expectation_config
    says = _sentence(config.type, config.kwargs)
    trouble = result.exception_info or {}
    if trouble.get("raised_exception") or "element_count" not in result.result:
        return Statement(says, 1, 1, 1.0, (f"could not be checked: {trouble}",))
    found = result.result
    return Statement(
        says=says,
        checked=found["element_count"] - (found.get("missing_count") or 0)
        if "not_be_null" not in config.type
        else found["element_count"],
        broken=found["unexpected_count"],
        mostly=float(config.kwargs.get("mostly", 1.0)),
        rows=tuple(_row(each, primary_key(table)) for each in _named(found)),
    )


def _named(found: Mapping[str, Any]) -> list[Any]:
    for name in _ABOUT_ROWS:
        if found.get(name):
            return list(found[name])[:NAMED]
    return []


def _row(named: Any, key: str) -> str:
    """Name one row: its key, then the cells that are not as expected."""
    if not isinstance(named, Mapping):
        return str(named)
    cells = ", ".join(f"{name} {value}" for name, value in named.items() if name != key)
    return f"{named.get(key)} ({cells})" if cells else str(named.get(key))


def _sentence(kind: str, arguments: Mapping[str, Any]) -> str:
    """Say an expectation in words: its type, and what it was given."""
    words = kind.removeprefix("expect_").replace("_", " ")
    given = {
        name: value
        for name, value in sorted(arguments.items())
        if name not in ("batch_id", "mostly") and value is not None
    }
    return f"{words} {json.dumps(given, ensure_ascii=False, default=str)}"


def _plain(statement: Statement) -> dict[str, Any]:
    return {
        "says": statement.says,
        "checked": statement.checked,
        "broken": statement.broken,
        "mostly": statement.mostly,
        "rows": list(statement.rows),
    }
