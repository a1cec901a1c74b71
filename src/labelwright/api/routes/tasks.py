"""The data list, single tasks, and changes of many tasks at once."""

from typing import Any, Literal

import msgspec
from fastapi import APIRouter, Request
from starlette.responses import Response

from labelwright.api.bundles import addresses, handed_up, thumbnail_url
from labelwright.api.context import Cursor, Id, Limit, RawBody, decode, enter
from labelwright.api.describe import describe
from labelwright.api.filters import ChoiceBody, Filtered, choice_of, filter_of
from labelwright.api.numbers import Small
from labelwright.api.reply import iso, person, reply, reply_list
from labelwright.api.routes.threads import threads_data
from labelwright.app.reading import tasks as reading
from labelwright.app.reading.tasks import Asked, Listed, TaskShown
from labelwright.app.steering import Steering, steer
from labelwright.insights.task_history import Given
from labelwright.sdk import shapes
from labelwright.workflow import access
from labelwright.workflow.service import deadlines
from labelwright.workflow.service.gold.kept import Gold

ROUTER = APIRouter()


class BulkBody(ChoiceBody, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which tasks, by `ids` or by `filter` but for `except`; `user_id` is for assign, `priority` for priority."""

    action: Literal["assign", "priority", "archive", "restore", "requeue"]
    user_id: str | None = None
    priority: Small = 0
    stage: Small | None = None


_BULK = msgspec.json.Decoder(BulkBody)


@ROUTER.get("/projects/{project_id}/tasks", openapi_extra=describe("read", lists=shapes.TaskRow))
def list_tasks(
    project_id: Id,
    request: Request,
    filtered: Filtered,
    sort: str = "seq",
    annotations: bool = False,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Response:
    """A page of the data list. `meta.KEY=VALUE` filters by metadata; sort: seq, -seq, priority, updated."""
    here, identity = enter(request)
    wanted = filter_of(filtered, here.now())
    with here.database.read() as conn:
        listed = reading.list_tasks(
            conn,
            identity.actor,
            project_id,
            wanted,
            sort=sort,
            cursor=cursor or None,
            limit=limit,
            with_annotations=annotations,
        )
    return reply_list(request, _rows(listed, with_annotations=annotations), listed.next)


@ROUTER.get("/projects/{project_id}/tasks/count", openapi_extra=describe("read", gives=shapes.TaskCount))
def count_tasks(
    project_id: Id,
    request: Request,
    filtered: Filtered,
) -> Response:
    """How many tasks fit; where not `exact`, at least so many."""
    here, identity = enter(request)
    wanted = filter_of(filtered, here.now())
    with here.database.read() as conn:
        return reply(reading.count_tasks(conn, identity.actor, project_id, wanted))


@ROUTER.post(
    "/projects/{project_id}/tasks/bulk",
    openapi_extra=describe(
        "manage",
        takes=BulkBody,
        gives=shapes.Changed,
        example={"action": "priority", "ids": [], "priority": 5},
    ),
)
def change_tasks(project_id: Id, request: Request, body: RawBody) -> Response:
    """Assign, prioritise, archive, restore or requeue tasks. Large filters are worked off in chunks."""
    here, identity = enter(request)
    wish = decode(_BULK, body)
    chosen = choice_of(wish, here.now())
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "tasks.manage")
    steering = Steering(wish.action, user_id=wish.user_id, priority=wish.priority, stage=wish.stage)
    return reply(steer(here.database, identity.actor.id, project_id, chosen, steering, here.now))


@ROUTER.get("/tasks/{task_id}", openapi_extra=describe("read", gives=dict[str, Any]))
def get_task(task_id: Id, request: Request) -> Response:
    """One task with its item, answers, verdicts, threads and history, as far as my role may see them."""
    here, identity = enter(request)
    with here.database.read() as conn:
        shown = reading.get_task(conn, identity.actor, task_id)
        return reply({**_task(shown), "threads": threads_data(conn, identity.actor.id, task_id)})


_ANSWER = (
    "id",
    "kind",
    "annotator",
    "stage",
    "round",
    "parent_id",
    "annotations",
    "seconds",
    "extra",
    "truth",
    "sources",
)


def _rows(listed: Listed, *, with_annotations: bool) -> list[dict[str, Any]]:
    none = msgspec.Raw(b"[]")
    rows = []
    for row in listed.rows:
        shown = {
            "id": row.id,
            "seq": row.seq,
            "name": row.name,
            "stage": row.stage,
            "stage_name": listed.stage_names[row.stage] if row.stage < len(listed.stage_names) else "",
            "state": row.state,
            "round": row.round,
            "priority": deadlines.given(row.priority),
            "due_at": iso(row.due_at),
            "votes_given": row.votes_given,
            "votes_wanted": row.votes_wanted,
            "agreement": row.agreement,
            "annotators": [person(listed.people, user) for user in row.annotators],
            "classes": row.classes,
            "annotation_count": row.annotation_count,
            "item_id": row.item_id,
            "media": row.media,
            "width": row.width,
            "height": row.height,
            "thumbnail": thumbnail_url(row.item_id) if row.blob_hash else None,
            "text_preview": row.text_preview,
            "updated_at": iso(row.updated_at),
            "assigned_to": person(listed.people, row.assigned_to),
            "handed_up": handed_up(told) if (told := listed.handed_up.get(row.id)) else None,
        }
        if with_annotations:
            shown["annotations"] = listed.annotations.get(row.id, none)
        rows.append(shown)
    return rows


def _task(shown: TaskShown) -> dict[str, Any]:
    history = shown.history
    item = history.item
    media = addresses(item["id"], item["media"])
    return {
        **history.task,
        **(_place(shown) if shown.stage_name is not None else {}),
        **({"gold": _gold(shown.gold)} if shown.sees_gold else {}),
        "name": item["name"],
        "thumbnail": media["thumbnail_url"],
        "item": {**item, **media},
        "answers": [_answer(answer) for answer in history.answers],
        "verdicts": [
            {
                "answer_id": said.answer_id,
                "reviewer": said.reviewer,
                "outcome": said.outcome,
                "reason": said.reason,
                "fix_answer_id": said.fix_answer_id,
                "called_back": said.called_back,
                "created_at": iso(said.created_at),
            }
            for said in history.verdicts
        ],
        "history": [
            {
                "seq": told.seq,
                "kind": told.kind,
                "actor": told.actor,
                "subject": history.task["id"],
                "data": told.data,
                "created_at": iso(told.created_at),
            }
            for told in history.events
        ],
    }


def _place(shown: TaskShown) -> dict[str, Any]:
    """Where a task stands."""
    task, assigned = shown.history.task, shown.assigned_to
    return {
        "stage_name": shown.stage_name,
        "asked": _asked(shown.asked),
        "priority": deadlines.given(task["priority"]),
        "due_at": iso(task["due_at"]),
        "updated_at": iso(task["updated_at"]),
        "assigned_to": {"id": assigned[0], "name": assigned[1]} if assigned else None,
        "handed_up": handed_up(shown.handed_up) if shown.handed_up else None,
    }


def _gold(gold: Gold | None) -> dict[str, Any] | None:
    """That a task is gold, in use or retired."""
    return {"pool": gold.pool, "note": gold.note, "retired_at": iso(gold.retired_at)} if gold else None


def _asked(asked: Asked | None) -> dict[str, Any] | None:
    return {"vote": asked.vote, **msgspec.structs.asdict(asked.because)} if asked else None


def _answer(answer: Given) -> dict[str, Any]:
    return {name: getattr(answer, name) for name in _ANSWER} | {"created_at": iso(answer.created_at)}
