"""How near the rows come to annotated notices: floors that no change may sink below.

The real notices and their annotations are no part of the project. The environment
variable MUBIAO_NOTICES names the notices' folder; MUBIAO_GOLD the annotations', where
they do not lie in ``gold`` beside it. The invented ones lie in ``invented/``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.scoring import Score, figures, published, written
from pipelines.scoring.accuracy import FILE
from tests import real
from tests.gold.measuring import SETS, measured, real_set

FLOORS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "floors.yml").read_text(encoding="utf-8")
)
MARKS = {**{one.name: () for one in SETS}, "real": real.needs_notices}
PARTS = [pytest.param(part, marks=MARKS[part]) for part in FLOORS]
CASES = [
    pytest.param(part, name, marks=MARKS[part])
    for part, said in FLOORS.items()
    for name in said["f1"]
]


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Score, int]]:
    """The score of each set that can be measured here."""
    sets = [*SETS, real_set()]
    return {
        one.name: measured(one, tmp_path_factory.mktemp(one.name))
        for one in sets
        if one is not None
    }


@pytest.mark.parametrize(("part", "name"), CASES)
def test_f1_is_not_below_its_floor(
    scores: dict[str, tuple[Score, int]], part: str, name: str
) -> None:
    found = scores[part][0].figures()
    assert found[name]["gold"] > 0
    assert found[name]["f1"] >= FLOORS[part]["f1"][name]


@pytest.mark.parametrize("part", PARTS)
def test_metadata_is_not_below_its_floor(
    scores: dict[str, tuple[Score, int]], part: str
) -> None:
    found = scores[part][0].figures()
    assert found["notice metadata accuracy"] >= FLOORS[part]["metadata"]


@pytest.mark.parametrize("part", PARTS)
def test_what_is_published_is_what_is_measured(
    scores: dict[str, tuple[Score, int]], part: str
) -> None:
    """Else run: uv run --locked python -m benchmarks.accuracy --write."""
    score, notices = scores[part]
    told = [row for row in published() if row["set"] == part]
    assert json.loads(json.dumps(figures(part, notices, score))) == told


def test_the_published_file_is_written_by_its_own_function() -> None:
    assert FILE.read_text(encoding="utf-8") == written(list(published()))
