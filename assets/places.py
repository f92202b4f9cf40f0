"""Outputs that lie in a bucket: brought here for whoever wants to look at them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipelines.collection import remote
from pipelines.collection.lock import locked
from pipelines.collection.place import Output
from pipelines.errors import StoreLocked


def looked_at(place: str | Path | Output) -> Output:
    """Give the output at *place*, its copy here brought up to date.

    While a build works with the copy here, that is shown as it is.

    Raises:
        StoreError: the bucket does not answer.
    """
    output = Output.at(place)
    known = remote.of(output)
    if known is not None:
        with suppress(StoreLocked), locked(output.lock):
            known.pull()
    return output


@contextmanager
def read_back(place: str | Path | Output, version: str | None) -> Iterator[Path]:
    """Give the folder of the output at *place* for an audit of what is published.

    Of a bucket every byte of the versions (or of one) is read from there.

    Raises:
        StoreError: the bucket does not answer.
    """
    output = Output.at(place)
    known = remote.of(output)
    if known is None or known.shipped is None:
        yield output.root
        return
    output.root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".audit-", dir=output.root) as scratch:
        known.shipped.folders.copy(Path(scratch), version)
        yield Path(scratch)
