"""Checks: of a draft while it is drawn, and of all answers that stand in a project."""

from typing import Any

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.context import Id, RawBody, decode, enter, once_apart
from labelwright.api.describe import describe
from labelwright.api.reply import reply
from labelwright.api.routes.jobs import job_data
from labelwright.api.routes.projects import DocumentBody, spec_of
from labelwright.app.transfer import service as transfer
from labelwright.core.records import Annotation
from labelwright.sdk import check_shapes, shapes
from labelwright.workflow import access
from labelwright.workflow.service import checking, trying
from labelwright.workflow.spec import sentences

ROUTER = APIRouter()
_EXAMPLE: dict[str, Any] = {
    "annotations": [
        {"id": "a1", "type": "box", "class": "RBC", "value": {"x": 10, "y": 20, "width": 2, "height": 40}}
    ]
}
_DRAFT: dict[str, Any] = {
    "document": {
        "name": "Cells",
        "media": "image",
        "classes": [{"name": "RBC", "type": "box"}],
        "checks": [{"rule": "min_size", "class": "RBC", "pixels": 8}],
        "workflow": [{"stage": "annotate"}],
    }
}


class CheckBody(Struct, frozen=True, forbid_unknown_fields=True):
    """A draft as it is now, saved or not."""

    annotations: list[Annotation]


class ScanBody(Struct, frozen=True, forbid_unknown_fields=True):
    """`predictions` is an upload of what a model says of the items; labels that are probably wrong are told with it."""

    predictions: str | None = None


class UnfinishedBody(Struct, frozen=True, forbid_unknown_fields=True):
    """A project document, of which more than its classes and checks need not be there."""

    document: dict[str, Any]


_CHECK = msgspec.json.Decoder(CheckBody)
_SCAN = msgspec.json.Decoder(ScanBody)
_UNFINISHED = msgspec.json.Decoder(UnfinishedBody)
_DOCUMENT = msgspec.json.Decoder(DocumentBody)


@ROUTER.post(
    "/assignments/{assignment_id}/check",
    openapi_extra=describe("label", takes=CheckBody, gives=shapes.Findings, example=_EXAMPLE),
)
def check_draft(assignment_id: Id, request: Request, body: RawBody) -> Response:
    """What the checks of the project say of a draft. Nothing is saved."""
    here, identity = enter(request)
    actor, draft = identity.actor.id, decode(_CHECK, body)
    with here.database.read() as conn:
        access.assignment(conn, identity.actor, assignment_id)
        findings = checking.look(conn, actor, assignment_id, draft.annotations)
    return reply({"findings": findings})


@ROUTER.post(
    "/projects/{project_id}/checks/sentences",
    openapi_extra=describe("read", takes=UnfinishedBody, gives=check_shapes.CheckSentences, example=_DRAFT),
)
def say_checks(project_id: Id, request: Request, body: RawBody) -> Response:
    """What the checks of a document that is being written ask, in plain words. Nothing is saved."""
    here, identity = enter(request)
    wish = decode(_UNFINISHED, body)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "spec.view")
    return reply({"sentences": sentences(wish.document)})


@ROUTER.post(
    "/projects/{project_id}/checks/try",
    openapi_extra=describe("manage", takes=DocumentBody, gives=check_shapes.CheckTrial, example=_DRAFT),
)
def try_checks(project_id: Id, request: Request, body: RawBody) -> Response:
    """What the checks of a document would find in the newest answers that stand, and in how many. Nothing is saved."""
    here, identity = enter(request)
    wish = decode(_DOCUMENT, body)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "tasks.manage")
        return reply(trying.trial(conn, project_id, spec_of(wish.document, wish.yaml), here.now))


@ROUTER.post(
    "/projects/{project_id}/scans",
    status_code=201,
    openapi_extra=describe(
        "manage", takes=ScanBody, gives=shapes.Job, example={"predictions": None}, once=True, status=201
    ),
)
def start_scan(project_id: Id, request: Request, body: RawBody) -> Response:
    """Look at every answer that stands. The work is a job; its report has the findings, its file all of them."""
    here, identity = enter(request)
    wish = decode(_SCAN, body)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "tasks.manage")

    def make() -> object:
        actor = identity.actor.id
        job = transfer.start_scan(
            here.jobs, here.uploads, project_id=project_id, actor_id=actor, predictions=wish.predictions
        )
        here.supervisor.wake()
        return job_data(job)

    return once_apart(request, here, identity, body, make)
