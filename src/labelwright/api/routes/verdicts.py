"""Verdicts on many tasks at once, and verdicts taken back."""

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.context import Id, RawBody, decode, enter
from labelwright.api.describe import describe
from labelwright.api.filters import ChoiceBody, choice_of
from labelwright.api.reply import reply
from labelwright.app import judging
from labelwright.app.reading.tasks import must_not_tell
from labelwright.app.steering import Matching
from labelwright.sdk import shapes
from labelwright.workflow import access
from labelwright.workflow.service.judging import Judged
from labelwright.workflow.service.submit import Judgement

ROUTER = APIRouter(prefix="/projects/{project_id}/verdicts")
MOST_TOLD = 100
"""How many refused tasks are named one by one."""


class VerdictsBody(ChoiceBody, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which tasks, by `ids` or by `filter` but for `except`, and what is said of them: accept, or reject and why."""

    outcome: str
    reason: str = ""


class TakeBackBody(Struct, frozen=True, forbid_unknown_fields=True):
    ids: list[str]


_VERDICTS = msgspec.json.Decoder(VerdictsBody)
_TAKE_BACK = msgspec.json.Decoder(TakeBackBody)


@ROUTER.post(
    "",
    openapi_extra=describe(
        "label",
        takes=VerdictsBody,
        gives=shapes.JudgedMany,
        example={"outcome": "reject", "reason": "The guideline is unclear", "ids": []},
    ),
)
def judge_tasks(project_id: Id, request: Request, body: RawBody) -> Response:
    """Accept or reject what stands in many tasks that wait to be judged; those that cannot be are named with why."""
    here, identity = enter(request)
    wish = decode(_VERDICTS, body)
    chosen = choice_of(wish, here.now())
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "review")
        if isinstance(chosen, Matching):
            must_not_tell(conn, identity.actor, project_id, chosen.filter)
    judgement = Judgement(wish.outcome, wish.reason)
    return told(judging.judge(here.database, identity.actor.id, project_id, chosen, judgement, here.now))


@ROUTER.post(
    "/take-back",
    openapi_extra=describe("label", takes=TakeBackBody, gives=shapes.JudgedMany, example={"ids": []}),
)
def take_back(project_id: Id, request: Request, body: RawBody) -> Response:
    """Take back my last verdicts on these tasks, where nobody has gone on with them."""
    here, identity = enter(request)
    wish = decode(_TAKE_BACK, body)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "review")
    return told(judging.take_back(here.database, identity.actor.id, project_id, wish.ids, here.now))


def told(done: Judged) -> Response:
    """What was done, and the first of what was refused with why."""
    return reply({"ids": done.ids, "refused": done.refused[:MOST_TOLD], "refused_count": len(done.refused)})
