"""Projects as their members see them, with counters that are kept in rows: nothing is counted here."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from labelwright.core.access import may
from labelwright.storage.tables import memberships, projects
from labelwright.workflow import access
from labelwright.workflow.access import Person
from labelwright.workflow.service import running

_SHOWN = ("id", "name", "media", "description", "task_count", "spec_revision", "created_at", "archived_at")
_MINE = select(*(projects.c[name] for name in _SHOWN), memberships.c.role).outerjoin(
    memberships,
    (memberships.c.project_id == projects.c.id) & (memberships.c.user_id == bindparam("user")),
)
_COUNTS = text("SELECT stage, state, n FROM stage_counts WHERE project_id = :project AND n > 0")
_STATES = ("open", "waiting", "done", "skipped")


def list_projects(
    conn: Connection, who: Person, *, after: str, limit: int, archived: bool
) -> Sequence[Mapping[str, Any]]:
    """Projects in the order in which they were begun, from the one after this id: the person's own ones.

    An administrator, who may do in each what its owner may, sees all.
    """
    query = _MINE.where(projects.c.id > after).order_by(projects.c.id).limit(limit)
    if not archived:
        query = query.where(projects.c.archived_at.is_(None))
    if not who.is_admin:
        query = query.where(memberships.c.role.is_not(None))
    if who.project_id is not None:
        query = query.where(projects.c.id == who.project_id)
    return [_with_counts(conn, row) for row in conn.execute(query, {"user": who.id}).mappings().all()]


def get_project(conn: Connection, who: Person, project_id: str) -> Mapping[str, Any]:
    """One project. Raises `NotFound`."""
    access.project(conn, who, project_id, "project.view")
    row = conn.execute(_MINE.where(projects.c.id == project_id), {"user": who.id}).mappings().one()
    return _with_counts(conn, row)


def _with_counts(conn: Connection, row: Mapping[Any, Any]) -> dict[str, Any]:
    """The project with its counters; without those of its stages for who is handed gold in it, which moves none."""
    project = running.read(conn, row["id"])
    role = row["role"] or "owner"
    if project.spec.gold is not None and not may(role, "tasks.list"):
        return {**row, "role": role, "by_stage": []}
    stages = project.stages
    by_stage = [
        {"stage": index, "name": stage.name, "kind": stage.kind, **dict.fromkeys(_STATES, 0)}
        for index, stage in enumerate(stages)
    ]
    for stage, state, n in conn.execute(_COUNTS, {"project": row["id"]}):
        if state in _STATES and stage < len(by_stage):
            by_stage[stage][state] = n
    return {**row, "role": role, "by_stage": by_stage}
