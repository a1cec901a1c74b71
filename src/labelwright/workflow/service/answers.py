"""Answers and verdicts as they are kept: only added, never changed. Decides nothing.

An answer that was set aside as void, or taken back, is read as an extra one: it is there, and counts for nothing.
"""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.records import Annotation, Item, decode_annotations, encode_annotations
from labelwright.core.stage import Vote
from labelwright.storage.counting import CALLED_BACK, set_aside
from labelwright.storage.ids import new_id
from labelwright.storage.sql import Sql
from labelwright.workflow.service.assignments import Assignment
from labelwright.workflow.service.tasks import Task


class Answer(Struct, frozen=True):
    """One answer. `kind` is person, model, crowd, import or consensus; an `extra` one came when no vote was wanted, was
    given to gold, or counts no more."""

    id: str
    task_id: str
    stage: int
    round: int
    annotator_id: str | None
    assignment_id: str | None
    parent_id: str | None
    kind: str
    annotations: list[Annotation]
    extra: bool
    created_at: int


class Verdict(Struct, frozen=True):
    """What a reviewer said of an answer."""

    answer_id: str
    fix_answer_id: str | None
    outcome: str
    reason: str
    reviewer_id: str
    stage: int
    round: int
    created_at: int


_NO_MORE = ("void", "taken-back")
_DISCOUNTED = set_aside("b.id", "discount")
COUNTS = f"NOT b.extra AND NOT {set_aside('b.id', *_NO_MORE)}"
"""What must hold of the answer `b` for it to be a vote."""
_FIELDS = (
    "id, task_id, stage, round, annotator_id, assignment_id, parent_id, kind, annotations,"
    f" extra OR {set_aside('answers.id', *_NO_MORE)} AS extra, created_at"
)
_READ = Sql(f"SELECT {_FIELDS} FROM answers WHERE id = :id")  # noqa: S608
_ANNOTATIONS = Sql("SELECT annotations FROM answers WHERE id = :id")
_NEWEST_OF = Sql(
    "SELECT annotations FROM answers WHERE assignment_id = :assignment ORDER BY created_at DESC, id DESC LIMIT 1"
)
_OF_TASK = Sql(f"SELECT {_FIELDS} FROM answers WHERE task_id = :task ORDER BY created_at, id")  # noqa: S608
_REPEATED = Sql("SELECT id FROM answers WHERE assignment_id = :assignment AND key = :key")
_INSERT = Sql(
    "INSERT INTO answers (id, project_id, task_id, stage, round, annotator_id, assignment_id, parent_id, kind,"
    " annotations, seconds, key, extra, spec_revision, created_at)"
    " VALUES (:id, :project, :task, :stage, :round, :annotator, :assignment, :parent, :kind,"
    " :annotations, :seconds, :key, :extra, :revision, :now)"
)
_SOURCE = Sql("INSERT INTO answer_sources (answer_id, source_id) VALUES (:answer, :source)")
_VOTES = Sql(
    f"SELECT b.id, b.annotator_id, b.annotations, b.assignment_id, {_DISCOUNTED} FROM assignments a"  # noqa: S608
    " JOIN answers b ON b.assignment_id = a.id"
    " WHERE a.task_id = :task AND a.stage = :stage AND a.round = :round AND a.state = 'submitted'"
    f" AND {COUNTS} ORDER BY b.created_at, b.id"
)
_MADE = Sql(
    "SELECT b.annotator_id, b.id, b.annotations FROM answers b"  # noqa: S608
    f" WHERE b.task_id = :task AND b.round = :round AND b.kind = 'person' AND {COUNTS} ORDER BY b.created_at, b.id"
)
_VERDICT = Sql(
    "INSERT INTO verdicts (id, project_id, task_id, stage, round, answer_id, reviewer_id, assignment_id,"
    " fix_answer_id, outcome, reason, created_at, seconds)"
    " VALUES (:id, :project, :task, :stage, :round, :answer, :reviewer, :assignment, :fix, :outcome, :reason, :now,"
    " :seconds)"
)
_SAID = "answer_id, fix_answer_id, outcome, reason, reviewer_id, stage, round, created_at"
_VERDICT_OF = Sql(f"SELECT {_SAID} FROM verdicts WHERE assignment_id = :assignment")  # noqa: S608
_VERDICTS_OF_TASK = Sql(
    f"SELECT {_SAID} FROM verdicts v WHERE task_id = :task AND NOT {CALLED_BACK} ORDER BY created_at, id"  # noqa: S608
)
_NOTICE = Sql(
    "INSERT INTO task_annotators (project_id, annotator_id, seq, task_id)"
    " VALUES (:project, :user, :seq, :task) ON CONFLICT DO NOTHING"
)
_FORGET_CLASSES = Sql("DELETE FROM task_classes WHERE task_id = :task")
_CLASS = Sql(
    "INSERT INTO task_classes (project_id, class, seq, task_id, n) VALUES (:project, :cls, :seq, :task, :n)"
)
_ITEM = Sql("SELECT name, media, content_hash, width, height, text FROM items WHERE id = :id")


def read(conn: Connection, answer_id: str) -> Answer | None:
    row = _READ(conn, {"id": answer_id}).fetchone()
    return _answer(row) if row is not None else None


def annotations_of(conn: Connection, answer_id: str) -> list[Annotation]:
    """The annotations of an answer that is known to be there."""
    return decode_annotations(_ANNOTATIONS.scalar(conn, {"id": answer_id}))


def newest_of(conn: Connection, assignment_id: str) -> list[Annotation]:
    """What was said last under an assignment; nothing where that was a verdict alone."""
    found = _NEWEST_OF.scalar(conn, {"assignment": assignment_id})
    return decode_annotations(found) if found is not None else []


def of_task(conn: Connection, task_id: str) -> list[Answer]:
    """Every answer to a task, the oldest first."""
    return [_answer(row) for row in _OF_TASK(conn, {"task": task_id}).fetchall()]


def repeated(conn: Connection, assignment_id: str, key: str) -> str | None:
    """The answer that this assignment was given with this key before."""
    found: str | None = _REPEATED.scalar(conn, {"assignment": assignment_id, "key": key})
    return found


def write(
    conn: Connection,
    task: Task,
    annotations: list[Annotation],
    *,
    kind: str,
    revision: int,
    now: int,
    held: Assignment | None = None,
    parent: str | None = None,
    seconds: float | None = None,
    key: str | None = None,
    extra: bool = False,
    sources: Sequence[str] = (),
) -> str:
    """Keep a new answer to a task, by the person of an assignment or by nobody, and return its id.

    `sources` are the answers that a consensus was made of.
    """
    answer_id = new_id()
    _INSERT(
        conn,
        {
            "id": answer_id,
            "project": task.project_id,
            "task": task.id,
            "stage": held.stage if held else task.stage,
            "round": held.round if held else task.round,
            "annotator": held.user_id if held else None,
            "assignment": held.id if held else None,
            "parent": parent,
            "kind": kind,
            "annotations": encode_annotations(annotations).decode(),
            "seconds": seconds,
            "key": key,
            "extra": extra,
            "revision": revision,
            "now": now,
        },
    )
    _SOURCE.many(conn, [{"answer": answer_id, "source": source} for source in sources])
    if held is not None:
        who = {"project": task.project_id, "user": held.user_id, "seq": task.seq, "task": task.id}
        _NOTICE(conn, who)
    return answer_id


def write_verdict(
    conn: Connection,
    held: Assignment,
    judged: str,
    outcome: str,
    reason: str,
    fix: str | None,
    now: int,
    *,
    seconds: float | None = None,
) -> None:
    """Keep what a reviewer said of an answer; the working time of a fix is with the answer that it made."""
    _VERDICT(
        conn,
        {
            "id": new_id(),
            "project": held.project_id,
            "task": held.task_id,
            "stage": held.stage,
            "round": held.round,
            "answer": judged,
            "reviewer": held.user_id,
            "assignment": held.id,
            "fix": fix,
            "outcome": outcome,
            "reason": reason,
            "now": now,
            "seconds": seconds if fix is None else None,
        },
    )


def verdict_of(conn: Connection, assignment_id: str) -> Verdict | None:
    """The verdict given under an assignment, or None where there is none."""
    row = _VERDICT_OF(conn, {"assignment": assignment_id}).fetchone()
    return Verdict(*row) if row is not None else None


def verdicts_of(conn: Connection, task_id: str) -> list[Verdict]:
    """The verdicts on a task's answers that were not called back, the oldest first."""
    return [Verdict(*row) for row in _VERDICTS_OF_TASK(conn, {"task": task_id}).fetchall()]


def votes(conn: Connection, task: Task) -> list[tuple[Vote, list[Annotation]]]:
    """The answers that count in a task's stage and round, oldest first; of each person the newest correction."""
    params = {"task": task.id, "stage": task.stage, "round": task.round}
    newest: dict[str, tuple[Vote, list[Annotation]]] = {}
    for answer_id, annotator_id, annotations, assignment_id, discounted in _VOTES(conn, params).fetchall():
        vote = Vote(answer_id, user_id=annotator_id, discounted=bool(discounted))
        newest[assignment_id] = (vote, decode_annotations(annotations))
    return list(newest.values())


def made(conn: Connection, task: Task) -> list[tuple[str, str, list[Annotation]]]:
    """Who answered in a task's round, with the newest answer of each: person, answer, annotations."""
    rows = _MADE(conn, {"task": task.id, "round": task.round}).fetchall()
    return [
        (user, *newest)
        for user, newest in {row[0]: (row[1], decode_annotations(row[2])) for row in rows}.items()
    ]


def show(conn: Connection, task: Task, annotations: list[Annotation]) -> int:
    """Let lists find the task by the classes of these annotations. Returns how many there are."""
    counts: dict[str, int] = {}
    for annotation in annotations:
        counts[annotation.cls] = counts.get(annotation.cls, 0) + 1
    if task.annotation_count:
        _FORGET_CLASSES(conn, {"task": task.id})
    if counts:
        rows = [
            {"project": task.project_id, "cls": cls, "seq": task.seq, "task": task.id, "n": n}
            for cls, n in counts.items()
        ]
        _CLASS.many(conn, rows)
    return len(annotations)


def item(conn: Connection, item_id: str) -> Item:
    """What is needed of an item to check and to compare answers to it."""
    row = _ITEM(conn, {"id": item_id}).fetchone()
    name, media, content_hash, width, height, text = row
    return Item(name=name, media=media, content_hash=content_hash, width=width, height=height, text=text)


def _answer(row: tuple[Any, ...]) -> Answer:
    fields = dict(zip(Answer.__struct_fields__, row, strict=True))
    fields["annotations"] = decode_annotations(fields["annotations"])
    fields["extra"] = bool(fields["extra"])
    return Answer(**fields)
