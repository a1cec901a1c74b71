"""The data list and the single task, each as far as the role of who asks reaches."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, text

from labelwright.app.reading.history import history_of
from labelwright.core.access import may
from labelwright.core.errors import NotAllowed
from labelwright.insights.people import Shown
from labelwright.insights.task_history import TaskHistory
from labelwright.storage import tasks_list
from labelwright.storage.filters import Filter as TaskFilter
from labelwright.storage.given import COST, GOLD, WHATS, Given
from labelwright.storage.tasks_list import Count, TaskRow
from labelwright.workflow import access
from labelwright.workflow.access import Person
from labelwright.workflow.service import blinding, escalations, running, tasks
from labelwright.workflow.service.asking import Asked, asked
from labelwright.workflow.service.calibrations import kept as calibrations
from labelwright.workflow.service.escalations import Escalation
from labelwright.workflow.service.gold import kept as gold
from labelwright.workflow.service.gold.kept import Gold

__all__ = [
    "WHATS", "Asked", "Given", "Listed", "TaskFilter", "TaskShown", "count_tasks", "get_task", "list_tasks", "people",
]  # fmt: skip


class Listed(Struct, frozen=True):
    """A page of the data list, with the names of people and, where asked for, the annotations of each task."""

    rows: list[TaskRow]
    next: str | None
    stage_names: tuple[str, ...]
    people: Mapping[str, str]
    annotations: Mapping[str, msgspec.Raw]
    handed_up: Mapping[str, Escalation]


class TaskShown(Struct, frozen=True):
    """One task with all that this person may see of it; `assigned_to` is (id, name), `asked` why it waits.

    Who sees only their own work is not told in which stage it is: `stage_name` is then None. `handed_up` says how it
    came to its stage, with who did it as this person may know them. `gold` is told where `sees_gold`, of any task.
    """

    history: TaskHistory
    stage_name: str | None = None
    assigned_to: tuple[str, str] | None = None
    asked: Asked | None = None
    handed_up: Escalation | None = None
    sees_gold: bool = False
    gold: Gold | None = None


_TRUTHS = text(
    "SELECT t.id, a.annotations FROM tasks t JOIN answers a ON a.id = t.truth_answer_id WHERE t.id IN :ids"
).bindparams(bindparam("ids", expanding=True))
_NEWEST = text(
    "SELECT task_id, annotations FROM answers WHERE task_id IN :ids ORDER BY created_at, id"
).bindparams(bindparam("ids", expanding=True))
_NAMES = text("SELECT id, name FROM users WHERE id IN :ids").bindparams(bindparam("ids", expanding=True))


def list_tasks(
    conn: Connection,
    who: Person,
    project_id: str,
    wanted: TaskFilter,
    *,
    sort: str,
    cursor: str | None,
    limit: int,
    with_annotations: bool,
) -> Listed:
    """One page of the data list. Raises `NotFound`, `NotAllowed`, `Invalid` for a bad cursor or sort."""
    access.project(conn, who, project_id, "tasks.list")
    must_not_tell(conn, who, project_id, wanted)
    page = tasks_list.page(conn, project_id, wanted, sort=sort, cursor=cursor, limit=limit)
    handed_up = escalations.standing(conn, [row.id for row in page.rows])
    project = running.read(conn, project_id)
    if blinding.hides(conn, project, who.id):
        page = tasks_list.Page([_masked(row, who.id) for row in page.rows], page.next)
        handed_up = {task_id: _unnamed(told, who.id) for task_id, told in handed_up.items()}
    names = tuple(stage.name for stage in project.stages)
    ids = {user for row in page.rows for user in (*row.annotators, row.assigned_to) if user}
    alone = calibrations.alone_on(conn, project_id, who.id) if with_annotations else frozenset()
    seen = [row for row in page.rows if row.id not in alone]
    found = annotations_of(conn, seen) if with_annotations else {}
    return Listed(page.rows, page.next, names, people(conn, ids), found, handed_up)


def count_tasks(conn: Connection, who: Person, project_id: str, wanted: TaskFilter) -> Count:
    """How many tasks the filter lets through."""
    access.project(conn, who, project_id, "tasks.list")
    must_not_tell(conn, who, project_id, wanted)
    return tasks_list.count(conn, project_id, wanted)


def must_not_tell(conn: Connection, who: Person, project_id: str, wanted: TaskFilter) -> None:
    """Raise `NotAllowed` for a filter whose answer would tell what this person may not know: what labels cost, which
    tasks are gold, and in a project that hides who did what, somebody else's work.
    """
    given = wanted.given
    if given is not None and given.what in COST | GOLD:
        access.project(conn, who, project_id, "cost.view" if given.what in COST else "gold.view")
    people = {wanted.annotator, given.by, given.of} if given is not None else {wanted.annotator}
    asked_for = people - {None, who.id}
    if asked_for and blinding.hides(conn, running.read(conn, project_id), who.id):
        raise NotAllowed("This project is double-blind: who answered what is told to those who run it.")


def _masked(row: TaskRow, reader: str) -> TaskRow:
    own = row.assigned_to if row.assigned_to == reader else None
    return msgspec.structs.replace(
        row, annotators=[user for user in row.annotators if user == reader], assigned_to=own
    )


def get_task(conn: Connection, who: Person, task_id: str) -> TaskShown:
    """One task. An annotator sees only tasks that they were given, and only what they made of them."""
    place = access.task(conn, who, task_id, "project.view")
    history, known = history_of(conn, who, place)
    if not may(place.role, "answers.view"):
        return TaskShown(history)
    project = running.read(conn, place.project_id)
    stages = project.stages
    index, assigned = history.task["stage"], known.of(history.task["assigned_to"])
    task = tasks.read(conn, task_id)
    told = escalations.standing(conn, [task_id]).get(task_id)
    sees_gold = may(place.role, "gold.view")
    return TaskShown(
        history,
        stages[index].name if index < len(stages) else "",
        (assigned.id, assigned.name) if assigned else None,
        asked(conn, project, task),
        _by(told, known.of(told.user_id)) if told else None,
        sees_gold,
        gold.read(conn, task_id) if sees_gold else None,
    )


def _unnamed(told: Escalation, reader: str) -> Escalation:
    """Where names are hidden, by whom is told of oneself alone."""
    return told if told.user_id == reader else _by(told, None)


def _by(told: Escalation, who: Shown | None) -> Escalation:
    """The same by whom a reader may know to have done it."""
    return msgspec.structs.replace(told, user_id=who.id if who else None, name=who.name if who else "")


def annotations_of(conn: Connection, rows: Sequence[TaskRow]) -> dict[str, msgspec.Raw]:
    """The annotations to draw for each task: of its truth, else of its newest answer."""
    with_some = [row for row in rows if row.annotation_count or row.annotators]
    truths = [row.id for row in with_some if row.truth_answer_id is not None]
    others = [row.id for row in with_some if row.truth_answer_id is None]
    found: dict[str, msgspec.Raw] = {}
    for query, ids in ((_TRUTHS, truths), (_NEWEST, others)):
        if ids:
            found |= {task: msgspec.Raw(data.encode()) for task, data in conn.execute(query, {"ids": ids})}
    return found


def people(conn: Connection, ids: Iterable[str]) -> Mapping[str, str]:
    """The names of people by their ids."""
    wanted = sorted(set(ids))
    return {row.id: row.name for row in conn.execute(_NAMES, {"ids": wanted})} if wanted else {}
