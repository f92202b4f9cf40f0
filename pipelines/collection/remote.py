"""The doors to an output's bucket: what each step asks for; nothing, where it has none.

See ``working_copy`` for what comes when, and what goes in which order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path

from pipelines.collection.place import Output
from pipelines.collection.working_copy import Remote, Sent
from pipelines.errors import MubiaoError, StoreError

Say = Callable[[str], None]


def of(output: Output) -> Remote | None:
    """Give the buckets of *output*; None where it lies in folders alone.

    Raises:
        StoreError: an address cannot be used.
    """
    return _of(output) if output.is_remote else None


@cache
def _of(output: Output) -> Remote:
    from pipelines.collection.shipped import Shipped
    from pipelines.remote.place import Place
    from pipelines.remote.tree import Tree

    store = None
    if output.store_url:
        store = Tree.of(
            Place.at(output.store_url), output.store, output.store / ".remote.sqlite"
        )
    shipped = None
    if output.url:
        shipped = Shipped(
            output,
            Tree.of(Place.at(output.url), output.root, output.root / ".remote.sqlite"),
        )
    return Remote(output, store, shipped)


@contextmanager
def joined(output: Output, say: Say) -> Iterator[None]:
    """Hold the buckets of *output*, filled from there first; the store goes at the end.

    Raises:
        StoreLocked: another build holds one.
        StoreError: a bucket does not answer.
    """
    remote = of(output)
    if remote is None:
        yield
        return
    from pipelines.remote.lease import leased

    with ExitStack() as stack:
        for tree in remote.trees:
            remote.leases.append(stack.enter_context(leased(tree.place, say)))
        stack.callback(remote.leases.clear)
        remote.pull()
        try:
            yield
        except MubiaoError:
            with suppress(StoreError):  # the first error is the one to tell
                remote.send_store()
            raise
        remote.send_store()
        if remote.store is not None:
            remote.store.clear()


def bring_originals(output: Output, digests: Iterable[str]) -> None:
    """Bring originals here that a step is about to read.

    Raises:
        StoreError: a bucket does not answer, or has lost one.
    """
    remote = of(output)
    if remote is not None and remote.store is not None:
        remote.store.fetch_known(f"originals/{one[:2]}/{one}" for one in digests)


def bring_readings(output: Output, version: str, keys: Iterable[str]) -> None:
    """Bring readings here that a step is about to lay out.

    Raises:
        StoreError: a bucket does not answer, or has lost one; it is read anew next.
    """
    remote = of(output)
    if remote is None or remote.store is None:
        return
    lost = remote.store.fetch_known(
        f"readings/{version}/{key[:2]}/{key}" for key in keys
    )
    if lost:
        raise StoreError(
            f"{output.store_url}/{lost[0]} is missing or damaged there; build again: "
            "it is read anew"
        )


def bring_documents(output: Output, paths: Iterable[Path]) -> None:
    """Bring decoded documents here that a step would decode again without them.

    Raises:
        StoreError: a bucket does not answer.
    """
    remote = of(output)
    if remote is not None and remote.store is not None:
        remote.store.fetch_known(
            path.relative_to(output.store).as_posix() for path in paths
        )


def forget(output: Output, paths: Iterable[Path]) -> None:
    """Have files of the store, such as readings, made and sent anew."""
    remote = of(output)
    if remote is not None and remote.store is not None:
        for path in paths:
            remote.store.inventory.forget(path.relative_to(output.store).as_posix())


def readings_there(output: Output, version: str) -> set[str]:
    """Give the keys of the readings that the bucket of the store holds."""
    remote = of(output)
    if remote is None or remote.store is None:
        return set()
    held = remote.store.inventory.under(f"readings/{version}/")
    return {one.path.rpartition("/")[2] for one in held}


def bring_versions(output: Output, *versions: str) -> None:
    """Bring whole version folders here: those named, else all that were not erased.

    Raises:
        StoreError: a bucket does not answer, or has lost bytes.
    """
    remote = of(output)
    if remote is not None and remote.shipped is not None:
        remote.shipped.bring(versions)


def warm(output: Output) -> None:
    """Bring tables, texts and verdicts here, where they lie in a bucket.

    Raises:
        StoreError: a bucket does not answer, or has lost bytes.
    """
    remote = of(output)
    if remote is not None:
        remote.warm()


def upload(output: Output) -> Sent | None:
    """Send all that is new of *output*, the pointers last; None without a bucket.

    Raises:
        StoreLocked: the lock was lost meanwhile.
        StoreError: a bucket does not answer, or keeps losing bytes.
    """
    remote = of(output)
    return None if remote is None else remote.upload()


def note_site(output: Output) -> None:
    """Note that the site here has been rendered and is to be sent."""
    remote = of(output)
    if remote is not None and remote.shipped is not None:
        remote.shipped.note_site()


def bring_site(output: Output) -> None:
    """Bring the site here, for somebody who wants to look at it.

    Raises:
        StoreError: a bucket does not answer, or has lost bytes.
    """
    remote = of(output)
    if remote is not None and remote.shipped is not None:
        remote.shipped.bring_site()


def holder(output: Output) -> str | None:
    """Say who builds into the output's bucket now; None where nobody does.

    Raises:
        StoreError: a bucket does not answer.
    """
    from pipelines.remote.lease import holder as holder_of

    remote = of(output)
    told = (holder_of(tree.place) for tree in (remote.trees if remote else ()))
    return next((who for who in told if who), None)


def has_published(output: Output, path: str) -> bool:
    """Say whether a file of the output is here, or in its bucket."""
    if (output.root / path).is_file():
        return True
    remote = of(output)
    if remote is None or remote.shipped is None:
        return False
    return remote.shipped.tree.inventory.get(path) is not None
