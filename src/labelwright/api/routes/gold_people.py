"""What follows for people by their answers to gold: how they stand, what leads decide of them, answers set aside."""

from datetime import datetime
from typing import Any, Literal

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.context import Cursor, Id, Limit, RawBody, decode, enter
from labelwright.api.describe import describe
from labelwright.api.reply import iso, person, reply, reply_list
from labelwright.app import setting_aside
from labelwright.app.reading import gold as reading
from labelwright.app.reading.gold import Team
from labelwright.insights.gold import GoldPerson, GoldResult
from labelwright.sdk import gold_shapes as shapes
from labelwright.workflow import access
from labelwright.workflow.service.gold import aside, leads
from labelwright.workflow.service.gold.aside import Step, Wish
from labelwright.workflow.service.gold.standing import Standing
from labelwright.workflow.spec.gold import gold_data, qualify_data

ROUTER = APIRouter(prefix="/projects/{project_id}/gold")


class StandingBody(Struct, frozen=True, forbid_unknown_fields=True):
    """What is decided of a person, and why."""

    do: Literal["pause", "resume", "requalify", "pass"]
    reason: str = ""


class AsideBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Answers given from `since` on, or all of them. `preview` only counts them."""

    mode: Literal["void", "discount"]
    since: datetime | None = None
    reason: str = ""
    preview: bool = False


_STANDING = msgspec.json.Decoder(StandingBody)
_ASIDE = msgspec.json.Decoder(AsideBody)
_VOID = {"mode": "void", "since": "2026-11-24T09:30:00Z", "reason": "Clicked through."}


@ROUTER.get("/people", openapi_extra=describe("read", gives=shapes.GoldPeople))
def list_people(project_id: Id, request: Request, cursor: Cursor = "", limit: Limit = 50) -> Response:
    """The annotators by name, and how they stand by their gold; and what the document asks of them."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "gold.view")
        found = reading.list_people(conn, project_id, cursor=cursor, limit=limit)
    spec = found.project.spec
    return reply_list(
        request,
        [_row(found, one) for one in found.gold.people],
        found.gold.next,
        gold=gold_data(spec.gold),
        qualify=qualify_data(spec.qualify),
    )


@ROUTER.post(
    "/people/{user_id}",
    openapi_extra=describe(
        "manage",
        takes=StandingBody,
        gives=shapes.Stands,
        example={"do": "pause", "reason": "Read the guideline first."},
    ),
)
def decide(project_id: Id, user_id: Id, request: Request, body: RawBody) -> Response:
    """Pause somebody, let them work again, send them to qualify again, or let them pass."""
    here, identity = enter(request)
    wish = decode(_STANDING, body)
    with here.database.write() as conn:
        access.project(conn, identity.actor, project_id, "tasks.manage")
        stands = leads.decide(conn, identity.actor.id, project_id, user_id, wish.do, wish.reason, here.now())
    return reply(_stands(stands))


@ROUTER.post(
    "/people/{user_id}/set-aside",
    openapi_extra=describe("manage", takes=AsideBody, gives=shapes.SetAside, example=_VOID),
)
def set_aside(project_id: Id, user_id: Id, request: Request, body: RawBody) -> Response:
    """Let a person's answers be votes no more, or not alone. Many are worked off in chunks."""
    here, identity = enter(request)
    wish = decode(_ASIDE, body)
    since = round(wish.since.timestamp() * 1_000_000) if wish.since is not None else 0
    meant = Wish(user_id, wish.mode, since, here.now(), wish.reason, identity.actor.id)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "gold.view" if wish.preview else "tasks.manage")
        if wish.preview:
            return reply(_step(None, aside.concerned(conn, project_id, meant)))
    done = setting_aside.set_aside(here.database, project_id, meant, here.now)
    return reply(_step(meant.batch if done.answers else None, done))


@ROUTER.get("/set-aside", openapi_extra=describe("read", lists=shapes.AsideBatch))
def list_aside(project_id: Id, request: Request, cursor: Cursor = "", limit: Limit = 50) -> Response:
    """The answers that were set aside, by batches, the newest first."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "gold.view")
        found = reading.list_batches(conn, project_id, cursor=cursor, limit=limit)
    rows = [
        {
            "batch": one.batch,
            "user": person(found.people, one.user_id),
            "mode": one.mode,
            "reason": one.reason,
            "by": person(found.people, one.created_by),
            "answers": one.answers,
            "created_at": iso(one.created_at),
            "undone_at": iso(one.undone_at),
        }
        for one in found.batches
    ]
    return reply_list(request, rows, found.next)


@ROUTER.post("/set-aside/{batch}/undo", openapi_extra=describe("manage", gives=shapes.SetAside))
def undo_aside(project_id: Id, batch: Id, request: Request) -> Response:
    """Let the answers of a batch count again."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "tasks.manage")
    done = setting_aside.undo(here.database, identity.actor.id, project_id, batch, here.now)
    return reply(_step(batch, done))


def _row(found: Team, one: GoldPerson) -> dict[str, Any]:
    stands = found.standings[one.user_id]
    return {
        "id": one.user_id,
        "name": one.name,
        "role": one.role,
        **_stands(stands),
        "updated_by": person(found.people, stands.updated_by),
        "updated_at": iso(stands.updated_at),
        "score": one.score,
        "answers": one.answers,
        "last": [result_data(result) for result in one.last],
    }


def _stands(stands: Standing) -> dict[str, Any]:
    return {
        "state": stands.state,
        "since": iso(stands.since or None),
        "reason": stands.reason,
        "tries": stands.tries,
    }


def result_data(result: GoldResult) -> dict[str, Any]:
    """How right one answer to gold was."""
    shown = msgspec.structs.asdict(result)
    return shown | {"passed": bool(result.passed), "created_at": iso(result.created_at)}


def _step(batch: str | None, step: Step) -> dict[str, Any]:
    return {"batch": batch, "answers": step.answers, "tasks": step.tasks, "reopened": step.reopened}
