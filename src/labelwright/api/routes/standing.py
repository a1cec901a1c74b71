"""One's own standing in a project, and what one may know of one's answers to gold."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from labelwright.api.context import Id, enter
from labelwright.api.describe import describe
from labelwright.api.reply import iso, reply
from labelwright.api.routes.gold_people import result_data
from labelwright.app.reading import gold as reading
from labelwright.app.reading.gold import OwnStanding
from labelwright.core.errors import NotFound
from labelwright.sdk import gold_shapes, shapes
from labelwright.workflow import access
from labelwright.workflow.service import running
from labelwright.workflow.service.gold import feedback

ROUTER = APIRouter(prefix="/projects/{project_id}")


@ROUTER.get("/standing", openapi_extra=describe("read", gives=gold_shapes.Standing))
def get_standing(project_id: Id, request: Request) -> Response:
    """What I may do here, how far I am in a qualification, and my answers of which I may see what was right."""
    here, identity = enter(request)
    with here.database.read() as conn:
        return reply(_standing(reading.own_standing(conn, identity.actor, project_id)))


@ROUTER.get("/gold/feedback/{answer_id}", openapi_extra=describe("read", gives=shapes.Feedback))
def get_feedback(project_id: Id, answer_id: Id, request: Request) -> Response:
    """What was right and wrong in an own answer; not found where I may not know it, or not yet."""
    here, identity = enter(request)
    with here.database.read() as conn:
        role = access.project(conn, identity.actor, project_id, "project.view").role
        project = running.read(conn, project_id)
        found = feedback.of_answer(conn, project, identity.actor.id, role, answer_id)
    if found is None:
        raise NotFound("There is nothing to tell of this answer.")
    return reply(found)


def _standing(own: OwnStanding) -> dict[str, Any]:
    test = own.qualify
    return {
        "state": own.stands.state,
        "reason": own.stands.reason,
        "since": iso(own.stands.since or None),
        "tries_left": own.tries_left,
        "training": own.training,
        "qualify": {"done": test.done, "of": test.of, "pass": own.pass_mark, "score": own.mean}
        if test
        else None,
        "score": own.score,
        "feedback": [result_data(result) for result in own.feedback],
    }
