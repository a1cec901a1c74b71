"""The history of an item: a line in time, how two of its answers differ, and an earlier answer that stands again."""

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.context import Id, RawBody, decode, enter, once
from labelwright.api.describe import describe
from labelwright.api.reply import iso, reply, reply_list
from labelwright.app.reading import history
from labelwright.insights.timeline import Entry
from labelwright.sdk import shapes
from labelwright.workflow import access
from labelwright.workflow.service import restoring

ROUTER = APIRouter(prefix="/tasks/{task_id}")
AnswerId = Annotated[str, Query(max_length=64)]


class RestoreAnswerBody(Struct, frozen=True, forbid_unknown_fields=True):
    """The answer that is to stand again, and why."""

    answer_id: str
    reason: Annotated[str, msgspec.Meta(max_length=2000)] = ""


_RESTORE = msgspec.json.Decoder(RestoreAnswerBody)
_EXAMPLE: dict[str, Any] = {
    "answer_id": "0192f0c4a1b27d3e8f90a1b2c3d4e5f6",
    "reason": "The fix took a shadow for a cell.",
}


@ROUTER.get("/timeline", openapi_extra=describe("read", lists=shapes.TimelineEntry))
def get_timeline(task_id: Id, request: Request) -> Response:
    """What happened to a task, the oldest first: answers, verdicts, comments, revisions of the project's document."""
    here, identity = enter(request)
    with here.database.read() as conn:
        found = history.get_timeline(conn, identity.actor, task_id)
    return reply_list(request, [_entry(entry) for entry in found], None)


@ROUTER.get("/compare", openapi_extra=describe("read", gives=shapes.Compared))
def compare_answers(task_id: Id, request: Request, before: AnswerId, after: AnswerId) -> Response:
    """How two answers to a task differ: what was added, removed, moved, called or described otherwise."""
    here, identity = enter(request)
    with here.database.read() as conn:
        return reply(history.compare(conn, identity.actor, task_id, before, after))


@ROUTER.post(
    "/restore",
    status_code=201,
    openapi_extra=describe(
        "manage", takes=RestoreAnswerBody, gives=shapes.Submitted, example=_EXAMPLE, once=True, status=201
    ),
)
def restore_answer(task_id: Id, request: Request, body: RawBody) -> Response:
    """Let an earlier answer stand again, as a new one that keeps it as its source; what stood is kept as well."""
    here, identity = enter(request)
    wish, actor = decode(_RESTORE, body), identity.actor
    with here.database.write() as conn:
        access.task(conn, actor, task_id, "tasks.manage")

        def make() -> object:
            done = restoring.restore(conn, actor.id, task_id, wish.answer_id, wish.reason.strip(), here.now())
            task = {"state": done.task.state, "stage": done.task.stage}
            return {"answer_id": done.answer_id, "task": task, "warnings": done.warnings}

        return once(request, here, identity, conn, body, make)


def _entry(entry: Entry) -> dict[str, Any]:
    """As data: what is not told is left out, and the time is one that people can read."""
    told: dict[str, Any] = msgspec.to_builtins(entry)
    due = {"due_at": iso(entry.due_at)} if entry.due_at else {}
    return told | {"at": iso(entry.at)} | due
