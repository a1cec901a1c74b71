"""Projects as such: begun from a document, archived, restored. Their documents change in `revisions`."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, text

from labelwright.core.errors import NotFound
from labelwright.storage import events
from labelwright.storage.ids import new_id
from labelwright.workflow.spec import Spec, parse_document, to_document

_NUMBER = text("SELECT coalesce(max(number), 0) + 1 FROM projects")
_CREATE = text(
    "INSERT INTO projects (id, number, name, media, description, spec_revision, task_count, item_bytes,"
    " created_by, created_at, updated_at) VALUES (:id, :number, :name, :media, :description, 1, 0, 0,"
    " :actor, :now, :now)"
)
_REVISION = text(
    "INSERT INTO specs (project_id, revision, document, message, author_id, created_at)"
    " VALUES (:project, :revision, :document, :message, :actor, :now)"
)
_MEMBER = text(
    "INSERT INTO memberships (project_id, user_id, role, created_at) VALUES (:project, :actor, 'owner', :now)"
)
_ARCHIVE = text("UPDATE projects SET archived_at = :at, updated_at = :now WHERE id = :id")


def create(conn: Connection, actor: str, document: Mapping[str, Any] | Spec, now: int) -> str:
    """Begin a project with its first revision, owned by who creates it, and return its id.

    Raises `InvalidProject` with every problem of the document.
    """
    spec = document if isinstance(document, Spec) else parse_document(document)
    project_id = new_id()
    conn.execute(
        _CREATE,
        {
            "id": project_id,
            "number": conn.execute(_NUMBER).scalar_one(),
            "name": spec.name,
            "media": spec.media,
            "description": spec.description,
            "actor": actor,
            "now": now,
        },
    )
    keep_revision(conn, project_id, 1, spec, "", actor, now)
    conn.execute(_MEMBER, {"project": project_id, "actor": actor, "now": now})
    events.append(conn, project_id, "project.created", actor, project_id, {"name": spec.name}, at=now)
    return project_id


def set_archived(conn: Connection, actor: str, project_id: str, archived: bool, now: int) -> None:
    """Take a project out of use, or bring it back. Nothing of it is lost; while archived nothing in it changes."""
    params = {"id": project_id, "at": now if archived else None, "now": now}
    if conn.execute(_ARCHIVE, params).rowcount != 1:
        raise NotFound("There is no such project.")
    kind = "project.archived" if archived else "project.restored"
    events.append(conn, project_id, kind, actor, project_id, at=now)


def keep_revision(
    conn: Connection, project_id: str, revision: int, spec: Spec, message: str, actor: str, now: int
) -> None:
    """Keep one revision of a project's document. It never changes afterwards."""
    document = msgspec.json.encode(to_document(spec)).decode()
    params = {"project": project_id, "revision": revision, "document": document}
    conn.execute(_REVISION, params | {"message": message, "actor": actor, "now": now})
