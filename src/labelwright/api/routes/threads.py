"""Talk about a task, pinned to an annotation or a point."""

from typing import Any

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.context import Id, RawBody, decode, enter, once
from labelwright.api.describe import describe
from labelwright.api.reply import iso, reply, reply_list
from labelwright.app.wiring import UnitOfWork
from labelwright.core.access import may
from labelwright.sdk import shapes
from labelwright.workflow import access
from labelwright.workflow.service import threads
from labelwright.workflow.service.threads import Thread

ROUTER = APIRouter()


class PointBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Pixels of an image, or start (x) and end (y) of a text."""

    x: float
    y: float


class ThreadBody(Struct, frozen=True, forbid_unknown_fields=True):
    body: str
    annotation_id: str | None = None
    point: PointBody | None = None


class CommentBody(Struct, frozen=True, forbid_unknown_fields=True):
    body: str


class ResolvedBody(Struct, frozen=True, forbid_unknown_fields=True):
    resolved: bool


_THREAD = msgspec.json.Decoder(ThreadBody)
_COMMENT = msgspec.json.Decoder(CommentBody)
_RESOLVED = msgspec.json.Decoder(ResolvedBody)
_POINT = msgspec.json.Decoder(PointBody)
_EXAMPLE = {"body": "Is this one cell or two?", "annotation_id": "a1"}


@ROUTER.get("/tasks/{task_id}/threads", openapi_extra=describe("read", lists=shapes.Thread))
def list_threads(task_id: Id, request: Request) -> Response:
    """The threads of a task with all their comments."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.task(conn, identity.actor, task_id, "project.view")
        return reply_list(request, threads_data(conn, identity.actor.id, task_id), None)


@ROUTER.post(
    "/tasks/{task_id}/threads",
    status_code=201,
    openapi_extra=describe(
        "label", takes=ThreadBody, gives=shapes.Thread, example=_EXAMPLE, once=True, status=201
    ),
)
def open_thread(task_id: Id, request: Request, body: RawBody) -> Response:
    """Begin a thread."""
    here, identity = enter(request)
    wish = decode(_THREAD, body)
    point = (wish.point.x, wish.point.y) if wish.point else None
    with here.database.write() as conn:
        access.task(conn, identity.actor, task_id, "comment")

        def make() -> object:
            thread_id = threads.open_thread(
                conn,
                identity.actor.id,
                task_id,
                wish.body,
                here.now(),
                annotation_id=wish.annotation_id,
                point=point,
            )
            return _find(conn, identity.actor.id, task_id, thread_id)

        return once(request, here, identity, conn, body, make)


@ROUTER.post(
    "/threads/{thread_id}/comments",
    status_code=201,
    openapi_extra=describe(
        "label", takes=CommentBody, gives=shapes.Thread, example={"body": "Two."}, once=True, status=201
    ),
)
def add_comment(thread_id: Id, request: Request, body: RawBody) -> Response:
    """Say something in a thread."""
    here, identity = enter(request)
    wish = decode(_COMMENT, body)
    with here.database.write() as conn:
        place = access.thread(conn, identity.actor, thread_id, "comment")

        def make() -> object:
            threads.comment(conn, identity.actor.id, thread_id, wish.body, here.now())
            return _find(conn, identity.actor.id, place.task_id, thread_id)

        return once(request, here, identity, conn, body, make)


@ROUTER.patch(
    "/threads/{thread_id}",
    openapi_extra=describe("label", takes=ResolvedBody, gives=shapes.Thread, example={"resolved": True}),
)
def resolve_thread(thread_id: Id, request: Request, body: RawBody) -> Response:
    """Settle a thread, or open it again."""
    here, identity = enter(request)
    resolved = decode(_RESOLVED, body).resolved
    with here.database.write() as conn:
        place = access.thread(conn, identity.actor, thread_id, "threads.resolve")
        threads.resolve(conn, identity.actor.id, thread_id, resolved, here.now())
        return reply(_find(conn, identity.actor.id, place.task_id, thread_id))


@ROUTER.put(
    "/threads/{thread_id}/point",
    openapi_extra=describe("label", takes=PointBody, gives=shapes.Thread, example={"x": 120.5, "y": 48.0}),
)
def move_thread(thread_id: Id, request: Request, body: RawBody) -> Response:
    """Pin a thread to another place, as who began it or who settles threads."""
    here, identity = enter(request)
    point = decode(_POINT, body)
    with here.database.write() as conn:
        place = access.thread(conn, identity.actor, thread_id, "comment")
        judges = may(place.role, "threads.resolve")
        threads.move(conn, identity.actor.id, thread_id, (point.x, point.y), here.now(), others=judges)
        return reply(_find(conn, identity.actor.id, place.task_id, thread_id))


def threads_data(conn: UnitOfWork, reader: str, task_id: str) -> list[dict[str, Any]]:
    """The threads of a task that a person may see, as JSON."""
    return [_thread(thread) for thread in threads.seen_by(conn, reader, task_id)]


def _find(conn: UnitOfWork, reader: str, task_id: str, thread_id: str) -> dict[str, Any]:
    seen = threads.seen_by(conn, reader, task_id)
    return next(_thread(thread) for thread in seen if thread.id == thread_id)


def _thread(thread: Thread) -> dict[str, Any]:
    return {
        "id": thread.id,
        "annotation_id": thread.annotation_id,
        "point": {"x": thread.point[0], "y": thread.point[1]} if thread.point else None,
        "resolved": thread.resolved,
        "created_at": iso(thread.created_at),
        "comments": [
            {
                "id": comment.id,
                "author": {"id": comment.author, "name": comment.author_name},
                "body": comment.body,
                "created_at": iso(comment.created_at),
            }
            for comment in thread.comments
        ],
    }
