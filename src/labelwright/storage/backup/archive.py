"""What the file of a backup looks like: a zip of `tables/NAME.jsonl`, `blobs/HASH` and, last, `manifest.json`.

A row is a JSON array in the order of the manifest's columns. A table's digest is the sum of its rows' SHA-256
modulo 2^256, so it does not depend on the order in which a database gives its rows.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Table, select

FORMAT = 1
MANIFEST = "manifest.json"
BATCH = 1_000

_ENCODER = msgspec.json.Encoder()


class TableKept(Struct, frozen=True):
    """What a table had: the names of its columns, the number of its rows, and their digest in hex."""

    columns: list[str]
    rows: int
    digest: str


class Kept(Struct, frozen=True):
    """What is in a backup. `revision` is the schema's, `created_at` microseconds UTC, `bytes` the blobs' size.

    `missing` are blobs that rows speak of and that the store did not have.
    """

    format: int
    revision: str
    created_at: int
    tables: dict[str, TableKept]
    blobs: int
    bytes: int
    missing: list[str] = []

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


class Digest:
    """Gathers the rows of a table, in any order."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, line: bytes) -> None:
        self.rows += 1
        self._sum += int.from_bytes(hashlib.sha256(line).digest())

    @property
    def hex(self) -> str:
        return f"{self._sum % 2**256:064x}"


def line(row: Sequence[Any]) -> bytes:
    """A row as it stands in the file, without the line's end."""
    return _ENCODER.encode(tuple(row))


def rows_of(conn: Connection, table: Table, columns: Sequence[str]) -> Any:
    """Every row of a table, streamed."""
    wanted = select(*(table.c[name] for name in columns))
    return conn.execute(wanted, execution_options={"yield_per": BATCH})
