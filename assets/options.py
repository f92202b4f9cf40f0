"""Options that several commands share, and what their words mean."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from pipelines.collection.place import Output

if TYPE_CHECKING:
    from pipelines.collection.again import Days

_OUTPUT = click.option(
    "--output",
    default="build",
    show_default=True,
    metavar="PLACE",
    help="Where package, site and store lie: a folder, or s3://bucket/prefix.",
)
_STORE = click.option(
    "--store",
    default="",
    metavar="PLACE",
    help="Where the store lies, if not in the output: likewise.",
)
_CACHE = click.option(
    "--cache",
    default="",
    envvar="MUBIAO_CACHE",
    metavar="DIR",
    help="Where working copies of buckets lie  [default: ~/.cache/mubiao]",
)


def output_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give *command* the options that name an output, as one argument ``output``.

    Of an output in a bucket, keys and the address of the server are taken from
    AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_ENDPOINT_URL.
    """

    @wraps(command)
    def located(*, output: str, store: str, cache: str, **more: Any) -> None:
        command(output=Output.at(output, store, cache), **more)

    return _OUTPUT(_STORE(_CACHE(located)))


alert_option = click.option(
    "--alert",
    is_flag=True,
    help="Tell the channels of MUBIAO_ALERT_* what goes wrong: for timers.",
)


def days(ctx: click.Context, param: click.Parameter, words: str | None) -> Days | None:
    """Give the days of an option FROM[..TO].

    Raises:
        click.BadParameter: the words name none.
    """
    from pipelines.collection.again import Days

    try:
        return Days.parse(words) if words else None
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from error
