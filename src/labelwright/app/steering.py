"""Changes of many tasks, by their ids or by a filter, worked off in chunks: one unit of work each."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.app.reading.tasks import TaskFilter
from labelwright.core.errors import Invalid
from labelwright.storage import tasks_list
from labelwright.storage.database import Database
from labelwright.workflow.service import steer as service
from labelwright.workflow.service.steer import Steered

MOST_IDS = 100_000


class Matching(Struct, frozen=True):
    """All tasks that a filter lets through, without the spared ones."""

    filter: TaskFilter
    spared: frozenset[str] = frozenset()


Chosen: TypeAlias = Sequence[str] | Matching


class Steering(Struct, frozen=True):
    """What to do: assign to `user_id`, set `priority`, archive, restore, requeue at `stage`."""

    action: str
    user_id: str | None = None
    priority: int = 0
    stage: int | None = None


def steer(
    database: Database,
    actor: str,
    project_id: str,
    chosen: Chosen,
    steering: Steering,
    now: Callable[[], int],
) -> Steered:
    """Do it to every task that is chosen; the sum of what was changed and refused.

    A filter is read to its end first, so that a change cannot move tasks into or out of what it walks.
    """
    ids = ids_of(database, project_id, chosen)
    changed = refused = 0
    why = ""
    for start in range(0, len(ids), service.CHUNK):
        with database.write() as conn:
            done = _chunk(conn, actor, project_id, ids[start : start + service.CHUNK], steering, now())
        changed, refused, why = changed + done.changed, refused + done.refused, why or done.why
    return Steered(changed, refused, why)


def ids_of(database: Database, project_id: str, chosen: Chosen) -> Sequence[str]:
    """The tasks that are meant. Raises `Invalid` for too many ids."""
    if not isinstance(chosen, Matching):
        if len(chosen) > MOST_IDS:
            raise Invalid(f"At most {MOST_IDS} ids can be sent.", where="ids", remedy="Send a filter.")
        return chosen
    with database.read() as conn:
        found = (
            task_id for batch in tasks_list.walk(conn, project_id, chosen.filter) for task_id, _ in batch
        )
        return [task_id for task_id in found if task_id not in chosen.spared]


def _chunk(
    conn: Connection, actor: str, project_id: str, ids: Sequence[str], steering: Steering, now: int
) -> Steered:
    match steering.action:
        case "assign":
            return service.assign(conn, actor, project_id, ids, steering.user_id, now)
        case "priority":
            return service.set_priority(conn, actor, project_id, ids, steering.priority, now)
        case "archive":
            return service.archive(conn, actor, project_id, ids, now)
        case "restore":
            return service.restore(conn, actor, project_id, ids, now)
        case "requeue":
            return service.requeue(conn, actor, project_id, ids, now, stage=steering.stage)
        case other:
            raise Invalid(f"Tasks cannot be “{other}”.", where="action")
