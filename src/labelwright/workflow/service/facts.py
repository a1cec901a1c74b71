"""What the conditions of a workflow ask of a task. Each fact is looked up only where some condition asks for it."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from labelwright.core.agreement.percent import likeness
from labelwright.core.conditions import CLASSES, Case, Fact
from labelwright.core.records import decode_annotations
from labelwright.core.registry import LABELS
from labelwright.storage.counting import set_aside
from labelwright.storage.sql import Sql
from labelwright.workflow import routing
from labelwright.workflow.service import answers
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Task

_VOTES = Sql(
    "SELECT count(*) FROM answers b"  # noqa: S608
    f" WHERE b.task_id = :task AND b.round = :round AND b.kind = 'person' AND {answers.COUNTS}"
)
_FIXED = Sql(
    "SELECT count(*) FROM verdicts v WHERE task_id = :task AND round = :round AND outcome = 'fix'"  # noqa: S608
    f" AND NOT {set_aside('v.fix_answer_id', 'taken-back')}"
)
_ANNOTATORS = Sql(
    "SELECT DISTINCT b.annotator_id FROM answers b"  # noqa: S608
    f" WHERE b.task_id = :task AND b.round = :round AND b.kind = 'person' AND {answers.COUNTS}"
)
_EXPERIENCE = Sql(
    "SELECT count(*) FROM (SELECT 1 FROM answers WHERE project_id = :project AND annotator_id = :user LIMIT :most) a"
)
_MODEL = Sql(
    "SELECT annotations FROM answers WHERE task_id = :task AND kind = 'model' ORDER BY created_at DESC, id DESC LIMIT 1"
)
_CLASSES = Sql("SELECT class FROM task_classes WHERE task_id = :task")
ENOUGH = 10_000
"""Answers after which nobody's experience is counted further."""


def case(conn: Connection, project: Running, task: Task) -> Case:
    """What is known of a task that is about to move on, its truth settled."""
    needs = routing.needs(project.stages)
    if not needs:
        return Case(task.id)
    facts = {name: look(conn, project, task) for name, look in _FACTS.items() if name in needs}
    return Case(task.id, facts, classes(conn, task) if CLASSES in needs else ())


def annotators(conn: Connection, task: Task) -> tuple[str, ...]:
    """Who has answered the task in its round."""
    rows = _ANNOTATORS(conn, {"task": task.id, "round": task.round}).fetchall()
    return tuple(row[0] for row in rows)


def classes(conn: Connection, task: Task) -> tuple[str, ...]:
    """The classes that stand in the task."""
    return tuple(row[0] for row in _CLASSES(conn, {"task": task.id}).fetchall())


def _votes(conn: Connection, _: Running, task: Task) -> Fact:
    return float(_VOTES.scalar(conn, {"task": task.id, "round": task.round}))


def _fixed(conn: Connection, _: Running, task: Task) -> Fact:
    return float(_FIXED.scalar(conn, {"task": task.id, "round": task.round}))


def _experience(conn: Connection, project: Running, task: Task) -> Fact:
    counts = [
        _EXPERIENCE.scalar(conn, {"project": project.id, "user": user, "most": ENOUGH})
        for user in annotators(conn, task)
    ]
    return float(min(counts)) if counts else None


def _model_agreement(conn: Connection, project: Running, task: Task) -> Fact:
    predicted = _MODEL.scalar(conn, {"task": task.id})
    truth = answers.read(conn, task.truth_answer_id) if task.truth_answer_id else None
    if predicted is None or truth is None:
        return None
    item = answers.item(conn, task.item_id)
    return likeness(truth.annotations, decode_annotations(predicted), item, project.spec.ontology, LABELS)


_FACTS: Mapping[str, Callable[[Connection, Running, Task], Fact]] = {
    "agreement": lambda _, __, task: task.agreement,
    "probability": lambda _, __, task: task.probability,
    "model_agreement": _model_agreement,
    "experience": _experience,
    "votes": _votes,
    "annotations": lambda _, __, task: float(task.annotation_count),
    "round": lambda _, __, task: float(task.round),
    "fixed": _fixed,
}
