"""What happened in a project, newest first, and the proof that the record is whole."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, or_, select

from labelwright.app.reading.tasks import people
from labelwright.storage import audit
from labelwright.storage.audit import AuditResult
from labelwright.storage.tables import events, items, tasks
from labelwright.workflow import access
from labelwright.workflow.access import Person

BATCH = 1000
"""How many events are read at once where all are wanted."""


class Activity(Struct, frozen=True):
    """Some events, the seq of the last one where more follow, the names of people and of the items of tasks."""

    events: list[Any]
    next: int | None
    people: Mapping[str, str]
    items: Mapping[str, str]


class Wanted(Struct, frozen=True):
    """Which events: of some of these kinds (`answer` means all `answer.…`), by a person, about a thing.

    `item` is part of the name of the item it is about; times are microseconds UTC, the second one left out.
    """

    kinds: tuple[str, ...] = ()
    by: str = ""
    subject: str = ""
    item: str = ""
    since: int | None = None
    until: int | None = None


def list_events(
    conn: Connection, who: Person, project_id: str, wanted: Wanted, *, before: int | None, limit: int
) -> Activity:
    """A page of events, the newest first."""
    access.project(conn, who, project_id, "events.view")
    query = _query(project_id, wanted)
    if before is not None:
        query = query.where(events.c.seq < before)
    found = list(conn.execute(query.order_by(events.c.seq.desc()).limit(limit)))
    return _activity(conn, found, limit)


def later_events(conn: Connection, who: Person, project_id: str, wanted: Wanted, after: int) -> Activity:
    """The next events after a seq, the oldest first, as many as are read at once; for those who want all."""
    access.project(conn, who, project_id, "events.view")
    query = _query(project_id, wanted).where(events.c.seq > after).order_by(events.c.seq).limit(BATCH)
    return _activity(conn, list(conn.execute(query)), BATCH)


def _query(project_id: str, wanted: Wanted) -> Select[Any]:
    columns = ("seq", "kind", "actor_id", "subject", "data", "created_at", "prev_hash", "hash")
    query = select(*(events.c[name] for name in columns)).where(events.c.project_id == project_id)
    if wanted.kinds:
        query = query.where(or_(*map(_of_kind, wanted.kinds)))
    if wanted.by:
        query = query.where(events.c.actor_id == wanted.by)
    if wanted.subject:
        query = query.where(events.c.subject == wanted.subject)
    if wanted.item:
        joined = tasks.join(items, items.c.id == tasks.c.item_id)
        named = select(tasks.c.id).select_from(joined).where(tasks.c.project_id == project_id)
        query = query.where(
            events.c.subject.in_(named.where(items.c.name.icontains(wanted.item, autoescape=True)))
        )
    if wanted.since is not None:
        query = query.where(events.c.created_at >= wanted.since)
    if wanted.until is not None:
        query = query.where(events.c.created_at < wanted.until)
    return query


def _of_kind(kind: str) -> ColumnElement[bool]:
    return events.c.kind == kind if "." in kind else events.c.kind.startswith(f"{kind}.", autoescape=True)


def _activity(conn: Connection, found: list[Any], limit: int) -> Activity:
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
