"""The data list, single tasks, and changes of many tasks at once."""

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.bundles import addresses, thumbnail_url
from labelwright.api.context import Cursor, Id, Limit, RawBody, decode, enter
from labelwright.api.days import period
from labelwright.api.describe import describe
from labelwright.api.numbers import LARGEST, Small, SmallQuery
from labelwright.api.reply import iso, reply, reply_list
from labelwright.api.routes.threads import threads_data
from labelwright.app.reading import tasks as reading
from labelwright.app.reading.tasks import WHATS, Asked, Given, HandedUp, Listed, TaskFilter, TaskShown
from labelwright.app.steering import Matching, Steering, steer
from labelwright.core.errors import Invalid
from labelwright.insights.task_history import Given as GivenAnswer
from labelwright.sdk import shapes
from labelwright.workflow import access
from labelwright.workflow.service import deadlines
from labelwright.workflow.service.gold.kept import Gold

ROUTER = APIRouter()
META = "meta."
LONGEST_QUERY = 1000


class GivenBody(Struct, frozen=True, forbid_unknown_fields=True):
    """What was given to a task: an answer or a verdict of which all this holds. Days are UTC's, `until` the last."""

    what: str
    by: str | None = None
    of: str | None = None
    reason: str | None = None
    stage: Small | None = None
    since: date | None = None
    until: date | None = None
    newest: Annotated[int, msgspec.Meta(ge=1, le=10_000)] | None = None


class FilterBody(Struct, frozen=True, forbid_unknown_fields=True):
    """As the parameters of the list; `meta` holds what keys of the metadata must be."""

    stage: Small | None = None
    state: str | None = None
    cls: str | None = msgspec.field(default=None, name="class")
    annotator: str | None = None
    text: str | None = None
    meta: dict[str, str] = {}
    overdue: bool = False
    given: GivenBody | None = None


class BulkBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Which tasks, by `ids` or by `filter` but for `except`; `user_id` is for assign, `priority` for priority."""

    action: Literal["assign", "priority", "archive", "restore", "requeue"]
    ids: list[str] | None = None
    filter: FilterBody | None = None
    spared: list[str] = msgspec.field(default_factory=list, name="except")
    user_id: str | None = None
    priority: Small = 0
    stage: Small | None = None


_BULK = msgspec.json.Decoder(BulkBody)
Class = Annotated[str | None, Query(alias="class", description="A class that stands in the task.")]
Word = Annotated[str | None, Query(max_length=LONGEST_QUERY)]


def _of_given(name: str, told: str, **bounds: Any) -> Any:
    return Query(alias=f"given.{name}", description=told, **bounds)


def _given(
    what: Annotated[str | None, _of_given("what", f"What was given: {', '.join(WHATS)}.")] = None,
    by: Annotated[str | None, _of_given("by", "Who gave it.")] = None,
    of: Annotated[str | None, _of_given("of", "On whose answer it is.")] = None,
    reason: Annotated[str | None, _of_given("reason", "With this reason.", max_length=LONGEST_QUERY)] = None,
    stage: Annotated[int | None, _of_given("stage", "In which stage.", ge=-LARGEST, le=LARGEST)] = None,
    since: Annotated[date | None, _of_given("since", "From this day on, UTC.")] = None,
    until: Annotated[date | None, _of_given("until", "Up to this day, UTC.")] = None,
    newest: Annotated[int | None, _of_given("newest", "The newest so many alone.", ge=1, le=10_000)] = None,
) -> GivenBody | None:
    given = GivenBody(what or "", by, of, reason, stage, since, until, newest)
    if what is not None:
        return given
    if given != GivenBody(""):
        choices = f"Choose one of {', '.join(WHATS)}."
        raise Invalid("Say what was given.", where="given.what", remedy=choices)
    return None


WasGiven = Annotated[GivenBody | None, Depends(_given)]


@ROUTER.get("/projects/{project_id}/tasks", openapi_extra=describe("read", lists=shapes.TaskRow))
def list_tasks(
    project_id: Id,
    request: Request,
    stage: SmallQuery | None = None,
    state: Word = None,
    cls: Class = None,
    annotator: Word = None,
    text: Word = None,
    overdue: bool = False,
    given: WasGiven = None,
    sort: str = "seq",
    annotations: bool = False,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Response:
    """A page of the data list. `meta.KEY=VALUE` filters by metadata; sort: seq, -seq, priority, updated."""
    here, identity = enter(request)
    body = FilterBody(stage, state, cls, annotator, text, _meta(request), overdue, given)
    wanted = filter_of(body, here.now())
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
    stage: SmallQuery | None = None,
    state: Word = None,
    cls: Class = None,
    annotator: Word = None,
    text: Word = None,
    overdue: bool = False,
    given: WasGiven = None,
) -> Response:
    """How many tasks fit; where not `exact`, at least so many."""
    here, identity = enter(request)
    body = FilterBody(stage, state, cls, annotator, text, _meta(request), overdue, given)
    wanted = filter_of(body, here.now())
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
    if (wish.ids is None) == (wish.filter is None):
        raise Invalid("Say which tasks, by either `ids` or `filter`.", where="body")
    if wish.spared and wish.filter is None:
        raise Invalid("`except` belongs to a filter.", where="except", remedy="Leave those out of `ids`.")
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "tasks.manage")
    chosen = (
        Matching(filter_of(wish.filter, here.now()), frozenset(wish.spared))
        if wish.filter
        else wish.ids or []
    )
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


def filter_of(body: FilterBody, now: int) -> TaskFilter:
    """The filter of a body; `now` is microseconds UTC."""
    late = now if body.overdue else None
    given = _told(body.given) if body.given is not None else None
    return TaskFilter(body.stage, body.state, body.cls, body.annotator, body.meta, body.text, late, given)


def _told(body: GivenBody) -> Given:
    since, until = period(body.since, body.until)
    return Given(body.what, body.by, body.of, body.reason, body.stage, since, until, body.newest)


def _meta(request: Request) -> dict[str, str]:
    return {
        name.removeprefix(META): value
        for name, value in request.query_params.items()
        if name.startswith(META)
    }


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
            "annotators": [_person(listed.people, user) for user in row.annotators],
            "classes": row.classes,
            "annotation_count": row.annotation_count,
            "item_id": row.item_id,
            "media": row.media,
            "width": row.width,
            "height": row.height,
            "thumbnail": thumbnail_url(row.item_id) if row.blob_hash else None,
            "text_preview": row.text_preview,
            "updated_at": iso(row.updated_at),
            "assigned_to": _person(listed.people, row.assigned_to),
            "handed_up": _handed_up(listed.handed_up.get(row.id)),
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
        "handed_up": _handed_up(shown.handed_up),
    }


def _handed_up(told: HandedUp | None) -> dict[str, Any] | None:
    if told is None:
        return None
    return {
        "by": {"id": told.by[0], "name": told.by[1]} if told.by else None,
        "reason": told.reason,
        "due_at": iso(told.due_at),
        "created_at": iso(told.at),
    }


def _gold(gold: Gold | None) -> dict[str, Any] | None:
    """That a task is gold, in use or retired."""
    return {"pool": gold.pool, "note": gold.note, "retired_at": iso(gold.retired_at)} if gold else None


def _asked(asked: Asked | None) -> dict[str, Any] | None:
    return {"vote": asked.vote, **msgspec.structs.asdict(asked.because)} if asked else None


def _answer(answer: GivenAnswer) -> dict[str, Any]:
    return {name: getattr(answer, name) for name in _ANSWER} | {"created_at": iso(answer.created_at)}


def _person(people: Any, user_id: str | None) -> dict[str, str] | None:
    return {"id": user_id, "name": people[user_id]} if user_id and user_id in people else None
