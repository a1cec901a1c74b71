"""Pictures as browsers can show them: the picture's own bytes where they will do, else a rendition made once."""

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


def view_of(database: Database, blobs: Blobs, files: LocalFiles, blob_hash: str, page: int = 1) -> Shown:
    """What to show of a page of a picture; made now if it is not there yet. Raises `InvalidFile`, `NotFound`."""
    kinds = {renditions.of_page(sort, page): sort for sort in Sort}
    found = renditions.find(database, blobs, blob_hash, *kinds)
    if found is None:
        with files.opened(blob_hash) as path, path.open("rb") as file:
            made = view(file, blob_hash, page)
        kept = blob_hash if made.data is None else blobs.put(made.data).hash
        found = (renditions.of_page(DEEP if made.deep else PLAIN, page), kept)
        renditions.keep(database, blob_hash, *found)
    kind, shown = found
    return Shown(shown, shown == blob_hash, kinds[kind])


def tile_of(
    database: Database,
    blobs: Blobs,
    files: LocalFiles,
    blob_hash: str,
    place: tuple[int, int, int],
    page: int = 1,
) -> bytes:
    """The tile at a level, column and row as JPEG.

    Raises `NotFound` where there is none, `Invalid` where the picture is not shown in tiles.
    """
    found = renditions.find(database, blobs, blob_hash, renditions.of_page(PYRAMID, page))
    if found is None:
        raise Invalid("This picture is shown whole, not in tiles.", remedy="It is at /view.")
    with files.opened(found[1]) as path:
        return pyramid.tile(path, *place)
