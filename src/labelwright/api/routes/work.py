"""The queue, as an annotator lives in it: the next task, its lease, its draft, its submit.

The hottest routes: bodies are read by msgspec, answers are bytes, and each is one unit of work.
"""

from typing import Any

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api import errors
from labelwright.api.bundles import bundle_data, submitted_data, upcoming_data
from labelwright.api.context import Id, RawBody, decode, enter, within
from labelwright.api.describe import describe
from labelwright.api.reply import empty, iso, reply
from labelwright.app import setting_aside
from labelwright.app.wiring import UnitOfWork
from labelwright.core.errors import NotAllowed, NotFound, StaleRevision
from labelwright.core.records import Annotation
from labelwright.sdk import shapes
from labelwright.workflow import access
from labelwright.workflow.access import Person
from labelwright.workflow.patches import Patch
from labelwright.workflow.service import beginning, bundle, drafts, escalate, handout, leases, running, submit
from labelwright.workflow.service.assignments import WORK
from labelwright.workflow.service.gold import feedback
from labelwright.workflow.service.handout import Handout
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.submit import Judgement, Submission

ROUTER = APIRouter()
PEEK = 2


class NextBody(Struct, frozen=True, forbid_unknown_fields=True):
    """`task_id` asks for this very task; `judging` for one to judge, of any stage that I may do; `exclude` names tasks
    not wanted now; `peek` keeps more for later."""

    stage: int | None = None
    judging: bool = False
    task_id: str | None = None
    exclude: tuple[str, ...] = ()
    peek: int = 0


class SkipBody(Struct, frozen=True, forbid_unknown_fields=True):
    reason: str


class EscalateBody(Struct, frozen=True, forbid_unknown_fields=True):
    """`annotations` is what there is so far; the draft, where they are left out."""

    reason: str
    annotations: list[Annotation] | None = None


class DraftBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Patches made on this revision, in order."""

    revision: int
    patches: list[Patch]


class SubmitBody(Struct, frozen=True, forbid_unknown_fields=True):
    """`seconds` is working time; `next` asks for the next task in the same go, of one stage where it is told."""

    annotations: list[Annotation] | None = None
    seconds: float | None = None
    draft_revision: int | None = None
    verdict: Judgement | None = None
    next: bool = False
    stage: int | None = None
    peek: int = PEEK


_NEXT = msgspec.json.Decoder(NextBody)
_SKIP = msgspec.json.Decoder(SkipBody)
_ESCALATE = msgspec.json.Decoder(EscalateBody)
_DRAFT = msgspec.json.Decoder(DraftBody)
_SUBMIT = msgspec.json.Decoder(SubmitBody)
_BOX = {"id": "a1", "type": "box", "class": "RBC", "value": {"x": 10, "y": 20, "width": 30, "height": 40}}


@ROUTER.post(
    "/projects/{project_id}/next",
    openapi_extra=describe("label", takes=NextBody, gives=shapes.Next, example={"peek": 2}),
)
def next_task(project_id: Id, request: Request, body: RawBody) -> Response:
    """Hand me the next task, or give me back the one I hold. `reason` says why there is none."""
    here, identity = enter(request)
    wish = decode(_NEXT, body)
    actor, now = identity.actor.id, here.now()
    with here.database.write() as conn:
        project, role = _membership(conn, project_id, identity.actor)
        if wish.task_id is not None:
            held = handout.open_task(conn, actor, wish.task_id, now)
            if held.project_id != project_id:
                raise NotFound("There is no such task in this project.")
            given = Handout((held,))
        else:
            given = handout.hand_out(
                conn,
                project,
                role,
                actor,
                now,
                stage=wish.stage,
                judging=wish.judging,
                exclude=wish.exclude,
                peek=wish.peek,
            )
        data = _handed(conn, project, given, "bundle")
    return reply(data)


@ROUTER.get("/assignments/{assignment_id}", openapi_extra=describe("label", gives=shapes.Bundle))
def get_assignment(assignment_id: Id, request: Request) -> Response:
    """A task that I hold."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.assignment(conn, identity.actor, assignment_id)
        return reply(bundle_data(bundle.of(conn, leases.own(conn, identity.actor.id, assignment_id))))


@ROUTER.post("/assignments/{assignment_id}/heartbeat", openapi_extra=describe("label", gives=shapes.Lease))
def heartbeat(assignment_id: Id, request: Request) -> Response:
    """Say that I am still at it, so that the lease goes on."""
    here, identity = enter(request)
    actor = identity.actor.id
    with here.database.write() as conn:
        access.assignment(conn, identity.actor, assignment_id)
        lease = leases.heartbeat(conn, actor, assignment_id, here.now())
    return reply({"id": assignment_id, "lease_until": iso(lease.until), "heartbeat_s": lease.heartbeat_s})


@ROUTER.post(
    "/assignments/{assignment_id}/release",
    status_code=204,
    openapi_extra=describe("label", status=204),
)
def release(assignment_id: Id, request: Request) -> Response:
    """Give the task back undone; the draft stays mine."""
    here, identity = enter(request)
    actor = identity.actor.id
    with here.database.write() as conn:
        access.assignment(conn, identity.actor, assignment_id)
        leases.release(conn, actor, assignment_id, here.now())
    return empty()


@ROUTER.post(
    "/assignments/{assignment_id}/skip",
    status_code=204,
    openapi_extra=describe("label", takes=SkipBody, example={"reason": "Out of focus."}, status=204),
)
def skip(assignment_id: Id, request: Request, body: RawBody) -> Response:
    """Pass on a task, and say why."""
    here, identity = enter(request)
    actor, reason = identity.actor.id, decode(_SKIP, body).reason
    with here.database.write() as conn:
        access.assignment(conn, identity.actor, assignment_id)
        leases.skip(conn, actor, assignment_id, reason, here.now())
    return empty()


@ROUTER.post(
    "/assignments/{assignment_id}/escalate",
    openapi_extra=describe(
        "label", takes=EscalateBody, gives=shapes.TaskState, example={"reason": "Neither class fits."}
    ),
)
def hand_up(assignment_id: Id, request: Request, body: RawBody) -> Response:
    """Hand the task up to somebody more trusted, and say why, instead of guessing. The draft stays mine."""
    here, identity = enter(request)
    actor, wish = identity.actor.id, decode(_ESCALATE, body)
    with here.database.write() as conn:
        access.assignment(conn, identity.actor, assignment_id)
        task = escalate.escalate(conn, actor, assignment_id, wish.reason, wish.annotations, here.now())
    return reply({"state": task.state, "stage": task.stage})


@ROUTER.patch(
    "/assignments/{assignment_id}/draft",
    openapi_extra=describe(
        "label",
        takes=DraftBody,
        gives=shapes.DraftSaved,
        example={"revision": 0, "patches": [{"ops": [{"id": "a1", "before": None, "after": _BOX}]}]},
        once=True,
    ),
)
def save_draft(assignment_id: Id, request: Request, body: RawBody) -> Response:
    """Save what I changed. Where somebody else saved first: 409 with what stands now, and nothing is overwritten."""
    here, identity = enter(request)
    actor, wish = identity.actor.id, decode(_DRAFT, body)
    key = request.headers.get("idempotency-key")
    try:
        with here.database.write() as conn:
            access.assignment(conn, identity.actor, assignment_id)
            revision = drafts.save(conn, actor, assignment_id, wish.revision, wish.patches, key, here.now())
    except StaleRevision as error:
        with here.database.read() as conn:
            draft = drafts.read(conn, assignment_id)
            held = leases.own(conn, actor, assignment_id)
            standing = draft.annotations if draft else beginning.of(conn, held).annotations
        return errors.of_error(error, annotations=standing)
    return reply({"revision": revision})


@ROUTER.post(
    "/assignments/{assignment_id}/submit",
    openapi_extra=describe(
        "label",
        takes=SubmitBody,
        gives=shapes.Submitted,
        example={"annotations": [_BOX], "seconds": 12.5, "next": True},
        once=True,
    ),
)
def submit_answer(assignment_id: Id, request: Request, body: RawBody) -> Response:
    """Hand in an answer, or a verdict with it. What comes late is kept too; what comes twice, once."""
    here, identity = enter(request)
    actor, wish, now = identity.actor.id, decode(_SUBMIT, body), here.now()
    given = Submission(wish.annotations, wish.seconds, wish.verdict)
    key = request.headers.get("idempotency-key")
    with here.database.write() as conn:
        held = leases.own(conn, actor, assignment_id)
        within(identity, held.project_id)
        project, role = _membership(conn, held.project_id, identity.actor)
        done = submit.submit_held(conn, project, role, actor, assignment_id, given, key, now)
        told = (
            feedback.of_answer(conn, project, actor, role, done.answer_id) if held.purpose != WORK else None
        )
        data = submitted_data(done, role, told)
        wanted = Handout()
        if wish.next:
            wanted = _next_if_any(conn, project, role, actor, now, wish)
        data |= _handed(conn, project, wanted, "next")
    setting_aside.follow(here.database, done.due, here.now)
    return reply(data)


def _membership(conn: UnitOfWork, project_id: str, who: Person) -> tuple[Running, str]:
    """The project and the role in it, both held. Raises `NotFound` or `NotAllowed` for who has none."""
    project = running.hold(conn, project_id)
    role = running.hold_role(conn, project_id, who.id)
    if not role:
        access.project(conn, who, project_id, "label")
        raise NotFound("There is no such project.")
    return project, role


def _next_if_any(
    conn: UnitOfWork, project: Running, role: str, actor: str, now: int, wish: SubmitBody
) -> Handout:
    """The next task; a wish that cannot be granted must not undo the submit."""
    try:
        return handout.hand_out(conn, project, role, actor, now, stage=wish.stage, peek=wish.peek)
    except (NotAllowed, NotFound) as error:
        return Handout(reason=error.code)


def _handed(conn: UnitOfWork, project: Running, given: Handout, name: str) -> dict[str, Any]:
    if not given.held:
        return {
            name: None, "upcoming": [], "reason": given.reason or None, "message": given.message or None,
        }  # fmt: skip
    first = bundle.of_project(conn, project, given.held[0])
    later = bundle.upcoming(conn, given.held[1:])
    return {name: bundle_data(first), "upcoming": upcoming_data(later)}
