"""A task's row: read, locked, and changed in one place only, so that counters, audit and queue follow every change.

Locks are always taken in one order, so that no two units of work wait for each other: project, membership, tasks,
skills, strata, the head of the audit chain, then counters and positions. Once the chain is held, tasks are only
locked where nobody else holds them. No lock on a task keeps others from writing rows that refer to it, as where gold
is handed out that somebody else is just answering.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, select

from labelwright.core.errors import NotFound
from labelwright.storage import events, tables
from labelwright.storage.sql import Sql


class Task(Struct, frozen=True):
    """A task as it stands. `free` votes can still be handed out; stage is an index into the workflow.

    Its state is `open` without a vote in this stage and round, `waiting` for more votes, `skipped` where those who
    were asked have passed, `done` or `archived`. It is late from `due_at` on, in microseconds UTC.
    """

    id: str
    project_id: str
    item_id: str
    seq: int
    stage: int
    round: int
    state: str
    priority: int
    votes_wanted: int
    votes_given: int
    free: int
    truth_answer_id: str | None
    agreement: float | None
    assigned_to: str | None
    annotation_count: int
    probability: float | None = None
    due_at: int | None = None


class Happening(Struct, frozen=True):
    """What is to be told in the audit chain about a change: `actor` did `kind` to `subject`."""

    actor: str
    kind: str
    subject: str
    data: dict[str, Any] = {}


_T = tables.tasks
COLUMNS = ", ".join(f"tasks.{name}" for name in Task.__struct_fields__)

_ONE = f"SELECT {COLUMNS} FROM tasks WHERE id = :id"  # noqa: S608
_READ = Sql(_ONE)
_LOCK = Sql(_ONE, "FOR NO KEY UPDATE")
_LOCK_MANY = (
    select(*(_T.c[name] for name in Task.__struct_fields__))
    .where(_T.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(_T.c.id)
)
_HELD = Sql(
    "SELECT count(*) FROM assignments"
    " WHERE task_id = :task AND stage = :stage AND round = :round AND state = 'active' AND purpose = 'work'"
)
_WRITE = Sql(
    "UPDATE tasks SET stage = :stage, round = :round, state = :state, priority = :priority,"
    " votes_wanted = :votes_wanted, votes_given = :votes_given, free = :free,"
    " truth_answer_id = :truth_answer_id, agreement = :agreement, assigned_to = :assigned_to,"
    " annotation_count = :annotation_count, probability = :probability, due_at = :due_at, updated_at = :now"
    " WHERE id = :id"
)
_LESS = Sql(
    "UPDATE stage_counts SET n = n - :n WHERE project_id = :project AND stage = :stage AND state = :state"
)
_MORE = Sql(
    "INSERT INTO stage_counts (project_id, stage, state, n) VALUES (:project, :stage, :state, :n)"
    " ON CONFLICT (project_id, stage, state) DO UPDATE SET n = stage_counts.n + excluded.n"
)
_LOOK_AGAIN = Sql(
    "UPDATE queue_positions SET seq = :seq"
    " WHERE project_id = :project AND stage = :stage AND priority = :priority AND seq > :seq"
)


def read(conn: Connection, task_id: str) -> Task:
    """The task as it stands. Raises `NotFound`."""
    return _task(_READ(conn, {"id": task_id}).fetchone())


def lock(conn: Connection, task_id: str) -> Task:
    """The task, kept from others until the unit of work ends. Raises `NotFound`."""
    return _task(_LOCK(conn, {"id": task_id}).fetchone())


def lock_many(conn: Connection, task_ids: Sequence[str], *, skip_locked: bool = False) -> list[Task]:
    """Those of the tasks that exist, kept from others; without the ones that others hold, where asked."""
    statement = _LOCK_MANY.with_for_update(skip_locked=skip_locked, key_share=True)
    return [Task(*row) for row in conn.execute(statement, {"ids": list(task_ids)})]


def change(conn: Connection, before: Task, after: Task, what: Happening, now: int) -> Task:
    """Make a locked task stand as `after` says and tell of it. Returns it as written, state and votes settled."""
    return change_many(conn, before.project_id, [(before, after)], what, now)[0]


def change_many(
    conn: Connection, project_id: str, changes: Sequence[tuple[Task, Task]], what: Happening, now: int
) -> list[Task]:
    """Make locked tasks of one project stand as said, told as one event. Returns them as written.

    `free` and the states open and waiting follow from the votes, so they need not be given. A task that is offered
    anew is looked at again by everybody who had already passed it.
    """
    written = [(before, _settled(conn, after)) for before, after in changes]
    for before, after in written:
        if after != before:
            _WRITE(conn, msgspec.structs.asdict(after) | {"now": now})
    events.append(conn, project_id, what.kind, what.actor, what.subject, what.data, at=now)
    _count(conn, project_id, written)
    _offer(conn, project_id, written)
    return [after for _, after in written]


def free_of(task: Task, user_id: str) -> Task:
    """The task for everybody, where it was kept for this person."""
    return msgspec.structs.replace(task, assigned_to=None) if task.assigned_to == user_id else task


def _task(row: Any) -> Task:
    if row is None:
        raise NotFound("There is no such task.")
    return Task(*row)


def _settled(conn: Connection, task: Task) -> Task:
    if task.state not in ("open", "waiting"):
        return msgspec.structs.replace(task, free=0)
    held = _HELD.scalar(conn, {"task": task.id, "stage": task.stage, "round": task.round})
    return msgspec.structs.replace(
        task,
        free=max(0, task.votes_wanted - task.votes_given - held),
        state="waiting" if task.votes_given else "open",
    )


def _count(conn: Connection, project_id: str, written: Sequence[tuple[Task, Task]]) -> None:
    steps: Counter[tuple[int, str]] = Counter()
    for before, after in written:
        steps[before.stage, before.state] -= 1
        steps[after.stage, after.state] += 1
    for (stage, state), n in steps.items():
        if n:
            params = {"project": project_id, "stage": stage, "state": state, "n": abs(n)}
            (_MORE if n > 0 else _LESS)(conn, params)


def _offer(conn: Connection, project_id: str, written: Sequence[tuple[Task, Task]]) -> None:
    front: dict[tuple[int, int], int] = {}
    for before, after in written:
        if after.free > 0 and _offered_anew(before, after):
            key = (after.stage, after.priority)
            front[key] = min(after.seq, front.get(key, after.seq))
    for (stage, priority), seq in front.items():
        params = {"project": project_id, "stage": stage, "priority": priority, "seq": seq}
        _LOOK_AGAIN(conn, params)


def _offered_anew(before: Task, after: Task) -> bool:
    return before.free == 0 or (before.stage, before.round, before.priority, before.assigned_to) != (
        after.stage,
        after.round,
        after.priority,
        after.assigned_to,
    )
