"""Pictures beside annotations: where they lie in a source, how large they are, and how they are carried along."""

import warnings
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Sample
from labelwright.core.names import extension, stem
from labelwright.core.ports import Sink, Source
from labelwright.core.report import Report

EXTENSIONS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".avif"})
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "AVIF")
_ORIENTATION = 0x0112
_CHUNK = 1 << 20


class Pictures:
    """The pictures of a source, found by the end of their path, in any case of letters."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._by_last: dict[str, list[str]] = {}
        for name in source.names():
            if extension(name) in EXTENSIONS:
                self._by_last.setdefault(stem(name).rpartition("/")[2].casefold(), []).append(name)

    def find(self, name: str, near: str = "") -> str:
        """The path of a picture: of the longest end in common with `name`, then in a folder named `near`; "" for none.

        The extension counts only where `name` has one of a picture. Two that fit alike are told apart by order.
        """
        given = name.replace("\\", "/")
        if given and self._source.has(given):
            return given
        is_picture = extension(given) in EXTENSIONS
        last = (stem(given) if is_picture else given).rpartition("/")[2].casefold()
        found = self._by_last.get(last, [])
        if is_picture:
            found = [path for path in found if extension(path) == extension(given)]
        return max(found, key=lambda path: (_shared(path, given), _within(path, near)), default="")

    def size(self, path: str) -> tuple[int, int]:
        """Width and height of a picture, upright. Raises `InvalidFile`."""
        with self._source.open(path) as stream:
            return size_of(stream, path)

    def measure(self, path: str, report: Report) -> tuple[int, int] | tuple[None, None]:
        """The size of a picture whose marks do not depend on it: where it cannot be read, that is a warning."""
        try:
            return self.size(path)
        except InvalidFile as error:
            report.warn(error.message, path, "Its size is left out.")
            return None, None


def size_of(stream: BinaryIO, name: str) -> tuple[int, int]:
    """Width and height in pixels, upright, from the header alone. Raises `InvalidFile` where it is no picture."""
    width, height, _ = _header(stream, name)
    return width, height


def orientation_of(stream: BinaryIO, name: str) -> int:
    """The EXIF orientation, 1 (upright) to 8. Raises `InvalidFile` where it is no picture."""
    return _header(stream, name)[2]


def picture_name(sample: Sample) -> str:
    """The name of a sample's picture among written files: its own, with an extension where it has none."""
    name = sample.item.name
    if not sample.path or extension(name) in EXTENSIONS:
        return name
    end = extension(sample.path)
    return name + (end if end in EXTENSIONS else ".jpg")


def carry(sample: Sample, name: str, sink: Sink) -> bool:
    """Copy the bytes of a sample's item to `name`; False where they are not carried along."""
    media = sink.media(sample.path) if sample.path else None
    if media is None:
        return False
    with media, sink.open(name) as target:
        while chunk := media.read(_CHUNK):
            target.write(chunk)
    return True


def _header(stream: BinaryIO, name: str) -> tuple[int, int, int]:
    """Width and height of the upright picture, and its EXIF orientation."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(stream, formats=_FORMATS) as image:
                turned = int(image.getexif().get(_ORIENTATION, 1))
                lies = turned >= 5 and image.format != "TIFF"  # Pillow gives the upright size of a TIFF
                width, height = image.size
                return (height, width, turned) if lies else (width, height, turned)
    except Image.DecompressionBombError as error:
        raise InvalidFile("The picture has too many pixels.", where=name) from error
    except (UnidentifiedImageError, OSError, ValueError, TypeError, SyntaxError, EOFError) as error:
        raise InvalidFile("This is no picture that can be read.", where=name) from error


def _within(path: str, near: str) -> bool:
    """Whether a folder of a path begins with a name: train, train2017."""
    return any(part.startswith(near) for part in path.split("/")[:-1])


def _shared(a: str, b: str) -> int:
    """How many parts two paths have in common at their ends."""
    count = 0
    for x, y in zip(reversed(a.split("/")), reversed(b.split("/")), strict=False):
        if x != y:
            break
        count += 1
    return count
