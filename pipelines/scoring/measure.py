"""Measure a version's tables against gold annotations."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.errors import ReleaseError
from pipelines.scoring.pairing import (
    NUMERIC,
    agreeing_fields,
    align_tasks,
    pair_milestones,
    pair_targets,
)
from pipelines.scoring.tally import Tally, common
from pipelines.scoring.words import Row, flat, label, plain, truth

_TABLES = (
    "notices",
    "tasks",
    "targets",
    "responsibilities",
    "deliverables",
    "milestones",
    "citations",
)
_STRICT = ("indicator", "comparator", "deadline", "aspirational")
_GROUPS: Mapping[str, Callable[[object], bool]] = {
    "targets": lambda kind: True,
    "targets numeric": lambda kind: kind in NUMERIC,
    "targets other": lambda kind: kind not in NUMERIC,
}


@dataclass(slots=True)
class Score:
    """All tallies; ``fields`` and ``metadata`` count agreeing and compared cells."""

    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    fields: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    pairs: int = 0
    metadata: defaultdict[str, list[int]] = field(
        default_factory=lambda: defaultdict(lambda: [0, 0])
    )
    missing: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Give everything as plain figures, named as the guideline names it."""
        agreed = sum(right for right, _ in self.metadata.values())
        compared = sum(total for _, total in self.metadata.values())
        return {
            **{name: tally.figures() for name, tally in self.tallies.items()},
            "target fields on matched rows": {
                name: round(count / self.pairs, 4)
                for name, count in self.fields.items()
            },
            "notice metadata": {
                name: f"{right}/{total}"
                for name, (right, total) in self.metadata.items()
            },
            "notice metadata accuracy": round(agreed / max(1, compared), 4),
        }


@dataclass(frozen=True, slots=True)
class _Page:
    """One annotated notice: its gold, its text without white space, and its rows."""

    stem: str
    gold: Mapping[str, Any]
    source: str
    notice: Row | None
    rows: Mapping[str, Sequence[dict[str, Any]]]
    aligned: Mapping[str, str]


def measure(version: Path, gold_dir: Path, source_dir: Path) -> Score:
    """Compare the CSV files under *version* with each gold file whose source is there.

    A notice that the package lacks counts as all missed; rows of notices without gold
    are left out; what the gold marks ``optional`` counts neither way.

    Raises:
        ReleaseError: the folder holds no table of notices, or no gold has a source.
    """
    tables = {name: _read_table(version, name) for name in _TABLES}
    if not tables["notices"]:
        raise ReleaseError(
            f"{version} holds no notices.csv with rows: run mubiao build"
        )
    score = Score()
    measured = 0
    for path in sorted(gold_dir.glob("*.json")):
        page = _page(path, source_dir, tables)
        if page is None:
            score.missing.append(f"{path.name}: its source is not in {source_dir}")
            continue
        measured += 1
        if page.notice is None:
            score.missing.append(f"{path.name}: its notice is not in the package")
        _add(score, page)
    if not measured:
        raise ReleaseError(f"no gold file of {gold_dir} has its source in {source_dir}")
    return score


def _add(score: Score, page: _Page) -> None:
    _add_targets(score, page)
    _add_responsibilities(score, page)
    _add_tasks(score, page)
    _add_papers(score, page)
    steps = page.gold["milestones"]
    score.tallies["milestones"].add(
        pair_milestones(steps, page.rows["milestones"], page.source),
        len(steps),
        len(page.rows["milestones"]),
    )
    _add_metadata(score, page)


def _read_table(version: Path, name: str) -> list[dict[str, Any]]:
    path = next(
        (
            p
            for p in (version / f"{name}.csv", version / "data" / f"{name}.csv")
            if p.is_file()
        ),
        None,
    )
    if path is None:
        return []
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _page(
    path: Path, source_dir: Path, tables: Mapping[str, list[dict[str, Any]]]
) -> _Page | None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    name = Path(gold["source"]).name
    source = next(iter(sorted(source_dir.rglob(name))), None)
    if source is None:
        return None
    by_file = {Path(row["source_file"]).name: row for row in tables["notices"]}
    notice = by_file.get(name)
    key = notice["notice_id"] if notice else None
    rows = {
        table: [dict(row) for row in some if key and row["notice_id"] == key]
        for table, some in tables.items()
    }
    text = flat(source.read_text(encoding="utf-8"))
    aligned = align_tasks(gold["tasks"], rows["tasks"], text)
    numbers = {row["task_id"]: row["number"] for row in rows["tasks"]}
    for row in rows["targets"]:
        task = row.get("task_id")
        row["task_number"] = aligned.get(task or "", numbers.get(task, task))
    return _Page(path.stem, gold, text, notice, rows, aligned)


def _add_targets(score: Score, page: _Page) -> None:
    gold, found = page.gold["targets"], page.rows["targets"]
    pairs = pair_targets(gold, found, page.source)
    spare = {j for i, j in pairs if gold[i].get("optional")}
    firm = [(i, j) for i, j in pairs if not gold[i].get("optional")]
    agreeing = [agreeing_fields(gold[i], found[j]) for i, j in firm]
    score.pairs += len(firm)
    for agreed in agreeing:
        for name, is_same in agreed.items():
            score.fields[name] += is_same
    strict = [all(agreed[name] for name in _STRICT) for agreed in agreeing]
    for group, belongs in _GROUPS.items():
        wanted = sum(belongs(row["kind"]) for row in gold if not row.get("optional"))
        given = sum(
            belongs(row.get("kind")) for j, row in enumerate(found) if j not in spare
        )
        inside = [belongs(gold[i]["kind"]) for i, _ in firm]
        score.tallies[f"{group} detect"].add(sum(inside), wanted, given)
        both = sum(a and b for a, b in zip(strict, inside, strict=True))
        score.tallies[f"{group} strict"].add(both, wanted, given)
    wanted = sum(not row.get("optional") for row in gold)
    score.tallies[f"targets strict [{page.stem}]"].add(
        sum(strict), wanted, len(found) - len(spare)
    )


def _add_responsibilities(score: Score, page: _Page) -> None:
    gold, found = page.gold["responsibilities"], page.rows["responsibilities"]
    wanted = {
        (row["task"], row["role"], plain(row["organization"]))
        for row in gold
        if not row["default"]
    }
    given = {
        (page.aligned.get(row["task_id"], "?"), row["role"], plain(row["organization"]))
        for row in found
        if not truth(row.get("default"))
    }
    score.tallies["responsibilities strict"].add(
        len(wanted & given), len(wanted), len(given)
    )
    default_wanted = {
        (row["role"], plain(row["organization"])) for row in gold if row["default"]
    }
    default_given = {
        (row["role"], plain(row["organization"]))
        for row in found
        if truth(row.get("default"))
    }
    score.tallies["default responsibilities"].add(
        len(default_wanted & default_given), len(default_wanted), len(default_given)
    )


def _add_tasks(score: Score, page: _Page) -> None:
    gold, found = page.gold["tasks"], page.rows["tasks"]
    spare = {task["number"] for task in gold if task.get("optional")}
    firm = {key: number for key, number in page.aligned.items() if number not in spare}
    wanted = len(gold) - len(spare)
    given = len(found) - (len(page.aligned) - len(firm))
    numbers = {row["task_id"]: row["number"] for row in found}
    same = sum(label(numbers[key]) == label(number) for key, number in firm.items())
    score.tallies["tasks"].add(len(firm), wanted, given)
    score.tallies["task numbers"].add(same, wanted, given)


def _add_papers(score: Score, page: _Page) -> None:
    def title(row: Row) -> str:
        return plain(row["title"])

    def number_or_title(row: Row) -> str:
        return plain(row.get("document_number")) or plain(row.get("title"))

    for table, key in (("deliverables", title), ("citations", number_or_title)):
        gold, found = page.gold[table], page.rows[table]
        agreed = common(map(key, gold), map(key, found))
        score.tallies[table].add(agreed, len(gold), len(found))


def _add_metadata(score: Score, page: _Page) -> None:
    for name, value in page.gold["notice"].items():
        if value is None:
            continue
        ours = page.notice.get(name) if page.notice else ""
        score.metadata[name][0] += bool(page.notice) and plain(ours) == plain(value)
        score.metadata[name][1] += 1
