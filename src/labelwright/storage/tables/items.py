"""Items: what is shown, with the metadata that lists filter by. Text search is in `storage.search`."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from labelwright.storage.tables.metadata import key, metadata, number, one_of, reference, text, time

items = Table(
    "items",
    metadata,
    key(),
    reference("project_id", "projects"),
    number("seq"),
    text("name"),
    text("media"),
    text("content_hash"),
    text("blob_hash", null=True),
    text("mime", default=""),
    Column("bytes", BigInteger, nullable=False, default=0, server_default="0"),
    number("width", null=True),
    number("height", null=True),
    text("text", null=True),
    text("metadata", default="{}"),
    time("created_at"),
    UniqueConstraint("project_id", "name"),
    UniqueConstraint("project_id", "seq"),
    Index(None, "project_id", "content_hash"),
    Index(None, "blob_hash"),
    one_of("media", "image", "text", "audio", "video"),
)

item_pages = Table(
    "item_pages",
    metadata,
    reference("item_id", "items", primary=True),
    number("page"),
    number("pages"),
    CheckConstraint("page BETWEEN 1 AND pages", name="page"),
    sqlite_with_rowid=False,
)
"""Of items whose file has several pages: how many, and which of them the item is, counted from 1."""

item_facts = Table(
    "item_facts",
    metadata,
    reference("project_id", "projects"),
    text("key"),
    text("value"),
    number("seq"),
    PrimaryKeyConstraint("project_id", "key", "value", "seq"),
    sqlite_with_rowid=False,
)
