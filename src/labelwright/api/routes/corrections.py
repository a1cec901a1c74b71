"""Correcting an own answer, while nobody has built on it."""

from typing import Any

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.bundles import bundle_data, submitted_data
from labelwright.api.context import Id, RawBody, decode, enter
from labelwright.api.describe import describe
from labelwright.api.reply import reply
from labelwright.app import setting_aside
from labelwright.core.errors import NotFound
from labelwright.core.records import Annotation
from labelwright.sdk import shapes
from labelwright.workflow import access
from labelwright.workflow.service import corrections

ROUTER = APIRouter()


class CorrectionBody(Struct, frozen=True, forbid_unknown_fields=True):
    """`corrects` is the own answer that this one stands in for, as the correction was opened with."""

    corrects: str
    annotations: list[Annotation]


_CORRECTION = msgspec.json.Decoder(CorrectionBody)
_EXAMPLE: dict[str, Any] = {"corrects": "0192f0c4a1b27d3e8f90a1b2c3d4e5f6", "annotations": []}


@ROUTER.get("/tasks/{task_id}/correction", openapi_extra=describe("label", gives=shapes.Correction))
def begin_correction(task_id: Id, request: Request) -> Response:
    """My newest answer to this task as a bundle to start from. 409 where others have built on it."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.task(conn, identity.actor, task_id, "label")
        found, corrects = corrections.begin(conn, identity.actor.id, task_id)
        return reply({"corrects": corrects, "bundle": bundle_data(found)})


@ROUTER.post(
    "/tasks/{task_id}/correction",
    openapi_extra=describe(
        "label", takes=CorrectionBody, gives=shapes.Submitted, example=_EXAMPLE, once=True
    ),
)
def correct(task_id: Id, request: Request, body: RawBody) -> Response:
    """Hand in a better answer in the place of mine, which is kept as its parent."""
    here, identity = enter(request)
    wish, actor = decode(_CORRECTION, body), identity.actor
    key = request.headers.get("idempotency-key")
    with here.database.write() as conn:
        role = access.task(conn, actor, task_id, "label").role
        if access.answer(conn, actor, wish.corrects).task_id != task_id:
            raise NotFound("There is no such answer to this task.", where="corrects")
        done = corrections.correct(conn, actor.id, wish.corrects, wish.annotations, key, here.now())
    setting_aside.follow(here.database, done.due, here.now)
    return reply(submitted_data(done, role))
