"""The project document: read, planned, saved over the revision that was read, compared, restored."""

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Path, Query, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api import errors
from labelwright.api.context import Id, Limit, RawBody, decode, enter
from labelwright.api.describe import describe
from labelwright.api.numbers import LARGEST, Small, SmallQuery
from labelwright.api.reply import etag, if_match, iso, reply, reply_list
from labelwright.api.routes.projects import EXAMPLE, DocumentBody, spec_of
from labelwright.app.wiring import UnitOfWork
from labelwright.sdk import shapes
from labelwright.workflow import access
from labelwright.workflow.service import revisions, running
from labelwright.workflow.service.revisions import LossRefused
from labelwright.workflow.spec import Spec, to_document, to_yaml

ROUTER = APIRouter(prefix="/projects/{project_id}/spec")


class SaveBody(DocumentBody, frozen=True, forbid_unknown_fields=True):
    """`accept_loss` agrees that annotations of classes that vanish lose something."""

    message: str = ""
    accept_loss: bool = False


class RestoreBody(Struct, frozen=True, forbid_unknown_fields=True):
    revision: Small
    accept_loss: bool = False


_DOCUMENT = msgspec.json.Decoder(DocumentBody)
_SAVE = msgspec.json.Decoder(SaveBody)
_RESTORE = msgspec.json.Decoder(RestoreBody)
Before = Annotated[int, Query(ge=1, le=1 << 31, alias="cursor")]
From = Annotated[int, Query(ge=1, le=LARGEST, alias="from")]
Revision = Annotated[int, Path(ge=1, le=LARGEST)]


@ROUTER.get("", openapi_extra=describe("read", gives=shapes.SpecRevision))
def get_spec(project_id: Id, request: Request) -> Response:
    """The document that stands; the ETag names its revision."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "spec.view")
        return _shown(conn, project_id)


@ROUTER.put(
    "",
    openapi_extra=describe(
        "manage", takes=SaveBody, gives=shapes.SpecRevision, example={**EXAMPLE, "message": "Add a class"}
    ),
)
def save_spec(project_id: Id, request: Request, body: RawBody) -> Response:
    """Save a document over the revision named by If-Match: 412 where it moved on, 409 with the plan where
    annotations would lose something and nobody has agreed to it.
    """
    here, identity = enter(request)
    wish = decode(_SAVE, body)
    try:
        with here.database.write() as conn:
            access.project(conn, identity.actor, project_id, "spec.edit")
            revisions.apply(
                conn,
                identity.actor.id,
                project_id,
                spec_of(wish.document, wish.yaml),
                here.now(),
                expected=if_match(request),
                message=wish.message,
                accept_loss=wish.accept_loss,
            )
            return _shown(conn, project_id)
    except LossRefused as error:
        return errors.of_error(error, plan=error.plan.as_dict())


@ROUTER.post(
    "/plan", openapi_extra=describe("read", takes=DocumentBody, gives=dict[str, Any], example=EXAMPLE)
)
def plan_spec(project_id: Id, request: Request, body: RawBody) -> Response:
    """What saving this document would change. Nothing is saved."""
    here, identity = enter(request)
    wish = decode(_DOCUMENT, body)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "spec.view")
        return reply(revisions.plan(conn, project_id, spec_of(wish.document, wish.yaml)).as_dict())


@ROUTER.get("/revisions", openapi_extra=describe("read", lists=shapes.RevisionRow))
def list_revisions(project_id: Id, request: Request, cursor: Before = 1 << 31, limit: Limit = 50) -> Response:
    """Who changed the document, when, and why; the newest first."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "spec.view")
        found = revisions.revisions(conn, project_id, before=cursor, limit=limit)
    rows = [
        {
            "revision": row.revision,
            "message": row.message,
            "author": {"id": row.author_id, "name": row.author_name} if row.author_id else None,
            "created_at": iso(row.created_at),
        }
        for row in found
    ]
    return reply_list(request, rows, str(found[-1].revision) if len(found) == limit else None)


@ROUTER.get("/revisions/{revision}", openapi_extra=describe("read", gives=shapes.SpecRevision))
def get_revision(project_id: Id, revision: Revision, request: Request) -> Response:
    """The document as it was in this revision."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "spec.view")
        return reply(_document(revision, revisions.document(conn, project_id, revision)))


@ROUTER.get("/diff", openapi_extra=describe("read", gives=dict[str, Any]))
def diff_revisions(project_id: Id, request: Request, old: From, to: SmallQuery) -> Response:
    """What differs between two revisions."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "spec.view")
        return reply(revisions.between(conn, project_id, old, to).as_dict())


@ROUTER.post(
    "/restore",
    openapi_extra=describe("manage", takes=RestoreBody, gives=shapes.SpecRevision, example={"revision": 1}),
)
def restore_revision(project_id: Id, request: Request, body: RawBody) -> Response:
    """Make an earlier revision the newest again, as a new revision."""
    here, identity = enter(request)
    wish = decode(_RESTORE, body)
    try:
        with here.database.write() as conn:
            access.project(conn, identity.actor, project_id, "spec.edit")
            revisions.restore(
                conn, identity.actor.id, project_id, wish.revision, here.now(), accept_loss=wish.accept_loss
            )
            return _shown(conn, project_id)
    except LossRefused as error:
        return errors.of_error(error, plan=error.plan.as_dict())


def _shown(conn: UnitOfWork, project_id: str) -> Response:
    standing = running.read(conn, project_id)
    return reply(_document(standing.revision, standing.spec), headers=etag(standing.revision))


def _document(revision: int, spec: Spec) -> dict[str, Any]:
    return {"revision": revision, "document": to_document(spec), "yaml": to_yaml(spec)}
