"""Who does a stage: the people of its roles, and what keeps each of them from a task."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.access import may, may_take
from labelwright.storage.sql import Sql
from labelwright.workflow.service.gold import standing
from labelwright.workflow.service.running import Running
from labelwright.workflow.spec import StageSpec

Why: TypeAlias = Literal[
    "answered", "mended", "judged", "holding", "skipped", "paused", "failed", "learning", "kept"
]
"""What keeps a person from a task: their own work on it, their standing, or that it is kept for somebody else."""

_OF_STANDING: dict[str, Why] = {
    "paused": "paused", "failed": "failed", "training": "learning", "qualifying": "learning",
}  # fmt: skip

_OF_STATE: dict[str, Why] = {"active": "holding", "skipped": "skipped"}


class Member(Struct, frozen=True):
    """Somebody who may take a stage by their role; `shut` says why they are given nothing at all for now."""

    id: str
    name: str
    shut: Why | None


class Crew(Struct, frozen=True):
    """The people of a stage. `leads` are those who run the project beside them: where there is nobody else, these are
    the people of the stage, and no others are named."""

    people: tuple[Member, ...]
    leads: tuple[Member, ...]


_MEMBERS = Sql(
    "SELECT u.id, u.name, m.role FROM memberships m JOIN users u ON u.id = m.user_id"
    " WHERE m.project_id = :project AND NOT u.disabled ORDER BY u.name, u.id"
)
_DID = Sql(
    "SELECT user_id, state, judged_answer_id FROM assignments WHERE task_id = :task AND stage = :stage"
    " AND round = :round AND state IN ('active', 'submitted', 'skipped')"
)
_MADE = Sql(
    "SELECT b.annotator_id, a.judged_answer_id FROM answers b LEFT JOIN assignments a ON a.id = b.assignment_id"
    " WHERE b.task_id = :task AND b.annotator_id IS NOT NULL ORDER BY b.created_at, b.id"
)


def of(conn: Connection, project: Running, settings: StageSpec) -> Crew:
    """The people of a stage, by name."""
    members: list[Member] = []
    leads: list[Member] = []
    for user_id, name, role in _MEMBERS(conn, {"project": project.id}).fetchall():
        if may_take(role, settings.by):
            shut = _OF_STANDING.get(standing.read(conn, project, user_id, role).state)
            (leads if may(role, "tasks.manage") else members).append(Member(user_id, name, shut))
    return Crew(tuple(members), tuple(leads)) if members else Crew(tuple(leads), ())


def hindrances(
    conn: Connection, people: Sequence[Member], task: tuple[str, int, int], kept_for: str | None
) -> list[tuple[str, Why]]:
    """What keeps each of these people, by name, from a task, given as its id, stage and round."""
    where = {"task": task[0], "stage": task[1], "round": task[2]}
    found: dict[str, Why] = {}
    for user_id, judged in _MADE(conn, where).fetchall():
        found[user_id] = "answered" if judged is None else "mended"
    for user_id, state, judged in _DID(conn, where).fetchall():
        done: Why = "judged" if judged else "answered"
        found.setdefault(user_id, _OF_STATE.get(state, done))
    return [
        (one.name, one.shut or found.get(one.id) or "kept")
        for one in people
        if kept_for in (None, one.id) or one.shut or one.id in found
    ]
