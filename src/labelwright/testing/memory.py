"""A sink and a source in memory, for tests of formats."""

import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO, cast

from PIL import Image, PngImagePlugin

from labelwright.core.errors import NotFound

WIDTH, HEIGHT = 64, 48


def picture(path: str) -> bytes:
    """The bytes that lie at a path."""
    info, out = PngImagePlugin.PngInfo(), io.BytesIO()
    info.add_text("path", path)
    Image.new("1", (WIDTH, HEIGHT)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


class Files:
    """A sink in memory. Each medium is a picture of `WIDTH` × `HEIGHT` unlike those of all other paths."""

    name = "memory"

    def __init__(self, data: Mapping[str, bytes] | None = None) -> None:
        self.data = dict(data or {})

    def names(self) -> Iterator[str]:
        return iter(sorted(self.data))

    def reader(self) -> "Reader":
        return Reader(self)

    def open(self, name: str) -> BinaryIO:
        assert name not in self.data, f"{name} is written twice"
        return cast(BinaryIO, _Kept(self.data, name))

    def scratch(self) -> BinaryIO:
        return io.BytesIO()

    def media(self, path: str) -> BinaryIO | None:
        return io.BytesIO(picture(path))


class Reader:
    """The files as a source."""

    name = "memory"

    def __init__(self, files: Files) -> None:
        self._files = files

    def names(self) -> Iterator[str]:
        return self._files.names()

    def has(self, name: str) -> bool:
        return name in self._files.data

    def size(self, name: str) -> int:
        return len(self._files.data[name])

    def scratch(self) -> BinaryIO:
        return io.BytesIO()

    def open(self, name: str) -> BinaryIO:
        if not self.has(name):
            raise NotFound(f"There is no “{name}”.")
        return io.BytesIO(self._files.data[name])


class _Kept(io.BytesIO):
    """Bytes that stay under their name when they are closed."""

    def __init__(self, data: dict[str, bytes], name: str) -> None:
        super().__init__()
        self._data, self._name = data, name

    def close(self) -> None:
        if not self.closed:
            self._data[self._name] = self.getvalue()
        super().close()
