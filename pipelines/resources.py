"""Where the project's own data files lie: in the work tree, or bundled in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Give the folder *name* (``datapackages``, ``site`` or ``specimens``).

    Raises:
        FileNotFoundError: neither the work tree nor the wheel holds it.
    """
    for base in (_PACKAGE.parent, _PACKAGE / "_bundled"):
        if (base / name).is_dir():
            return base / name
    raise FileNotFoundError(f"mubiao was installed without its folder {name}/")
