"""One task with all that happened to it: its item, answers, verdicts and events. Only reads.

Who may see others' work is decided by the caller, who says so by `only`: then nothing of others is in it.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.errors import NotFound
from labelwright.core.records import Annotation, decode_annotations
from labelwright.insights.people import People, Shown
from labelwright.storage.counting import CALLED_BACK

EVENTS = 200


class Given(Struct, frozen=True):
    """An answer in a history. `annotator` is None for a consensus, whose `sources` are given."""

    id: str
    kind: str
    stage: int
    round: int
    annotator: Shown | None
    parent_id: str | None
    extra: bool
    truth: bool
    seconds: float | None
    spec_revision: int
    annotations: list[Annotation]
    created_at: int
    sources: tuple[str, ...] = ()


class Said(Struct, frozen=True):
    """A verdict in a history: what `reviewer` said of an answer. One that was `called_back` counts no more."""

    answer_id: str
    fix_answer_id: str | None
    outcome: str
    reason: str
    reviewer: Shown | None
    stage: int
    round: int
    created_at: int
    called_back: bool = False


class Told(Struct, frozen=True):
    """An event in a history, with what it carries."""

    seq: int
    kind: str
    actor: Shown | None
    data: dict[str, Any]
    created_at: int


class TaskHistory(Struct, frozen=True):
    """A task, its answers and verdicts oldest first, and its newest events, newest first; or a person's part of it."""

    task: dict[str, Any]
    item: dict[str, Any]
    answers: tuple[Given, ...]
    verdicts: tuple[Said, ...]
    events: tuple[Told, ...]
    whole: bool = True


_TASK = text(
    "SELECT id, project_id, item_id, seq, stage, round, state, priority, votes_wanted, votes_given,"
    " truth_answer_id, agreement, assigned_to, updated_at, due_at FROM tasks WHERE id = :task"
)
_ITEM = text(
    "SELECT id, name, media, width, height, text, metadata, coalesce(page, 1) AS page, coalesce(pages, 1) AS pages"
    " FROM items LEFT JOIN item_pages ON item_id = id WHERE id = :item"
)
_ANSWERS = text(
    "SELECT id, kind, stage, round, annotator_id, parent_id, extra, seconds, spec_revision, annotations, created_at"
    " FROM answers WHERE task_id = :task AND (:only = '' OR annotator_id = :only) ORDER BY created_at, id"
)
_SOURCES = text(
    "SELECT s.answer_id, s.source_id FROM answer_sources s JOIN answers a ON a.id = s.answer_id"
    " WHERE a.task_id = :task ORDER BY s.source_id"
)
_VERDICTS = text(
    "SELECT answer_id, fix_answer_id, outcome, reason, reviewer_id, stage, round, created_at,"  # noqa: S608
    f" {CALLED_BACK} AS called_back FROM verdicts v"
    " WHERE task_id = :task ORDER BY created_at, id"
)
_EVENTS = text(
    "SELECT seq, kind, actor_id, data, created_at FROM events"
    " WHERE project_id = :project AND subject = :task ORDER BY seq DESC LIMIT :limit"
)


def task_history(
    conn: Connection, task_id: str, *, only: str | None = None, people: People | None = None
) -> TaskHistory:
    """The history of a task; with `only`, that person's own answers and what was said of them.

    Of the task itself they are then told what it is, and nothing of where it stands or what became of it: a task that
    was handed to them as gold would else be known by it. So they hear of verdicts that want something of them, and not
    whether an answer counted, or was accepted.

    `people` says who of those in it the reader may know; by default all. Raises `NotFound`.
    """
    people = people or People(conn)
    task = conn.execute(_TASK, {"task": task_id}).one_or_none()
    if task is None:
        raise NotFound("There is no such task.")
    item = conn.execute(_ITEM, {"item": task.item_id}).one()
    sources: dict[str, list[str]] = {}
    for answer_id, source_id in conn.execute(_SOURCES, {"task": task_id}):
        sources.setdefault(answer_id, []).append(source_id)
    answers: Sequence[Any] = conn.execute(_ANSWERS, {"task": task_id, "only": only or ""}).all()
    verdicts: Sequence[Any] = conn.execute(_VERDICTS, {"task": task_id}).all()
    events: Sequence[Any] = ()
    fields = task._asdict()
    own = {row.id for row in answers}
    if only is None:
        params = {"project": task.project_id, "task": task_id, "limit": EVENTS}
        events = conn.execute(_EVENTS, params).all()
    else:
        verdicts = [
            row
            for row in verdicts
            if row.reviewer_id == only
            or (row.answer_id in own and row.outcome != "accept" and not row.called_back)
        ]
        fields = {name: fields[name] for name in ("id", "project_id", "item_id")}
    people.learn(
        (
            *(a.annotator_id for a in answers),
            *(v.reviewer_id for v in verdicts),
            *(e.actor_id for e in events),
        )
    )
    given = [_given(row, task.truth_answer_id, sources, people) for row in answers]
    return TaskHistory(
        task=fields,
        item=item._asdict() | {"metadata": msgspec.json.decode(item.metadata)},
        answers=tuple(given if only is None else (_bare(answer, own) for answer in given)),
        verdicts=tuple(_said(row, people) for row in verdicts),
        events=tuple(_told(row, people) for row in events),
        whole=only is None,
    )


def _bare(given: Given, own: Collection[str]) -> Given:
    """An own answer without what tells whether it counted, or what of others it was made of."""
    parent = given.parent_id if given.parent_id in own else None
    return msgspec.structs.replace(given, extra=False, truth=False, parent_id=parent, sources=())


def _given(row: Any, truth: str | None, sources: Mapping[str, Sequence[str]], people: People) -> Given:
    return Given(
        id=row.id,
        kind=row.kind,
        stage=row.stage,
        round=row.round,
        annotator=people.of(row.annotator_id),
        parent_id=row.parent_id,
        extra=bool(row.extra),
        truth=row.id == truth,
        seconds=row.seconds,
        spec_revision=row.spec_revision,
        annotations=decode_annotations(row.annotations),
        created_at=row.created_at,
        sources=tuple(sources.get(row.id, ())),
    )


def _said(row: Any, people: People) -> Said:
    return Said(
        answer_id=row.answer_id,
        fix_answer_id=row.fix_answer_id,
        outcome=row.outcome,
        reason=row.reason,
        reviewer=people.of(row.reviewer_id),
        stage=row.stage,
        round=row.round,
        created_at=row.created_at,
        called_back=bool(row.called_back),
    )


def _told(row: Any, people: People) -> Told:
    data = people.within(msgspec.json.decode(row.data))
    return Told(row.seq, row.kind, people.of(row.actor_id), data, row.created_at)
