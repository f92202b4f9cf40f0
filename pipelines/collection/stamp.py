"""Has anything changed since the last finished build? Told without doing it."""

from __future__ import annotations

import hashlib

from pipelines.collection import corrected, remote, served, versions
from pipelines.collection.incoming import captures
from pipelines.collection.place import Output, read_json, write_json
from pipelines.collection.reading import held_documents, held_readings


def inputs(output: Output) -> dict[str, str]:
    """Give the digests of all that the output's version and site are made from."""
    held = hashlib.sha256()
    for capture in captures(output):
        held.update(repr(capture).encode())
    return {
        "captures": held.hexdigest()[:16],
        "reader": held_readings(output).version,
        "corrections": corrected.digest(output),
        "tables": versions.tables_version(),
        "checks": versions.checks_version(),
        "release": versions.release_version(),
        "site": f"{versions.site_version()} {served.kept(output)}".strip(),
    }


def changed(output: Output) -> list[str]:
    """Name the inputs that have changed since the last finished build.

    Without one, all have; where the version or the site was taken away, ``output``.
    """
    kept = read_json(output.store / "built.json") or {}
    found = [
        name for name, digest in inputs(output).items() if kept.get(name) != digest
    ]
    if not found and not _is_whole(output):
        return ["output"]
    return found


def save(output: Output) -> None:
    """Note that the version and the site are made from the inputs as they are now.

    Of readings, those of this reader and of the one before are kept: whoever goes back
    to the rules before reads nothing anew. Of decoded documents, those of this decoder.

    Raises:
        StoreError: the note cannot be written.
    """
    kept = read_json(output.store / "built.json") or {}
    made = inputs(output)
    readers = [made["reader"]]
    readers += [name for name in kept.get("readers", ()) if name not in readers][:1]
    write_json(output.store / "built.json", {**made, "readers": readers})
    held_readings(output).forget_all_but(readers)
    held_documents(output).forget_others()


def _is_whole(output: Output) -> bool:
    version = output.latest_version()
    return version is not None and all(
        remote.has_published(output, path)
        for path in (
            f"datapackages/mubiao/{version}/datapackage.json",
            "site/index.html",
        )
    )
