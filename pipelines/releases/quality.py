"""The quality report of a version: what was checked, measured and not covered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.releases.engine import engine, literal
from pipelines.releases.row_checks import row_checks
from pipelines.releases.standard_checks import FrictionlessReport
from pipelines.resources import folder
from pipelines.tables.schemas import PACKAGE, columns


def report(
    version_dir: Path,
    described: Mapping[str, Any],
    frictionless: FrictionlessReport,
    measured: Mapping[str, Any],
) -> dict[str, Any]:
    """Give the report of a staged version that has passed its checks.

    *frictionless* says which rows that validator read; *measured* is what others
    found (expectation suites, accuracy on gold with n and intervals) and
    stands under ``measured`` as it is.
    """
    rows = {part["name"]: part["rows"] for part in described["resources"]}
    return {
        "version": described["version"],
        "specimens": described["specimens"],
        "rows": rows,
        "checks": _checks(rows, frictionless),
        **_counts(version_dir),
        "known_issues": known_issues(),
        "measured": dict(measured),
    }


def known_issues() -> list[dict[str, str]]:
    """Give what is known to be amiss in any version, in English and Chinese."""
    path = folder("datapackages") / PACKAGE / "known-issues.json"
    said: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return said


def _checks(
    rows: Mapping[str, int], frictionless: FrictionlessReport
) -> list[dict[str, Any]]:
    total = sum(rows.values())
    with_evidence = sum(
        count for table, count in rows.items() if "char_start" in columns(table)
    )
    return [
        {
            "name": "descriptor",
            "says": "datapackage.json meets the Data Package profile 2.0",
            "passed": True,
        },
        {
            "name": "rows",
            "says": "required cells, closed lists, patterns, bounds and keys hold",
            "statements": len(list(row_checks())),
            "rows": total,
            "of": total,
            "passed": True,
        },
        {
            "name": "evidence",
            "says": "every quote equals its range of the published text",
            "rows": with_evidence,
            "of": with_evidence,
            "passed": True,
        },
        {
            "name": "csv",
            "says": "every cell of the CSV, read by another program, is that of the "
            "Parquet file",
            "rows": total,
            "of": total,
            "passed": True,
        },
        {
            "name": "frictionless",
            "says": frictionless.says,
            "rows": frictionless.rows,
            "of": total,
            "passed": True,
        },
    ]


def _counts(version_dir: Path) -> dict[str, Any]:
    with engine(version_dir / ".spill") as connection:

        def counted(table: str, column: str) -> dict[str, int]:
            path = literal(version_dir / "data" / f"{table}.parquet")
            found = connection.execute(
                f"SELECT {column}, count(*) FROM read_parquet({path}) "
                f"GROUP BY {column} ORDER BY count(*) DESC, {column}"
            ).fetchall()
            return {str(name): int(rows) for name, rows in found}

        numerals = counted("numerals", "disposition")
        total = sum(numerals.values())
        unexplained = numerals.get("unexplained", 0)
        linked = {
            f"{table}.{column}": _share(connection, version_dir, table, column)
            for table, column in (
                ("targets", "indicator_id"),
                ("responsibilities", "organization_id"),
                ("notices", "region_code"),
                ("citations", "cited_notice_id"),
            )
        }
        return {
            "captures": counted("captures", "status"),
            "not_covered": counted_reasons(connection, version_dir),
            "numerals": numerals,
            "unexplained_share": round(unexplained / total, 6) if total else None,
            "findings": counted("findings", "kind"),
            "linked_share": linked,
        }


def counted_reasons(connection: Any, version_dir: Path) -> list[dict[str, Any]]:
    """Give why captures were not read, with how many each."""
    path = literal(version_dir / "data" / "captures.parquet")
    rows = connection.execute(
        f"SELECT status, reason, count(*) FROM read_parquet({path}) "
        "WHERE status IN ('no_data', 'quarantined') GROUP BY ALL "
        "ORDER BY count(*) DESC, status, reason LIMIT 100"
    ).fetchall()
    return [{"status": s, "reason": why, "captures": n} for s, why, n in rows]


def _share(connection: Any, version_dir: Path, table: str, column: str) -> float | None:
    path = literal(version_dir / "data" / f"{table}.parquet")
    linked, rows = connection.execute(
        f"SELECT count({column}), count(*) FROM read_parquet({path})"
    ).fetchone()
    return round(linked / rows, 6) if rows else None
