"""The bytes of items and of guideline pictures, for who may see them."""

from msgspec import Struct
from sqlalchemy import Connection, select

from labelwright.core.errors import NotFound
from labelwright.storage.tables import item_pages, items, pictures
from labelwright.workflow import access
from labelwright.workflow.access import Person


class MediaFound(Struct, frozen=True):
    """Where the bytes of an item lie, and which page of them it is; a text lies in its row."""

    name: str
    mime: str
    blob_hash: str | None
    text: str | None
    page: int = 1
    pages: int = 1


def find_item(conn: Connection, who: Person, item_id: str) -> MediaFound:
    """The item, for who may list tasks and for who was given its task. Raises `NotFound` for all others."""
    access.item(conn, who, item_id)
    columns = (items.c.name, items.c.mime, items.c.blob_hash, items.c.text)
    found = select(*columns, item_pages.c.page, item_pages.c.pages).outerjoin(item_pages)
    row = conn.execute(found.where(items.c.id == item_id)).one()
    return MediaFound(row.name, row.mime, row.blob_hash, row.text, row.page or 1, row.pages or 1)


def find_picture(conn: Connection, who: Person, project_id: str, blob_hash: str) -> MediaFound:
    """A picture of the project's guideline, for its members."""
    access.project(conn, who, project_id, "spec.view")
    row = conn.execute(
        select(pictures.c.name, pictures.c.mime).where(
            pictures.c.project_id == project_id, pictures.c.hash == blob_hash
        )
    ).first()
    if row is None:
        raise NotFound("There is no such picture.")
    return MediaFound(row.name, row.mime, blob_hash, None)
