"""What is asked of a rendering, as plain data that any process can open."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from pipelines.catalog.frame import Frame, Setting
from pipelines.catalog.history import History
from pipelines.catalog.version import Version
from pipelines.resources import folder

SPILL = ".mubiao-spill-"
"""How a process names its folder in the site for what does not fit into memory."""


@dataclass(frozen=True, slots=True)
class Order:
    """The version to be shown, the folder of the site, and how; see ``render``."""

    version_dir: Path
    site_dir: Path
    versions_index: Path | None
    setting: Setting

    def open(self) -> tuple[Frame, History]:
        """Open the version, with the templates and the lists of changes around it.

        Raises:
            ReleaseError: it is no whole version.
        """
        self.site_dir.mkdir(parents=True, exist_ok=True)
        version = Version(self.version_dir, self.site_dir / f"{SPILL}{os.getpid()}")
        frame = Frame(version, folder("site"), self.setting)
        return frame, History(version, self.versions_index, self.site_dir)

    def clear(self) -> None:
        """Remove what processes that ended have left of what they put aside."""
        for path in self.site_dir.glob(f"{SPILL}*"):
            shutil.rmtree(path, ignore_errors=True)
