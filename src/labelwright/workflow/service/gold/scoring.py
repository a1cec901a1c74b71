"""An answer to gold comes in: compared with the one that is right, kept as a result, and what follows from it."""

from sqlalchemy import Connection

from labelwright.core.agreement.percent import likeness
from labelwright.core.records import Annotation, Item
from labelwright.core.registry import LABELS
from labelwright.storage import events
from labelwright.workflow.service import answers, skills
from labelwright.workflow.service.assignments import Assignment
from labelwright.workflow.service.gold import kept, policy, results, standing, testing
from labelwright.workflow.service.gold.kept import HIDDEN, TRAINING, Gold
from labelwright.workflow.service.gold.policy import Due
from labelwright.workflow.service.gold.results import Result
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Happening
from labelwright.workflow.spec import GoldSpec, QualifySpec


def score(
    conn: Connection,
    project: Running,
    role: str,
    held: Assignment,
    item: Item,
    answer_id: str,
    annotations: list[Annotation],
    seconds: float | None,
    now: int,
) -> Due | None:
    """Keep how right an answer is that was given to gold, let its person stand as that says, and tell of it.

    An answer to gold that has been retired meanwhile is kept as an extra one. Gives what is to be set aside.
    """
    gold = kept.read(conn, held.task_id)
    if gold is None or gold.retired_at is not None:
        data = {"answer": answer_id, "stage": held.stage, "round": held.round}
        events.append(conn, project.id, "answer.extra", held.user_id, held.task_id, data, at=now)
        return None
    result = _result(conn, project, held, item, gold, answer_id, annotations, now)
    results.keep(conn, project.id, result, seconds)
    stands = standing.read(conn, project, held.user_id, role)
    due: Due | None = None
    if held.purpose == HIDDEN:
        told, due = policy.after(conn, project, held.user_id, stands, now)
    else:
        _, told = testing.after(conn, project, held.user_id, stands, now)
    if held.purpose != TRAINING:
        skills.score(conn, project.id, held.task_id, "gold", {held.user_id: (answer_id, result.score)}, now)
    _tell(conn, project, result, told, now)
    return due


def compare(project: Running, item: Item, said: list[Annotation], right: list[Annotation]) -> float:
    """How right an answer is, 0 to 1."""
    return likeness(said, right, item, project.spec.ontology, LABELS)


def passes(project: Running, pool: str, score: float) -> bool:
    """Whether one answer is good enough: as good as their mean must be."""
    gold, qualify = project.spec.gold or GoldSpec(), project.spec.qualify or QualifySpec()
    return score >= (gold if pool == HIDDEN else qualify).pass_mark


def _result(
    conn: Connection,
    project: Running,
    held: Assignment,
    item: Item,
    gold: Gold,
    answer_id: str,
    annotations: list[Annotation],
    now: int,
) -> Result:
    right = answers.annotations_of(conn, gold.answer_id)
    value = compare(project, item, annotations, right)
    passed = passes(project, held.purpose, value)
    return Result(answer_id, held.task_id, held.user_id, gold.answer_id, held.purpose, value, passed, now)


def _tell(conn: Connection, project: Running, result: Result, told: Happening | None, now: int) -> None:
    data = {
        "answer": result.answer_id, "pool": result.pool, "score": result.score, "passed": result.passed,
    }  # fmt: skip
    events.append(conn, project.id, "gold.answered", result.user_id, result.task_id, data, at=now)
    if told is not None:
        events.append(conn, project.id, told.kind, told.actor, told.subject, told.data, at=now)
