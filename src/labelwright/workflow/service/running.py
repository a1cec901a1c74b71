"""A project as it runs: the document that stands, and the role of who is asking."""

from collections import OrderedDict
from threading import Lock
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, select, text

from labelwright.core.check import Rules
from labelwright.core.errors import Conflict, NotFound
from labelwright.core.registry import LABELS
from labelwright.storage import tables
from labelwright.workflow.spec import Spec, StageSpec, parse_document


class Running(Struct, frozen=True):
    """A project, the revision of its document that stands, and the rules for answers that follow from it."""

    id: str
    revision: int
    archived: bool
    spec: Spec
    rules: Rules

    @property
    def stages(self) -> tuple[StageSpec, ...]:
        return self.spec.stages


_P, _S, _M = tables.projects, tables.specs, tables.memberships
_READ = (
    select(_P.c.spec_revision, _P.c.archived_at, _S.c.created_at)
    .join(_S, (_S.c.project_id == _P.c.id) & (_S.c.revision == _P.c.spec_revision))
    .where(_P.c.id == bindparam("id"))
)
_HOLD = _READ.with_for_update(read=True, key_share=True, of=_P)
_CLAIM = _READ.with_for_update(of=_P)
_DOCUMENT = text("SELECT document FROM specs WHERE project_id = :project AND revision = :revision")
_ROLE = select(_M.c.role).where(_M.c.project_id == bindparam("project"), _M.c.user_id == bindparam("user"))
_HOLD_ROLE = _ROLE.with_for_update(key_share=True)


def read(conn: Connection, project_id: str) -> Running:
    """The project as it stands. Raises `NotFound`."""
    return _running(conn, project_id, conn.execute(_READ, {"id": project_id}).one_or_none())


def hold(conn: Connection, project_id: str) -> Running:
    """The project, its document kept from changing until the unit of work ends; many may hold it at once."""
    return _running(conn, project_id, conn.execute(_HOLD, {"id": project_id}).one_or_none())


def claim(conn: Connection, project_id: str) -> Running:
    """The project, for one unit of work alone: it waits until nobody holds it, and keeps everybody off."""
    return _running(conn, project_id, conn.execute(_CLAIM, {"id": project_id}).one_or_none())


def hold_role(conn: Connection, project_id: str, user_id: str) -> str:
    """The role of a person, whose other requests in this project wait until the unit of work ends; "" for none."""
    params = {"project": project_id, "user": user_id}
    return conn.execute(_HOLD_ROLE, params).scalar_one_or_none() or ""


def must_run(project: Running) -> None:
    """Raises `Conflict` where the project is archived, and so nothing in it may change."""
    if project.archived:
        raise Conflict("The project is archived.", remedy="Ask its owner to restore it.")


def _running(conn: Connection, project_id: str, row: Any) -> Running:
    if row is None:
        raise NotFound("There is no such project.")
    revision, archived_at, written_at = row
    spec, rules = _SPECS.get(conn, project_id, revision, written_at)
    return Running(project_id, revision, archived_at is not None, spec, rules)


class _Specs:
    """The documents read last, parsed. A revision never changes, so what is kept here is never stale."""

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._lock = Lock()
        self._known: OrderedDict[tuple[str, int, int], tuple[Spec, Rules]] = OrderedDict()

    def get(self, conn: Connection, project_id: str, revision: int, written_at: int) -> tuple[Spec, Rules]:
        key = (project_id, revision, written_at)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        document = conn.execute(_DOCUMENT, {"project": project_id, "revision": revision}).scalar_one()
        spec = parse_document(msgspec.json.decode(document))
        entry = (spec, Rules(spec.ontology, LABELS))
        with self._lock:
            self._known[key] = entry
            while len(self._known) > self._keep:
                self._known.popitem(last=False)
        return entry


_SPECS = _Specs(keep=256)
