"""Blobs in a local folder: `ab/cd/abcd…`, written beside, synced, then renamed."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from labelwright.storage.blobs.blobs import CHUNK, Stored, checked, missing, span, take

WAITING = "incoming"
"""The folder of files that are still being written; what a crash leaves there is of no use."""


class FolderBlobs:
    """Blobs in `root`, which is made where it is missing."""

    def __init__(self, root: Path) -> None:
        self._root = root
        (root / WAITING).mkdir(parents=True, exist_ok=True)

    def put(self, content: bytes | IO[bytes], *, most: int | None = None) -> Stored:
        descriptor, name = tempfile.mkstemp(dir=self._root / WAITING)
        beside = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                taken = take(content, file, most)
                file.flush()
                os.fsync(descriptor)
            self._keep(beside, self._path(taken.hash))
        finally:
            beside.unlink(missing_ok=True)
        return Stored(taken.hash, taken.size)

    def open_range(self, blob_hash: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        file = self._open(blob_hash)
        try:
            start, stop = span(os.fstat(file.fileno()).st_size, start, end)
        except BaseException:
            file.close()
            raise
        return _read(file, start, stop)

    def get(self, blob_hash: str) -> bytes:
        with self._open(blob_hash) as file:
            return file.read()

    def size(self, blob_hash: str) -> int:
        try:
            return self._path(blob_hash).stat().st_size
        except FileNotFoundError as error:
            raise missing(blob_hash) from error

    def exists(self, blob_hash: str) -> bool:
        return self._path(blob_hash).is_file()

    def file(self, blob_hash: str) -> Path | None:
        path = self._path(blob_hash)
        if not path.is_file():
            raise missing(blob_hash)
        return path

    def delete(self, blob_hash: str) -> None:
        self._path(blob_hash).unlink(missing_ok=True)

    def walk(self) -> Iterator[str]:
        for first in sorted(self._root.iterdir()):
            if first.name != WAITING:
                yield from (path.name for path in sorted(first.glob("*/*")))

    def _keep(self, beside: Path, path: Path) -> None:
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.chmod(0o644)
        beside.replace(path)
        _sync_folder(path.parent)

    def _open(self, blob_hash: str) -> IO[bytes]:
        try:
            return self._path(blob_hash).open("rb")
        except FileNotFoundError as error:
            raise missing(blob_hash) from error

    def _path(self, blob_hash: str) -> Path:
        name = checked(blob_hash)
        return self._root / name[:2] / name[2:4] / name


def _read(file: IO[bytes], start: int, stop: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        left = stop - start
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
