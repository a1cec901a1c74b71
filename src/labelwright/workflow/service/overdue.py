"""What happens to tasks that have stayed in a stage too long: they come first, or move up where their stage says so."""

from collections.abc import Sequence

from sqlalchemy import Connection

from labelwright.storage.sql import Sql
from labelwright.workflow.service import deadlines, escalations, lifting, running, tasks
from labelwright.workflow.service.deadlines import MAX_PRIORITY
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Happening

_DUE = "project_id = :project AND due_at <= :now AND state IN ('open', 'waiting')"
_UNTOLD = Sql(f"SELECT id FROM tasks WHERE {_DUE} AND priority <= :most ORDER BY due_at LIMIT :limit")  # noqa: S608
_FREE = Sql(f"SELECT id FROM tasks WHERE {_DUE} AND stage = :stage AND free > 0 ORDER BY due_at LIMIT :limit")  # noqa: S608
_PROJECTS = Sql(
    "SELECT p.id FROM projects p WHERE p.archived_at IS NULL AND EXISTS (SELECT 1 FROM tasks t"
    " WHERE t.project_id = p.id AND t.due_at <= :now AND t.state IN ('open', 'waiting'))"
)

PLANS = {"untold": (_UNTOLD, "ix_tasks_due"), "free": (_FREE, "ix_tasks_due")}
"""The statements whose cost must not grow with the number of tasks, and the index each is to use."""


def projects(conn: Connection, now: int) -> list[str]:
    """The projects in which tasks are late; the sweep calls `sweep` for each, in a unit of work of its own."""
    return [row[0] for row in _PROJECTS(conn, {"now": now}).fetchall()]


def sweep(conn: Connection, project_id: str, now: int, limit: int = 100) -> int:
    """Tell once of tasks that are late and let them come first; move up those that nobody has in hand where their stage
    names another. Returns for how many something was done. Waits for nobody.
    """
    project = running.hold(conn, project_id)
    if project.archived:
        return 0
    done = _tell(conn, project, now, limit)
    for index, stage in enumerate(project.stages):
        if stage.late_to:
            target = next(i for i, one in enumerate(project.stages) if one.name == stage.late_to)
            done += _move_up(conn, project, index, target, now, limit)
    return done


def _tell(conn: Connection, project: Running, now: int, limit: int) -> int:
    params = {"project": project.id, "now": now, "most": MAX_PRIORITY, "limit": limit}
    late = tasks.lock_many(conn, _ids(_UNTOLD, conn, params), skip_locked=True)
    changes = [(task, deadlines.late(task)) for task in late if (task.due_at or now + 1) <= now]
    for stage in sorted({task.stage for task, _ in changes}):
        here = [(before, after) for before, after in changes if before.stage == stage]
        subject = here[0][0].id if len(here) == 1 else project.id
        data = {"stage": stage, "tasks": [task.seq for task, _ in here]}
        tasks.change_many(conn, project.id, here, Happening("", "task.overdue", subject, data), now)
    return len(changes)


def _move_up(conn: Connection, project: Running, stage: int, target: int, now: int, limit: int) -> int:
    params = {"project": project.id, "now": now, "stage": stage, "limit": limit}
    found = tasks.lock_many(conn, _ids(_FREE, conn, params), skip_locked=True)
    late = [task for task in found if task.stage == stage and task.free and (task.due_at or now + 1) <= now]
    for task in late:
        after = lifting.lifted(conn, project, task, target, now)
        escalations.keep(conn, task, target, now, due_at=task.due_at)
        what = Happening("", "task.escalated", task.id, {"stage": stage, "to": target, "due_at": task.due_at})
        tasks.change(conn, task, after, what, now)
    return len(late)


def _ids(statement: Sql, conn: Connection, params: dict[str, object]) -> Sequence[str]:
    return sorted(row[0] for row in statement(conn, params).fetchall())
