"""Gold, for those who run a project: tasks of which the right answer is known."""

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from msgspec import UNSET, Struct, UnsetType
from starlette.responses import Response

from labelwright.api.bundles import thumbnail_url
from labelwright.api.context import Cursor, Id, Limit, RawBody, decode, enter, once
from labelwright.api.describe import describe
from labelwright.api.reply import iso, person, reply, reply_list
from labelwright.app.reading import gold as reading
from labelwright.app.reading.gold import Listed
from labelwright.core.errors import Invalid
from labelwright.insights.gold import GoldItem, gold_counts
from labelwright.sdk import gold_shapes as shapes
from labelwright.workflow import access
from labelwright.workflow.service.gold import keep
from labelwright.workflow.service.gold.kept import POOLS

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


_GOLD = msgspec.json.Decoder(GoldBody)
_CHANGE = msgspec.json.Decoder(GoldChangeBody)
_CHANGES = msgspec.json.Decoder(GoldChangesBody)
_MANY = {"task_ids": ["0198f3a1c0e17000b2c3d4e5f6071829"], "retired": True}
_TASKS = {"task_ids": ["0198f3a1c0e17000b2c3d4e5f6071829"], "pool": "hidden", "note": "Mind the pale ones."}


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
        "created_by": person(found.people, item.created_by),
        "created_at": iso(item.created_at),
        "retired_at": iso(item.retired_at),
        "answers": told.answers,
        "pass_rate": told.pass_rate,
        "score": told.score,
        "discrimination": told.discrimination,
        "findings": told.findings,
    }
