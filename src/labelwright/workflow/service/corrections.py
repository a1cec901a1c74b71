"""A person replaces their own answer by a better one, while nobody has built on it. The first answer is kept."""

import msgspec
from sqlalchemy import Connection

from labelwright.core.errors import Conflict, NotFound
from labelwright.core.records import Annotation
from labelwright.core.stage import Vote
from labelwright.storage.counting import set_aside
from labelwright.storage.sql import Sql
from labelwright.workflow import routing
from labelwright.workflow.service import answers, assignments, bundle, running, settle, tasks
from labelwright.workflow.service.answers import Answer
from labelwright.workflow.service.assignments import WORK, Assignment
from labelwright.workflow.service.bundle import Bundle
from labelwright.workflow.service.calibrations.kept import CALIBRATION
from labelwright.workflow.service.checking import checked
from labelwright.workflow.service.gold import feedback, results, scoring, standing
from labelwright.workflow.service.gold.kept import HIDDEN
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.submit import Submitted
from labelwright.workflow.service.tasks import Happening, Task

_NEWEST = Sql(
    "SELECT b.id FROM answers b JOIN assignments a ON a.id = b.assignment_id"  # noqa: S608 (ours)
    " WHERE b.task_id = :task AND b.annotator_id = :user"
    " AND (NOT b.extra OR (a.purpose <> 'work' AND a.state = 'submitted'))"
    f" AND NOT {set_aside('b.id', 'taken-back')}"
    " ORDER BY b.created_at DESC, b.id DESC LIMIT 1"
)
_WORKED_BEFORE = Sql(
    "SELECT b.task_id FROM answers b JOIN assignments a ON a.id = b.assignment_id"
    " WHERE b.project_id = :project AND b.annotator_id = :user AND b.created_at < :at"
    " AND NOT b.extra AND a.purpose = 'work' AND a.judged_answer_id IS NULL"
    " ORDER BY b.created_at DESC LIMIT 1"
)
_BUILT_ON = "Others have built on this answer."


def begin(conn: Connection, actor: str, task_id: str) -> tuple[Bundle, str]:
    """What a person needs to correct their newest answer to a task, starting from it, and the id of that answer.

    Nothing changes by it, and no lease begins. Raises `NotFound` where they have given none, else as `correct`.
    """
    task = tasks.read(conn, task_id)
    newest = _newest(conn, actor, task_id)
    if newest is None:
        raise NotFound("You have given no answer to this task.")
    old, held = _own(conn, actor, newest)
    project = running.read(conn, task.project_id)
    running.must_run(project)
    _check(conn, project, task, held, old)
    given = bundle.of_project(conn, project, held)
    given = msgspec.structs.replace(
        given, start=old.annotations, draft=None, judged=None, judged_by=None, compared=(), things=()
    )
    return given, old.id


def correct(
    conn: Connection,
    actor: str,
    answer_id: str,
    annotations: list[Annotation],
    key: str | None,
    now: int,
) -> Submitted:
    """Keep a new answer in the place of an own one, which becomes its parent.

    Allowed while the task waits for more votes in the same stage, while it waits for a judge and nobody has begun,
    and where it is done by this very answer. Raises `Conflict` otherwise, also where it was corrected already.
    """
    old, held = _own(conn, actor, answer_id)
    project = running.hold(conn, held.project_id)
    role = running.hold_role(conn, project.id, actor)
    running.must_label(role)
    running.must_run(project)
    if key is not None and (before := answers.repeated(conn, held.id, key)) is not None:
        return Submitted(before, tasks.read(conn, old.task_id), repeated=True)
    task = tasks.lock(conn, old.task_id)
    if _newest(conn, actor, task.id) != old.id:
        raise Conflict(
            "You have given a newer answer since.", remedy="Open the task again and correct that one."
        )
    voting = _check(conn, project, task, held, old)
    item = answers.item(conn, task.item_id)
    found = checked(project, item, annotations)
    whole = found.annotations
    new_id = answers.write(
        conn, task, whole, kind="person", revision=project.revision, now=now, held=held, parent=old.id, key=key,
        extra=held.purpose != WORK,
    )  # fmt: skip
    if held.purpose != WORK:
        results.set_void(conn, old.id, void=True)
        due = scoring.score(conn, project, role, held, item, new_id, whole, None, now)
        return Submitted(new_id, task, warnings=found.warnings, due=due)
    after = _recounted(conn, project, task, now) if voting else _replaced(conn, task, new_id, whole)
    what = Happening(actor, "answer.corrected", task.id, {"answer": new_id, "corrects": old.id, **found.told})
    return Submitted(new_id, tasks.change(conn, task, after, what, now), warnings=found.warnings)


def _own(conn: Connection, actor: str, answer_id: str) -> tuple[Answer, Assignment]:
    """An own answer and the assignment under which it was given. Raises `NotFound`."""
    found = answers.read(conn, answer_id)
    if found is None or found.annotator_id != actor or found.assignment_id is None:
        raise NotFound("There is no such answer.")
    return found, assignments.read(conn, found.assignment_id)


def _newest(conn: Connection, actor: str, task_id: str) -> str | None:
    newest: str | None = _NEWEST.scalar(conn, {"task": task_id, "user": actor})
    return newest


def _check(conn: Connection, project: Running, task: Task, held: Assignment, old: Answer) -> bool:
    """Whether the answer is a vote that still waits for others; raises `Conflict` where it may not be corrected."""
    if held.purpose == CALIBRATION:
        raise Conflict(
            "An answer in a calibration stays as it was given.", remedy="Say it in the discussion."
        )
    if held.purpose != WORK:
        _check_gold(conn, project, held, old)
        return False
    here = (task.stage, task.round) == (held.stage, held.round) and task.state in ("open", "waiting")
    if here and not routing.judges(project.stages[task.stage]) and not old.extra:
        return True
    if not _stands_alone(conn, project, task, old):
        raise Conflict(_BUILT_ON, remedy="Write a comment on the task instead.")
    return False


def _check_gold(conn: Connection, project: Running, held: Assignment, old: Answer) -> None:
    """Nobody builds on an answer to gold, so it goes by the work that its person did before: open as long as that is.

    Else what can still be corrected after weeks would be known for gold. Raises `Conflict`, also where the person has
    been told what was right, or is being tested.
    """
    result = results.read(conn, old.id)
    stands = standing.kept(conn, project.id, held.user_id)
    if held.purpose != HIDDEN or (result is not None and feedback.is_due(project, result, stands)):
        raise Conflict("An answer to a test cannot be corrected.")
    params = {"project": project.id, "user": held.user_id, "at": old.created_at}
    before = _WORKED_BEFORE.scalar(conn, params)
    newest = _newest(conn, held.user_id, before) if before is not None else None
    if before is not None and newest is not None:
        worked, worked_held = _own(conn, held.user_id, newest)
        _check(conn, project, tasks.read(conn, before), worked_held, worked)


def _stands_alone(conn: Connection, project: Running, task: Task, old: Answer) -> bool:
    """Whether the answer is the truth by itself, and the task is done or waits for a judge who has not begun."""
    if task.truth_answer_id != old.id or task.round != old.round:
        return False
    if any(verdict.answer_id == old.id for verdict in answers.verdicts_of(conn, task.id)):
        return False
    if task.state == "done":
        return True
    judging = routing.judges(project.stages[task.stage])
    return judging and task.state == "open" and not assignments.of_task(conn, task)


def _recounted(conn: Connection, project: Running, task: Task, now: int) -> Task:
    item = answers.item(conn, task.item_id)
    given: list[tuple[Vote, list[Annotation]]] = answers.votes(conn, task)
    return settle.decide(conn, project, task, item, given, now)


def _replaced(conn: Connection, task: Task, answer_id: str, annotations: list[Annotation]) -> Task:
    shown = answers.show(conn, task, annotations)
    return msgspec.structs.replace(task, truth_answer_id=answer_id, annotation_count=shown)
