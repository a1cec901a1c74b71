"""What is made of a picture once and kept: found again by what it was made of and of which kind it is."""

from sqlalchemy import select, text

from labelwright.storage.blobs import Blobs
from labelwright.storage.database import Database
from labelwright.storage.ids import now_us
from labelwright.storage.tables import renditions

_KEEP = text(
    "INSERT INTO renditions (blob_hash, kind, hash, created_at) VALUES (:of, :kind, :hash, :now)"
    " ON CONFLICT (blob_hash, kind) DO UPDATE SET hash = excluded.hash"
)


def of_page(kind: str, page: int) -> str:
    """The kind of what is made of one page of a file."""
    return kind if page == 1 else f"{kind}@{page}"


def find(database: Database, blobs: Blobs, blob_hash: str, *kinds: str) -> tuple[str, str] | None:
    """The kind and the hash of the first rendition of these kinds whose bytes are there."""
    known = select(renditions.c.kind, renditions.c.hash).where(
        renditions.c.blob_hash == blob_hash, renditions.c.kind.in_(kinds)
    )
    with database.read() as conn:
        rows = conn.execute(known).all()
    return next(((row.kind, row.hash) for row in rows if blobs.exists(row.hash)), None)


def keep(database: Database, blob_hash: str, kind: str, made: str) -> None:
    """Remember that a blob is the rendition of another."""
    with database.write() as conn:
        conn.execute(_KEEP, {"of": blob_hash, "kind": kind, "hash": made, "now": now_us()})
