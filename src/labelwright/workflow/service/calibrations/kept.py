"""Calibration sessions as they are kept: their items and people, and how far each of these has come."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.errors import NotFound
from labelwright.storage.sql import Sql

CALIBRATION = "calibration"
"""The purpose of an assignment whose answer is a vote, but decides nothing before its session is over."""

State: TypeAlias = Literal["open", "discussing", "closed"]


class Session(Struct, frozen=True):
    """A session. While it is `open` nobody sees what another answered; `discussing` all of its people see all; `closed`
    its tasks have gone on. Times are microseconds UTC."""

    id: str
    project_id: str
    name: str
    state: State
    created_by: str
    created_at: int
    updated_at: int


class Done(Struct, frozen=True):
    """How many items of a session a person has answered, and how many they have passed on."""

    user_id: str
    name: str
    answered: int
    skipped: int


_FIELDS = ", ".join(f"c.{name}" for name in Session.__struct_fields__)
_ONE = f"SELECT {_FIELDS} FROM calibrations c WHERE c.id = :id"  # noqa: S608
_READ = Sql(_ONE)
_LOCK = Sql(_ONE, "FOR UPDATE")
_TASKS = Sql("SELECT task_id FROM calibration_tasks WHERE calibration_id = :id ORDER BY place")
_BELONGS = Sql("SELECT 1 FROM calibration_people WHERE calibration_id = :id AND user_id = :user")
_DONE = Sql(
    "SELECT p.user_id, u.name, count(CASE WHEN a.state = 'submitted' THEN 1 END),"
    " count(CASE WHEN a.state = 'skipped' THEN 1 END)"
    " FROM calibration_people p JOIN users u ON u.id = p.user_id"
    " LEFT JOIN calibration_tasks t ON t.calibration_id = p.calibration_id"
    " LEFT JOIN assignments a ON a.task_id = t.task_id AND a.user_id = p.user_id AND a.purpose = 'calibration'"
    " WHERE p.calibration_id = :id GROUP BY p.user_id, u.name ORDER BY u.name, p.user_id"
)
_OF_TASK = Sql(
    f"SELECT {_FIELDS} FROM calibrations c JOIN calibration_tasks t ON t.calibration_id = c.id"  # noqa: S608
    " WHERE t.task_id = :task AND c.state <> 'closed'"
)
_ALONE_ON = Sql(
    "SELECT t.task_id FROM calibration_people p JOIN calibrations c ON c.id = p.calibration_id"
    " JOIN calibration_tasks t ON t.calibration_id = c.id"
    " WHERE p.user_id = :user AND c.project_id = :project AND c.state = 'open'"
)
_IN_ORDER = Sql(
    "SELECT p.user_id FROM calibration_people p LEFT JOIN calibration_tasks t ON t.calibration_id = p.calibration_id"
    " LEFT JOIN assignments a ON a.task_id = t.task_id AND a.user_id = p.user_id AND a.purpose = 'calibration'"
    " WHERE p.calibration_id = :id GROUP BY p.user_id ORDER BY min(a.created_at) IS NULL, min(a.created_at), p.user_id"
)
_TOGETHER = Sql(
    "SELECT c.state, c.id FROM calibrations c JOIN calibration_tasks t ON t.calibration_id = c.id"
    " JOIN calibration_people p ON p.calibration_id = c.id"
    " WHERE t.task_id = :task AND p.user_id = :user ORDER BY c.created_at DESC LIMIT 1"
)


def read(conn: Connection, session_id: str) -> Session:
    """The session. Raises `NotFound`."""
    return _session(_READ(conn, {"id": session_id}).fetchone())


def lock(conn: Connection, session_id: str) -> Session:
    """The session, kept from others until the unit of work ends. Tasks are locked before it. Raises `NotFound`."""
    return _session(_LOCK(conn, {"id": session_id}).fetchone())


def tasks_of(conn: Connection, session_id: str) -> list[str]:
    """Its tasks, in their order."""
    return [row[0] for row in _TASKS(conn, {"id": session_id}).fetchall()]


def belongs(conn: Connection, session_id: str, user_id: str) -> bool:
    """Whether a person is one of its people."""
    return _BELONGS(conn, {"id": session_id, "user": user_id}).fetchone() is not None


def done(conn: Connection, session_id: str) -> list[Done]:
    """Its people by name, and how far each has come."""
    return [Done(*row) for row in _DONE(conn, {"id": session_id}).fetchall()]


def is_over(people: Sequence[Done], items: int) -> bool:
    """Whether everybody has been through all items."""
    return all(person.answered + person.skipped >= items for person in people)


def of_task(conn: Connection, task_id: str) -> Session | None:
    """The session that a task is in now, None where it is in none."""
    row = _OF_TASK(conn, {"task": task_id}).fetchone()
    return Session(*row) if row is not None else None


def hides(conn: Connection, task_id: str, user_id: str) -> bool:
    """Whether this person is to answer the task alone still, so that they may see nothing that others made of it."""
    return _state(conn, task_id, user_id) == "open"


def alone_on(conn: Connection, project_id: str, user_id: str) -> frozenset[str]:
    """The tasks of a project of which that holds."""
    rows = _ALONE_ON(conn, {"project": project_id, "user": user_id}).fetchall()
    return frozenset(row[0] for row in rows)


def shares(conn: Connection, task_id: str, user_id: str) -> bool:
    """Whether this person may see what the others of their session made of the task."""
    return _state(conn, task_id, user_id) in ("discussing", "closed")


def together(conn: Connection, task_id: str, user_id: str) -> str | None:
    """The newest session in which this person is to answer the task, or was."""
    row = _TOGETHER(conn, {"task": task_id, "user": user_id}).fetchone()
    return row[1] if row is not None else None


def in_order(conn: Connection, session_id: str) -> list[str]:
    """The people of a session as they began, which tells nobody who they are; those who have not begun come last."""
    return [row[0] for row in _IN_ORDER(conn, {"id": session_id}).fetchall()]


def _state(conn: Connection, task_id: str, user_id: str) -> State | None:
    """The state of the newest session in which this person is to answer the task."""
    state: State | None = _TOGETHER.scalar(conn, {"task": task_id, "user": user_id})
    return state


def _session(row: tuple[str, str, str, State, str, int, int] | None) -> Session:
    if row is None:
        raise NotFound("There is no such calibration.")
    return Session(*row)
