"""Writes a backup while work goes on: all tables as of one moment, then every blob. Changes nothing."""

import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import msgspec
from sqlalchemy import Connection, Table, inspect, select

from labelwright.core.errors import Conflict, Invalid
from labelwright.storage import migrate
from labelwright.storage.backup.archive import FORMAT, MANIFEST, Digest, Kept, TableKept, line, rows_of
from labelwright.storage.blobs import Blobs
from labelwright.storage.database import Database
from labelwright.storage.ids import now_us
from labelwright.storage.tables import items, metadata, pictures, renditions

Tell = Callable[[str], None]


def back_up(database: Database, blobs: Blobs, path: Path, *, tell: Tell = lambda _: None) -> Kept:
    """Write everything to a new file, which appears under its name when it is whole.

    Raises `Conflict` where the file exists and `Invalid` where the database has no schema yet.
    """
    if path.exists():
        raise Conflict(
            "There is a file of this name already.", where=str(path), remedy="Choose another name."
        )
    beside = path.with_name(f"{path.name}.part")
    try:
        with zipfile.ZipFile(beside, "w", compresslevel=1) as archive:
            kept = _write(database, blobs, archive, tell)
        _sync(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return kept


def _write(database: Database, blobs: Blobs, archive: ZipFile, tell: Tell) -> Kept:
    with database.read() as conn:
        revision = migrate.current(conn)
        if revision is None:
            raise Invalid("There is nothing to back up: the database has no tables.", where="database_url")
        there = set(inspect(conn).get_table_names())
        tables = {
            str(table.name): _write_table(conn, table, archive, tell)
            for table in metadata.sorted_tables
            if table.name in there
        }
        wanted = set(_wanted(conn))
    count, size, missing = _write_blobs(blobs, wanted, archive, tell)
    kept = Kept(FORMAT, revision, now_us(), tables, count, size, missing)
    archive.writestr(ZipInfo(MANIFEST), msgspec.json.format(msgspec.json.encode(kept), indent=1))
    return kept


def _write_table(conn: Connection, table: Table, archive: ZipFile, tell: Tell) -> TableKept:
    tell(table.name)
    columns = [str(column.name) for column in table.columns]
    digest = Digest()
    with archive.open(_member(f"tables/{table.name}.jsonl", ZIP_DEFLATED), "w", force_zip64=True) as file:
        for row in rows_of(conn, table, columns):
            encoded = line(row)
            digest.add(encoded)
            file.write(encoded + b"\n")
    return TableKept(columns, digest.rows, digest.hex)


def _write_blobs(blobs: Blobs, wanted: set[str], archive: ZipFile, tell: Tell) -> tuple[int, int, list[str]]:
    """Every blob that a row speaks of. They were stored before the rows were, so none can be on its way."""
    tell("blobs")
    count = size = 0
    missing = []
    for blob_hash in sorted(wanted):
        if not blobs.exists(blob_hash):
            missing.append(blob_hash)
            continue
        with archive.open(_member(f"blobs/{blob_hash}", ZIP_STORED), "w", force_zip64=True) as file:
            for chunk in blobs.open_range(blob_hash):
                size += len(chunk)
                file.write(chunk)
        count += 1
    return count, size, missing


def _wanted(conn: Connection) -> Iterator[str]:
    tables = metadata.tables
    for column in (
        items.c.blob_hash,
        pictures.c.hash,
        renditions.c.hash,
        tables["blobs"].c.hash,
        tables["uploads"].c.blob_hash,
    ):
        yield from conn.execute(select(column).where(column.is_not(None)).distinct()).scalars()


def _member(name: str, compression: int) -> ZipInfo:
    info = ZipInfo(name)
    info.compress_type = compression
    return info


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
