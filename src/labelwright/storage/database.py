"""The database and the unit of work: `read()` and `write()` give a connection in one transaction.

Nobody else begins, commits or rolls back. On SQLite one writer at a time holds the process-wide turn.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from labelwright.core.errors import Invalid, Unavailable
from labelwright.storage import migrate, postgresql, sqlite
from labelwright.storage.turns import Turns

Dialect = Literal["sqlite", "postgresql"]


class Database:
    """One database, `sqlite:///path` or `postgresql+psycopg://…`, shared by all threads of a process.

    `durable` is "normal" or "full" (a commit on SQLite survives a power cut). Opening connects to nothing.
    """

    dialect: Dialect

    def __init__(self, url: str, *, durable: str = "normal") -> None:
        self.url = url
        try:
            parsed = make_url(url)
        except ArgumentError as error:
            raise _not_a_database(url) from error
        if parsed.drivername in ("sqlite", "sqlite+pysqlite") and parsed.database:
            path = Path(parsed.database)
            self.dialect = "sqlite"
            self._writing = sqlite.writing(path, full=durable == "full")
            self._reading = sqlite.reading(path)
            self._turns: Turns | nullcontext[None] = Turns(sqlite.BUSY_S)
        elif parsed.drivername == "postgresql+psycopg":
            self.dialect = "postgresql"
            self._writing = postgresql.writing(url)
            self._reading = postgresql.reading(self._writing)
            self._turns = nullcontext()
        else:
            raise _not_a_database(url)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database and cannot write."""
        with self._reading.connect() as conn, conn.begin():
            yield conn

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed when the block ends, undone when it raises. Not to be nested.

        On PostgreSQL it is READ COMMITTED: callers lock the rows they decide on.
        """
        with self._turns, self._writing.connect() as conn, conn.begin():
            yield conn

    def upgrade(self) -> None:
        """Bring the schema up to date, once, whoever else starts at the same moment.

        Raises `Conflict` where a newer Labelwright has been here, `Unavailable` where nothing answers.
        """
        try:
            with self.write() as conn:
                migrate.upgrade(conn)
        except DatabaseError as error:
            raise Unavailable(
                f"The database cannot be used: {error.orig}.", remedy="Check the setting database_url."
            ) from error

    def close(self) -> None:
        """Close every connection. On SQLite this also folds the write-ahead log into the file."""
        self._reading.dispose()
        self._writing.dispose()


def _not_a_database(url: str) -> Invalid:
    scheme = url.partition(":")[0]
    return Invalid(
        f"“{scheme}” is no database Labelwright can use.",
        where="database_url",
        remedy="Write sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME.",
    )
