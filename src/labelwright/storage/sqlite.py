"""How a SQLite file is opened: one writing connection, several reading ones, WAL."""

import sqlite3
import time
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from labelwright.core.errors import Invalid

BUSY_S = 30.0
READERS = 8


def writing(path: Path, *, full: bool) -> Engine:
    """An engine of one connection whose transactions take the write lock when they begin.

    With `full`, a commit survives a power cut; without, it survives a killed process and the file stays whole.
    """
    engine = _engine(path, most=1)

    def prepare(raw: sqlite3.Connection, _: object) -> None:
        _use_wal(raw)
        raw.execute(f"PRAGMA synchronous = {'FULL' if full else 'NORMAL'}")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA cache_size = -32000")
        raw.execute("PRAGMA temp_store = MEMORY")
        raw.execute("PRAGMA wal_autocheckpoint = 4000")
        raw.execute("PRAGMA journal_size_limit = 67108864")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin("BEGIN IMMEDIATE"))
    return engine


def reading(path: Path) -> Engine:
    """An engine whose transactions see one moment of the database and cannot write."""
    engine = _engine(path, most=READERS)

    def prepare(raw: sqlite3.Connection, _: object) -> None:
        raw.execute("PRAGMA query_only = ON")
        raw.execute("PRAGMA cache_size = -16000")
        raw.execute("PRAGMA temp_store = MEMORY")
        raw.execute("PRAGMA mmap_size = 134217728")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin("BEGIN"))
    return engine


def _engine(path: Path, *, most: int) -> Engine:
    if not path.parent.is_dir():
        raise Invalid(
            "The folder of the database does not exist.", where=str(path.parent), remedy="Create it."
        )
    arguments: dict[str, Any] = {
        "isolation_level": None,  # we begin and end transactions ourselves
        "check_same_thread": False,  # the pool hands a connection to one thread at a time
        "timeout": BUSY_S,
        "cached_statements": 512,
    }
    return create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool,
        pool_size=most,
        max_overflow=0,
        pool_timeout=BUSY_S,
        connect_args=arguments,
    )


def _use_wal(raw: sqlite3.Connection) -> None:
    """Have a write-ahead log. Of several that open a new file at once, SQLite turns away all but one at once,
    without the patience it has for everything else, so the others ask again.
    """
    patience = time.monotonic() + BUSY_S
    while True:
        try:
            raw.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > patience:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(statement: str) -> Any:
    def begin(conn: Connection) -> None:
        cast(sqlite3.Connection, conn.connection.driver_connection).execute(statement)

    return begin
