"""Which task comes next: highest priority, then lowest number, never one that this person has had.

All tasks of a stage and priority before a person's position are known to be nothing for that person, and are not
looked at again: finding a task does not get slower with the tasks already answered. A task offered anew before a
position moves it back (`tasks.change_many`).
"""

from typing import Any

from sqlalchemy import Connection, Select, bindparam, select, text

from labelwright.storage import tables
from labelwright.workflow.service.tasks import COLUMNS, Task

STRIDE = 64
"""How many numbers a position may lag behind before it is written down."""

_TOP = 1 << 31

_T = tables.tasks
_QUEUED = (
    "tasks.project_id = :project AND tasks.stage = :stage AND tasks.free > 0 AND tasks.assigned_to IS NULL"
)
_NOT_TAKEN = text(
    "NOT EXISTS (SELECT 1 FROM assignments a WHERE a.task_id = tasks.id AND a.stage = tasks.stage"
    " AND a.round = tasks.round AND a.user_id = :user AND a.state IN ('active', 'submitted', 'skipped'))"
)
_NOT_AUTHOR = text(
    "NOT EXISTS (SELECT 1 FROM answers b WHERE b.task_id = tasks.id AND b.annotator_id = :user"
    " AND b.round = tasks.round AND NOT b.extra)"
)
_LEVEL = text(
    f"SELECT priority FROM tasks WHERE {_QUEUED} AND priority < :below"  # noqa: S608
    " ORDER BY priority DESC LIMIT 1"
)
_LAST = text(
    f"SELECT seq FROM tasks WHERE {_QUEUED} AND priority = :priority"  # noqa: S608
    " ORDER BY priority, seq DESC LIMIT 1"
)
_POSITIONS = text(
    "SELECT priority, seq FROM queue_positions"
    " WHERE project_id = :project AND user_id = :user AND stage = :stage"
)
_CHAIN = select(tables.event_heads.c.seq).where(tables.event_heads.c.project_id == bindparam("project"))
_HOLD_CHAIN = _CHAIN.with_for_update()
_REMEMBER = text(
    "INSERT INTO queue_positions (project_id, user_id, stage, priority, seq)"
    " VALUES (:project, :user, :stage, :priority, :seq)"
    " ON CONFLICT (project_id, user_id, stage, priority) DO UPDATE SET seq = excluded.seq"
)
_FORGET = text("DELETE FROM queue_positions WHERE project_id = :project")


def _for_me(statement: Select[Any], *, judging: bool) -> Select[Any]:
    """Only tasks this person has not taken in this stage and round; to judge, only what others have made."""
    statement = statement.where(_NOT_TAKEN)
    return statement.where(_NOT_AUTHOR) if judging else statement


def _seeking(*, judging: bool) -> Select[Any]:
    level = select(*COLUMNS).where(text(_QUEUED), _T.c.priority == bindparam("priority"))
    level = level.where(_T.c.seq >= bindparam("seq")).order_by(_T.c.priority.desc(), _T.c.seq).limit(1)
    return _for_me(level, judging=judging)


def _assigned(*, judging: bool) -> Select[Any]:
    mine = (
        select(*COLUMNS)
        .where(_T.c.assigned_to == bindparam("user"), _T.c.project_id == bindparam("project"))
        .where(_T.c.stage == bindparam("stage"), _T.c.free > 0)
        .order_by(_T.c.priority.desc(), _T.c.seq)
        .limit(1)
    )
    return _for_me(mine, judging=judging).with_for_update(skip_locked=True, of=_T)


def _suits(*, judging: bool) -> Select[Any]:
    return _for_me(select(_T.c.id).where(_T.c.id == bindparam("id")), judging=judging)


_SEEK = {judging: _seeking(judging=judging) for judging in (False, True)}
_SEIZE = {judging: seek.with_for_update(skip_locked=True, of=_T) for judging, seek in _SEEK.items()}
_MINE = {judging: _assigned(judging=judging) for judging in (False, True)}
_SUITS = {judging: _suits(judging=judging) for judging in (False, True)}


def forget(conn: Connection, project_id: str) -> None:
    """Let everybody begin at the front again, because stages have changed their numbers."""
    conn.execute(_FORGET, {"project": project_id})


def suits(conn: Connection, task: Task, user_id: str, *, judging: bool) -> bool:
    """Whether this person may be given the task: not had in this stage and round, and to judge, not the own work."""
    return conn.execute(_SUITS[judging], {"id": task.id, "user": user_id}).first() is not None


def front(conn: Connection, project_id: str, stage: int, user_id: str, *, judging: bool) -> Task | None:
    """The task that this person should do next in a stage, locked, or None. Those assigned to them come first."""
    who = {"project": project_id, "stage": stage, "user": user_id}
    assigned = conn.execute(_MINE[judging], who).first()
    if assigned is not None:
        return Task(*assigned)
    positions: dict[int, int] = {}
    below = _TOP
    while (level := conn.execute(_LEVEL, {**who, "below": below}).scalar()) is not None:
        if below == _TOP:
            positions = {row.priority: row.seq for row in conn.execute(_POSITIONS, who)}
        task = _seek(conn, {**who, "priority": level}, positions.get(level, 0), judging=judging)
        if task is not None:
            return task
        below = level
    return None


def _seek(conn: Connection, level: dict[str, Any], position: int, *, judging: bool) -> Task | None:
    params = {**level, "seq": position}
    row = conn.execute(_SEIZE[judging], params).first()
    if row is None or row.seq - position >= STRIDE:
        _advance(conn, params, judging=judging)
    return Task(*row) if row is not None else None


def _advance(conn: Connection, params: dict[str, Any], *, judging: bool) -> None:
    """Write down how far this person has come: to the first task that suits, else past the last one there is.

    The head of the chain is held, so every change that offered a task is either seen here or comes later and moves
    the position back; the search ignores locks, so that a task others are just being given is not passed over.
    """
    conn.execute(_HOLD_CHAIN, params)
    suitable = conn.execute(_SEEK[judging], params).first()
    seq = suitable.seq if suitable is not None else conn.execute(_LAST, params).scalar()
    if seq is not None and seq > params["seq"]:
        conn.execute(_REMEMBER, {**params, "seq": seq})
