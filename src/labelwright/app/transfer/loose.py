"""Several uploads of one import as one source, each under the name it came with. Reads blobs, and stores nothing."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import BinaryIO

from labelwright.core.errors import NotFound
from labelwright.core.names import tidy
from labelwright.datasets.files import scratch
from labelwright.storage.blobs import Blobs


class LooseFiles:
    """A `Source` over blobs: `files` are `{"blob", "name"}`. Of files with one name, the later ones are numbered."""

    name = "upload"

    def __init__(self, files: Sequence[Mapping[str, str]], blobs: Blobs) -> None:
        self._blobs = blobs
        self._hashes: dict[str, str] = {}
        for file in files:
            self._hashes[self._free(tidy(file["name"]))] = file["blob"]

    def names(self) -> Iterator[str]:
        return iter(sorted(self._hashes))

    def has(self, name: str) -> bool:
        return name in self._hashes

    def size(self, name: str) -> int:
        return self._blobs.size(self._hash(name))

    def open(self, name: str) -> BinaryIO:
        file = scratch()
        for chunk in self._blobs.open_range(self._hash(name)):
            file.write(chunk)
        file.seek(0)
        return file

    def scratch(self) -> BinaryIO:
        return scratch()

    def _hash(self, name: str) -> str:
        if name not in self._hashes:
            raise NotFound(f"There is no “{name}” among the uploads.")
        return self._hashes[name]

    def _free(self, name: str) -> str:
        path, number, free = PurePosixPath(name), 1, name
        while free in self._hashes:
            number += 1
            free = str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
        return free
