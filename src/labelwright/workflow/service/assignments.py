"""A task handed to one person for one stage, with a lease: read, given, ended. One row a person, stage and round."""

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.errors import NotFound
from labelwright.storage.ids import new_id
from labelwright.workflow.service.tasks import Task


class Assignment(Struct, frozen=True):
    """An assignment as it stands; `lease_until` is in microseconds UTC, `judged_answer_id` what it is to judge."""

    id: str
    project_id: str
    task_id: str
    user_id: str
    stage: int
    round: int
    state: str
    lease_until: int
    judged_answer_id: str | None


_FIELDS = ", ".join(Assignment.__struct_fields__)
_HERE = "task_id = :task AND stage = :stage AND round = :round"

_READ = text(f"SELECT {_FIELDS} FROM assignments WHERE id = :id")  # noqa: S608
_MINE = text(
    f"SELECT {_FIELDS} FROM assignments"  # noqa: S608
    " WHERE project_id = :project AND user_id = :user AND state = 'active' AND lease_until > :now"
    " ORDER BY created_at, id LIMIT 50"
)
_OVERDUE = text(
    f"SELECT {_FIELDS} FROM assignments"  # noqa: S608
    " WHERE state = 'active' AND lease_until <= :now AND project_id = :project"
    " ORDER BY lease_until LIMIT :limit"
)
_HELD_OF = text(f"SELECT {_FIELDS} FROM assignments WHERE {_HERE} AND state = 'active'")  # noqa: S608
_TAKE = text("UPDATE tasks SET free = free - 1 WHERE id = :task AND free > 0")
_REVIVE = text(
    "UPDATE assignments SET state = 'active', lease_until = :until, judged_answer_id = :judged,"
    f" reason = '', updated_at = :now WHERE {_HERE} AND user_id = :user"
    f" AND state IN ('released', 'expired') RETURNING {_FIELDS}"
)
_GIVE = text(
    "INSERT INTO assignments (id, project_id, task_id, user_id, stage, round, state, lease_until,"
    " judged_answer_id, reason, created_at, updated_at)"
    " VALUES (:id, :project, :task, :user, :stage, :round, 'active', :until, :judged, '', :now, :now)"
)
_END = text(
    "UPDATE assignments SET state = :state, reason = :reason, updated_at = :now"
    " WHERE id = :id AND state = :was AND lease_until = :until"
)
_EXTEND = text(
    "UPDATE assignments SET lease_until = :until, updated_at = :now"
    " WHERE project_id = :project AND user_id = :user AND state = 'active' AND lease_until > :now"
)
_PROLONG = text("UPDATE assignments SET lease_until = :until, updated_at = :now WHERE id = :id")
_SUBMIT = text("UPDATE assignments SET state = 'submitted', reason = '', updated_at = :now WHERE id = :id")
_CLOSE = text(
    "UPDATE assignments SET state = 'released', reason = 'The task has gone on.', updated_at = :now"
    f" WHERE {_HERE} AND state = 'active'"
)
_UNSKIP = text(f"UPDATE assignments SET state = 'released' WHERE {_HERE} AND state = 'skipped'")
_REOPEN = text(
    f"UPDATE assignments SET state = 'released', round = -1 - round WHERE {_HERE} AND state = 'submitted'"  # noqa: S608
)
_SKIPS = text(f"SELECT count(*) FROM assignments WHERE {_HERE} AND state = 'skipped'")  # noqa: S608


def read(conn: Connection, assignment_id: str) -> Assignment:
    """The assignment as it stands. Raises `NotFound`."""
    row = conn.execute(_READ, {"id": assignment_id}).one_or_none()
    if row is None:
        raise NotFound("There is no such assignment.")
    return Assignment(*row)


def of_person(conn: Connection, project_id: str, user_id: str, now: int) -> list[Assignment]:
    """What a person has in hand in a project, the longest held first."""
    rows = conn.execute(_MINE, {"user": user_id, "project": project_id, "now": now})
    return [Assignment(*row) for row in rows]


def of_task(conn: Connection, task: Task) -> list[Assignment]:
    """Who has the task in hand in its stage and round."""
    return [Assignment(*row) for row in conn.execute(_HELD_OF, _here(task))]


def overdue(conn: Connection, project_id: str, now: int, limit: int) -> list[Assignment]:
    """Assignments whose lease has run out, the oldest first."""
    rows = conn.execute(_OVERDUE, {"project": project_id, "now": now, "limit": limit})
    return [Assignment(*row) for row in rows]


def give(conn: Connection, task: Task, user_id: str, until: int, now: int) -> Assignment:
    """Hand a free vote of a locked task that suits a person to them. Their earlier assignment here is taken up again."""
    conn.execute(_TAKE, {"task": task.id})
    params = {**_here(task), "user": user_id, "until": until, "judged": task.truth_answer_id, "now": now}
    row = conn.execute(_REVIVE, params).first()
    if row is not None:
        return Assignment(*row)
    params |= {"id": new_id(), "project": task.project_id}
    conn.execute(_GIVE, params)
    return Assignment(
        params["id"],
        task.project_id,
        task.id,
        user_id,
        task.stage,
        task.round,
        "active",
        until,
        params["judged"],
    )


def end(conn: Connection, held: Assignment, state: str, now: int, reason: str = "") -> bool:
    """Let an assignment be over, unless it has changed since it was read. Says whether it is over by this."""
    params = {"id": held.id, "was": held.state, "until": held.lease_until}
    return conn.execute(_END, params | {"state": state, "reason": reason, "now": now}).rowcount == 1


def submitted(conn: Connection, held: Assignment, now: int) -> None:
    """Let an assignment be over because its answer has come, however late."""
    conn.execute(_SUBMIT, {"id": held.id, "now": now})


def prolong(conn: Connection, held: Assignment, until: int, now: int) -> None:
    """Keep one assignment until then."""
    conn.execute(_PROLONG, {"id": held.id, "until": until, "now": now})


def extend(conn: Connection, project_id: str, user_id: str, until: int, now: int) -> None:
    """Keep all that a person has in hand in a project until then."""
    conn.execute(_EXTEND, {"project": project_id, "user": user_id, "until": until, "now": now})


def close(conn: Connection, task: Task, now: int) -> None:
    """End what others have in hand of a task that leaves its stage; what they submit later is kept as extra."""
    conn.execute(_CLOSE, {**_here(task), "now": now})


def unskip(conn: Connection, task: Task) -> None:
    """Let those who skipped the task in this stage and round have it again."""
    conn.execute(_UNSKIP, _here(task))


def reopen(conn: Connection, task: Task, stage: int) -> None:
    """Let those who had judged a task in a stage and this round be given it again; what they said stays.

    Their assignments step out of the way: a negative round is one that was called back.
    """
    conn.execute(_REOPEN, {"task": task.id, "stage": stage, "round": task.round})


def skips(conn: Connection, task: Task) -> int:
    """How many people have skipped the task in this stage and round."""
    return int(conn.execute(_SKIPS, _here(task)).scalar_one())


def _here(task: Task) -> dict[str, object]:
    return {"task": task.id, "stage": task.stage, "round": task.round}
