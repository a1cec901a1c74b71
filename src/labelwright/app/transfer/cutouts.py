"""Parts of pictures, for those to whom a thumbnail of the whole is too small. Made when asked for, and not kept:
they never change, so that each browser keeps its own.
"""

from labelwright.app.transfer import renditions
from labelwright.app.transfer.local import LocalFiles
from labelwright.app.transfer.views import PYRAMID
from labelwright.core.errors import Invalid
from labelwright.datasets import images, pyramid
from labelwright.storage.blobs import Blobs
from labelwright.storage.database import Database

SIZES = (128, 256, 512)
Frame = tuple[float, float, float, float]


def cutout_of(
    database: Database,
    blobs: Blobs,
    files: LocalFiles,
    blob_hash: str,
    frame: Frame,
    size: int,
    page: int = 1,
) -> bytes:
    """The part of a page within a frame (left, top, right, bottom) as WebP, at most `size` pixels on the longer side.

    Raises `Invalid` for a size that is not offered or a frame without an area, `InvalidFile` for what is no picture.
    """
    if size not in SIZES:
        raise Invalid(f"Cutouts are made in the sizes {', '.join(map(str, SIZES))}.", where=f"size={size}")
    if frame[0] < 0 or frame[1] < 0 or frame[2] - frame[0] < 1 or frame[3] - frame[1] < 1:
        raise Invalid("A cutout lies in its picture and has a pixel at least.", where="x, y, width, height")
    tiled = renditions.find(database, blobs, blob_hash, renditions.of_page(PYRAMID, page))
    with files.opened(tiled[1] if tiled is not None else blob_hash) as path:
        if tiled is not None:
            return pyramid.cutout(path, frame, size)
        with path.open("rb") as file:
            return images.cutout(file, blob_hash, frame, size, page)
