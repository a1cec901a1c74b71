"""All that an editor needs to work on one assignment, read at once. Addresses of media are the caller's to add."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, text

from labelwright.core.aggregation.things import THRESHOLD, things
from labelwright.core.records import Annotation
from labelwright.core.registry import LABELS
from labelwright.storage.sql import Sql
from labelwright.workflow import routing
from labelwright.workflow.service import (
    answers,
    beginning,
    blinding,
    drafts,
    escalations,
    leases,
    running,
    tasks,
    threads,
)
from labelwright.workflow.service.answers import Answer
from labelwright.workflow.service.assignments import WORK, Assignment
from labelwright.workflow.service.beginning import Beginning, Rejected
from labelwright.workflow.service.calibrations import handing
from labelwright.workflow.service.calibrations.handing import Turn
from labelwright.workflow.service.drafts import Draft
from labelwright.workflow.service.escalations import Escalation
from labelwright.workflow.service.gold import testing
from labelwright.workflow.service.gold.testing import Trial
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Task
from labelwright.workflow.spec import StageSpec


class ItemShown(Struct, frozen=True):
    """An item as the editor shows it: `page` of the `pages` of its file."""

    id: str
    name: str
    media: str
    width: int | None
    height: int | None
    text: str | None
    metadata: dict[str, Any]
    page: int
    pages: int


class StageShown(Struct, frozen=True):
    index: int
    kind: str
    name: str


class Bundle(Struct, frozen=True):
    """An assignment with its task, its item, and what to begin with. `judged_by` is (id, name) of the author, and so
    is what stands beside each answer in `compared`. `things` says which annotations of these are of one thing: each
    as the place of its answer, 0 for the one to judge and then those compared, and its id. `escalated` says who handed
    the task up, and `above` is the name of the stage that this one hands tasks up to, "" where there is none. `test` is
    set where the person is being trained or tested, and knows it; `calibration` where a team all answers it. Of an
    `unnumbered` one the person is not told the number, which says when it came.
    """

    assignment: Assignment
    heartbeat_s: int
    stage: StageShown
    task: Task
    item: ItemShown
    spec_revision: int
    start: list[Annotation]
    draft: Draft | None
    judged: Answer | None
    judged_by: tuple[str, str] | None
    compared: tuple[tuple[Answer, tuple[str, str] | None], ...]
    things: tuple[tuple[tuple[int, str], ...], ...]
    previous: tuple[Rejected, ...]
    threads: int
    escalated: Escalation | None
    above: str
    test: Trial | None
    calibration: Turn | None
    unnumbered: bool = False


_ITEMS = text(
    "SELECT t.id AS task_id, i.id, i.name, i.media, i.width, i.height, i.text, i.metadata,"
    " coalesce(p.page, 1), coalesce(p.pages, 1) FROM tasks t JOIN items i ON i.id = t.item_id"
    " LEFT JOIN item_pages p ON p.item_id = i.id WHERE t.id IN :tasks"
).bindparams(bindparam("tasks", expanding=True))
_ITEM = Sql(
    "SELECT id, name, media, width, height, text, metadata, coalesce(page, 1), coalesce(pages, 1) FROM items"
    " LEFT JOIN item_pages ON item_id = id WHERE id = :id"
)
_THREADS = Sql("SELECT count(*) FROM threads WHERE task_id = :task")
_NAME = Sql("SELECT name FROM users WHERE id = :id")


def of(conn: Connection, held: Assignment) -> Bundle:
    """The bundle of an assignment."""
    project = running.read(conn, held.project_id)
    return of_project(conn, project, held)


def of_project(conn: Connection, project: Running, held: Assignment) -> Bundle:
    """As `of`, for a project that is already read."""
    task = tasks.read(conn, held.task_id)
    begin = beginning.of_task(conn, project, task, held)
    index = held.stage if 0 <= held.stage < len(project.stages) else task.stage
    settings = project.stages[index]
    letters = blinding.aliases(conn, project, task.id, held.user_id)
    return Bundle(
        assignment=held,
        heartbeat_s=settings.lease_s // leases.HEARTBEAT_SHARE,
        stage=StageShown(index, settings.kind, settings.name),
        task=_seen(project, settings, task, held),
        item=_item(*_ITEM(conn, {"id": task.item_id}).fetchone()),
        spec_revision=project.revision,
        start=begin.annotations,
        draft=drafts.read(conn, held.id),
        judged=begin.judged,
        judged_by=_author(conn, begin.judged, letters),
        compared=tuple((answer, _author(conn, answer, letters)) for answer in begin.compared),
        things=_things(conn, project, task, begin) if begin.compared else (),
        previous=begin.previous,
        threads=_threads(conn, project, held),
        escalated=_escalated(conn, task, letters) if routing.judges(settings) else None,
        above=project.stages[up].name if (up := routing.above(project.stages, index)) is not None else "",
        test=testing.shown(conn, project, held),
        calibration=handing.shown(conn, held),
        unnumbered=_mixed(project, settings, held),
    )


def upcoming(conn: Connection, held: tuple[Assignment, ...]) -> list[tuple[str, ItemShown]]:
    """The task ids and items of assignments that are kept for later, in the same order."""
    if not held:
        return []
    found = items_of(conn, [one.task_id for one in held])
    return [(one.task_id, found[one.task_id]) for one in held]


def items_of(conn: Connection, task_ids: Sequence[str]) -> dict[str, ItemShown]:
    """The items of tasks, by these."""
    return {row[0]: _item(*row[1:]) for row in conn.execute(_ITEMS, {"tasks": list(task_ids)})}


def _seen(project: Running, settings: StageSpec, task: Task, held: Assignment) -> Task:
    """The task as its person sees it. Where gold is mixed in, nothing that has happened to it is told: not how urgent
    it is, nor when it is due."""
    shown = msgspec.structs.replace(task, round=held.round)
    return (
        msgspec.structs.replace(shown, priority=0, due_at=None) if _mixed(project, settings, held) else shown
    )


def _mixed(project: Running, settings: StageSpec, held: Assignment) -> bool:
    """Whether this could be gold, for all that its person knows."""
    mixed = project.spec.gold is not None or held.purpose != WORK
    return mixed and not routing.judges(settings)


def _things(
    conn: Connection, project: Running, task: Task, begin: Beginning
) -> tuple[tuple[tuple[int, str], ...], ...]:
    given = [begin.annotations, *(answer.annotations for answer in begin.compared)]
    found = things(given, answers.item(conn, task.item_id), project.spec.ontology, LABELS, THRESHOLD)
    return tuple(tuple((member.answer, member.annotation.id) for member in thing) for thing in found)


def _threads(conn: Connection, project: Running, held: Assignment) -> int:
    """How many threads the person may see."""
    found: int = _THREADS.scalar(conn, {"task": held.task_id})
    if not found or not (project.blind or held.purpose != WORK):
        return found
    return len(threads.seen_by(conn, held.user_id, held.task_id))


def _item(*row: Any) -> ItemShown:
    fields = dict(zip(ItemShown.__struct_fields__, row, strict=True))
    fields["metadata"] = msgspec.json.decode(fields["metadata"])
    return ItemShown(**fields)


def _escalated(conn: Connection, task: Task, letters: Mapping[str, str]) -> Escalation | None:
    told = escalations.of(conn, task)
    if told is None or told.user_id is None or told.user_id not in letters:
        return told
    letter = letters[told.user_id]
    return msgspec.structs.replace(told, user_id=blinding.mask(letter), name=letter)


def _author(conn: Connection, judged: Answer | None, letters: Mapping[str, str]) -> tuple[str, str] | None:
    """The id and the name of who gave an answer, or what stands for them."""
    if judged is None or judged.annotator_id is None:
        return None
    if judged.annotator_id in letters:
        letter = letters[judged.annotator_id]
        return blinding.mask(letter), letter
    return judged.annotator_id, _NAME.scalar(conn, {"id": judged.annotator_id})
