"""Digests of rows by what they belong to, laid out as tables beside those of a version.

They are summed, joined and read in pieces by the database, so that however many notices
there are, none of it is held here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.catalog.version import Version

SUMMED = """
CREATE TEMP TABLE "{sums}" AS
SELECT "{key}" AS k, sum(hash(t)::HUGEINT) || '/' || count(*) AS h
FROM "{table}" AS t WHERE "{key}" IS NOT NULL GROUP BY 1
"""
LINKED = """
CREATE TEMP TABLE "{sums}" AS
SELECT t."{key}" AS k, sum(DISTINCT hash(r)::HUGEINT)::VARCHAR AS h
FROM "{table}" AS t JOIN "{register}" AS r ON t."{link}" = r."{link}"
WHERE t."{key}" IS NOT NULL GROUP BY 1
"""


class Sums:
    """Makes tables of a digest ``h`` for each value ``k`` of a column, each once."""

    def __init__(self, version: Version) -> None:
        self._version = version
        self._made: set[str] = set()

    def of(self, table: str, key: str) -> str:
        """Name the table of digests of the rows of *table* by its column *key*.

        They are blind to the order of the rows.
        """
        sums = f"sums_{table}_{key}"
        return self._make(sums, SUMMED.format(sums=sums, table=table, key=key))

    def linked(self, table: str, key: str, register: str, link: str) -> str:
        """Name the table of digests of the *register* rows that *table* links to.

        Rows are linked by their column *link*.
        """
        sums = f"sums_{table}_{key}_{register}"
        query = LINKED.format(
            sums=sums, table=table, key=key, register=register, link=link
        )
        return self._make(sums, query)

    def joined(self, first: str, *others: str) -> Iterator[tuple[str, str]]:
        """Give the keys of the table *first*, in their order, and all their digests.

        Nothing else may be asked of the version before the last one was given.
        """
        said, joins = beside("a", others)
        return self._version.rows(
            f"SELECT a.k, concat_ws('|', a.h, {said}) "
            f'FROM "{first}" AS a {joins} ORDER BY a.k'
        )

    def _make(self, sums: str, query: str) -> str:
        if sums not in self._made:
            self._version.run(query)
            self._made.add(sums)
        return sums


def beside(alias: str, tables: Sequence[str]) -> tuple[str, str]:
    """Give columns and joins of an SQL query that puts digests beside ``alias.k``."""
    columns = "".join(f", coalesce(s{n}.h::VARCHAR, '')" for n in range(len(tables)))
    joins = " ".join(
        f'LEFT JOIN "{table}" AS s{n} ON s{n}.k = {alias}.k'
        for n, table in enumerate(tables)
    )
    return f"''{columns}", joins
