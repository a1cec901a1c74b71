"""What is known of the blobs that are stored, and of those derived from others (thumbnails)."""

from sqlalchemy import BigInteger, Column, PrimaryKeyConstraint, Table, Text

from labelwright.storage.tables.metadata import metadata, number, text, time

blobs = Table(
    "blobs",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    text("mime", default=""),
    time("created_at"),
)

renditions = Table(
    "renditions",
    metadata,
    text("blob_hash"),
    text("kind"),
    text("hash"),
    number("width", null=True),
    number("height", null=True),
    time("created_at"),
    PrimaryKeyConstraint("blob_hash", "kind"),
)
"""What was made of a blob: `kind` says what, for example `thumbnail-256`; `hash` is the blob it became."""
