"""What happened in a project: the record, its proof, and what happens now as a stream."""

from collections.abc import AsyncIterator
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from labelwright.api.context import Id, Limit, enter
from labelwright.api.describe import describe
from labelwright.api.reply import iso, reply, reply_list
from labelwright.api.routes.jobs import job_data
from labelwright.app.events import TOPICS, Listener, Message
from labelwright.app.jobs.model import Job
from labelwright.app.reading import activity
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


@ROUTER.get("/events", openapi_extra=describe("read", lists=shapes.Event))
def list_events(
    project_id: Id,
    request: Request,
    kind: Word = "",
    actor: Word = "",
    subject: Word = "",
    cursor: Before = None,
    limit: Limit = 100,
) -> Response:
    """The record, newest first; `kind=answer` means every `answer.…`."""
    here, identity = enter(request)
    with here.database.read() as conn:
        found = activity.list_events(
            conn,
            identity.actor,
            project_id,
            kind=kind,
            by=actor,
            subject=subject,
            before=cursor,
            limit=limit,
        )
    rows = [
        {
            "seq": row.seq,
            "kind": row.kind,
            "actor": {"id": row.actor_id, "name": found.people.get(row.actor_id, "")}
            if row.actor_id
            else None,
            "subject": row.subject or None,
            "item": found.items.get(row.subject),
            "data": msgspec.Raw(row.data.encode()),
            "created_at": iso(row.created_at),
        }
        for row in found.events
    ]
    return reply_list(request, rows, str(found.next) if found.next is not None else None)


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
