"""Pictures of a project's guideline: kept as blobs, known by their hash, of the kinds that a browser shows safely."""

import io

from sqlalchemy import Connection, insert, select

from labelwright.core.errors import InvalidFile, TooLarge
from labelwright.datasets.images import BROWSER_FORMATS, look
from labelwright.storage import events
from labelwright.storage.blobs import Blobs
from labelwright.storage.tables import pictures

LONGEST_NAME = 200


def add_picture(
    conn: Connection,
    blobs: Blobs,
    actor: str,
    project_id: str,
    *,
    name: str,
    content: bytes,
    most: int,
    now: int,
) -> str:
    """Keep a picture for the guideline and return its hash; one that is there already is not kept twice.

    Raises `InvalidFile` for what is no picture that a browser shows, `TooLarge` beyond `most` bytes.
    """
    if len(content) > most:
        raise TooLarge(f"A picture of the guideline has at most {most} bytes.")
    facts = look(io.BytesIO(content), name)
    if facts.format not in BROWSER_FORMATS:
        raise InvalidFile(f"A browser does not show {facts.format}.", where=name, remedy="Take PNG or JPEG.")
    stored = blobs.put(content)
    known = select(pictures.c.hash).where(pictures.c.project_id == project_id, pictures.c.hash == stored.hash)
    if conn.execute(known).first() is None:
        row = {"project_id": project_id, "hash": stored.hash, "mime": facts.mime}
        conn.execute(insert(pictures).values(**row, name=name[:LONGEST_NAME], created_at=now))
        data = {"hash": stored.hash, "name": name[:LONGEST_NAME]}
        events.append(conn, project_id, "project.picture-added", actor, project_id, data)
    return stored.hash
