"""Files that arrive piece by piece, and go on where they broke off. What has arrived lies in the data directory.

The database says how much of a file counts; bytes beyond that, from a piece that a crash cut short, are dropped. A
file that is whole becomes a blob.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct
from sqlalchemy import Connection, Row, delete, insert, select, update

from labelwright.core.errors import Conflict, Invalid, NotFound, TooLarge
from labelwright.storage.blobs import Blobs
from labelwright.storage.database import Database
from labelwright.storage.ids import new_id, now_us
from labelwright.storage.tables import uploads

MAX_PIECE = 64 * 1024 * 1024
KEPT_S = 7 * 86400


class Upload(Struct, frozen=True):
    """`offset` bytes of `size` have arrived; `blob` is the hash of the whole once it is."""

    id: str
    name: str
    size: int
    offset: int
    user_id: str
    blob: str | None


class Uploads:
    """Uploads of one installation. `folder` is shared by all processes that may receive a piece."""

    def __init__(self, database: Database, blobs: Blobs, folder: Path, *, max_bytes: int) -> None:
        self._database = database
        self._blobs = blobs
        self._folder = folder
        self._max_bytes = max_bytes

    def begin(self, name: str, size: int, user_id: str) -> Upload:
        """A new upload. Raises `TooLarge`, or `Invalid` for a name or size that cannot be."""
        if size > self._max_bytes:
            raise TooLarge(f"The file is larger than {self._max_bytes:,} bytes.", where=name[:200])
        if size < 0 or not name or len(name) > 1000 or any(ord(char) < 32 for char in name):
            raise Invalid("An upload has a name without control characters, and a size of 0 bytes or more.")
        now, upload_id = now_us(), new_id()
        row = {"id": upload_id, "user_id": user_id, "name": name, "size": size}
        with self._database.write() as conn:
            conn.execute(insert(uploads).values(**row, received=0, created_at=now, updated_at=now))
        if size == 0:
            return self.append(upload_id, 0, b"", user_id=user_id)
        return self.get(upload_id, user_id=user_id)

    def get(self, upload_id: str, *, user_id: str) -> Upload:
        """Raises `NotFound`, also where the upload is another person's."""
        with self._database.read() as conn:
            return _upload(self._row(conn, upload_id, user_id))

    def append(
        self, upload_id: str, offset: int, data: bytes, *, user_id: str, sha256: str | None = None
    ) -> Upload:
        """Add a piece at `offset`, which must be where the upload stands.

        Raises `Conflict` for a piece that comes twice or too early, `Invalid` for one whose checksum is wrong or
        that reaches beyond the file's size.
        """
        if len(data) > MAX_PIECE:
            raise TooLarge(f"A piece is at most {MAX_PIECE:,} bytes.")
        if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256.lower():
            raise Invalid("The piece arrived damaged: its checksum is another.", remedy="Send it again.")
        with self._held(upload_id) as file:
            with self._database.read() as conn:
                row = self._row(conn, upload_id, user_id)
            if row.received != offset or row.blob_hash is not None:
                raise Conflict(
                    f"The upload stands at byte {row.received}, not {offset}.", remedy="Go on from there."
                )
            received = offset + len(data)
            if received > row.size:
                raise Invalid(f"The piece reaches beyond the {row.size} bytes that were announced.")
            file.truncate(offset)
            file.seek(offset)
            file.write(data)
            file.flush()
            with self._database.write() as conn:
                changes = {"received": received, "updated_at": now_us()}
                conn.execute(update(uploads).where(uploads.c.id == upload_id).values(**changes))
        if received == row.size:
            self._complete(upload_id)
        return self.get(upload_id, user_id=user_id)

    def blob_of(self, upload_id: str, *, user_id: str) -> tuple[str, str]:
        """The blob and the name of a file that is whole. Raises `Conflict` where it is not."""
        upload = self.get(upload_id, user_id=user_id)
        if upload.blob is None and upload.offset == upload.size:
            self._complete(upload_id)
            upload = self.get(upload_id, user_id=user_id)
        if upload.blob is None:
            raise Conflict(f"Only {upload.offset:,} of {upload.size:,} bytes of the upload have arrived.")
        return upload.blob, upload.name

    def sweep(self) -> int:
        """Drop what was begun and left alone for a week. Returns how many."""
        before = now_us() - KEPT_S * 1_000_000
        stale = select(uploads.c.id).where(uploads.c.updated_at < before, uploads.c.blob_hash.is_(None))
        with self._database.write() as conn:
            ids = list(conn.execute(stale).scalars())
            conn.execute(delete(uploads).where(uploads.c.id.in_(ids)))
        for upload_id in ids:
            self._path(upload_id).unlink(missing_ok=True)
        return len(ids)

    @contextmanager
    def _held(self, upload_id: str) -> Iterator[BinaryIO]:
        """The file of an upload, kept from every other process and thread: one piece is written at a time."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self._path(upload_id), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file

    def _complete(self, upload_id: str) -> None:
        """Make the whole a blob. Two who do it at once put the same blob."""
        path = self._path(upload_id)
        try:
            with path.open("rb") as file:
                blob = self._blobs.put(file).hash
        except FileNotFoundError:
            self._await_other(upload_id)
            return
        with self._database.write() as conn:
            conn.execute(update(uploads).where(uploads.c.id == upload_id).values(blob_hash=blob))
        path.unlink(missing_ok=True)

    def _await_other(self, upload_id: str) -> None:
        with self._database.read() as conn:
            whole = conn.execute(select(uploads.c.blob_hash).where(uploads.c.id == upload_id)).scalar()
        if whole is None:
            raise Conflict("What had arrived of the upload is gone.", remedy="Begin it anew.")

    def _row(self, conn: Connection, upload_id: str, user_id: str) -> Row[Any]:
        query = select(uploads).where(uploads.c.id == upload_id, uploads.c.user_id == user_id)
        row = conn.execute(query).first()
        if row is None:
            raise NotFound("There is no such upload.")
        return row

    def _path(self, upload_id: str) -> Path:
        return self._folder / f"{upload_id}.part"


def _upload(row: Row[Any]) -> Upload:
    return Upload(row.id, row.name, row.size, row.received, row.user_id, row.blob_hash)
