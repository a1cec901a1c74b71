"""Blobs in a bucket of S3 or of anything that speaks it, by obstore."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import obstore
from obstore.store import S3Store

from labelwright.storage.blobs.blobs import CHUNK, Stored, checked, missing, span, spool, take


class BucketBlobs:
    """Blobs under the prefix that the store was opened with; an object's key is the blob's hash."""

    def __init__(self, store: S3Store) -> None:
        self._store = store

    def put(self, content: bytes | IO[bytes], *, most: int | None = None) -> Stored:
        with spool() as file:
            taken = take(content, file, most)
            if not self.exists(taken.hash):
                file.seek(0)
                obstore.put(self._store, taken.hash, file)
        return Stored(taken.hash, taken.size)

    def open_range(self, blob_hash: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        start, stop = span(self.size(blob_hash), start, end)
        return self._read(blob_hash, start, stop)

    def get(self, blob_hash: str) -> bytes:
        try:
            return obstore.get(self._store, checked(blob_hash)).bytes().to_bytes()
        except FileNotFoundError as error:
            raise missing(blob_hash) from error

    def size(self, blob_hash: str) -> int:
        try:
            return int(obstore.head(self._store, checked(blob_hash))["size"])
        except FileNotFoundError as error:
            raise missing(blob_hash) from error

    def exists(self, blob_hash: str) -> bool:
        try:
            obstore.head(self._store, checked(blob_hash))
        except FileNotFoundError:
            return False
        return True

    def file(self, blob_hash: str) -> Path | None:
        return None

    def delete(self, blob_hash: str) -> None:
        if self.exists(blob_hash):
            obstore.delete(self._store, blob_hash)

    def walk(self) -> Iterator[str]:
        for page in obstore.list(self._store):
            for found in page:
                yield found["path"]

    def _read(self, blob_hash: str, start: int, stop: int) -> Iterator[bytes]:
        for begin in range(start, stop, 8 * CHUNK):
            end = min(begin + 8 * CHUNK, stop)
            yield obstore.get_range(self._store, blob_hash, start=begin, end=end).to_bytes()
