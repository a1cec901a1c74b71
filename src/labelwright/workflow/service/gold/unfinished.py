"""What a project document asked to be set aside and what was not brought to its end, as where the server died."""

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from labelwright.storage.sql import Sql
from labelwright.workflow.service.gold import aside
from labelwright.workflow.service.gold.aside import Wish

RECENT = 50
"""How many times that somebody fell below the mark are looked at in a project, the newest."""

_PROJECTS = Sql(
    "SELECT p.id FROM projects p WHERE p.archived_at IS NULL"
    " AND EXISTS (SELECT 1 FROM gold g WHERE g.project_id = p.id)"
)
_FELL = Sql(
    "SELECT data FROM events WHERE project_id = :project AND kind = 'standing.fell' ORDER BY seq DESC LIMIT :most"
)
_NEWEST = Sql(
    "SELECT kind, data FROM events WHERE project_id = :project AND subject = :batch ORDER BY seq DESC LIMIT 1"
)


class _Fell(Struct, frozen=True):
    """What is needed of the record that somebody fell below the mark."""

    due: Wish | None = None


class _Done(Struct, frozen=True):
    """What is needed of the record that answers were set aside."""

    more: bool = False


def projects(conn: Connection) -> list[str]:
    """The projects that have gold; the sweep calls `wishes` for each."""
    return [row[0] for row in _PROJECTS(conn, {}).fetchall()]


def wishes(conn: Connection, project_id: str) -> list[Wish]:
    """What is still to be set aside in a project, the oldest first."""
    rows = _FELL(conn, {"project": project_id, "most": RECENT}).fetchall()
    fell = [msgspec.json.decode(data, type=_Fell) for (data,) in reversed(rows)]
    return [one.due for one in fell if one.due is not None and not _is_done(conn, project_id, one.due)]


def _is_done(conn: Connection, project_id: str, wish: Wish) -> bool:
    """Whether all that was meant was set aside, or a lead has taken it back since."""
    row = _NEWEST(conn, {"project": project_id, "batch": wish.batch}).fetchone()
    if row is None:
        return aside.concerned(conn, project_id, wish).answers == 0
    kind, data = row
    return kind != "votes.set-aside" or not msgspec.json.decode(data, type=_Done).more
