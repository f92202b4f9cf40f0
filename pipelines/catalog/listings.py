"""The pages that list everything: paged so that full pages never change again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame
from pipelines.catalog.history import History
from pipelines.catalog.version import Row, digest


class Listing:
    """Pages of the rows of one table, the oldest arrivals on page 1.

    A row's place follows the arrival of its notice, so a new notice lengthens the
    last page and leaves the others as they lie.
    """

    batch = 20

    def __init__(
        self,
        frame: Frame,
        history: History,
        *,
        table: str,
        key: str,
        select: str,
        joins: str,
        order: str,
        size: int,
        place: str = "",
    ) -> None:
        """Give the query: *select* columns, *joins*, *order* of arrival, page *size*.

        *key* is the table's primary key: a page tells the version that last touched
        one of its rows, or of their notices. *place* is the folder of the pages where
        it is not named as the table.
        """
        self.frame = frame
        self.history = history
        self.name = f"list-{table}"
        self.table = table
        self.size = size
        self.folder = place or table
        frame.version.run(
            f'CREATE TEMP TABLE "list_{table}" AS SELECT {select}, '
            "greatest(of_row.last, of_notice.last) AS changed_in, "
            f"(row_number() OVER (ORDER BY {order}) - 1)AS place "
            f'FROM "{table}" AS r {joins} '
            "LEFT JOIN (SELECT key, max(place) AS last FROM history "
            f"WHERE tbl = '{table}' GROUP BY 1) AS of_row ON of_row.key = r.{key} "
            "LEFT JOIN (SELECT notice_id, max(place) AS last FROM history GROUP BY 1) "
            "AS of_notice ON of_notice.notice_id = r.notice_id ORDER BY place"
        )

    def units(self) -> Iterator[tuple[str, str]]:
        """Give the digest of the rows of each page, by page number."""
        rows = self.frame.version.ask(
            f"SELECT place // ? AS page, sum(hash(t)::HUGEINT) AS h, count(*) AS n, "
            f'max(changed_in) AS changed_in FROM "list_{self.table}" AS t '
            "GROUP BY 1 ORDER BY 1",
            [self.size],
        )
        last = max((row["page"] for row in rows), default=0)
        for row in rows:
            changed = self.history.at(row["changed_in"])
            inputs = (row["h"], row["n"], row["page"] == last, *changed)
            yield f"{row['page'] + 1:06}", digest(self.frame.inputs, *inputs)
        if not rows:
            yield "000001", digest(self.frame.inputs, "empty", *self.history.now)

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Render the pages *ids*."""
        last = self.last()
        for key in ids:
            number = int(key)
            rows = self.rows(number)
            touched = [row.pop("changed_in") for row in rows]
            changed = max((one for one in touched if one is not None), default=None)
            yield (
                key,
                list(
                    self.frame.both(
                        f"{self.folder}/list-{number}.html",
                        f"list_{self.table}.html",
                        rows=rows,
                        changed=self.history.at(changed),
                        number_of_page=number,
                        last=last,
                        fixed=number < last,
                    )
                ),
            )

    def last(self) -> int:
        """The number of the last page."""
        [row] = self.frame.version.ask(
            f'SELECT coalesce(max(place) // ?, 0) + 1 AS n FROM "list_{self.table}"',
            [self.size],
        )
        return int(row["n"])

    def rows(self, number: int) -> list[Row]:
        """The rows of page *number*."""
        return self.frame.version.ask(
            f'SELECT * FROM "list_{self.table}" WHERE place // ? = ? ORDER BY place',
            [self.size, number - 1],
        )


def listings(frame: Frame, history: History) -> tuple[Listing, ...]:
    """The lists of notices, targets and captures."""
    arrival: dict[str, Any] = {
        "joins": "JOIN (SELECT capture_id, received_at FROM captures) AS c "
        "ON r.capture_id = c.capture_id",
        "order": "c.received_at, r.notice_id",
    }
    targets = (
        "JOIN notices AS n ON r.notice_id = n.notice_id "
        "JOIN captures AS c ON n.capture_id = c.capture_id"
    )
    return (
        Listing(
            frame,
            history,
            table="notices",
            key="notice_id",
            select="r.*",
            size=100,
            **arrival,
        ),
        Listing(
            frame,
            history,
            table="targets",
            key="target_id",
            size=150,
            joins=targets,
            select="r.target_id, r.notice_id, r.indicator, r.kind, r.direction, "
            "r.comparator, r.value, r.value_max, r.unit, r.reference, r.deadline, "
            "r.deadline_stated, r.aspirational, r.binding, r.region_code, n.region",
            order="c.received_at, r.notice_id, r.char_start, r.target_id",
        ),
        Listing(
            frame,
            history,
            table="captures",
            key="capture_id",
            select="r.*",
            joins="",
            size=200,
            place="coverage",
            order="r.received_at, r.capture_id",
        ),
    )
