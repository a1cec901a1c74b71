"""What every store of blobs can do, and how a stream is taken in: bounded, hashed, never whole in memory."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Protocol

from msgspec import Struct

from labelwright.core.errors import Invalid, NotFound, TooLarge

CHUNK = 1024 * 1024
IN_MEMORY = 8 * CHUNK
_HASH = re.compile(r"[0-9a-f]{64}")


class Stored(Struct, frozen=True):
    """A blob that is there: the SHA-256 of its content in lowercase hex, and its size in bytes."""

    hash: str
    size: int


class Blobs(Protocol):
    """A store of blobs by content. Safe to use from many threads and processes."""

    def put(self, content: bytes | IO[bytes], *, most: int | None = None) -> Stored:
        """Keep the content; what is there already is not written again.

        Nothing is visible before it is whole. Raises `TooLarge` where a stream has more than `most` bytes.
        """
        ...

    def open_range(self, blob_hash: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to but not including `end`, in chunks. Raises `NotFound` at once."""
        ...

    def get(self, blob_hash: str) -> bytes:
        """The whole content. Raises `NotFound`."""
        ...

    def size(self, blob_hash: str) -> int:
        """How many bytes it has. Raises `NotFound`."""
        ...

    def exists(self, blob_hash: str) -> bool: ...

    def file(self, blob_hash: str) -> Path | None:
        """Where the content lies as a file on this machine, to be read only; None where it does not."""
        ...

    def delete(self, blob_hash: str) -> None:
        """Forget the blob; one that is not there is forgotten already."""
        ...

    def walk(self) -> Iterator[str]:
        """The hash of every blob, in no order."""
        ...


class Taken(Struct, frozen=True):
    """A content that has been read to its end, ready to be kept."""

    hash: str
    size: int
    file: IO[bytes]


def take(content: bytes | IO[bytes], file: IO[bytes], most: int | None) -> Taken:
    """Copy the content into a file, hashing it on the way; the file stands at its end.

    Raises `TooLarge` as soon as there is more than `most`.
    """
    digest = hashlib.sha256()
    size = 0
    for chunk in _chunks(content):
        size += len(chunk)
        if most is not None and size > most:
            raise TooLarge(f"This is more than {most} bytes, the most that is taken.")
        digest.update(chunk)
        file.write(chunk)
    return Taken(digest.hexdigest(), size, file)


def spool() -> IO[bytes]:
    """A temporary file that stays in memory while it is small."""
    return SpooledTemporaryFile(max_size=IN_MEMORY)


def checked(blob_hash: str) -> str:
    """The hash, if it is one. Raises `NotFound` for anything else, so no name can leave the store."""
    if _HASH.fullmatch(blob_hash) is None:
        raise missing(blob_hash)
    return blob_hash


def missing(blob_hash: str) -> NotFound:
    return NotFound(f"There is no blob {blob_hash[:64]!r}.")


def span(size: int, start: int, end: int | None) -> tuple[int, int]:
    """The part of a blob that is asked for, as (start, end). Raises `Invalid` where it is not within it."""
    stop = size if end is None else end
    if not 0 <= start <= stop <= size:
        raise Invalid(f"The bytes {start} to {stop} are not within a blob of {size} bytes.")
    return start, stop


def _chunks(content: bytes | IO[bytes]) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    while chunk := content.read(CHUNK):
        yield chunk
