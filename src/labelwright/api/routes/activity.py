"""What happened in a project: the record, its proof, and what happens now as a stream."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from labelwright.api.context import Id, Limit, enter
from labelwright.api.describe import describe
from labelwright.api.reply import iso, reply, reply_list
from labelwright.api.routes.jobs import job_data
from labelwright.app.events import TOPICS, Listener, Message
from labelwright.app.jobs.model import Job
from labelwright.app.reading import activity, record
from labelwright.app.reading.activity import Activity, Wanted
from labelwright.app.wiring import Installation
from labelwright.core.access import may
from labelwright.sdk import shapes
from labelwright.workflow import access
from labelwright.workflow.service import blinding, running

ROUTER = APIRouter(prefix="/projects/{project_id}")
Word = Annotated[str, Query(max_length=200)]
Before = Annotated[int | None, Query(ge=1, le=1 << 31, alias="cursor")]
KEEP_ALIVE_S = 15.0
LONGEST_S = 900.0
"""A stream ends after a quarter of an hour; the page opens another one, and is asked again who it is."""

_NEEDS = {
    "job": "jobs.view", "task": "tasks.list", "thread": "tasks.list", "presence": "tasks.list", "gold": "gold.view",
}  # fmt: skip
"""What a role must be allowed to do to hear of a topic; every member hears of the rest."""


def _wanted(
    kind: Word = "",
    actor: Word = "",
    subject: Word = "",
    item: Word = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> Wanted:
    """`kind` may be several, with commas between; `answer` means every `answer.…`. Times are UTC unless they say."""
    kinds = tuple(name.strip() for name in kind.split(",") if name.strip())
    return Wanted(kinds, actor, subject, item, _microseconds(since), _microseconds(until))


Filtered = Annotated[Wanted, Depends(_wanted)]


@ROUTER.get("/events", openapi_extra=describe("read", lists=shapes.Event))
def list_events(
    project_id: Id, request: Request, wanted: Filtered, cursor: Before = None, limit: Limit = 100
) -> Response:
    """The record, newest first, filtered by kinds, person, subject, the name of the item and time."""
    here, identity = enter(request)
    with here.database.read() as conn:
        found = activity.list_events(conn, identity.actor, project_id, wanted, before=cursor, limit=limit)
    return reply_list(request, list(_rows(found)), str(found.next) if found.next is not None else None)


@ROUTER.get(
    "/events/export", openapi_extra=describe("read", gives=str, media_type="application/octet-stream")
)
def export_events(
    project_id: Id, request: Request, wanted: Filtered, form: Literal["jsonl", "csv"] = "jsonl"
) -> Response:
    """All events that fit, oldest first, as JSON lines with the hashes that chain them, or as CSV."""
    here, identity = enter(request)
    with here.database.read() as conn:
        first = activity.later_events(conn, identity.actor, project_id, wanted, 0)

    def later(after: int) -> Activity:
        with here.database.read() as conn:
            return activity.later_events(conn, identity.actor, project_id, wanted, after)

    lines = record.written(form, first, later)
    headers = {"Content-Disposition": f'attachment; filename="events.{form}"', "Cache-Control": "no-store"}
    return StreamingResponse(lines, 200, headers, record.MEDIA_TYPES[form])


def _rows(found: Activity) -> Iterator[dict[str, Any]]:
    for row in found.events:
        actor = {"id": row.actor_id, "name": found.people.get(row.actor_id, "")} if row.actor_id else None
        yield {
            "seq": row.seq,
            "kind": row.kind,
            "actor": actor,
            "subject": row.subject or None,
            "item": found.items.get(row.subject),
            "data": msgspec.Raw(row.data.encode()),
            "created_at": iso(row.created_at),
        }


def _microseconds(at: datetime | None) -> int | None:
    if at is None:
        return None
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() * 1_000_000)


@ROUTER.get("/events/verify", openapi_extra=describe("read", gives=shapes.ChainProof))
def verify_events(project_id: Id, request: Request) -> Response:
    """Whether nobody has tampered with the record."""
    here, identity = enter(request)
    with here.database.read() as conn:
        found = activity.verify_events(conn, identity.actor, project_id)
    reason = found.message or None
    return reply({"ok": found.whole, "checked": found.events, "broken_at": found.seq, "reason": reason})


@ROUTER.get("/stream", openapi_extra=describe("read", gives=str, media_type="text/event-stream"))
async def stream(project_id: Id, request: Request) -> Response:
    """Server-sent events: `job`, `task`, `thread`, `presence`, `spec`, `gold`, as far as my role may hear them."""
    here, user_id, topics = await run_in_threadpool(_let_in, project_id, request)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_told(here, project_id, user_id, topics), 200, headers, "text/event-stream")


def _let_in(project_id: str, request: Request) -> tuple[Installation, str, frozenset[str]]:
    here, identity = enter(request)
    with here.database.read() as conn:
        role = access.project(conn, identity.actor, project_id, "project.view").role
        if blinding.hides(conn, running.read(conn, project_id), identity.actor.id):
            return here, identity.actor.id, heard_by(role) - {"presence"}
    return here, identity.actor.id, heard_by(role)


def heard_by(role: str) -> frozenset[str]:
    """The topics that a role may hear of."""
    return frozenset(topic for topic in TOPICS if topic not in _NEEDS or may(role, _NEEDS[topic]))


async def _told(
    here: Installation, project_id: str, user_id: str, topics: frozenset[str]
) -> AsyncIterator[bytes]:
    with here.broadcaster.listening(project_id, user_id, topics) as listener:
        yield b"retry: 2000\n\n"
        left = LONGEST_S
        while left > 0 and not listener.closed:
            yield await _next(listener)
            left -= KEEP_ALIVE_S


async def _next(listener: Listener) -> bytes:
    message = await listener.next(KEEP_ALIVE_S)
    return b": still here\n\n" if message is None else _frame(message)


def _frame(message: Message) -> bytes:
    data = job_data(message.data) if isinstance(message.data, Job) else message.data
    return b"event: %s\ndata: %s\n\n" % (message.topic.encode(), msgspec.json.encode(data))
