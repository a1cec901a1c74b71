"""Takes pictures in: their bytes as they are, a thumbnail each, and of a very large one a pyramid of tiles."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from msgspec import Struct

from labelwright.app.transfer import renditions
from labelwright.app.transfer.tools import Tools
from labelwright.app.transfer.views import PYRAMID, TILED
from labelwright.core.errors import InvalidFile, TooLarge
from labelwright.core.names import stem
from labelwright.core.report import Report
from labelwright.datasets import pyramid
from labelwright.datasets.images import MAX_BYTES, MAX_PIXELS, THUMBNAIL, Book, ImageFacts, book
from labelwright.storage.blobs.blobs import Stored

THUMBNAIL_KIND = f"thumbnail-{THUMBNAIL}"
LARGE = 64 * 1024 * 1024
"""Pictures of more pixels are shown in tiles, where pyvips is installed."""
LARGE_BYTES = 16 * 1024 * 1024 * 1024


class Taken(Struct, frozen=True):
    """A picture under its name, and what was made of it, as hashes by their kinds. It is `page` of `pages` of its file.

    `size` is what the file takes of the storage: nothing for pages after the first that is kept.
    """

    name: str
    facts: ImageFacts
    blob_hash: str
    size: int
    renditions: dict[str, str]
    page: int
    pages: int
    apart: bool

    @property
    def content_hash(self) -> str:
        """What tells its content from that of others, the other pages of its file among them."""
        if not self.apart:
            return self.blob_hash
        return hashlib.sha256(f"{self.blob_hash} page {self.page}".encode()).hexdigest()


def take_pictures(tools: Tools, file: BinaryIO, name: str, report: Report, *, apart: bool) -> Iterator[Taken]:
    """Keep the bytes of a file and what is made of its picture; where the pages of a TIFF come `apart`, of each.

    A page that is broken is refused by its name, and the others are taken. Raises `InvalidFile` and `TooLarge` where
    nothing of the file can be.
    """
    with book(file, name) as pages:
        apart = apart and pages.apart
        stored: Stored | None = None
        for page in range(1, pages.count + 1 if apart else 2):
            own_name = page_name(name, page, pages.count) if apart else name
            try:
                facts, made = _made(tools, file, pages, own_name, page)
            except (InvalidFile, TooLarge) as error:
                if not apart:
                    raise
                report.refuse(error.message, own_name, error.remedy)
                continue
            size = 0
            if stored is None:
                stored = _keep(tools, file, LARGE_BYTES if apart or _is_large(facts) else MAX_BYTES)
                size = stored.size
            yield Taken(own_name, facts, stored.hash, size, made, page, pages.count, apart)


def page_name(name: str, page: int, pages: int) -> str:
    """The name of an item that is one page of a file, such that names have the order of the pages."""
    base = stem(name)
    return f"{base}-page-{page:0{len(str(pages))}}{name[len(base) :]}"


def _made(
    tools: Tools, file: BinaryIO, pages: Book, name: str, page: int
) -> tuple[ImageFacts, dict[str, str]]:
    """What the header says of a page, and what is made of it."""
    facts = pages.look(page, name, pyramid.MAX_PIXELS if pyramid.installed() else MAX_PIXELS)
    if _is_large(facts):
        made = _pyramid(tools, file, name, pages.frame(page))
    else:
        made = {THUMBNAIL_KIND: tools.blobs.put(pages.thumbnail(page, name)).hash}
    return facts, {renditions.of_page(kind, page): kept for kind, kept in made.items()}


def _keep(tools: Tools, file: BinaryIO, most: int) -> Stored:
    """The whole file as a blob; whoever reads it meanwhile finds it where it was."""
    place = file.tell()
    file.seek(0)
    stored = tools.blobs.put(file, most=most)
    file.seek(place)
    return stored


def _is_large(facts: ImageFacts) -> bool:
    return pyramid.installed() and facts.width * facts.height > LARGE


def _pyramid(tools: Tools, file: BinaryIO, name: str, frame: int) -> dict[str, str]:
    place = file.tell()
    file.seek(0)
    with TemporaryDirectory(dir=tools.scratch, prefix="pyramid-") as folder:
        source, target = Path(folder) / "source", Path(folder) / "pyramid.tif"
        with source.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        file.seek(place)
        pyramid.build(source, target, name, frame)
        source.unlink()
        small, preview = pyramid.preview(target, THUMBNAIL), pyramid.preview(target)
        with target.open("rb") as whole:
            kept = tools.blobs.put(whole)
    return {
        THUMBNAIL_KIND: tools.blobs.put(small).hash,
        TILED: tools.blobs.put(preview).hash,
        PYRAMID: kept.hash,
    }
