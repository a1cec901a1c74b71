"""Examples in the guideline, made of cases from the work."""

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.context import Id, RawBody, decode, enter
from labelwright.api.describe import describe
from labelwright.api.numbers import Small
from labelwright.api.reply import reply
from labelwright.sdk import shapes
from labelwright.workflow import access
from labelwright.workflow.service import examples

ROUTER = APIRouter(prefix="/projects/{project_id}/examples")


class ExampleBody(Struct, frozen=True, forbid_unknown_fields=True):
    """`text` is Markdown below the heading; `revision` is that of the guideline it is added to, as it was read."""

    title: str
    text: str
    revision: Small | None = None


class RevisionBody(Struct, frozen=True, forbid_unknown_fields=True):
    revision: Small


_EXAMPLE = msgspec.json.Decoder(ExampleBody)
_REVISION = msgspec.json.Decoder(RevisionBody)


@ROUTER.post(
    "",
    openapi_extra=describe(
        "label",
        takes=ExampleBody,
        gives=shapes.RevisionNumber,
        example={
            "title": "Two cells that touch",
            "text": "**Right:** each has a box of its own.",
            "revision": 3,
        },
    ),
)
def add_example(project_id: Id, request: Request, body: RawBody) -> Response:
    """Add a case to the guideline, as a new revision of the project."""
    here, identity = enter(request)
    wish = decode(_EXAMPLE, body)
    with here.database.write() as conn:
        access.project(conn, identity.actor, project_id, "guideline.extend")
        revision = examples.add(
            conn, identity.actor.id, project_id, wish.title, wish.text, here.now(), expected=wish.revision
        )
    return reply({"revision": revision})


@ROUTER.post(
    "/take-back",
    openapi_extra=describe("label", takes=RevisionBody, gives=shapes.RevisionNumber, example={"revision": 4}),
)
def take_example_back(project_id: Id, request: Request, body: RawBody) -> Response:
    """Undo an example of my own, while nothing else has changed since."""
    here, identity = enter(request)
    wish = decode(_REVISION, body)
    with here.database.write() as conn:
        access.project(conn, identity.actor, project_id, "guideline.extend")
        revision = examples.take_back(conn, identity.actor.id, project_id, wish.revision, here.now())
    return reply({"revision": revision})
