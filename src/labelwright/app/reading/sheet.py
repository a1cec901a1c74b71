"""A sheet as far as a person may see it: annotations of one class from many items, and which of them they may judge."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, text

from labelwright.app.reading.suspects import suspects
from labelwright.app.reading.tasks import TaskFilter, must_not_tell, people
from labelwright.core.errors import NotAllowed
from labelwright.core.geometry import Interval
from labelwright.core.records import Annotation
from labelwright.core.registry import LABELS
from labelwright.insights import sheet
from labelwright.insights.sheet import Cell
from labelwright.storage import tasks_list
from labelwright.storage.blobs import Blobs
from labelwright.workflow import access
from labelwright.workflow.access import Person
from labelwright.workflow.service import blinding, judgeable, running
from labelwright.workflow.service.calibrations import kept as calibrations

MOST = 20_000
"""A sheet has the first so many annotations that fit; beyond, it is to be filtered."""

AROUND = 120
"""So many characters of a text are shown before and after what is marked, and so many of one without a mark."""

_BATCH = 500
_ITEMS = text("SELECT id, name, width, height, blob_hash, text FROM items WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)


class Wanted(Struct, frozen=True):
    """Which annotations: of a class, in the tasks of a filter; with `mine` only in those that the person may judge."""

    cls: str
    filter: TaskFilter = TaskFilter()
    sort: str = "seq"
    mine: bool = False


class Excerpt(Struct, frozen=True):
    """A part of a text from the character `start` on; `more` says whether the text goes on behind it."""

    start: int
    words: str
    more: bool


class Shown(Struct, frozen=True):
    """A cell with what is drawn of its item: a picture of so many pixels, or a part of a text."""

    cell: Cell
    name: str
    width: int | None
    height: int | None
    pictured: bool
    excerpt: Excerpt | None
    annotator: str | None
    judge: bool


class Listed(Struct, frozen=True):
    """A page of a sheet of `total` annotations, of which there are more where not `whole`; names of people by id."""

    shown: tuple[Shown, ...]
    next: str | None
    total: int
    whole: bool
    names: Mapping[str, str]


def read_sheet(
    conn: Connection,
    blobs: Blobs,
    who: Person,
    project_id: str,
    wanted: Wanted,
    cursor: str | None,
    limit: int,
) -> Listed:
    """One page. Raises `NotFound`, `NotAllowed` for an order or filter that would tell who answered, `Invalid`."""
    place = access.project(conn, who, project_id, "tasks.list")
    must_not_tell(conn, who, project_id, wanted.filter)
    project = running.read(conn, project_id)
    blind = blinding.hides(conn, project, who.id)
    if blind and wanted.sort == "annotator":
        raise NotAllowed("This project is double-blind: who answered what is told to those who run it.")

    def mine(ids: Sequence[str]) -> frozenset[str]:
        return judgeable.among(conn, project, place.role, who.id, ids)

    found: list[Cell] = []
    alone = calibrations.alone_on(conn, project_id, who.id)
    batches = tasks_list.walk(
        conn, project_id, msgspec.structs.replace(wanted.filter, cls=wanted.cls), batch=_BATCH
    )
    for batch in batches:
        ids = [task_id for task_id, _ in batch if task_id not in alone]
        kept = mine(ids) if wanted.mine else ids
        found += sheet.cells(conn, [task_id for task_id in ids if task_id in kept], wanted.cls)
        if len(found) > MOST:
            break
    if wanted.sort == "suspect":
        found = _suspected(conn, blobs, project_id, found)
    names = people(conn, {cell.annotator for cell in found if cell.annotator is not None})
    page = sheet.page(found[:MOST], wanted.sort, cursor, limit, names)
    told = {user: name for user, name in names.items() if user == who.id or not blind}
    judged = mine([cell.task_id for cell in page.cells])
    shown = _shown(conn, page.cells, told, judged)
    return Listed(shown, page.next, page.total, len(found) <= MOST, told)


def _suspected(conn: Connection, blobs: Blobs, project_id: str, found: Sequence[Cell]) -> list[Cell]:
    """With how probably each is wrong, where its answer has stood since before that was asked."""
    known = suspects(conn, blobs, project_id)
    return [
        msgspec.structs.replace(cell, wrong=known.wrong.get((cell.task_id, cell.annotation.id)))
        if cell.at <= known.at
        else cell
        for cell in found
    ]


def _shown(
    conn: Connection, cells: Sequence[Cell], told: Mapping[str, str], judged: frozenset[str]
) -> tuple[Shown, ...]:
    ids = sorted({cell.item_id for cell in cells})
    items = {row.id: row for row in conn.execute(_ITEMS, {"ids": ids})} if ids else {}
    return tuple(
        Shown(
            cell=cell,
            name=item.name,
            width=item.width,
            height=item.height,
            pictured=item.blob_hash is not None and item.width is not None,
            excerpt=None if item.text is None else _excerpt(item.text, cell.annotation),
            annotator=cell.annotator if cell.annotator in told else None,
            judge=cell.task_id in judged,
        )
        for cell in cells
        for item in [items[cell.item_id]]
    )


def _excerpt(whole: str, annotation: Annotation) -> Excerpt:
    """The text around what is marked; its beginning where no part of it is."""
    label = LABELS[annotation.type]
    place = label.geometry(label.decode(annotation.value))
    start, end = (int(place.start), int(place.end)) if isinstance(place, Interval) else (0, 0)
    first, last = max(0, start - AROUND), min(len(whole), max(end, start) + AROUND)
    return Excerpt(first, whole[first:last], last < len(whole))
