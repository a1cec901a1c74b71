"""A blob as a file that can be read from any place, and a source that holds that one file."""

import io
import tempfile
from collections.abc import Iterator
from typing import BinaryIO

from labelwright.core.errors import NotFound
from labelwright.storage.blobs import Blobs

_BUFFER = 1024 * 1024
_SPOOL = 16 * 1024 * 1024


class BlobFile(io.RawIOBase):
    """The bytes of a blob, read in ranges as they are asked for."""

    def __init__(self, blobs: Blobs, blob_hash: str) -> None:
        super().__init__()
        self._blobs = blobs
        self._hash = blob_hash
        self._size = blobs.size(blob_hash)
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        end = min(self._at + len(buffer), self._size)
        if end <= self._at:
            return 0
        data = b"".join(self._blobs.open_range(self._hash, self._at, end))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def open_blob(blobs: Blobs, blob_hash: str) -> BinaryIO:
    """The blob as a buffered, seekable file. Raises `NotFound`."""
    return io.BufferedReader(BlobFile(blobs, blob_hash), _BUFFER)


class OneFile:
    """A `Source` that holds one file."""

    def __init__(self, blobs: Blobs, blob_hash: str, name: str) -> None:
        self.name = name
        self._blobs = blobs
        self._hash = blob_hash

    def names(self) -> Iterator[str]:
        yield self.name

    def open(self, name: str) -> BinaryIO:
        if name != self.name:
            raise NotFound("There is no such file.", where=name)
        return open_blob(self._blobs, self._hash)

    def size(self, name: str) -> int:
        if name != self.name:
            raise NotFound("There is no such file.", where=name)
        return self._blobs.size(self._hash)

    def has(self, name: str) -> bool:
        return name == self.name

    def scratch(self) -> BinaryIO:
        return tempfile.SpooledTemporaryFile(_SPOOL)  # type: ignore[return-value]
