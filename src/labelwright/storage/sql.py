"""One statement, written once with `:names`, for both databases. The only SQL that goes round SQLAlchemy's execution.

Handing out and taking in a task is some forty statements; run on the driver itself they cost a third of what they
cost through SQLAlchemy, whose connection still owns the transaction.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, cast

from sqlalchemy import Connection

_NAME = re.compile(r":([a-z_]+)")


class Cursor(Protocol):
    """What both drivers give back: rows as tuples."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...


class Sql:
    """A statement. `lock` is added on PostgreSQL; on SQLite a writing unit of work has the whole database."""

    __slots__ = ("_texts",)

    def __init__(self, statement: str, lock: str = "") -> None:
        named = _NAME.sub(r"%(\1)s", statement)
        self._texts = {"sqlite": statement, "postgresql": f"{named} {lock}" if lock else named}

    def __call__(self, conn: Connection, params: Mapping[str, Any]) -> Cursor:
        driver = cast(Any, conn.connection.driver_connection)
        return cast(Cursor, driver.execute(self._texts[conn.dialect.name], params))

    def text(self, dialect: str) -> str:
        """The statement as that database's driver is given it."""
        return self._texts[dialect]

    def scalar(self, conn: Connection, params: Mapping[str, Any]) -> Any:
        """The first column of the first row, or None where there is none."""
        row = self(conn, params).fetchone()
        return row[0] if row is not None else None

    def many(self, conn: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """The same statement once for each row."""
        for row in rows:
            self(conn, row)
