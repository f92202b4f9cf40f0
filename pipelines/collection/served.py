"""Where the site will be served: an output keeps the address until another is given.

So a build without it, a rollback and a withdrawal show the same addresses.
"""

from __future__ import annotations

from pathlib import Path

from pipelines.collection.place import Output, read_json, write_json


def keep(output: Output, address: str) -> None:
    """Make *address* the one of the output's site.

    Raises:
        StoreError: the store cannot be written.
    """
    if address and address != kept(output):
        write_json(_file(output), {"base_url": address})


def kept(output: Output) -> str:
    """Give the address of the output's site; empty where none was given yet.

    Raises:
        StoreError: somebody has broken the note of it.
    """
    return str((read_json(_file(output)) or {}).get("base_url", ""))


def _file(output: Output) -> Path:
    return output.store / "served.json"
