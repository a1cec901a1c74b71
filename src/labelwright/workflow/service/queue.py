"""Which task comes next: highest priority, then lowest number, never one that this person has had.

All tasks of a stage and priority before a person's position are known to be nothing for that person, and are not
looked at again: finding a task does not get slower with the tasks already answered. A task offered anew before a
position moves it back (`tasks.change_many`).
"""

from typing import Any

from sqlalchemy import Connection

from labelwright.storage.sql import Sql
from labelwright.workflow.service.tasks import COLUMNS, Task

STRIDE = 64
"""How many numbers a position may lag behind before it is written down."""

_TOP = 1 << 31

_QUEUED = (
    "tasks.project_id = :project AND tasks.stage = :stage AND tasks.free > 0 AND tasks.assigned_to IS NULL"
)
_NOT_TAKEN = (
    "NOT EXISTS (SELECT 1 FROM assignments a WHERE a.task_id = tasks.id AND a.stage = tasks.stage"
    " AND a.round = tasks.round AND a.user_id = :user AND a.state IN ('active', 'submitted', 'skipped'))"
)
_NOT_AUTHOR = (
    "NOT EXISTS (SELECT 1 FROM answers b WHERE b.task_id = tasks.id AND b.annotator_id = :user"
    " AND b.round = tasks.round AND NOT b.extra)"
)
_FOR_ME = {False: _NOT_TAKEN, True: f"{_NOT_TAKEN} AND {_NOT_AUTHOR}"}
"""What suits a person, by whether they are to judge: not had in this stage and round; made by others only."""

_SKIP_LOCKED = "FOR UPDATE OF tasks SKIP LOCKED"


def _sql(statement: str, lock: str = "") -> dict[bool, Sql]:
    """The statement with what suits a person in the place of FOR_ME, by whether they are to judge."""
    whole = statement.replace("COLUMNS", COLUMNS).replace("QUEUED", _QUEUED)
    return {judging: Sql(whole.replace("FOR_ME", suits), lock) for judging, suits in _FOR_ME.items()}


_LEVEL = _sql("SELECT priority FROM tasks WHERE QUEUED AND priority < :below ORDER BY priority DESC LIMIT 1")[
    False
]
_LAST = _sql(
    "SELECT seq FROM tasks WHERE QUEUED AND priority = :priority ORDER BY priority, seq DESC LIMIT 1"
)[False]
_NEXT = (
    "SELECT COLUMNS FROM tasks WHERE QUEUED AND priority = :priority AND seq >= :seq AND FOR_ME"
    " ORDER BY priority DESC, seq LIMIT 1"
)
_SEEK = _sql(_NEXT)
_SEIZE = _sql(_NEXT, _SKIP_LOCKED)
_MINE = _sql(
    "SELECT COLUMNS FROM tasks WHERE assigned_to = :user AND project_id = :project AND stage = :stage"
    " AND free > 0 AND FOR_ME ORDER BY priority DESC, seq LIMIT 1",
    _SKIP_LOCKED,
)
_SUITS = _sql("SELECT 1 FROM tasks WHERE id = :id AND FOR_ME")
_POSITIONS = Sql(
    "SELECT priority, seq FROM queue_positions"
    " WHERE project_id = :project AND user_id = :user AND stage = :stage"
)
_HOLD_CHAIN = Sql("SELECT seq FROM event_heads WHERE project_id = :project", "FOR UPDATE")
_REMEMBER = Sql(
    "INSERT INTO queue_positions (project_id, user_id, stage, priority, seq)"
    " VALUES (:project, :user, :stage, :priority, :seq)"
    " ON CONFLICT (project_id, user_id, stage, priority) DO UPDATE SET seq = excluded.seq"
)
_FORGET = Sql("DELETE FROM queue_positions WHERE project_id = :project")


PLANS = {
    "front": (_SEEK[False], "ix_tasks_queue"),
    "front to judge": (_SEEK[True], "ix_tasks_queue"),
    "level": (_LEVEL, "ix_tasks_queue"),
    "last": (_LAST, "ix_tasks_queue"),
    "assigned": (_MINE[False], "ix_tasks_assigned"),
}
"""The statements whose cost must not grow with the number of tasks, and the index each is to use."""


def forget(conn: Connection, project_id: str) -> None:
    """Let everybody begin at the front again, because stages have changed their numbers."""
    _FORGET(conn, {"project": project_id})


def suits(conn: Connection, task: Task, user_id: str, *, judging: bool) -> bool:
    """Whether this person may be given the task: not had in this stage and round, and to judge, not the own work."""
    return _SUITS[judging](conn, {"id": task.id, "user": user_id}).fetchone() is not None


def front(conn: Connection, project_id: str, stage: int, user_id: str, *, judging: bool) -> Task | None:
    """The task that this person should do next in a stage, locked, or None. Those assigned to them come first."""
    who = {"project": project_id, "stage": stage, "user": user_id}
    assigned = _MINE[judging](conn, who).fetchone()
    if assigned is not None:
        return Task(*assigned)
    positions: dict[int, int] = {}
    below = _TOP
    while (level := _LEVEL.scalar(conn, {**who, "below": below})) is not None:
        if below == _TOP:
            positions = dict(_POSITIONS(conn, who).fetchall())
        task = _seek(conn, {**who, "priority": level}, positions.get(level, 0), judging=judging)
        if task is not None:
            return task
        below = level
    return None


def _seek(conn: Connection, level: dict[str, Any], position: int, *, judging: bool) -> Task | None:
    params = {**level, "seq": position}
    row = _SEIZE[judging](conn, params).fetchone()
    task = Task(*row) if row is not None else None
    if task is None or task.seq - position >= STRIDE:
        _advance(conn, params, judging=judging)
    return task


def _advance(conn: Connection, params: dict[str, Any], *, judging: bool) -> None:
    """Write down how far this person has come: to the first task that suits, else past the last one there is.

    The head of the chain is held, so every change that offered a task is either seen here or comes later and moves
    the position back; the search ignores locks, so that a task others are just being given is not passed over.
    """
    _HOLD_CHAIN(conn, params)
    suitable = _SEEK[judging](conn, params).fetchone()
    seq = Task(*suitable).seq if suitable is not None else _LAST.scalar(conn, params)
    if seq is not None and seq > params["seq"]:
        _REMEMBER(conn, {**params, "seq": seq})
