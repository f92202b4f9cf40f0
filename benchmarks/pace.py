"""How fast the machine is while something else is measured.

The same small piece of work, in pure Python and on some megabytes of strings, is done
again and again in a process of its own, and the processor time of each is kept. Where
that differs between hours or machines, two measurements are comparable after division
by it. It costs less than 1 % of one core, and is not counted with what is measured.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

EVERY = 5.0
"""Seconds between two pieces of work."""
WORDS = 30_000
"""Strings that one piece of work makes, sorts and counts: some 15 ms."""


class Pace:
    """Does the piece of work in a process of its own, from now until its end."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__], stdout=subprocess.PIPE, text=True
        )

    def end(self) -> list[tuple[float, float]]:
        """End it; give for each piece its moment and its processor milliseconds."""
        self.process.terminate()
        told, _ = self.process.communicate()
        pairs = [line.split() for line in told.splitlines() if line.count(" ") == 1]
        return [(float(moment), float(took)) for moment, took in pairs]


def median(seen: list[tuple[float, float]], start: float, end: float) -> float:
    """Give the median milliseconds of the pieces between two moments (time.time).

    Of a span too short to hold a piece, that of all.
    """
    within = [took for moment, took in seen if start <= moment <= end]
    return statistics.median(within or [took for _, took in seen])


def piece() -> float:
    """Do the work once; give its processor milliseconds."""
    before = time.process_time()
    words = [f"{number * 7_919 % WORDS:08d}" for number in range(WORDS)]
    counts: dict[str, int] = {}
    for word in sorted(words):
        counts[word[-3:]] = counts.get(word[-3:], 0) + 1
    return 1000 * (time.process_time() - before)


def main() -> None:
    while True:
        print(time.time(), piece(), flush=True)
        time.sleep(EVERY)


if __name__ == "__main__":
    main()
