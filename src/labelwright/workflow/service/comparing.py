"""Scored answers held against what stands, class by class, and against one another: what figures of quality count.

It is not done where answers come in, for it takes longer than scoring. A score that is new or changed waits for it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.aggregation.confusion import confirmed, mixed_up
from labelwright.core.agreement.percent import likeness
from labelwright.core.records import Annotation, Item, decode_annotations
from labelwright.core.registry import LABELS
from labelwright.storage.sql import Sql
from labelwright.workflow.service import answers
from labelwright.workflow.service.running import Running

_WAITING = "FROM scores s JOIN tasks t ON t.id = s.task_id AND t.truth_answer_id IS NOT NULL WHERE s.stands_id IS NULL"
_PROJECTS = Sql(f"SELECT DISTINCT s.project_id {_WAITING}")
_TASKS = Sql(
    "SELECT DISTINCT s.task_id, t.seq, t.item_id, t.truth_answer_id"
    f" {_WAITING} AND s.project_id = :project ORDER BY s.task_id LIMIT :most"
)
_SCORED = Sql(
    "SELECT s.user_id, s.answer_id, s.source, s.created_at, s.stands_id IS NULL, a.annotations FROM scores s"
    " JOIN answers a ON a.id = s.answer_id WHERE s.task_id = :task ORDER BY s.user_id"
)
_DONE = Sql(
    "UPDATE scores SET stands_id = :stands"
    " WHERE task_id = :task AND user_id = :user AND answer_id = :answer AND created_at = :at"
)
_FORGET = Sql("DELETE FROM confusions WHERE task_id = :task AND user_id = :user")
_CONFUSION = Sql(
    "INSERT INTO confusions (project_id, said, stands, seq, user_id, task_id, n)"
    " VALUES (:project, :said, :stands, :seq, :user, :task, :n)"
)
_CONTRAST = Sql(
    "INSERT INTO contrasts (project_id, first_id, second_id, seq, task_id, alike)"
    " SELECT :project, a.user_id, b.user_id, :seq, a.task_id, :alike FROM scores a"
    " JOIN scores b ON b.task_id = a.task_id AND b.user_id = :second AND b.answer_id = :second_answer"
    " WHERE a.task_id = :task AND a.user_id = :first AND a.answer_id = :first_answer"
    " ON CONFLICT (project_id, first_id, second_id, seq) DO UPDATE SET alike = excluded.alike"
)


class Scored(Struct, frozen=True):
    """An answer with a score; one that `waits` has not been compared yet. `voted` is false of an answer to gold."""

    user_id: str
    answer_id: str
    at: int
    annotations: list[Annotation]
    voted: bool
    waits: bool


class Compared(Struct, frozen=True):
    """What comparing the answers to a task has shown: how often each said which class where which stands, and by two
    people how alike their answers are."""

    task_id: str
    seq: int
    stands_id: str
    mixed: Sequence[tuple[Scored, Mapping[tuple[str, str], int]]]
    alike: Sequence[tuple[Scored, Scored, float]]


def waiting_projects(conn: Connection) -> list[str]:
    """The projects in which a score waits to be compared."""
    return [row[0] for row in _PROJECTS(conn, {}).fetchall()]


def compared(conn: Connection, project: Running, most: int) -> list[Compared]:
    """What comparing shows of tasks with a score that waits for it, at most so many; nothing is kept yet."""
    rows = _TASKS(conn, {"project": project.id, "most": most}).fetchall()
    return [_compare(conn, project, *row) for row in rows]


def keep(conn: Connection, project: Running, found: Compared) -> None:
    """Keep what comparing has shown, in place of what it showed before; what was scored anew meanwhile waits on."""
    at = {"project": project.id, "task": found.task_id, "seq": found.seq, "stands": found.stands_id}
    for one, counts in found.mixed:
        who = {**at, "user": one.user_id, "answer": one.answer_id, "at": one.at}
        if _DONE(conn, who).rowcount:
            _FORGET(conn, who)
            rows = [{**who, "said": said, "stands": stands, "n": n} for (said, stands), n in counts.items()]
            _CONFUSION.many(conn, rows)
    for first, second, alike in found.alike:
        _CONTRAST(
            conn,
            {
                **at, "alike": alike, "first": first.user_id, "first_answer": first.answer_id,
                "second": second.user_id, "second_answer": second.answer_id,
            },
        )  # fmt: skip


def _compare(
    conn: Connection, project: Running, task_id: str, seq: int, item_id: str, stands_id: str
) -> Compared:
    item = answers.item(conn, item_id)
    stands = answers.annotations_of(conn, stands_id)
    scored = [
        Scored(user, answer, at, decode_annotations(annotations), source != "gold", bool(waits))
        for user, answer, source, at, waits, annotations in _SCORED(conn, {"task": task_id}).fetchall()
    ]
    mixed = [(one, _mixed(project, item, one, stands_id, stands)) for one in scored if one.waits]
    return Compared(
        task_id, seq, stands_id, mixed, _alike(project, item, [one for one in scored if one.voted])
    )


def _mixed(
    project: Running, item: Item, one: Scored, stands_id: str, stands: list[Annotation]
) -> Mapping[tuple[str, str], int]:
    ontology = project.spec.ontology
    if one.answer_id == stands_id:
        return Counter(confirmed(stands, ontology))
    return Counter(mixed_up(one.annotations, stands, item, ontology, LABELS))


def _alike(project: Running, item: Item, voted: Sequence[Scored]) -> list[tuple[Scored, Scored, float]]:
    """Every two people of whom one waits. Answers to gold are left out: everybody answers that, so that each new one
    would be compared with all."""
    ontology = project.spec.ontology
    return [
        (first, second, likeness(first.annotations, second.annotations, item, ontology, LABELS))
        for place, first in enumerate(voted)
        for second in voted[place + 1 :]
        if first.waits or second.waits
    ]
