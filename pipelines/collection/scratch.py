"""The folders of temporary files of builds: removed when their build was killed.

The processes of a build share a folder among the system's temporary files
(``multiprocessing`` makes it); it goes when the build ends in an orderly way. What a
killed build leaves, the next one removes: each notes its folder before it is used.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
from multiprocessing.util import get_temp_dir
from pathlib import Path

from pipelines.collection.place import Output, read_json, write_bytes
from pipelines.processes import is_alive

_OURS = "pymp-"
"""How ``multiprocessing`` begins the names of its folders; nothing else is removed."""


def tidy(output: Output) -> None:
    """Remove the folders of builds that are dead, and note that of this process.

    Only to be called by the holder of the output's lock.

    Raises:
        StoreError: the note is damaged or cannot be written.
    """
    path = output.store / "scratch.json"
    noted: dict[str, list[str | int]] = read_json(path) or {}
    here = socket.gethostname()
    kept = {
        folder: owner
        for folder, owner in noted.items()
        if owner[0] != here or is_alive(int(owner[1]))
    }
    for folder in map(Path, noted.keys() - kept.keys()):
        if folder.name.startswith(_OURS):
            shutil.rmtree(folder, ignore_errors=True)
    kept[str(get_temp_dir())] = [here, os.getpid()]
    if kept != noted:
        write_bytes(path, json.dumps(kept).encode(), lasting=False)
