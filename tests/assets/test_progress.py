"""Progress is shown where somebody looks, and nowhere else."""

import io

from rich.console import Console

from assets.progress import Bars


def shown(*, terminal: bool) -> str:
    said = io.StringIO()
    console = Console(file=said, force_terminal=terminal, width=80)
    with Bars(console) as bars:
        bars.tell("read", 0, 0)  # nothing to do is nothing to show
        bars.tell("read", 50, 200)
        bars.tell("lay out", 3, 3)
        bars.tell("read", 200, 200)
    return said.getvalue()


def test_each_step_has_a_bar_on_a_terminal() -> None:
    said = shown(terminal=True)
    assert "read" in said
    assert "lay out" in said
    assert "100%" in said


def test_a_log_has_no_bars() -> None:
    assert shown(terminal=False).strip() == ""
