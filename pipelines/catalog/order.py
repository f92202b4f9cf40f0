"""What is asked of a rendering, as plain data that any process can open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipelines.catalog.frame import Frame, Setting
from pipelines.catalog.history import History
from pipelines.catalog.version import Version
from pipelines.resources import folder


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
        version = Version(self.version_dir)
        frame = Frame(version, folder("site"), self.setting)
        return frame, History(version, self.versions_index, self.site_dir)
