"""Saved views of a data list: a name for a filter, one's own or shared with the project."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, or_, select

from labelwright.core.errors import Conflict, Invalid, NotAllowed, NotFound
from labelwright.storage.ids import new_id
from labelwright.storage.tables import saved_views

MOST = 100
LONGEST_NAME = 100
LARGEST_QUERY = 16_384


def list_views(conn: Connection, actor: str, project_id: str) -> list[dict[str, Any]]:
    """One's own views and those shared, by name."""
    mine = or_(saved_views.c.user_id == actor, saved_views.c.shared)
    query = select(saved_views).where(saved_views.c.project_id == project_id, mine)
    return [_view(row, actor) for row in conn.execute(query.order_by(saved_views.c.name)).mappings()]


def save_view(
    conn: Connection,
    actor: str,
    project_id: str,
    *,
    name: str,
    query: Mapping[str, Any],
    shared: bool,
    now: int,
) -> dict[str, Any]:
    """Keep a view. Raises `Conflict` where one's own of that name is there, `Invalid` for what is too long."""
    name = " ".join(name.split())
    text = msgspec.json.encode(query)
    if not 0 < len(name) <= LONGEST_NAME or len(text) > LARGEST_QUERY:
        raise Invalid(
            f"A view has a name of 1 to {LONGEST_NAME} characters and a short filter.", where="name"
        )
    own = (saved_views.c.project_id == project_id, saved_views.c.user_id == actor)
    names = conn.execute(select(saved_views.c.name).where(*own)).scalars().all()
    if name in names:
        raise Conflict(f"You have a view “{name}” already.", where="name")
    if len(names) >= MOST:
        raise Invalid(f"One person keeps at most {MOST} views.", remedy="Delete one.")
    row = {
        "id": new_id(),
        "project_id": project_id,
        "user_id": actor,
        "name": name,
        "filter": text.decode(),
        "shared": shared,
        "created_at": now,
        "updated_at": now,
    }
    conn.execute(insert(saved_views).values(row))
    return _view(row, actor)


def delete_view(
    conn: Connection, actor: str, project_id: str, view_id: str, *, may_delete_shared: bool
) -> None:
    """Forget a view: one's own, or a shared one for who runs the project. Raises `NotFound`, `NotAllowed`."""
    here = (saved_views.c.project_id == project_id, saved_views.c.id == view_id)
    row = conn.execute(select(saved_views.c.user_id, saved_views.c.shared).where(*here)).first()
    if row is None or (row.user_id != actor and not row.shared):
        raise NotFound("There is no such view.")
    if row.user_id != actor and not may_delete_shared:
        raise NotAllowed("Somebody else shares this view.")
    conn.execute(delete(saved_views).where(*here))


def _view(row: Mapping[Any, Any], actor: str) -> dict[str, Any]:
    return {
        "id": row["id"],
        "name": row["name"],
        "query": msgspec.json.decode(row["filter"]),
        "shared": bool(row["shared"]),
        "own": row["user_id"] == actor,
    }
