"""One task with all that happened to it: its item, answers, verdicts and events. Only reads.

Who may see others' work is decided by the caller, who says so by `only`: then nothing of others is in it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.errors import NotFound
from labelwright.core.records import Annotation, decode_annotations

EVENTS = 200


class Given(Struct, frozen=True):
    """An answer in a history. `annotator` and its name are None for a consensus, whose `sources` are given."""

    id: str
    kind: str
    stage: int
    round: int
    annotator_id: str | None
    annotator: str | None
    parent_id: str | None
    extra: bool
    truth: bool
    seconds: float | None
    spec_revision: int
    annotations: list[Annotation]
    created_at: int
    sources: tuple[str, ...] = ()


class Said(Struct, frozen=True):
    """A verdict in a history: what `reviewer` said of an answer."""

    answer_id: str
    fix_answer_id: str | None
    outcome: str
    reason: str
    reviewer_id: str
    reviewer: str
    stage: int
    round: int
    created_at: int


class Told(Struct, frozen=True):
    """An event in a history, with what it carries."""

    seq: int
    kind: str
    actor_id: str
    actor: str | None
    data: dict[str, Any]
    created_at: int


class TaskHistory(Struct, frozen=True):
    """A task, its answers and verdicts oldest first, and its newest events, newest first."""

    task: dict[str, Any]
    item: dict[str, Any]
    answers: tuple[Given, ...]
    verdicts: tuple[Said, ...]
    events: tuple[Told, ...]


_TASK = text(
    "SELECT id, project_id, item_id, seq, stage, round, state, priority, votes_wanted, votes_given,"
    " truth_answer_id, agreement, assigned_to, updated_at, due_at FROM tasks WHERE id = :task"
)
_ITEM = text(
    "SELECT id, name, media, width, height, text, metadata, coalesce(page, 1) AS page, coalesce(pages, 1) AS pages"
    " FROM items LEFT JOIN item_pages ON item_id = id WHERE id = :item"
)
_ANSWERS = text(
    "SELECT a.id, a.kind, a.stage, a.round, a.annotator_id, u.name, a.parent_id, a.extra, a.seconds,"
    " a.spec_revision, a.annotations, a.created_at FROM answers a LEFT JOIN users u ON u.id = a.annotator_id"
    " WHERE a.task_id = :task ORDER BY a.created_at, a.id"
)
_SOURCES = text(
    "SELECT s.answer_id, s.source_id FROM answer_sources s JOIN answers a ON a.id = s.answer_id"
    " WHERE a.task_id = :task ORDER BY s.source_id"
)
_VERDICTS = text(
    "SELECT v.answer_id, v.fix_answer_id, v.outcome, v.reason, v.reviewer_id, u.name, v.stage, v.round,"
    " v.created_at FROM verdicts v JOIN users u ON u.id = v.reviewer_id"
    " WHERE v.task_id = :task ORDER BY v.created_at, v.id"
)
_EVENTS = text(
    "SELECT e.seq, e.kind, e.actor_id, u.name, e.data, e.created_at FROM events e"
    " LEFT JOIN users u ON u.id = e.actor_id"
    " WHERE e.project_id = :project AND e.subject = :task ORDER BY e.seq DESC LIMIT :limit"
)


def task_history(conn: Connection, task_id: str, *, only: str | None = None) -> TaskHistory:
    """The history of a task; with `only`, that person's own answers and what was said of them. Raises `NotFound`."""
    task = conn.execute(_TASK, {"task": task_id}).one_or_none()
    if task is None:
        raise NotFound("There is no such task.")
    item = conn.execute(_ITEM, {"item": task.item_id}).one()
    sources: dict[str, list[str]] = {}
    for answer_id, source_id in conn.execute(_SOURCES, {"task": task_id}):
        sources.setdefault(answer_id, []).append(source_id)
    given = [_given(row, task.truth_answer_id, sources) for row in conn.execute(_ANSWERS, {"task": task_id})]
    said = [Said(*row) for row in conn.execute(_VERDICTS, {"task": task_id})]
    told: list[Told] = []
    fields = task._asdict()
    if only is None:
        params = {"project": task.project_id, "task": task_id, "limit": EVENTS}
        told = [_told(row) for row in conn.execute(_EVENTS, params)]
    else:
        given = [answer for answer in given if answer.annotator_id == only]
        own = {answer.id for answer in given}
        said = [verdict for verdict in said if verdict.answer_id in own or verdict.reviewer_id == only]
        fields |= {"agreement": None, "assigned_to": task.assigned_to if task.assigned_to == only else None}
        fields |= {"truth_answer_id": task.truth_answer_id if task.truth_answer_id in own else None}
    shown = item._asdict() | {"metadata": msgspec.json.decode(item.metadata)}
    return TaskHistory(fields, shown, tuple(given), tuple(said), tuple(told))


def _given(row: Any, truth: str | None, sources: Mapping[str, Sequence[str]]) -> Given:
    return Given(
        id=row.id,
        kind=row.kind,
        stage=row.stage,
        round=row.round,
        annotator_id=row.annotator_id,
        annotator=row.name,
        parent_id=row.parent_id,
        extra=bool(row.extra),
        truth=row.id == truth,
        seconds=row.seconds,
        spec_revision=row.spec_revision,
        annotations=decode_annotations(row.annotations),
        created_at=row.created_at,
        sources=tuple(sources.get(row.id, ())),
    )


def _told(row: Any) -> Told:
    return Told(row.seq, row.kind, row.actor_id, row.name, msgspec.json.decode(row.data), row.created_at)
