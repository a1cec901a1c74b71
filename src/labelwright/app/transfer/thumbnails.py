"""Small pictures of big ones: made once, kept as blobs, found again by what they were made of."""

import io

from sqlalchemy import select, text

from labelwright.core.errors import Invalid
from labelwright.datasets.images import thumbnail
from labelwright.storage.blobs import Blobs
from labelwright.storage.database import Database
from labelwright.storage.ids import now_us
from labelwright.storage.tables import renditions

SIZES = (128, 256, 512, 1024)

_KEEP = text(
    "INSERT INTO renditions (blob_hash, kind, hash, created_at) VALUES (:of, :kind, :hash, :now)"
    " ON CONFLICT (blob_hash, kind) DO UPDATE SET hash = excluded.hash"
)


def thumbnail_of(database: Database, blobs: Blobs, blob_hash: str, size: int = 256) -> str:
    """The hash of the WebP of at most `size` pixels, upright; made now if it is not there yet.

    Raises `Invalid` for a size that is not offered, `InvalidFile` for what is no picture, `NotFound`.
    """
    if size not in SIZES:
        raise Invalid(f"Thumbnails are made in the sizes {', '.join(map(str, SIZES))}.", where=f"size={size}")
    kind = f"thumbnail-{size}"
    known = select(renditions.c.hash).where(renditions.c.blob_hash == blob_hash, renditions.c.kind == kind)
    with database.read() as conn:
        found = conn.execute(known).scalar()
    if found is not None and blobs.exists(found):
        return str(found)
    small = blobs.put(thumbnail(io.BytesIO(blobs.get(blob_hash)), blob_hash, size))
    with database.write() as conn:
        conn.execute(_KEEP, {"of": blob_hash, "kind": kind, "hash": small.hash, "now": now_us()})
    return small.hash
