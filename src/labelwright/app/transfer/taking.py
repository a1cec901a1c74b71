"""Takes a picture in: its bytes as they are, a thumbnail, and of a very large one a pyramid of tiles."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from msgspec import Struct

from labelwright.app.transfer.tools import Tools
from labelwright.app.transfer.views import PYRAMID, TILED
from labelwright.datasets import pyramid
from labelwright.datasets.images import MAX_BYTES, MAX_PIXELS, THUMBNAIL, ImageFacts, look, thumbnail
from labelwright.storage.blobs.blobs import Stored

THUMBNAIL_KIND = f"thumbnail-{THUMBNAIL}"
LARGE = 64 * 1024 * 1024
"""Pictures of more pixels are shown in tiles, where pyvips is installed."""
LARGE_BYTES = 16 * 1024 * 1024 * 1024


class Taken(Struct, frozen=True):
    """A picture whose bytes are kept, and the hashes of what was made of it, by their kinds."""

    facts: ImageFacts
    stored: Stored
    renditions: dict[str, str]


def take_picture(tools: Tools, file: BinaryIO, name: str) -> Taken:
    """Keep a picture and what is made of it. Raises `InvalidFile` and `TooLarge`."""
    tiled = pyramid.installed()
    facts = look(file, name, pyramid.MAX_PIXELS if tiled else MAX_PIXELS)
    large = tiled and facts.width * facts.height > LARGE
    file.seek(0)
    made = _pyramid(tools, file, name) if large else _thumbnail(tools, file, name)
    file.seek(0)
    return Taken(facts, tools.blobs.put(file, most=LARGE_BYTES if large else MAX_BYTES), made)


def _thumbnail(tools: Tools, file: BinaryIO, name: str) -> dict[str, str]:
    return {THUMBNAIL_KIND: tools.blobs.put(thumbnail(file, name)).hash}


def _pyramid(tools: Tools, file: BinaryIO, name: str) -> dict[str, str]:
    with TemporaryDirectory(dir=tools.scratch, prefix="pyramid-") as folder:
        source, target = Path(folder) / "source", Path(folder) / "pyramid.tif"
        with source.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        pyramid.build(source, target, name)
        source.unlink()
        small, preview = pyramid.preview(target, THUMBNAIL), pyramid.preview(target)
        with target.open("rb") as whole:
            kept = tools.blobs.put(whole)
    return {
        THUMBNAIL_KIND: tools.blobs.put(small).hash,
        TILED: tools.blobs.put(preview).hash,
        PYRAMID: kept.hash,
    }
