"""Brings a backup back into either database, in one transaction, and compares what arrived with what was kept."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import msgspec
from sqlalchemy import Connection, Table, inspect, select

from labelwright.core.errors import Conflict, Invalid, InvalidFile
from labelwright.storage import bulk, migrate
from labelwright.storage.backup.archive import FORMAT, MANIFEST, Digest, Kept, TableKept, line, rows_of
from labelwright.storage.blobs import Blobs
from labelwright.storage.database import Database
from labelwright.storage.tables import items, metadata, projects

Tell = Callable[[str], None]


def restore(
    database: Database, blobs: Blobs, path: Path, *, replace: bool = False, tell: Tell = lambda _: None
) -> Kept:
    """Bring everything back, or nothing: what fails in the middle leaves the database and the blobs as they were.

    Raises `InvalidFile` where the file is no backup or is damaged, `Conflict` where it is of a newer schema, or
    where the database has something in it and `replace` is not set.
    """
    new: list[str] = []
    try:
        with _open(path) as archive, database.write() as conn:
            kept = _manifest(archive, path)
            _clear(conn, replace=replace)
            migrate.upgrade(conn, kept.revision)
            _fill(conn, archive, kept, path, tell)
            _restore_blobs(blobs, archive, path, new, tell)
            migrate.upgrade(conn)
    except BaseException:
        for blob_hash in new:
            blobs.delete(blob_hash)
        raise
    return kept


def _open(path: Path) -> ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (BadZipFile, FileNotFoundError, IsADirectoryError) as error:
        raise InvalidFile("This is no backup that can be read.", where=str(path)) from error


def _manifest(archive: ZipFile, path: Path) -> Kept:
    try:
        kept = msgspec.json.decode(archive.read(MANIFEST), type=Kept)
    except (KeyError, BadZipFile, msgspec.DecodeError) as error:
        raise InvalidFile("This is no backup of Labelwright, or not a whole one.", where=str(path)) from error
    if kept.format != FORMAT or not migrate.known(kept.revision):
        raise migrate.too_new(kept.revision)
    for name, table in kept.tables.items():
        if name not in metadata.tables or not set(table.columns) <= set(metadata.tables[name].columns.keys()):
            raise InvalidFile(f"The backup has a table {name} that does not belong in it.", where=str(path))
    return kept


def _clear(conn: Connection, *, replace: bool) -> None:
    """Remove our tables. Raises `Conflict` where one has rows and `replace` is not set."""
    there = set(inspect(conn).get_table_names())
    for table in metadata.sorted_tables:
        if table.name in there and not replace and conn.execute(select(table).limit(1)).first() is not None:
            raise Conflict(
                "The database is not empty.",
                where=table.name,
                remedy="Choose another one, or --replace this one.",
            )
    cascade = ""
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    else:
        cascade = " CASCADE"
        conn.exec_driver_sql("DROP FUNCTION IF EXISTS refuse_change CASCADE")
    ours = ["item_words", *(table.name for table in reversed(metadata.sorted_tables)), "alembic_version"]
    for name in ours:
        conn.exec_driver_sql(f"DROP TABLE IF EXISTS {name}{cascade}")


def _fill(conn: Connection, archive: ZipFile, kept: Kept, path: Path, tell: Tell) -> None:
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for table in metadata.sorted_tables:
        if table.name in kept.tables:
            tell(table.name)
            _fill_table(conn, archive, table, kept.tables[table.name], path)
    words = select(items.c.project_id, projects.c.number, items.c.seq, items.c.name, items.c.text).join(
        projects
    )
    tell("text search")
    bulk.insert_words(conn, conn.execute(words, execution_options={"yield_per": 1000}))


def _fill_table(conn: Connection, archive: ZipFile, table: Table, kept: TableKept, path: Path) -> None:
    bulk.insert_rows(conn, table, kept.columns, _rows(archive, table.name, len(kept.columns), path))
    digest = Digest()
    for row in rows_of(conn, table, kept.columns):
        digest.add(line(row))
    if (digest.rows, digest.hex) != (kept.rows, kept.digest):
        raise InvalidFile(
            f"The table {table.name} is not what it was: {digest.rows} rows instead of {kept.rows}, or changed ones.",
            where=str(path),
        )


def _rows(archive: ZipFile, name: str, width: int, path: Path) -> Iterator[list[Any]]:
    decoder = msgspec.json.Decoder(list[Any])
    try:
        with archive.open(f"tables/{name}.jsonl") as file:
            for number, encoded in enumerate(file, 1):
                row = decoder.decode(encoded)
                if len(row) != width:
                    raise InvalidFile(
                        f"Line {number} of {name} has {len(row)} values, not {width}.", where=str(path)
                    )
                yield row
    except (KeyError, BadZipFile, msgspec.DecodeError) as error:
        raise InvalidFile(f"The table {name} of the backup is damaged.", where=str(path)) from error


def _restore_blobs(blobs: Blobs, archive: ZipFile, path: Path, new: list[str], tell: Tell) -> None:
    tell("blobs")
    for info in archive.infolist():
        folder, _, blob_hash = info.filename.partition("/")
        if folder != "blobs" or blobs.exists(blob_hash):
            continue
        try:
            with archive.open(info) as file:
                stored = blobs.put(file, most=info.file_size)
        except BadZipFile as error:
            raise InvalidFile(f"The blob {blob_hash} of the backup is damaged.", where=str(path)) from error
        new.append(stored.hash)
        if stored.hash != blob_hash:
            raise Invalid(f"The blob {blob_hash} of the backup has another content.", where=str(path))
