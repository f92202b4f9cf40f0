"""What notices share, cut by their arrival into pages that a new notice leaves alone.

The rows of an indicator, a body or a region stand in parts of about 100, in order of
arrival, never parting a notice. The last two parts make the page itself (number 0);
each earlier one is a page of its own, numbered from 1, that changes only if one of its
own rows does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipelines.catalog.frame import Frame, slug
from pipelines.catalog.history import TOUCHED, Changed, History
from pipelines.catalog.sums import beside
from pipelines.catalog.version import Row, digest

PART = 100
"""Rows after which the next notice opens a new part."""
LAID_OUT = """
CREATE TEMP TABLE "{name}" AS
WITH held AS (
  SELECT k, notice_id, sum(h::HUGEINT) AS h, count(*) AS n FROM ({rows}) GROUP BY ALL),
counted AS (
  SELECT held.*, l.place, coalesce(sum(n) OVER (PARTITION BY k ORDER BY l.place
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) // {part} AS step
  FROM held JOIN list_notices AS l ON held.notice_id = l.notice_id),
placed AS (
  SELECT *, dense_rank() OVER (PARTITION BY k ORDER BY step) AS part FROM counted),
ended AS (SELECT *, max(part) OVER (PARTITION BY k) - 2 AS earlier FROM placed),
paged AS (
  SELECT * EXCLUDE (step, part),
  CASE WHEN part > earlier THEN 0 ELSE part END AS page FROM ended)
SELECT *, page || '/' || k AS unit FROM paged
"""
SUMMED = """
CREATE TEMP TABLE "{name}_pages" AS
WITH seen AS (
  SELECT notice_id, sum(h::HUGEINT) AS h FROM ({seen}) GROUP BY 1),
summed AS (
  SELECT p.k, p.page, p.unit, any_value(greatest(p.earlier, 0))::INTEGER AS earlier,
    sum(p.h) AS h, sum(p.n)::INTEGER AS n, sum(s.h) AS seen, max(c.h) AS touched
  FROM "{name}" AS p JOIN seen AS s ON s.notice_id = p.notice_id
  LEFT JOIN "{touched}" AS c ON c.k = p.notice_id
  GROUP BY p.k, p.page, p.unit),
whole AS (
  SELECT k, sum(h) AS h, sum(n)::INTEGER AS n, sum(seen) AS seen,
    max(touched) AS touched
  FROM summed GROUP BY k)
SELECT s.k, s.page, s.unit, row_number() OVER (ORDER BY s.k, s.page) AS standing,
  s.earlier, w.n AS total,
  CASE WHEN s.page = 0 THEN w.touched ELSE s.touched END AS touched,
  concat_ws('/', s.h, s.n, s.seen, s.page = s.earlier,
    CASE WHEN s.page = 0 THEN concat_ws('/', s.earlier, w.h, w.n, w.seen) END) AS h
FROM summed AS s JOIN whole AS w ON w.k = s.k
"""
"""The pages: a thing's own page depends on all of its rows."""
SCANS = 8
"""Times that all rows are looked through before laying them out by page costs less."""


class Part(NamedTuple):
    """One page of a thing that notices share.

    ``page`` is its number, 0 for the thing's own page; ``standing`` its place
    among the pages of all things; ``earlier`` the number of the earlier pages;
    ``total`` all rows of the thing.
    """

    key: str
    page: int
    standing: int
    earlier: int
    total: int
    changed: Changed

    @property
    def stem(self) -> str:
        """What follows the file's name: nothing, or ``.3`` on page 3."""
        return f".{self.page}" if self.page else ""

    @property
    def shown(self) -> dict[str, Any]:
        """What a template asks of a page; only the thing's own page tells totals."""
        return {
            "page": self.page,
            "earlier": self.earlier,
            "newest": self.page == self.earlier,
            "total": self.total,
            "changed": self.changed,
        }


class Parts:
    """The rows that name a thing in their column *key*, as pages by unit."""

    def __init__(
        self,
        frame: Frame,
        history: History,
        key: str,
        tables: Sequence[str],
        beside: Sequence[str] = ("notices",),
    ) -> None:
        """Lay out the rows of *tables*, which show rows of the same notice *beside*."""
        self.frame = frame
        self.table = f"parts_{key}"
        rows = " UNION ALL ".join(
            f'SELECT "{key}" AS k, notice_id, hash(t) AS h FROM "{table}" AS t '
            f'WHERE "{key}" IS NOT NULL'
            for table in tables
        )
        seen = " UNION ALL ".join(
            f'SELECT notice_id, hash(t) AS h FROM "{table}" AS t' for table in beside
        )
        self.history = history
        self._asked = Counter[str]()
        run = frame.version.run
        run(LAID_OUT.format(name=self.table, rows=rows, part=PART))
        run(SUMMED.format(name=self.table, seen=seen, touched=TOUCHED))

    def units(self, *named: str) -> Iterator[tuple[str, str]]:
        """Give each page and its digest; *named* are tables of digests by thing.

        These tell what names the thing; see ``sums``.
        """
        said, joins = beside("p", named)
        query = (
            f"SELECT p.unit, p.touched, concat_ws('|', p.h, {said}) "
            f'FROM "{self.table}_pages" AS p {joins} ORDER BY p.standing'
        )
        for unit, touched, inputs in self.frame.version.rows(query):
            changed = self.history.at(touched)
            yield unit, digest(self.frame.inputs, inputs, *changed)

    def held(self, units: Sequence[str]) -> dict[str, Part]:
        """Describe the pages *units*."""
        query = (
            "SELECT unit, k, page, standing, earlier, total, touched "
            f'FROM "{self.table}_pages" WHERE unit IN (SELECT unnest(?))'
        )
        return {
            row["unit"]: Part(
                row["k"],
                row["page"],
                row["standing"],
                row["earlier"],
                row["total"],
                self.history.at(row["touched"]),
            )
            for row in self.frame.version.ask(query, [list(units)])
        }

    def grouped(self, query: str, units: Sequence[str]) -> dict[str, list[Row]]:
        """Give the rows of *query* by their column ``page_unit``.

        The query joins the table ``{parts}``, which has the columns ``k`` (the thing),
        ``notice_id``, ``unit`` and ``standing``, of the pages *units*.
        """
        parts = f"({self._placed()} WHERE unit IN (SELECT unnest(?)))"
        return self._by_unit(query.format(parts=parts), [list(units)])

    def sorted(self, query: str, units: Sequence[str]) -> dict[str, list[Row]]:
        """Give what ``grouped`` gives, for the next of many lists of *units* in order.

        The query orders its rows by ``standing`` and gives it as a column. When it was
        asked often, all of its rows are laid out in that order, and those of a page
        are read where they lie.
        """
        self._asked[query] += 1
        if self._asked[query] <= SCANS:
            return self.grouped(query, units)
        name = f"{self.table}_in_order_{list(self._asked).index(query)}"
        if self._asked[query] == SCANS + 1:
            rows = query.format(parts=f"({self._placed()})")
            self.frame.version.run(f'CREATE TEMP TABLE "{name}" AS {rows}')
        standing = [part.standing for part in self.held(units).values()]
        return self._by_unit(
            f'SELECT * FROM "{name}" WHERE standing BETWEEN ? AND ? '
            "AND page_unit IN (SELECT unnest(?)) ORDER BY rowid",
            [min(standing), max(standing), list(units)],
        )

    def _placed(self) -> str:
        return (
            f'SELECT p.*, u.standing FROM "{self.table}" AS p '
            f'JOIN "{self.table}_pages" AS u USING (unit)'
        )

    def _by_unit(
        self, query: str, parameters: Sequence[object]
    ) -> dict[str, list[Row]]:
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in self.frame.version.ask(query, parameters):
            row.pop("standing", None)
            groups[row.pop("page_unit")].append(row)
        return groups


def keys(parts: Mapping[str, Part]) -> list[str]:
    """Give the things whose own page is among *parts*."""
    return [part.key for part in parts.values() if not part.page]


def twins(part: Part) -> dict[str, list[str]]:
    """Name the JSON files that hold the earlier rows of a thing, on its own page."""
    if part.page or not part.earlier:
        return {}
    name = slug(part.key)
    return {"earlier": [f"{name}.{page}.json" for page in range(1, part.earlier + 1)]}
