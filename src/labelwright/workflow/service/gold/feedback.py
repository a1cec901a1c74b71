"""What a person is told of an answer to gold, and when: at once in training, after a round of qualification, and of
hidden gold as the project document says."""

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.gold.differences import Difference, differences
from labelwright.core.records import Annotation
from labelwright.core.registry import LABELS
from labelwright.workflow.service import answers, tasks
from labelwright.workflow.service.gold import kept, results, standing
from labelwright.workflow.service.gold.kept import HIDDEN, TRAINING
from labelwright.workflow.service.gold.results import Result
from labelwright.workflow.service.gold.standing import Standing
from labelwright.workflow.service.running import Running


class Feedback(Struct, frozen=True):
    """An own answer to gold beside the right one: what was `said`, what is right, and where they differ."""

    answer_id: str
    task_id: str
    pool: str
    score: float
    passed: bool
    note: str
    said: list[Annotation]
    gold: list[Annotation]
    differences: tuple[Difference, ...]


def of_answer(conn: Connection, project: Running, user_id: str, role: str, answer_id: str) -> Feedback | None:
    """What this person is told of an own answer, or None where that is nothing, or not yet."""
    result = results.read(conn, answer_id)
    if result is None or result.user_id != user_id:
        return None
    if not is_due(project, result, standing.read(conn, project, user_id, role)):
        return None
    said, right = (answers.annotations_of(conn, one) for one in (answer_id, result.gold_answer_id))
    item = answers.item(conn, tasks.read(conn, result.task_id).item_id)
    gold = kept.read(conn, result.task_id)
    return Feedback(
        result.answer_id, result.task_id, result.pool, result.score, result.passed, gold.note if gold else "",
        said, right, differences(said, right, item, project.spec.ontology, LABELS),
    )  # fmt: skip


def is_due(project: Running, result: Result, stands: Standing) -> bool:
    """Whether the person of a result may see what was right."""
    if result.pool == TRAINING:
        return True
    if result.pool == HIDDEN:
        told = project.spec.gold.feedback if project.spec.gold is not None else "none"
        return told == "all" or (told == "failed" and not result.passed)
    return stands.state != "qualifying" or result.created_at <= stands.since
