"""What a person sees when they begin: the annotations to start from, the answer to judge, what was rejected before.

Where several people vote, nobody sees what the others made. Who was handed gold sees what they would of a new task.
"""

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.records import Annotation
from labelwright.workflow import routing
from labelwright.workflow.service import answers, running, tasks
from labelwright.workflow.service.answers import Answer
from labelwright.workflow.service.assignments import WORK, Assignment
from labelwright.workflow.service.gold import kept
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Task
from labelwright.workflow.spec import StageSpec


class Rejected(Struct, frozen=True):
    """An answer that a reviewer sent back, and why."""

    answer_id: str
    annotations: list[Annotation]
    outcome: str
    reason: str


class Beginning(Struct, frozen=True):
    """Where a person starts; `judged` is set where they judge, and has no author where the answer is a consensus.

    `compared` are the answers of this round that they see beside it, the newest of each person and those of models.
    """

    annotations: list[Annotation] = []
    judged: Answer | None = None
    compared: tuple[Answer, ...] = ()
    previous: tuple[Rejected, ...] = ()


def of(conn: Connection, held: Assignment) -> Beginning:
    """What the person of an assignment begins with."""
    project = running.read(conn, held.project_id)
    return of_task(conn, project, tasks.read(conn, held.task_id), held)


def of_task(conn: Connection, project: Running, task: Task, held: Assignment) -> Beginning:
    """As `of`, for a project and a task that are already read."""
    if held.state == "submitted" and not routing.judges(_stage(project, held)):
        return Beginning(answers.newest_of(conn, held.id))
    if held.purpose != WORK:
        return Beginning(_as_new(conn, task))
    fresh = task.votes_given == 0 and task.round == 0 and task.truth_answer_id is None
    if fresh and task.annotation_count == 0:
        return Beginning()
    kept = answers.of_task(conn, task.id)
    known = {answer.id: answer for answer in kept}
    settings = _stage(project, held)
    if routing.judges(settings):
        judged = known.get(held.judged_answer_id or "")
        return Beginning(
            judged.annotations if judged else [],
            judged,
            compared(kept, held.round) if routing.compares(settings) else (),
            _rejected(conn, kept, task, held.round),
        )
    blind = settings.votes_max > 1
    seen = [a for a in kept if a.annotator_id == held.user_id or not blind or a.kind in ("model", "import")]
    previous = _rejected(conn, seen, task, held.round)
    return Beginning(_start(known, seen, task, held), previous=previous)


def compared(kept: list[Answer], round: int) -> tuple[Answer, ...]:  # noqa: A002
    """What people and models say of a task in a round: of each the newest answer, in the order they first gave one."""
    newest: dict[str | None, Answer] = {}
    for answer in kept:
        said = answer.kind in ("model", "import") or (answer.kind == "person" and answer.round == round)
        if said and not answer.extra:
            newest[answer.annotator_id] = answer
    return tuple(newest.values())


def _stage(project: Running, held: Assignment) -> StageSpec:
    return project.stages[held.stage] if 0 <= held.stage < len(project.stages) else project.stages[0]


def _as_new(conn: Connection, task: Task) -> list[Annotation]:
    """What was there before people came, but for what is right."""
    gold = kept.read(conn, task.id)
    right = gold.answer_id if gold is not None else task.truth_answer_id
    before = [a for a in answers.of_task(conn, task.id) if a.kind in ("model", "import") and a.id != right]
    return before[-1].annotations if before else []


def _start(known: dict[str, Answer], seen: list[Answer], task: Task, held: Assignment) -> list[Annotation]:
    """The truth so far, while the task is here; else one's own last answer, what was last sent back, or what was there
    before people came."""
    here = (task.stage, task.round) == (held.stage, held.round) and task.state != "done"
    if here and task.truth_answer_id in known:
        return known[task.truth_answer_id].annotations
    before = [a for a in seen if a.round < held.round or a.kind in ("model", "import")]
    own = [a for a in before if a.annotator_id == held.user_id]
    people = [a for a in before if a.kind == "person" and a.round == held.round - 1 and not a.extra]
    best = own[-1:] or people[-1:] or before[-1:]
    return best[0].annotations if best else []


def _rejected(
    conn: Connection,
    seen: list[Answer],
    task: Task,
    round: int,  # noqa: A002
) -> tuple[Rejected, ...]:
    if round == 0:
        return ()
    known = {answer.id: answer for answer in seen}
    sources = {(a.stage, a.round) for a in seen if a.kind == "person"}
    rejected = []
    for verdict in answers.verdicts_of(conn, task.id):
        if verdict.outcome != "reject" or verdict.round >= round:
            continue
        answer = known.get(verdict.answer_id)
        if answer is not None:
            rejected.append(Rejected(answer.id, answer.annotations, verdict.outcome, verdict.reason))
        elif sources:
            rejected.append(Rejected(verdict.answer_id, [], verdict.outcome, verdict.reason))
    return tuple(rejected)
