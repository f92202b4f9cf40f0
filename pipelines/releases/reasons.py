"""Why a row changed between two versions.

The reason of a fact is told from the notice that it belongs to: is it new, was it
received anew, read by other rules, or did only a link to a register change. An entry of
a register that came or went has the reason of the rows that lead to it; where none
does, or where an entry that both versions hold differs, the register itself changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.releases.engine import literal, quoted
from pipelines.tables.schemas import FACTS, REGISTERS, primary_key, schema

if TYPE_CHECKING:
    import duckdb

REASONS = {
    "first": "first version",
    "new_notice": "a notice was added",
    "withdrawn_notice": "a notice is no longer held",
    "new_capture": "the notice was received anew",
    "rule": "rules, lexicons or code that read it changed",
    "register": "a register changed",
    "correction": "the row was corrected",
}
_LINKS = frozenset(
    {"organization_id", "indicator_id", "cited_notice_id", "region_code"}
)
_OF_ITS_ADDRESS = (
    "source_file",
    "source_url",
    "received_at",
    "returned_at",
    "gone_since",
    "part_of",
)
# Of several reasons why an entry came or went, the first of these is told: a row of a
# notice that was held before says more than one of a notice that came with the entry.
_RANKED = (
    "register",
    "correction",
    "rule",
    "new_capture",
    "withdrawn_notice",
    "new_notice",
)


def give_reasons(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Say why each row of a fact table changed.

    Reads ``changes``, ``old_notices`` and ``new_notices`` of the connection.
    """
    links = ", ".join(literal(name) for name in sorted(_LINKS))
    for name, mine, other in (("came", "new", "old"), ("went", "old", "new")):
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT notice_id FROM "
            f"{mine}_notices ANTI JOIN {other}_notices USING (notice_id)"
        )
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE why AS
        SELECT c.key, c.change,
          CASE
            WHEN any_value(o.notice_id) IS NULL THEN 'new_notice'
            WHEN any_value(n.notice_id) IS NULL THEN 'withdrawn_notice'
            WHEN any_value(o.capture_id) IS DISTINCT FROM any_value(n.capture_id)
              OR any_value(o.text_sha256) IS DISTINCT FROM any_value(n.text_sha256)
              THEN 'new_capture'
            WHEN bool_and(c.col = 'cited_notice_id') AND bool_or(
              c.new IN (SELECT notice_id FROM came)) THEN 'new_notice'
            WHEN bool_and(c.col = 'cited_notice_id') AND bool_or(
              c.old IN (SELECT notice_id FROM went)) THEN 'withdrawn_notice'
            WHEN bool_and(c.col IN ({links})) THEN 'register'
            WHEN any_value(o.reader_version) IS DISTINCT FROM
              any_value(n.reader_version) THEN 'rule'
            ELSE 'correction'
          END AS reason
        FROM changes c
        LEFT JOIN old_notices o ON o.notice_id = c.notice_id
        LEFT JOIN new_notices n ON n.notice_id = c.notice_id
        WHERE c.tbl = {literal(table)} GROUP BY c.key, c.change
        """
    )
    connection.execute(
        f"UPDATE changes SET reason = why.reason FROM why WHERE changes.key = why.key "
        f"AND changes.change = why.change AND changes.tbl = {literal(table)}"
    )
    if table == "captures":
        _give_reasons_of_captures(connection)


def _give_reasons_of_captures(connection: duckdb.DuckDBPyConnection) -> None:
    """Say why captures changed that have no notice of their own, or one held before.

    What was received stays what it is: where it is told otherwise, its address has told
    something new, or rules have changed.
    """
    connection.execute(
        "UPDATE changes SET reason = 'new_capture' WHERE tbl = 'captures' "
        "AND change = 'added' AND coalesce(notice_id, '') NOT IN "
        "(SELECT notice_id FROM came)"
    )
    connection.execute(
        "UPDATE changes SET reason = CASE WHEN key IN (SELECT key FROM changes "
        "WHERE tbl = 'captures' AND change = 'changed' "
        f"AND col IN {_OF_ITS_ADDRESS!r}) THEN 'new_capture' ELSE 'rule' END "
        "WHERE tbl = 'captures' AND change = 'changed' "
        "AND (notice_id IS NULL OR reason = 'correction')"
    )


def give_register_reasons(
    connection: duckdb.DuckDBPyConnection, old: Path, new: Path
) -> None:
    """Say why each entry of a register changed; the facts' reasons must be there."""
    for change, folder in (("added", new), ("removed", old)):
        _follow(connection, change, folder)
        connection.execute(
            "UPDATE changes SET reason = led.reason FROM (SELECT register, entry, "
            f"list_extract({list(_RANKED)}, min(rank)) AS reason FROM led "
            f"GROUP BY ALL) AS led WHERE changes.change = {literal(change)} "
            "AND changes.tbl = led.register AND changes.key = led.entry"
        )
    registers = ", ".join(map(literal, REGISTERS))
    connection.execute(
        "UPDATE changes SET reason = 'register' "
        f"WHERE tbl IN ({registers}) AND reason IS NULL"
    )


def _follow(connection: duckdb.DuckDBPyConnection, change: str, folder: Path) -> None:
    """List the entries that the changed rows of *folder* lead to, and their reasons.

    From one entry the way goes on to another (the place above, a forerunner) where the
    first came or went itself.
    """
    seeds = " UNION ALL ".join(
        f"SELECT {literal(register)} AS register, t.{quoted(column)} AS entry, "
        f"c.reason FROM changes c JOIN {_parquet(folder, table)} t ON t.{key} = c.key "
        f"WHERE c.tbl = {literal(table)} AND c.change IN ({literal(change)}, 'changed')"
        for table, column, register in _references(connection, FACTS, folder)
        for key in [quoted(primary_key(table))]
    )
    edges = " UNION ALL ".join(
        f"SELECT {literal(table)} AS from_register, {quoted(primary_key(table))} AS "
        f"from_entry, {literal(register)} AS register, {quoted(column)} AS entry "
        f"FROM {_parquet(folder, table)}"
        for table, column, register in _references(connection, REGISTERS, folder)
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE led AS WITH RECURSIVE
        gone AS (SELECT tbl AS register, key AS entry FROM changes
          WHERE change = {literal(change)}),
        edges AS ({edges}),
        led(register, entry, rank) AS (
          SELECT DISTINCT register, entry, list_position({list(_RANKED)}, reason)
          FROM ({seeds})
          SEMI JOIN gone USING (register, entry)
          UNION
          SELECT e.register, e.entry, led.rank FROM led JOIN edges e
            ON e.from_register = led.register AND e.from_entry = led.entry
            JOIN gone ON gone.register = e.register AND gone.entry = e.entry)
        SELECT * FROM led
        """
    )


def _references(
    connection: duckdb.DuckDBPyConnection, tables: tuple[str, ...], folder: Path
) -> list[tuple[str, str, str]]:
    """Give (table, column, register) of all columns that name a register's entry.

    An older version may lack a table or a column.
    """
    found = []
    for table in tables:
        if not (folder / "data" / f"{table}.parquet").exists():
            continue
        described = connection.execute(f"DESCRIBE FROM {_parquet(folder, table)}")
        held = {row[0] for row in described.fetchall()}
        for reference in schema(table).get("foreignKeys", ()):
            [column] = reference["fields"]
            register = reference["reference"].get("resource", table)
            if register in REGISTERS and column in held:
                found.append((table, column, register))
    return found


def _parquet(folder: Path, table: str) -> str:
    return f"read_parquet({literal(folder / 'data' / f'{table}.parquet')})"
