"""Who belongs to a project, and as what. A project always keeps an owner."""

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select, text

from labelwright.core.access import ROLES, may, may_grant
from labelwright.core.errors import Conflict, Invalid, NotAllowed, NotFound
from labelwright.storage import events, tables
from labelwright.workflow.service import assignments, running, tasks
from labelwright.workflow.service.tasks import Happening


class Member(Struct, frozen=True):
    """A person in a project."""

    user_id: str
    name: str
    email: str | None
    role: str
    since: int


_M = tables.memberships
_ALL = text(
    "SELECT m.user_id, u.name, u.email, m.role, m.created_at FROM memberships m JOIN users u ON u.id = m.user_id"
    " WHERE m.project_id = :project ORDER BY u.name, u.id"
)
_LOCK = (
    select(_M.c.user_id, _M.c.role)
    .where(_M.c.project_id == bindparam("project"))
    .order_by(_M.c.user_id)
    .with_for_update()
)
_USER = text("SELECT id FROM users WHERE id = :user AND kind = 'person' AND NOT disabled")
_SET = text(
    "INSERT INTO memberships (project_id, user_id, role, created_at) VALUES (:project, :user, :role, :now)"
    " ON CONFLICT (project_id, user_id) DO UPDATE SET role = excluded.role"
)
_REMOVE = text("DELETE FROM memberships WHERE project_id = :project AND user_id = :user")
_KEPT = text("SELECT id FROM tasks WHERE project_id = :project AND assigned_to = :user")


def members(conn: Connection, project_id: str) -> list[Member]:
    """Everybody in a project, by name."""
    return [Member(*row) for row in conn.execute(_ALL, {"project": project_id})]


def set_role(
    conn: Connection, actor: str, project_id: str, user_id: str, role: str, now: int, *, otherwise: str = ""
) -> None:
    """Make a person a member, or give a member another role. Who may no longer label gives back what they hold.

    `otherwise` is as what the actor acts where they are no member.

    Only an owner makes or unmakes owners, and the last owner stays one: raises `NotAllowed` and `Conflict`.
    """
    if role not in ROLES:
        raise Invalid(f"“{role[:50]}” is no role.", where="role", remedy=f"Choose one of {', '.join(ROLES)}.")
    running.hold(conn, project_id)
    roles = _roles(conn, project_id)
    before = roles.get(user_id, "")
    if before == role:
        return
    _must_grant(roles.get(actor, otherwise), before, role)
    if conn.execute(_USER, {"user": user_id}).first() is None:
        raise NotFound("There is no such person.")
    _must_keep_owner(roles, before)
    conn.execute(_SET, {"project": project_id, "user": user_id, "role": role, "now": now})
    if not may(role, "label"):
        _let_go(conn, actor, project_id, user_id, now)
    data = {"role": role, "before": before}
    events.append(conn, project_id, "member.set", actor, user_id, data, at=now)


def remove(
    conn: Connection, actor: str, project_id: str, user_id: str, now: int, *, otherwise: str = ""
) -> None:
    """Let a person leave a project: what they hold goes back to the queue, what was kept for them is free again.

    Everybody may leave by themselves. Raises `NotAllowed`, and `Conflict` for the last owner.
    """
    running.hold(conn, project_id)
    roles = _roles(conn, project_id)
    before = roles.get(user_id)
    if before is None:
        raise NotFound("There is no such member in this project.")
    if actor != user_id:
        _must_grant(roles.get(actor, otherwise), before, before)
    _must_keep_owner(roles, before)
    _let_go(conn, actor, project_id, user_id, now)
    conn.execute(_REMOVE, {"project": project_id, "user": user_id})
    events.append(conn, project_id, "member.removed", actor, user_id, {"role": before}, at=now)


def _let_go(conn: Connection, actor: str, project_id: str, user_id: str, now: int) -> None:
    """Give back to everybody what a person holds, and what was kept for them."""
    held = assignments.of_person(conn, project_id, user_id, now)
    kept = conn.execute(_KEPT, {"project": project_id, "user": user_id}).scalars()
    locked = tasks.lock_many(conn, sorted({*kept, *(one.task_id for one in held)}))
    for one in held:
        assignments.end(conn, one, "released", now)
    changes = [(task, tasks.free_of(task, user_id)) for task in locked]
    if changes:
        data = {"user": user_id, "tasks": [task.seq for task in locked]}
        tasks.change_many(conn, project_id, changes, Happening(actor, "task.let-go", project_id, data), now)


def _roles(conn: Connection, project_id: str) -> dict[str, str]:
    return {row.user_id: row.role for row in conn.execute(_LOCK, {"project": project_id})}


def _must_grant(granting: str, before: str, after: str) -> None:
    if not (may_grant(granting, after) and (not before or may_grant(granting, before))):
        raise NotAllowed("Your role does not let you change this member's role.", remedy="Ask an owner.")


def _must_keep_owner(roles: dict[str, str], before: str) -> None:
    if before == "owner" and list(roles.values()).count("owner") == 1:
        raise Conflict("A project keeps at least one owner.", remedy="Make somebody else an owner first.")
