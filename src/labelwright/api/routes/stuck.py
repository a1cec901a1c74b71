"""Tasks that wait for somebody and that nobody may be given: which they are, why, and what a lead does about them."""

from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.context import Id, RawBody, decode, enter
from labelwright.api.describe import describe
from labelwright.api.reply import reply
from labelwright.app.reading import stuck as reading
from labelwright.app.reading.stuck import Shown
from labelwright.sdk import shapes, stuck_shapes
from labelwright.workflow import access
from labelwright.workflow.service.stuck import mending

ROUTER = APIRouter(prefix="/projects/{project_id}/stuck")
_DO = {"accept": mending.accept, "hand up": mending.hand_up}


class StuckBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Which stuck tasks, what is done about them, and why; the reason stays on record."""

    ids: Annotated[list[str], msgspec.Meta(max_length=200)]
    do: Literal["accept", "hand up"]
    reason: str


_BODY = msgspec.json.Decoder(StuckBody)
_EXAMPLE: dict[str, Any] = {"ids": [], "do": "accept", "reason": "I looked at it with Rob."}


@ROUTER.get("", openapi_extra=describe("read", gives=stuck_shapes.StuckTasks))
def list_stuck(project_id: Id, request: Request) -> Response:
    """The first tasks that nobody of their stage may be given, with why; `more` where there are others."""
    here, identity = enter(request)
    with here.database.read() as conn:
        found = reading.list_stuck(conn, identity.actor, project_id)
    return reply({"items": [_row(one) for one in found.shown], "more": found.more})


@ROUTER.post("", openapi_extra=describe("manage", takes=StuckBody, gives=shapes.JudgedMany, example=_EXAMPLE))
def decide_stuck(project_id: Id, request: Request, body: RawBody) -> Response:
    """Let stand what there is of stuck tasks, or hand them up; what cannot be is named with why."""
    here, identity = enter(request)
    wish = decode(_BODY, body)
    with here.database.write() as conn:
        access.project(conn, identity.actor, project_id, "tasks.manage")
        done = _DO[wish.do](conn, identity.actor.id, project_id, wish.ids, wish.reason, here.now())
    return reply({"ids": done.ids, "refused": done.refused, "refused_count": len(done.refused)})


def _row(shown: Shown) -> dict[str, Any]:
    stuck = shown.stuck
    return {
        "task_id": stuck.task_id,
        "seq": stuck.seq,
        "name": stuck.name,
        "stage": stuck.stage,
        "stage_name": shown.stage_name,
        "judges": shown.judges,
        "why": stuck.why,
        "take": shown.take,
        "accept": shown.accept,
        "hand_up": shown.hand_up,
    }
