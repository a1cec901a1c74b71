"""A project as it runs: the document that stands, and the role of who is asking."""

from collections import OrderedDict
from threading import Lock
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.access import may
from labelwright.core.check import Rules
from labelwright.core.checks.checks import Checks
from labelwright.core.errors import Conflict, NotAllowed, NotFound
from labelwright.core.registry import LABELS, RULES
from labelwright.storage.sql import Sql
from labelwright.workflow.spec import Spec, StageSpec, parse_document


class Running(Struct, frozen=True):
    """A project, the revision of its document that stands, and the rules and checks of answers that follow from it."""

    id: str
    revision: int
    archived: bool
    spec: Spec
    rules: Rules
    checks: Checks

    @property
    def stages(self) -> tuple[StageSpec, ...]:
        return self.spec.stages

    @property
    def blind(self) -> bool:
        """Whether several people vote on a task, so that none of them may learn what the others made."""
        return any(stage.votes_max > 1 for stage in self.spec.stages)


Ready: TypeAlias = tuple[Spec, Rules, Checks]
"""A document, and what was made of it."""

_STANDS = (
    "SELECT p.spec_revision, p.archived_at, s.created_at FROM projects p"
    " JOIN specs s ON s.project_id = p.id AND s.revision = p.spec_revision WHERE p.id = :id"
)
_READ = Sql(_STANDS)
_HOLD = Sql(_STANDS, "FOR KEY SHARE OF p")
_CLAIM = Sql(_STANDS, "FOR UPDATE OF p")
_DOCUMENT = Sql("SELECT document FROM specs WHERE project_id = :project AND revision = :revision")
_MEMBERSHIP = "SELECT role FROM memberships WHERE project_id = :project AND user_id = :user"
_ROLE = Sql(_MEMBERSHIP)
_HOLD_ROLE = Sql(_MEMBERSHIP, "FOR NO KEY UPDATE")


def read(conn: Connection, project_id: str) -> Running:
    """The project as it stands. Raises `NotFound`."""
    return _running(conn, project_id, _READ(conn, {"id": project_id}).fetchone())


def hold(conn: Connection, project_id: str) -> Running:
    """The project, its document kept from changing until the unit of work ends; many may hold it at once."""
    return _running(conn, project_id, _HOLD(conn, {"id": project_id}).fetchone())


def claim(conn: Connection, project_id: str) -> Running:
    """The project, for one unit of work alone: it waits until nobody holds it, and keeps everybody off."""
    return _running(conn, project_id, _CLAIM(conn, {"id": project_id}).fetchone())


def role_of(conn: Connection, project_id: str, user_id: str) -> str:
    """The role of a person in a project; "" for none."""
    return _ROLE.scalar(conn, {"project": project_id, "user": user_id}) or ""


def hold_role(conn: Connection, project_id: str, user_id: str) -> str:
    """The role of a person, whose other requests in this project wait until the unit of work ends; "" for none."""
    params = {"project": project_id, "user": user_id}
    return _HOLD_ROLE.scalar(conn, params) or ""


def must_run(project: Running) -> None:
    """Raises `Conflict` where the project is archived, and so nothing in it may change."""
    if project.archived:
        raise Conflict("The project is archived.", remedy="Ask its owner to restore it.")


def must_label(role: str) -> None:
    """Raises `NotAllowed` for somebody who held work of a project and does not do it any more."""
    if not may(role, "label"):
        raise NotAllowed(
            "You do not work in this project any more.", remedy="Ask those who run it to let you in again."
        )


def _running(conn: Connection, project_id: str, row: Any) -> Running:
    if row is None:
        raise NotFound("There is no such project.")
    revision, archived_at, written_at = row
    ready = _SPECS.get(conn, project_id, revision, written_at)
    return Running(project_id, revision, archived_at is not None, *ready)


class _Specs:
    """The documents read last, parsed. A revision never changes, so what is kept here is never stale."""

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._lock = Lock()
        self._known: OrderedDict[tuple[str, int, int], Ready] = OrderedDict()

    def get(self, conn: Connection, project_id: str, revision: int, written_at: int) -> Ready:
        key = (project_id, revision, written_at)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        document = _DOCUMENT.scalar(conn, {"project": project_id, "revision": revision})
        spec = parse_document(msgspec.json.decode(document))
        checks = Checks(spec.checks, spec.ontology, LABELS, RULES)
        entry = (spec, Rules(spec.ontology, LABELS), checks)
        with self._lock:
            self._known[key] = entry
            while len(self._known) > self._keep:
                self._known.popitem(last=False)
        return entry


_SPECS = _Specs(keep=256)
