"""What the people of a calibration are handed, each alone, and what their answers do: nothing, until it is over."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.storage import events
from labelwright.storage.sql import Sql
from labelwright.workflow.service import assignments, tasks
from labelwright.workflow.service.assignments import Assignment
from labelwright.workflow.service.calibrations import kept
from labelwright.workflow.service.calibrations.kept import CALIBRATION
from labelwright.workflow.service.tasks import COLUMNS, Happening, Task


class Turn(Struct, frozen=True):
    """The item of a calibration that somebody has in hand: the `n`-th `of` all."""

    n: int
    of: int


_MINE = (
    "FROM calibration_people p JOIN calibrations c ON c.id = p.calibration_id"
    " JOIN calibration_tasks m ON m.calibration_id = c.id JOIN tasks ON tasks.id = m.task_id"
    " WHERE p.user_id = :user AND c.state = 'open' AND tasks.state = 'open'"
    " AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.task_id = m.task_id AND a.user_id = :user"
    " AND a.purpose = 'calibration' AND a.state IN ('submitted', 'skipped'))"
)
_NEXT = Sql(
    f"SELECT {COLUMNS} {_MINE} AND c.project_id = :project ORDER BY c.created_at, c.id, m.place LIMIT 50"
)
_THIS = Sql(f"SELECT {COLUMNS} {_MINE} AND m.task_id = :task")
_TURN = Sql(
    "SELECT m.place + 1, (SELECT count(*) FROM calibration_tasks x WHERE x.calibration_id = c.id)"
    " FROM calibration_tasks m JOIN calibrations c ON c.id = m.calibration_id"
    " JOIN calibration_people p ON p.calibration_id = c.id AND p.user_id = :user"
    " WHERE m.task_id = :task ORDER BY c.created_at DESC LIMIT 1"
)
_OPEN_UP = Sql("UPDATE calibrations SET state = 'discussing', updated_at = :now WHERE id = :id")


def due(conn: Connection, project_id: str, user_id: str) -> list[Task]:
    """What a person is still to answer in the calibrations of a project, in their order."""
    rows = _NEXT(conn, {"project": project_id, "user": user_id}).fetchall()
    return [Task(*row) for row in rows]


def due_here(conn: Connection, task_id: str, user_id: str) -> Task | None:
    """The task, where this person is still to answer it in a calibration."""
    row = _THIS(conn, {"task": task_id, "user": user_id}).fetchone()
    return Task(*row) if row is not None else None


def give(conn: Connection, task: Task, user_id: str, until: int, now: int) -> Assignment:
    """Hand a person their item: what they hold of it already, else a new assignment. No vote of the task is taken."""
    return assignments.give_apart(conn, task, user_id, CALIBRATION, until, now)


def shown(conn: Connection, held: Assignment) -> Turn | None:
    """Which item of a calibration an assignment is, as its person is told; None of all else."""
    if held.purpose != CALIBRATION:
        return None
    row = _TURN(conn, {"task": held.task_id, "user": held.user_id}).fetchone()
    return Turn(*row) if row is not None else None


def counts(conn: Connection, task: Task) -> bool:
    """Whether an answer to a task in a calibration is given before the others are seen, and so is a vote."""
    session = kept.of_task(conn, task.id)
    return session is not None and session.state == "open" and task.state == "open"


def answered(conn: Connection, task: Task, user_id: str, data: dict[str, Any], now: int) -> None:
    """Tell of an answer that is kept, and begin the discussion where it was the last."""
    session = kept.of_task(conn, task.id)
    if session is None:
        return
    session = kept.lock(conn, session.id)
    told = Happening(user_id, "answer.submitted", task.id, {**data, "calibration": session.id})
    tasks.change(conn, task, task, told, now)
    people, items = kept.done(conn, session.id), kept.tasks_of(conn, session.id)
    if session.state == "open" and kept.is_over(people, len(items)):
        begin_discussion(conn, session.id, now)
        events.append(
            conn, session.project_id, "calibration.discussed", "", session.id, {"all": True}, at=now
        )


def begin_discussion(conn: Connection, session_id: str, now: int) -> None:
    """Let the people of a session see what the others made; what they have in hand of it is over."""
    _OPEN_UP(conn, {"id": session_id, "now": now})
    assignments.close_apart(
        conn, kept.tasks_of(conn, session_id), CALIBRATION, "The discussion has begun.", now
    )
