"""Pictures as browsers can show them: the picture's own bytes where they will do, else a rendition made once."""

import io
from enum import StrEnum

from msgspec import Struct

from labelwright.app.transfer import renditions
from labelwright.app.transfer.local import LocalFiles
from labelwright.core.errors import Invalid
from labelwright.datasets import pyramid
from labelwright.datasets.images import view
from labelwright.storage.blobs import Blobs
from labelwright.storage.database import Database

PLAIN, DEEP, TILED, PYRAMID = "view", "view-16", "view-tiled", "pyramid"


class Sort(StrEnum):
    """How a picture is shown: as it is, by grey values of 16 bits, or by tiles over a preview."""

    PLAIN = PLAIN
    DEEP = DEEP
    TILED = TILED


class Shown(Struct, frozen=True):
    """The blob to show, and whether it is the picture's own."""

    hash: str
    own: bool
    sort: Sort


def view_of(database: Database, blobs: Blobs, blob_hash: str) -> Shown:
    """What to show of a picture; made now if it is not there yet. Raises `InvalidFile`, `NotFound`."""
    found = renditions.find(database, blobs, blob_hash, *Sort)
    if found is None:
        made = view(io.BytesIO(blobs.get(blob_hash)), blob_hash)
        kept = blob_hash if made.data is None else blobs.put(made.data).hash
        found = (DEEP if made.deep else PLAIN, kept)
        renditions.keep(database, blob_hash, *found)
    sort, shown = found
    return Shown(shown, shown == blob_hash, Sort(sort))


def tile_of(
    database: Database, blobs: Blobs, files: LocalFiles, blob_hash: str, level: int, column: int, row: int
) -> bytes:
    """A tile as JPEG. Raises `NotFound` where there is none, `Invalid` where the picture is not shown in tiles."""
    found = renditions.find(database, blobs, blob_hash, PYRAMID)
    if found is None:
        raise Invalid("This picture is shown whole, not in tiles.", remedy="It is at /view.")
    with files.opened(found[1]) as path:
        return pyramid.tile(path, level, column, row)
