"""Which task comes next: highest priority, then lowest number, never one that this person has had.

All tasks of a stage and priority before a person's position are known to be nothing for that person, and are not
looked at again: finding a task does not get slower with the tasks already answered. A task offered anew before a
position moves it back (`tasks.change_many`).

Where gold is mixed in, those who make answers get the tasks of a priority in no order (`front`): else a number that
comes out of turn would tell. Each such search may run over tasks this person has had, up to the next that suits. With k
of n left those are n/k, so a person's whole way through them costs the sum of these, n · ln n, a few for each.

Of a priority, a person may lean to tasks whose votes leave doubt, or to others (`service.leaning`). That is looked for
among a few tasks only, and what is found nowhere else is taken in order, so that nothing is left lying.
"""

from random import Random
from typing import Any

from sqlalchemy import Connection

from labelwright.storage.counting import set_aside
from labelwright.storage.sql import Sql
from labelwright.workflow.service.leaning import Leaning
from labelwright.workflow.service.tasks import COLUMNS, Task

STRIDE = 64
"""How many numbers a position may lag behind before it is written down."""

WINDOW = 100
"""Among how many tasks one is looked for that a person leans to."""
PATIENCE = 3600 * 1_000_000
"""How long a doubted task is kept for those whose vote tells most, in microseconds."""

_TOP = 1 << 31

_QUEUED = (
    "tasks.project_id = :project AND tasks.stage = :stage AND tasks.free > 0 AND tasks.assigned_to IS NULL"
)
_NOT_TAKEN = (
    "NOT EXISTS (SELECT 1 FROM assignments a WHERE a.task_id = tasks.id AND a.stage = tasks.stage"
    " AND a.round = tasks.round AND a.user_id = :user AND a.state IN ('active', 'submitted', 'skipped'))"
)
_NOT_AUTHOR = (
    "NOT EXISTS (SELECT 1 FROM answers b WHERE b.task_id = tasks.id AND b.annotator_id = :user"  # noqa: S608
    f" AND (b.id = tasks.truth_answer_id OR (NOT b.extra AND NOT {set_aside('b.id', 'taken-back')})))"
)
FOR_ME = {False: _NOT_TAKEN, True: f"{_NOT_TAKEN} AND {_NOT_AUTHOR}"}
"""What suits a person, by whether they are to judge: not had in this stage and round; made by others only.

Whoever has answered a task, or mended an answer in a review, judges it in no later stage and round: what stands there
may go back to what they made. A mended answer that was taken back is none of these.
"""

_STILL = "tasks.stage = :stage AND tasks.free > 0 AND tasks.assigned_to IS NULL"
"""What may have changed about a task that was found a moment ago."""
_DOUBTED = "tasks.state = 'waiting' AND tasks.probability IS NOT NULL"

_SKIP_LOCKED = "FOR NO KEY UPDATE OF tasks SKIP LOCKED"


def _sql(statement: str, lock: str = "") -> dict[bool, Sql]:
    """The statement with what suits a person in the place of FOR_ME, by whether they are to judge."""
    whole = statement.replace("COLUMNS", COLUMNS).replace("QUEUED", _QUEUED).replace("DOUBTED", _DOUBTED)
    whole = whole.replace("STILL", _STILL)
    return {judging: Sql(whole.replace("FOR_ME", suits), lock) for judging, suits in FOR_ME.items()}


_LEVEL = _sql(
    "SELECT tasks.priority, (SELECT q.seq FROM queue_positions q WHERE q.project_id = :project AND q.user_id = :user"
    " AND q.stage = :stage AND q.priority = tasks.priority)"
    " FROM tasks WHERE QUEUED AND tasks.priority < :below ORDER BY tasks.priority DESC LIMIT 1"
)[False]
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
_DOUBTED_FIRST = (
    "SELECT id FROM tasks WHERE QUEUED AND DOUBTED AND priority = :priority"
    " ORDER BY priority, probability, seq LIMIT :window"
)
_NEXT_FEW = (
    "SELECT id FROM tasks WHERE QUEUED AND priority = :priority AND seq >= :seq"
    " ORDER BY priority DESC, seq LIMIT :window"
)
_LEANING = {
    "doubted": _sql(
        "SELECT COLUMNS FROM tasks WHERE id IN (FEW) AND STILL AND FOR_ME"
        " ORDER BY probability, seq LIMIT 1".replace("FEW", _DOUBTED_FIRST),
        _SKIP_LOCKED,
    )[False],
    "others": _sql(
        "SELECT COLUMNS FROM tasks WHERE id IN (FEW) AND STILL AND FOR_ME"
        " AND NOT (DOUBTED AND updated_at > :fresh) ORDER BY seq LIMIT 1".replace("FEW", _NEXT_FEW),
        _SKIP_LOCKED,
    )[False],
}
"""The best of a few tasks for a person who leans to some. The least probable first: there any vote tells most."""
_SUITS = _sql("SELECT 1 FROM tasks WHERE id = :id AND FOR_ME")
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
    "doubted": (_sql(_DOUBTED_FIRST)[False], "ix_tasks_doubted"),
    "others": (_sql(_NEXT_FEW)[False], "ix_tasks_queue"),
}
"""The statements whose cost must not grow with the number of tasks, and the index each is to use."""


def forget(conn: Connection, project_id: str) -> None:
    """Let everybody begin at the front again, because stages have changed their numbers."""
    _FORGET(conn, {"project": project_id})


def suits(conn: Connection, task: Task, user_id: str, *, judging: bool) -> bool:
    """Whether this person may be given the task: not had in this stage and round, and to judge, not the own work."""
    return suits_in(conn, task.id, user_id, judging=judging)


def suits_in(conn: Connection, task_id: str, user_id: str, *, judging: bool) -> bool:
    """As `suits`, of a task by its id."""
    return _SUITS[judging](conn, {"id": task_id, "user": user_id}).fetchone() is not None


def front(
    conn: Connection,
    project_id: str,
    stage: int,
    user_id: str,
    now: int,
    *,
    judging: bool,
    leaning: Leaning = "",
    chance: Random | None = None,
) -> Task | None:
    """The task that this person should do next in a stage, locked, or None. Those assigned to them come first.

    Of the highest priority, tasks come first that a person leans to; whoever judges leans to none. With `chance` the
    search begins anywhere, so that numbers come in no order, and goes on at the front where that leads nowhere.
    """
    who = {"project": project_id, "stage": stage, "user": user_id}
    few = {"window": WINDOW, "fresh": now - PATIENCE}
    assigned = _MINE[judging](conn, who).fetchone()
    if assigned is not None:
        return Task(*assigned)
    below = _TOP
    while (level := _LEVEL(conn, {**who, "below": below}).fetchone()) is not None:
        priority, position = level[0], level[1] or 0
        params = {**who, **few, "priority": priority}
        task = _anywhere(conn, params, position, leaning, chance) if chance is not None else None
        task = task or _seek(conn, params, position, judging=judging, leaning=leaning)
        if task is not None:
            return task
        below = priority
    return None


def _anywhere(
    conn: Connection, level: dict[str, Any], position: int, leaning: Leaning, chance: Random
) -> Task | None:
    """A task to answer of a level, from a number on that is drawn."""
    last = _LAST.scalar(conn, level)
    if last is None or last <= position:
        return None
    params = {**level, "seq": chance.randint(position, last)}
    row = _LEANING[leaning](conn, params).fetchone() if leaning else None
    row = row or _SEIZE[False](conn, params).fetchone()
    return Task(*row) if row is not None else None


def _seek(
    conn: Connection, level: dict[str, Any], position: int, *, judging: bool, leaning: Leaning
) -> Task | None:
    params = {**level, "seq": position}
    row = _LEANING[leaning](conn, params).fetchone() if leaning else None
    row = row or _SEIZE[judging](conn, params).fetchone()
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
