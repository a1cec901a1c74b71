"""Blobs as files on this machine, for libraries that read at any place: the blob's own file or a copy kept a while."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from labelwright.storage.blobs import Blobs

KEPT_BYTES = 8 * 1024 * 1024 * 1024
"""Copies beyond this are removed, those not asked for longest first."""


class LocalFiles:
    """Copies lie in `folder`, named by their hashes; many threads and processes may share it."""

    def __init__(self, blobs: Blobs, folder: Path, most: int = KEPT_BYTES) -> None:
        self._blobs = blobs
        self._folder = folder
        self._most = most

    @contextmanager
    def opened(self, blob_hash: str) -> Iterator[Path]:
        """The path of a blob's bytes, which stays readable while it is used. Raises `NotFound`."""
        own = self._blobs.file(blob_hash)
        if own is not None:
            yield own
            return
        copy = self._folder / blob_hash
        if not copy.is_file():
            self._fetch(blob_hash, copy)
        os.utime(copy)
        yield copy

    def _fetch(self, blob_hash: str, copy: Path) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._make_room(self._blobs.size(blob_hash))
        descriptor, name = tempfile.mkstemp(dir=self._folder, prefix="coming-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in self._blobs.open_range(blob_hash):
                    file.write(chunk)
            Path(name).replace(copy)
        finally:
            Path(name).unlink(missing_ok=True)

    def _make_room(self, size: int) -> None:
        """A file that is open stays readable to who reads it, also when its name is gone."""
        copies = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime)
        kept = sum(path.stat().st_size for path in copies)
        for path in copies:
            if kept + size <= self._most:
                return
            kept -= path.stat().st_size
            path.unlink(missing_ok=True)
