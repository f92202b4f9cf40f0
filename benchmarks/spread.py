"""``mubiao`` with processes for publishing and rendering from the first notice on.

Usage: uv run python benchmarks/spread.py build INBOX --output DIR

Processes are otherwise opened for some hundred notices or more, where they are worth
their start. A soak of a small collection takes this way by lot.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from assets.command import main
from pipelines.catalog import helpers
from pipelines.releases import beside

if __name__ == "__main__":
    beside.LEAST = helpers.LEAST = 1
    main(prog_name="mubiao")
