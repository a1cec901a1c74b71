"""The revisions of a project's document: planned, applied, restored. Tasks follow the workflow when it changes.

A stage is known by its name and kind. Tasks of a stage that is gone go to the next one kept: with an answer that
stands to any stage, without one to the nearest that makes answers. Where votes were raised, tasks still in the
stage wait for more; where they were lowered, they go on with what they have. Tasks that are done stay done.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.errors import Conflict, NotFound, StaleRevision
from labelwright.storage import events
from labelwright.workflow.service import projects, queue, reroute, running
from labelwright.workflow.spec import Plan, Spec, diff, parse_document


class LossRefused(Conflict):
    """Classes in use would vanish, and nobody has agreed to that; `plan` says which."""

    code = "would-lose"

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.question, remedy="Apply it again and accept the loss, or keep the class.")
        self.plan = plan


class Revision(Struct, frozen=True):
    """Who wrote a revision, when (microseconds UTC), and why."""

    revision: int
    message: str
    author_id: str | None
    author_name: str | None
    created_at: int


_USED = text("SELECT class, sum(n) FROM task_classes WHERE project_id = :project GROUP BY class")
_ALL = text(
    "SELECT s.revision, s.message, s.author_id, u.name, s.created_at FROM specs s"
    " LEFT JOIN users u ON u.id = s.author_id WHERE s.project_id = :project AND s.revision < :before"
    " ORDER BY s.revision DESC LIMIT :limit"
)
_DOCUMENT = text("SELECT document FROM specs WHERE project_id = :project AND revision = :revision")
_NOW = text(
    "UPDATE projects SET spec_revision = :revision, name = :name, description = :description, updated_at = :now"
    " WHERE id = :project"
)


def plan(conn: Connection, project_id: str, document: Mapping[str, Any] | Spec) -> Plan:
    """What applying a document would change, and how many annotations would lose something by it."""
    return _plan(conn, project_id, running.read(conn, project_id).spec, _spec(document))


def apply(
    conn: Connection,
    actor: str,
    project_id: str,
    document: Mapping[str, Any] | Spec,
    now: int,
    *,
    expected: int | None = None,
    message: str = "",
    accept_loss: bool = False,
) -> int:
    """Make a document the project's next revision and return its number; one that changes nothing makes none.

    Raises `StaleRevision` where `expected` is no longer the newest, `LossRefused` where annotations would lose
    something and `accept_loss` is false, and `Conflict` where the medium would change.
    """
    spec = _spec(document)
    project = running.claim(conn, project_id)
    running.must_run(project)
    if expected is not None and expected != project.revision:
        raise StaleRevision(
            "Somebody else has changed the project's settings.", current=project.revision,
            remedy="Look at their changes and apply yours again.",
        )  # fmt: skip
    planned = _plan(conn, project_id, project.spec, spec)
    if planned.empty:
        return project.revision
    if spec.media != project.spec.media:
        raise Conflict("The medium of a project cannot change.", remedy="Create another project.")
    if planned.needs_confirmation and not accept_loss:
        raise LossRefused(planned)
    revision = project.revision + 1
    projects.keep_revision(conn, project_id, revision, spec, message, actor, now)
    params = {"project": project_id, "revision": revision, "name": spec.name}
    conn.execute(_NOW, params | {"description": spec.description, "now": now})
    data = {"revision": revision, "message": message, "changes": list(planned.lines())[:200]}
    events.append(conn, project_id, "spec.changed", actor, project_id, data, at=now)
    if spec.stages != project.stages:
        after = msgspec.structs.replace(project, revision=revision, spec=spec)
        reroute.follow(conn, project, after, actor, now)
        queue.forget(conn, project_id)
    return revision


def restore(
    conn: Connection, actor: str, project_id: str, revision: int, now: int, *, accept_loss: bool = False
) -> int:
    """Make an earlier revision the newest again, as a new revision. Raises as `apply` does."""
    message = f"Restores revision {revision}."
    return apply(
        conn,
        actor,
        project_id,
        document(conn, project_id, revision),
        now,
        message=message,
        accept_loss=accept_loss,
    )


def document(conn: Connection, project_id: str, revision: int) -> Spec:
    """The document of a revision. Raises `NotFound`."""
    found = conn.execute(_DOCUMENT, {"project": project_id, "revision": revision}).scalar_one_or_none()
    if found is None:
        raise NotFound(f"The project has no revision {revision}.")
    return parse_document(msgspec.json.decode(found))


def between(conn: Connection, project_id: str, old: int, new: int) -> Plan:
    """What differs between two revisions."""
    return diff(document(conn, project_id, old), document(conn, project_id, new))


def revisions(
    conn: Connection, project_id: str, *, before: int = 1 << 31, limit: int = 50
) -> Sequence[Revision]:
    """The revisions of a project, the newest first, a page of those older than `before`."""
    rows = conn.execute(_ALL, {"project": project_id, "before": before, "limit": limit})
    return [Revision(*row) for row in rows]


def _plan(conn: Connection, project_id: str, old: Spec, new: Spec) -> Plan:
    used = {row[0]: int(row[1]) for row in conn.execute(_USED, {"project": project_id})}
    return diff(old, new, used)


def _spec(given: Mapping[str, Any] | Spec) -> Spec:
    return given if isinstance(given, Spec) else parse_document(given)
