"""Whether a process of this machine is alive."""

from __future__ import annotations

import os


def is_alive(pid: int) -> bool:
    """Say whether a process with this number runs here, whoever owns it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
