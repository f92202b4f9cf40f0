"""Accuracy of the reader on annotated notices, as published with each version.

    uv run python -m benchmarks.accuracy [--write]

Measures the annotated specimens, and the real notices where MUBIAO_NOTICES names their
folder. With ``--write`` the figures become those that versions publish; a set that
cannot be measured here keeps its figures.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from pipelines.scoring import figures, published, written
from pipelines.scoring.accuracy import FILE
from tests.gold.measuring import SETS, measured, real_set
from tests.real import UNNAMED


def main() -> None:
    kept = {row["set"]: [] for row in published()} if FILE.exists() else {}
    for row in published() if FILE.exists() else ():
        kept[row["set"]].append(row)
    for one in (real_set(), *SETS):
        if one is None:
            print(f"left as it was: {UNNAMED}")
            continue
        with tempfile.TemporaryDirectory() as scratch:
            score, notices = measured(one, Path(scratch))
        kept[one.name] = figures(one.name, notices, score)
    rows = [
        row
        for name in ("real", *(one.name for one in SETS))
        for row in kept.get(name, [])
    ]
    for row in rows:
        print(
            f"{row['set']:9} {row['measure']:26} n {row['gold']:4} "
            f"P {row['precision']:.3f} R {row['recall']:.3f} F1 {row['f1']:.3f}"
        )
    if "--write" in sys.argv[1:]:
        FILE.write_text(written(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
