"""How tasks were handed up to a later stage, as it is kept: by a person with a reason, or by a deadline that passed."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, bindparam, text

from labelwright.storage.ids import new_id
from labelwright.storage.sql import Sql
from labelwright.workflow.service.tasks import Task


class Escalation(Struct, frozen=True):
    """That a task was handed up from a stage (an index), and when (microseconds UTC): by whom and why, or because it
    was due at `due_at`, by nobody."""

    user_id: str | None
    name: str
    stage: int
    reason: str
    due_at: int | None
    created_at: int


_KEEP = Sql(
    "INSERT INTO escalations (id, project_id, task_id, stage, round, to_stage, user_id, assignment_id, reason, due_at,"
    " created_at)"
    " VALUES (:id, :project, :task, :stage, :round, :to, :user, :assignment, :reason, :due, :now)"
)
_TOLD = (
    "e.user_id, coalesce(u.name, ''), e.stage, e.reason, e.due_at, e.created_at"
    " FROM escalations e LEFT JOIN users u ON u.id = e.user_id"
)
_TO = Sql(
    f"SELECT {_TOLD} WHERE e.task_id = :task AND e.round = :round AND e.to_stage = :stage"
    " ORDER BY e.created_at DESC, e.id DESC LIMIT 1"
)
_STANDING = text(
    f"SELECT e.task_id, {_TOLD} JOIN tasks t ON t.id = e.task_id AND t.round = e.round"
    " AND t.stage = e.to_stage AND t.state IN ('open', 'waiting') WHERE e.task_id IN :tasks ORDER BY e.created_at, e.id"
).bindparams(bindparam("tasks", expanding=True))


def keep(
    conn: Connection,
    task: Task,
    to: int,
    now: int,
    *,
    user_id: str | None = None,
    assignment_id: str | None = None,
    reason: str = "",
    due_at: int | None = None,
) -> None:
    """Keep that a task, given as it was before, was handed up from its stage `to` a later one."""
    _KEEP(
        conn,
        {
            "id": new_id(), "project": task.project_id, "task": task.id, "stage": task.stage, "round": task.round,
            "to": to, "user": user_id, "assignment": assignment_id, "reason": reason, "due": due_at, "now": now,
        },
    )  # fmt: skip


def of(conn: Connection, task: Task) -> Escalation | None:
    """How the task was handed up to the stage where it is now; None where it came by itself."""
    params = {"task": task.id, "round": task.round, "stage": task.stage}
    row = _TO(conn, params).fetchone()
    return Escalation(*row) if row is not None else None


def standing(conn: Connection, task_ids: Sequence[str]) -> dict[str, Escalation]:
    """How tasks that wait were handed up to the stage where they are now, by their ids; the others are left out."""
    if not task_ids:
        return {}
    return {
        task_id: Escalation(*told) for task_id, *told in conn.execute(_STANDING, {"tasks": list(task_ids)})
    }
