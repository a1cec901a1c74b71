"""Which gold a person is handed: at random, of what they have never met; of what was met before, the longest ago."""

from collections.abc import Mapping
from random import Random
from typing import Any

from sqlalchemy import Connection

from labelwright.storage.sql import Sql
from labelwright.workflow.service.tasks import COLUMNS, Task

_POOL = (
    "FROM gold JOIN tasks ON tasks.id = gold.task_id WHERE gold.project_id = :project AND gold.pool = :pool"
    " AND gold.retired_at IS NULL AND tasks.state = 'done'"
)
_UNMET = (
    f"{_POOL} AND (gold.created_by IS NULL OR gold.created_by <> :user)"  # noqa: S608
    " AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.task_id = gold.task_id AND a.user_id = :user"
    " AND NOT (a.purpose = :pool AND a.state IN ('released', 'expired')))"
    " AND NOT EXISTS (SELECT 1 FROM answers b WHERE b.task_id = gold.task_id AND b.annotator_id = :user)"
)
_IN_USE = "FROM gold WHERE project_id = :project AND pool = :pool AND retired_at IS NULL"
_COUNT = Sql(f"SELECT count(*) {_IN_USE}")
_START = Sql(f"SELECT task_id {_IN_USE} ORDER BY task_id LIMIT 1 OFFSET :place")
_FROM = Sql(f"SELECT {COLUMNS} {_UNMET} AND gold.task_id >= :start ORDER BY gold.task_id LIMIT 1")
_SIZE = Sql(f"SELECT count(*) {_POOL}")
_LONGEST_AGO = Sql(
    f"SELECT {COLUMNS} {_POOL}"  # noqa: S608
    " AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.task_id = gold.task_id AND a.user_id = :user"
    " AND (a.state = 'active' OR (a.state = 'submitted' AND a.updated_at > :since)))"
    " ORDER BY (SELECT coalesce(max(a.updated_at), 0) FROM assignments a"
    " WHERE a.task_id = gold.task_id AND a.user_id = :user), gold.task_id LIMIT 1"
)

PLANS = {
    "gold start": (_START, "ix_gold_project_id_pool_task_id"),
    "gold unmet": (_FROM, "ix_gold_project_id_pool_task_id"),
    "gold met": (_LONGEST_AGO, "ix_gold_project_id_pool_task_id"),
}
"""The statements that choose gold, and the index each is to use: their cost goes with the pool, not with the tasks."""


def unmet(conn: Connection, project_id: str, user_id: str, pool: str, chance: Random) -> Task | None:
    """A task of a pool that this person has never had in hand, nor answered, nor made gold; one they left undone is
    among them, as a task that was given back would be. The search begins at one that is drawn, and goes round."""
    params: dict[str, Any] = {"project": project_id, "user": user_id, "pool": pool}
    count = _COUNT.scalar(conn, params)
    if not count:
        return None
    start = _START.scalar(conn, {**params, "place": chance.randrange(count)})
    return _task(conn, _FROM, {**params, "start": start}) or _task(conn, _FROM, {**params, "start": ""})


def longest_ago(conn: Connection, project_id: str, user_id: str, pool: str, since: int) -> Task | None:
    """The task of a pool that this person had the longest ago, but for those they have in hand or did after `since`."""
    params = {"project": project_id, "user": user_id, "pool": pool, "since": since}
    return _task(conn, _LONGEST_AGO, params)


def size(conn: Connection, project_id: str, pool: str) -> int:
    """How many tasks of a pool can be handed out, to whomever."""
    found: int = _SIZE.scalar(conn, {"project": project_id, "pool": pool})
    return found


def _task(conn: Connection, statement: Sql, params: Mapping[str, Any]) -> Task | None:
    row = statement(conn, params).fetchone()
    return Task(*row) if row is not None else None
