"""Gold, for those who run a project: tasks of which the right answer is known, and what follows for people by them."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Query, Request
from msgspec import UNSET, Struct, UnsetType
from starlette.responses import Response

from labelwright.api.bundles import thumbnail_url
from labelwright.api.context import Cursor, Id, Limit, RawBody, decode, enter, once
from labelwright.api.describe import describe
from labelwright.api.reply import iso, reply, reply_list
from labelwright.app import setting_aside
from labelwright.app.reading import gold as reading
from labelwright.app.reading.gold import Listed, Team
from labelwright.core.errors import Invalid
from labelwright.insights.gold import GoldItem, GoldPerson, GoldResult, gold_counts
from labelwright.sdk import gold_shapes as shapes
from labelwright.workflow import access
from labelwright.workflow.service.gold import aside, keep, leads
from labelwright.workflow.service.gold.aside import Step, Wish
from labelwright.workflow.service.gold.kept import POOLS
from labelwright.workflow.service.gold.standing import Standing
from labelwright.workflow.spec.gold import gold_data, qualify_data

ROUTER = APIRouter(prefix="/projects/{project_id}/gold")
Word = Annotated[str, Query(max_length=50)]


class GoldBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Tasks by what stands of each, or one task by the answer that `answer_id` names."""

    task_ids: list[str]
    answer_id: str | None = None
    pool: str = "hidden"
    note: str = ""


class GoldChangeBody(Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be otherwise. `void` lets the results so far count no more, or again."""

    pool: str | UnsetType = UNSET
    note: str | UnsetType = UNSET
    answer_id: str | UnsetType = UNSET
    retired: bool | UnsetType = UNSET
    void: bool | UnsetType = UNSET


class GoldChangesBody(GoldChangeBody, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which gold, by its tasks, and what is to be otherwise of all of it."""

    task_ids: list[str]


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


_GOLD = msgspec.json.Decoder(GoldBody)
_CHANGE = msgspec.json.Decoder(GoldChangeBody)
_CHANGES = msgspec.json.Decoder(GoldChangesBody)
_STANDING = msgspec.json.Decoder(StandingBody)
_ASIDE = msgspec.json.Decoder(AsideBody)
_MANY = {"task_ids": ["0198f3a1c0e17000b2c3d4e5f6071829"], "retired": True}
_TASKS = {"task_ids": ["0198f3a1c0e17000b2c3d4e5f6071829"], "pool": "hidden", "note": "Mind the pale ones."}
_VOID = {"mode": "void", "since": "2026-11-24T09:30:00Z", "reason": "Clicked through."}


@ROUTER.get("", openapi_extra=describe("read", lists=shapes.GoldItem))
def list_gold(
    project_id: Id,
    request: Request,
    pool: Word = "",
    finding: Word = "",
    retired: bool = False,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Response:
    """The gold, newest first, with what answers say of it; `counts` are those in use of each pool."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "gold.view")
        found = reading.list_gold(
            conn, project_id, pool=pool, finding=finding, retired=retired, cursor=cursor, limit=limit
        )
        counts = dict.fromkeys(POOLS, 0) | gold_counts(conn, project_id)
    return reply_list(
        request, [_item(found, item) for item in found.gold.items], found.gold.next, counts=counts
    )


@ROUTER.post(
    "",
    status_code=201,
    openapi_extra=describe(
        "manage", takes=GoldBody, gives=shapes.GoldMade, example=_TASKS, once=True, status=201
    ),
)
def add_gold(project_id: Id, request: Request, body: RawBody) -> Response:
    """Make tasks gold. What is gold already is changed to this."""
    here, identity = enter(request)
    wish = decode(_GOLD, body)
    if wish.answer_id is not None and len(wish.task_ids) != 1:
        raise Invalid("`answer_id` goes with one task.", where="answer_id")
    chosen = dict.fromkeys(wish.task_ids, wish.answer_id)
    with here.database.write() as conn:
        access.project(conn, identity.actor, project_id, "tasks.manage")

        def make() -> object:
            return keep.add(conn, identity.actor.id, project_id, chosen, wish.pool, wish.note, here.now())

        return once(request, here, identity, conn, body, make)


@ROUTER.patch(
    "",
    openapi_extra=describe(
        "manage",
        takes=GoldChangesBody,
        gives=shapes.GoldChanged,
        example=_MANY,
    ),
)
def change_golds(project_id: Id, request: Request, body: RawBody) -> Response:
    """Change gold alike, all of it or nothing; at most 1,000 tasks."""
    here, identity = enter(request)
    fields = msgspec.structs.asdict(decode(_CHANGES, body))
    ids = fields.pop("task_ids")
    with here.database.write() as conn:
        access.project(conn, identity.actor, project_id, "tasks.manage")
        wish = keep.Change(**fields)
        changed = keep.change_many(conn, identity.actor.id, project_id, ids, wish, here.now())
    return reply({"changed": len(changed)})


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
        [_person(found, person) for person in found.gold.people],
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
            "user": {"id": one.user_id, "name": found.people[one.user_id]},
            "mode": one.mode,
            "reason": one.reason,
            "by": {"id": one.created_by, "name": found.people[one.created_by]} if one.created_by else None,
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


@ROUTER.patch(
    "/{task_id}",
    openapi_extra=describe(
        "manage",
        takes=GoldChangeBody,
        gives=shapes.GoldKept,
        example={"retired": True, "note": "Too blurred."},
    ),
)
def change_gold(project_id: Id, task_id: Id, request: Request, body: RawBody) -> Response:
    """Change gold. With another answer the results so far are scored anew against it."""
    here, identity = enter(request)
    wish = msgspec.structs.asdict(decode(_CHANGE, body))
    with here.database.write() as conn:
        access.project(conn, identity.actor, project_id, "tasks.manage")
        gold = keep.change(conn, identity.actor.id, project_id, task_id, keep.Change(**wish), here.now())
    return reply(
        {
            "task_id": gold.task_id,
            "answer_id": gold.answer_id,
            "pool": gold.pool,
            "note": gold.note,
            "retired_at": iso(gold.retired_at),
        }
    )


def _item(found: Listed, item: GoldItem) -> dict[str, Any]:
    by = found.people.get(item.created_by or "")
    told = item.statistics
    return {
        "task_id": item.task_id,
        "seq": item.seq,
        "name": item.name,
        "item_id": item.item_id,
        "media": item.media,
        "width": item.width,
        "height": item.height,
        "thumbnail": thumbnail_url(item.item_id) if item.blob_hash else None,
        "text_preview": item.text_preview,
        "answer_id": item.answer_id,
        "pool": item.pool,
        "note": item.note,
        "created_by": {"id": item.created_by, "name": by} if by is not None else None,
        "created_at": iso(item.created_at),
        "retired_at": iso(item.retired_at),
        "answers": told.answers,
        "pass_rate": told.pass_rate,
        "score": told.score,
        "discrimination": told.discrimination,
        "findings": told.findings,
    }


def _person(found: Team, person: GoldPerson) -> dict[str, Any]:
    stands = found.standings[person.user_id]
    by = found.people.get(stands.updated_by or "")
    return {
        "id": person.user_id,
        "name": person.name,
        "role": person.role,
        **_stands(stands),
        "updated_by": {"id": stands.updated_by, "name": by} if by is not None else None,
        "updated_at": iso(stands.updated_at),
        "score": person.score,
        "answers": person.answers,
        "last": [result_data(result) for result in person.last],
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
