"""A sheet: annotations of one class from many items, looked through beside one another, marked, and sent back."""

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.bundles import ITEMS
from labelwright.api.context import Cursor, Id, Limit, RawBody, decode, enter
from labelwright.api.describe import describe
from labelwright.api.filters import Word
from labelwright.api.numbers import SmallQuery
from labelwright.api.reply import iso, reply_list
from labelwright.api.routes.verdicts import told
from labelwright.app import judging
from labelwright.app.reading.sheet import Shown, Wanted, read_sheet
from labelwright.app.reading.tasks import TaskFilter
from labelwright.sdk import shapes
from labelwright.sdk.sheet_shapes import SheetCell, SheetExcerpt
from labelwright.workflow import access
from labelwright.workflow.service.sheets import Marked

ROUTER = APIRouter(prefix="/projects/{project_id}/sheet")
Class = Annotated[str, Query(alias="class", max_length=200, description="The class of the annotations.")]
_EXAMPLE: dict[str, Any] = {
    "marks": [
        {
            "task_id": "0192f0c4a1b27d3e8f90a1b2c3d4e5f6",
            "answer_id": "0192f0c4a1b27d3e8f90a1b2c3d4e5f7",
            "annotation_id": "a1",
            "why": "Wrong class",
        }
    ]
}


class SendBackBody(Struct, frozen=True, forbid_unknown_fields=True):
    """The annotations that something is wrong with, each with what."""

    marks: list[Marked]


class ChangeClassBody(Struct, frozen=True, forbid_unknown_fields=True):
    """The annotations that are of another class, and of which."""

    marks: list[Marked]
    cls: str = msgspec.field(name="class")


_SEND_BACK = msgspec.json.Decoder(SendBackBody)
_CHANGE_CLASS = msgspec.json.Decoder(ChangeClassBody)


@ROUTER.get("", openapi_extra=describe("read", lists=SheetCell))
def get_sheet(
    project_id: Id,
    request: Request,
    cls: Class,
    sort: str = "seq",
    mine: bool = False,
    stage: SmallQuery | None = None,
    state: Word = None,
    annotator: Word = None,
    text: Word = None,
    cursor: Cursor = "",
    limit: Limit = 100,
) -> Response:
    """A page of the annotations of a class in the answers that stand.

    Sort: seq, newest, smallest, largest, unusual, suspect, unsure, annotator. With `mine` only of tasks that I may
    judge now. `total` is how many there are, more where not `whole`.
    """
    here, identity = enter(request)
    wanted = Wanted(cls, TaskFilter(stage=stage, state=state, annotator=annotator, text=text), sort, mine)
    with here.database.read() as conn:
        found = read_sheet(conn, here.blobs, identity.actor, project_id, wanted, cursor or None, limit)
    cells = [_cell(shown, found.names) for shown in found.shown]
    return reply_list(request, cells, found.next, total=found.total, whole=found.whole)


@ROUTER.post(
    "/send-back",
    openapi_extra=describe("label", takes=SendBackBody, gives=shapes.JudgedMany, example=_EXAMPLE),
)
def send_back(project_id: Id, request: Request, body: RawBody) -> Response:
    """Reject the answers that marked annotations are of, with a comment on each. Taken back as other verdicts are."""
    here, identity = enter(request)
    wish = decode(_SEND_BACK, body)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "review")
    return told(judging.send_back(here.database, identity.actor.id, project_id, wish.marks, here.now))


@ROUTER.post(
    "/change-class",
    openapi_extra=describe(
        "label", takes=ChangeClassBody, gives=shapes.JudgedMany, example=_EXAMPLE | {"class": "WBC"}
    ),
)
def change_class(project_id: Id, request: Request, body: RawBody) -> Response:
    """Mend the answers that marked annotations are of, so that these have another class of the same label type."""
    here, identity = enter(request)
    wish = decode(_CHANGE_CLASS, body)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "review")
    done = judging.change_class(here.database, identity.actor.id, project_id, wish.marks, wish.cls, here.now)
    return told(done)


def _cell(shown: Shown, names: Any) -> SheetCell:
    cell = shown.cell
    return SheetCell(
        task_id=cell.task_id,
        answer_id=cell.answer_id,
        annotation=cell.annotation,
        seq=cell.seq,
        name=shown.name,
        item_id=cell.item_id,
        thumbnail=f"{ITEMS}/{cell.item_id}/thumbnail" if shown.pictured else None,
        width=shown.width,
        height=shown.height,
        bounds=cell.bounds,
        excerpt=SheetExcerpt(*msgspec.structs.astuple(shown.excerpt)) if shown.excerpt else None,
        annotator=shapes.Person(shown.annotator, names[shown.annotator]) if shown.annotator else None,
        at=iso(cell.at) or "",
        wrong=cell.wrong,
        judge=shown.judge,
    )
