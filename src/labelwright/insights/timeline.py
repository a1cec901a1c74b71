"""The history of a task as one line in time: what came, what was said of it, what stood, by whom. Only reads."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.insights.people import People, Shown
from labelwright.insights.task_history import Given, Said, TaskHistory, Told

Kind: TypeAlias = Literal[
    "item", "answer", "correction", "consensus", "restored", "prediction", "import", "verdict", "escalation", "overdue",
    "comment", "resolved", "spec", "event",
]  # fmt: skip


class Entry(Struct, frozen=True, omit_defaults=True):
    """One thing that happened, at `at` microseconds UTC.

    `answer_id` is the answer that came, or that was judged; `from_ids` what it was made of; `made_id` the answer that
    a verdict made. `text` is what was said: a reason, a comment, the message of a revision. `name` tells more of the
    kind: the outcome of a verdict, the number of a revision, the kind of an event. `due_at` is the deadline that
    handed the task up.
    """

    at: int
    kind: Kind
    who: Shown | None = None
    answer_id: str = ""
    from_ids: tuple[str, ...] = ()
    made_id: str = ""
    name: str = ""
    text: str = ""
    stage: int | None = None
    round: int | None = None
    seconds: float | None = None
    annotations: int | None = None
    stands: bool = False
    extra: bool = False
    due_at: int | None = None


_KINDS: Mapping[str, Kind] = {
    "consensus": "consensus", "model": "prediction", "crowd": "answer", "import": "import",
}  # fmt: skip
_RESTORED = "answer.restored"
_TOLD_ELSEWHERE = ("answer.", "verdict.", "thread.", "comment.", "task.escalated")
"""Events of what the answers, verdicts, escalations and threads themselves tell."""
_TAKEN_BACK = "verdict.taken-back"
"""What no verdict tells of itself."""

_NEVER = 1 << 62
_CAME = text("SELECT created_at FROM items WHERE id = :item")
_RESOLVED = text("SELECT resolved_by, resolved_at FROM threads WHERE task_id = :task AND resolved_at > 0")
_ESCALATED = text(
    "SELECT user_id, stage, round, reason, due_at, created_at FROM escalations WHERE task_id = :task"
)
_REVISIONS = text(
    "SELECT revision, message, author_id, created_at FROM specs"
    " WHERE project_id = :project AND revision > 1 AND created_at > :since ORDER BY revision"
)


class Remark(NamedTuple):
    """A comment on the task: who said it, what, and when."""

    author: str
    body: str
    at: int


def timeline(
    conn: Connection, history: TaskHistory, remarks: Iterable[Remark], people: People
) -> tuple[Entry, ...]:
    """What happened to a task, the oldest first.

    It reaches as far as `history` and `remarks` go, with people as `people` shows them. A history of one's own holds no
    events, and so tells nothing of what others did with the task, nor when it came.
    """
    task = history.task
    if history.whole:
        since = conn.execute(_CAME, {"item": task["item_id"]}).scalar_one()
    else:
        since = min((answer.created_at for answer in history.answers), default=_NEVER)
    restored = {event.data.get("answer"): event for event in history.events if event.kind == _RESTORED}
    known = {answer.id: answer for answer in history.answers}
    fixes = {said.fix_answer_id for said in history.verdicts}
    entries = [
        *((Entry(since, "item", name=history.item["name"]),) if history.whole else ()),
        *(_answered(one, known, restored.get(one.id)) for one in history.answers if one.id not in fixes),
        *(_judged(said, known.get(said.fix_answer_id or "")) for said in history.verdicts),
        *(Entry(at, "comment", people.of(author), text=body) for author, body, at in remarks),
        *_specified(conn, task["project_id"], since, people),
        *(_happened(event) for event in history.events if _tells(event.kind)),
    ]
    if history.events:
        entries += _others(conn, task["id"], people)
    return tuple(sorted(entries, key=lambda entry: entry.at))


def _answered(given: Given, known: Mapping[str, Given], restored: Told | None) -> Entry:
    who, kind, reason = given.annotator, _KINDS.get(given.kind, "answer"), ""
    if restored is not None:
        who, kind, reason = restored.actor, "restored", str(restored.data.get("reason", ""))
    elif given.kind == "person" and _corrects(given, known.get(given.parent_id or "")):
        kind = "correction"
    return Entry(
        given.created_at,
        kind,
        who,
        answer_id=given.id,
        from_ids=given.sources or ((given.parent_id,) if given.parent_id else ()),
        text=reason,
        stage=given.stage,
        round=given.round,
        seconds=given.seconds,
        annotations=len(given.annotations),
        stands=given.truth,
        extra=given.extra,
    )


def _corrects(given: Given, parent: Given | None) -> bool:
    """Whether somebody put an answer in the place of their own."""
    return parent is not None and (parent.annotator, parent.stage, parent.round) == (
        given.annotator,
        given.stage,
        given.round,
    )


def _judged(said: Said, made: Given | None) -> Entry:
    """A verdict; `made` is the answer that it made."""
    return Entry(
        said.created_at,
        "verdict",
        said.reviewer,
        answer_id=said.answer_id,
        made_id=made.id if made else "",
        from_ids=made.sources or (said.answer_id,) if made else (),
        name=said.outcome,
        text=said.reason,
        stage=said.stage,
        round=said.round,
        seconds=made.seconds if made else None,
        annotations=len(made.annotations) if made else None,
        stands=made.truth if made else False,
    )


def _others(conn: Connection, task_id: str, people: People) -> Iterator[Entry]:
    """What people did beside answers, verdicts and comments."""
    for by, at in conn.execute(_RESOLVED, {"task": task_id}).all():
        yield Entry(at, "resolved", people.of(by))
    for user, stage, round_, reason, due, at in conn.execute(_ESCALATED, {"task": task_id}).all():
        kind: Kind = "escalation" if due is None else "overdue"
        yield Entry(at, kind, people.of(user), text=reason, stage=stage, round=round_, due_at=due)


def _specified(conn: Connection, project_id: str, since: int, people: People) -> Iterator[Entry]:
    """The changes of the project's document since the item came."""
    params = {"project": project_id, "since": since}
    for revision, message, author, at in conn.execute(_REVISIONS, params).all():
        yield Entry(at, "spec", people.of(author), name=str(revision), text=message)


def _tells(kind: str) -> bool:
    return kind == _TAKEN_BACK or not kind.startswith(_TOLD_ELSEWHERE)


def _happened(event: Told) -> Entry:
    said: Any = event.data.get("reason", "")
    return Entry(
        event.created_at, "event", event.actor, name=event.kind, text=said if isinstance(said, str) else ""
    )
