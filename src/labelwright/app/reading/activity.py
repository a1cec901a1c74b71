"""What happened in a project, newest first, and the proof that the record is whole."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, select

from labelwright.app.reading.tasks import people
from labelwright.storage import audit
from labelwright.storage.audit import AuditResult
from labelwright.storage.tables import events, items, tasks
from labelwright.workflow import access
from labelwright.workflow.access import Person


class Activity(Struct, frozen=True):
    """Some events, the seq of the last one where more follow, the names of people and of the items of tasks."""

    events: list[Any]
    next: int | None
    people: Mapping[str, str]
    items: Mapping[str, str]


def list_events(
    conn: Connection,
    who: Person,
    project_id: str,
    *,
    kind: str,
    by: str,
    subject: str,
    before: int | None,
    limit: int,
) -> Activity:
    """Events of these kinds (`answer` means all `answer.…`), by this person, about this thing."""
    access.project(conn, who, project_id, "events.view")
    columns = ("seq", "kind", "actor_id", "subject", "data", "created_at")
    query = select(*(events.c[name] for name in columns)).where(events.c.project_id == project_id)
    if kind:
        same = events.c.kind == kind
        query = query.where(same if "." in kind else events.c.kind.startswith(f"{kind}.", autoescape=True))
    if by:
        query = query.where(events.c.actor_id == by)
    if subject:
        query = query.where(events.c.subject == subject)
    if before is not None:
        query = query.where(events.c.seq < before)
    found = list(conn.execute(query.order_by(events.c.seq.desc()).limit(limit)))
    following = found[-1].seq if len(found) == limit else None
    named = people(conn, (row.actor_id for row in found if row.actor_id))
    return Activity(found, following, named, _items(conn, {row.subject for row in found}))


def verify_events(conn: Connection, who: Person, project_id: str) -> AuditResult:
    """Whether the project's chain of events is whole."""
    access.project(conn, who, project_id, "events.view")
    return audit.verify(conn, project_id)


def _items(conn: Connection, subjects: set[str]) -> dict[str, str]:
    """Names of items by the task that a subject is."""
    joined = tasks.join(items, items.c.id == tasks.c.item_id)
    found = conn.execute(select(tasks.c.id, items.c.name).select_from(joined).where(tasks.c.id.in_(subjects)))
    return {row.id: row.name for row in found}
