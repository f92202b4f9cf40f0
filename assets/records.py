"""Where the events of runs are kept: as Dagster does in SQLite, for less.

Dagster opens a connection for each event, lets SQLAlchemy compile the same statements
anew, and waits for the disk three times. Of a build's 140 events that makes a second of
processor time, and on a busy disk many of waiting. Here the connection stays open.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from dagster._core.storage.event_log import ConsolidatedSqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from sqlalchemy import Connection, Engine, create_engine, event


class EventLog(ConsolidatedSqliteEventLogStorage):
    """The events of all runs in one SQLite file, on one open connection.

    A power cut may cost the last events; the file stays whole, since SQLite in its
    write-ahead mode needs a sync only where it folds the log in.
    """

    @cached_property
    def _engine(self) -> Engine:
        engine = create_engine(
            self._conn_string, connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS}
        )
        event.listen(engine, "connect", _trust_the_log)
        return engine

    @contextmanager
    def _connect(self) -> Iterator[Connection]:
        with self._engine.begin() as connection:
            yield connection

    def dispose(self) -> None:
        """Close the connection."""
        self._engine.dispose()
        super().dispose()  # type: ignore[no-untyped-call]


def _trust_the_log(connection: sqlite3.Connection, record: Any) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")
