"""Small pictures of big ones: made once, kept as blobs, found again by what they were made of."""

from labelwright.app.transfer import renditions
from labelwright.app.transfer.local import LocalFiles
from labelwright.app.transfer.views import TILED
from labelwright.core.errors import Invalid
from labelwright.datasets.images import thumbnail
from labelwright.storage.blobs import Blobs
from labelwright.storage.database import Database

SIZES = (128, 256, 512, 1024)


def thumbnail_of(
    database: Database, blobs: Blobs, files: LocalFiles, blob_hash: str, size: int = 256, page: int = 1
) -> str:
    """The hash of the WebP of at most `size` pixels of a page, upright; made now if it is not there yet.

    Raises `Invalid` for a size that is not offered, `InvalidFile` for what is no picture, `NotFound`.
    """
    if size not in SIZES:
        raise Invalid(f"Thumbnails are made in the sizes {', '.join(map(str, SIZES))}.", where=f"size={size}")
    kind = renditions.of_page(f"thumbnail-{size}", page)
    found = renditions.find(database, blobs, blob_hash, kind)
    if found is not None:
        return found[1]
    preview = renditions.find(database, blobs, blob_hash, renditions.of_page(TILED, page))
    whole, which = (preview[1], 1) if preview is not None else (blob_hash, page)
    with files.opened(whole) as path, path.open("rb") as file:
        small = blobs.put(thumbnail(file, blob_hash, size, which))
    renditions.keep(database, blob_hash, kind, small.hash)
    return small.hash
