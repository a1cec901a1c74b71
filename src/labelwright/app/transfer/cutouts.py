"""Parts of a picture, for whom a thumbnail of the whole is too coarse. Made when asked for and not kept: they never
change, so that each browser keeps its own.
"""

import re
from collections.abc import Sequence

from labelwright.app.transfer import renditions
from labelwright.app.transfer.local import LocalFiles
from labelwright.app.transfer.views import PYRAMID
from labelwright.core.errors import Invalid
from labelwright.datasets import images, pyramid
from labelwright.datasets.images import Square
from labelwright.storage.blobs import Blobs
from labelwright.storage.database import Database

SIZES = (128, 256, 512)
MOST = 24
"""The most squares of one picture at once: as many as a WebP of the largest size is wide."""

_SQUARE = re.compile(r"(-?\d{1,7}),(-?\d{1,7}),(\d{1,7})")


def squares_of(told: str) -> list[Square]:
    """Squares as an address tells them: `left,top,side` in pixels, joined by `_`. Raises `Invalid`."""
    found = [_SQUARE.fullmatch(one) for one in told.split("_")]
    squares = [(int(one[1]), int(one[2]), int(one[3])) for one in found if one is not None]
    if len(squares) < len(found) or len(squares) > MOST or min(side for *_, side in squares) < 1:
        raise Invalid(
            f"Squares are told as left,top,side in pixels, joined by _, at most {MOST}.", where="squares"
        )
    return squares


def cutouts_of(
    database: Database,
    blobs: Blobs,
    files: LocalFiles,
    blob_hash: str,
    squares: Sequence[Square],
    size: int,
    page: int,
) -> bytes:
    """Squares of a page in a row, each `size` pixels wide, as WebP.

    Raises `Invalid` for a size that is not offered, `InvalidFile` for what is no picture.
    """
    if size not in SIZES:
        raise Invalid(f"Cutouts are made in the sizes {', '.join(map(str, SIZES))}.", where=f"size={size}")
    tiled = renditions.find(database, blobs, blob_hash, renditions.of_page(PYRAMID, page))
    with files.opened(tiled[1] if tiled is not None else blob_hash) as path:
        if tiled is not None:
            return pyramid.cutouts(path, squares, size)
        with path.open("rb") as file:
            return images.cutouts(file, blob_hash, squares, size, page)
