"""A task handed to one person for one stage, with a lease: read, given, ended. One row a person, stage and round.

What is handed out as gold has a purpose other than work. It is a row like any other for its person, and none of the
task's votes: whatever asks who works on a task asks for work alone.
"""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.errors import NotFound
from labelwright.storage.ids import new_id
from labelwright.storage.sql import Sql
from labelwright.workflow.service.tasks import Task

WORK = "work"
"""The purpose of an assignment whose answer is a vote or a verdict."""


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
    purpose: str = WORK


_FIELDS = ", ".join(Assignment.__struct_fields__)
_HERE = f"task_id = :task AND stage = :stage AND round = :round AND purpose = '{WORK}'"


def _sql(statement: str) -> Sql:
    return Sql(statement.replace("FIELDS", _FIELDS).replace("OF_TASK", _HERE))


_READ = _sql("SELECT FIELDS FROM assignments WHERE id = :id")
_MINE = _sql(
    "SELECT FIELDS FROM assignments"
    " WHERE project_id = :project AND user_id = :user AND state = 'active' AND lease_until > :now"
    " ORDER BY created_at, id LIMIT 50"
)
_OVERDUE = _sql(
    "SELECT FIELDS FROM assignments"
    " WHERE state = 'active' AND lease_until <= :now AND project_id = :project"
    " ORDER BY lease_until LIMIT :limit"
)
_HELD_OF = _sql("SELECT FIELDS FROM assignments WHERE OF_TASK AND state = 'active'")
_TAKE = _sql("UPDATE tasks SET free = free - 1 WHERE id = :task AND free > 0")
_EARLIER = _sql(
    "SELECT 1 FROM assignments WHERE OF_TASK AND user_id = :user AND state IN ('released', 'expired')"
)
_REVIVE = _sql(
    "UPDATE assignments SET state = 'active', lease_until = :until, judged_answer_id = :judged,"
    " reason = '', updated_at = :now WHERE OF_TASK AND user_id = :user"
    " AND state IN ('released', 'expired') RETURNING FIELDS"
)
_GIVE = _sql(
    "INSERT INTO assignments (id, project_id, task_id, user_id, stage, round, state, lease_until,"
    " judged_answer_id, purpose, reason, created_at, updated_at)"
    " VALUES (:id, :project, :task, :user, :stage, :round, 'active', :until, :judged, :purpose, '', :now, :now)"
)
_LEFT_OPEN = _sql(
    "SELECT FIELDS FROM assignments WHERE task_id = :task AND user_id = :user AND purpose <> 'work'"
    " AND state IN ('active', 'released', 'expired') ORDER BY round DESC LIMIT 1"
)
_ROUND = _sql(
    "SELECT coalesce(max(round) + 1, 0) FROM assignments WHERE task_id = :task AND user_id = :user AND round >= 0"
)
_RETAKE = _sql(
    "UPDATE assignments SET state = 'active', stage = :stage, lease_until = :until, reason = '', updated_at = :now"
    " WHERE id = :id RETURNING FIELDS"
)
_TESTED = _sql(
    "SELECT 1 FROM assignments WHERE task_id = :task AND user_id = :user"
    " AND purpose IN ('hidden', 'training', 'qualify') LIMIT 1"
)
_CLOSE_APART = _sql(
    "UPDATE assignments SET state = 'released', reason = :reason, updated_at = :now"
    " WHERE task_id = :task AND purpose = :purpose AND state = 'active'"
)
_RUN_OUT = _sql(
    "UPDATE assignments SET lease_until = :now, updated_at = :now"
    " WHERE project_id = :project AND user_id = :user AND state = 'active' AND lease_until > :now"
)
_END = _sql(
    "UPDATE assignments SET state = :state, reason = :reason, updated_at = :now"
    " WHERE id = :id AND state = :was AND lease_until = :until"
)
_EXTEND = _sql(
    "UPDATE assignments SET lease_until = :until, updated_at = :now"
    " WHERE project_id = :project AND user_id = :user AND state = 'active' AND lease_until > :now"
)
_PROLONG = _sql("UPDATE assignments SET lease_until = :until, updated_at = :now WHERE id = :id")
_SUBMIT = _sql("UPDATE assignments SET state = 'submitted', reason = '', updated_at = :now WHERE id = :id")
_CLOSE = _sql(
    "UPDATE assignments SET state = 'released', reason = 'The task has gone on.', updated_at = :now"
    " WHERE OF_TASK AND state = 'active'"
)
_UNSKIP = _sql("UPDATE assignments SET state = 'released' WHERE OF_TASK AND state = 'skipped'")
_REOPEN = _sql(
    "UPDATE assignments SET state = 'released', round = -1 - round WHERE OF_TASK AND state = 'submitted'"
)
_SKIPS = _sql("SELECT count(*) FROM assignments WHERE OF_TASK AND state = 'skipped'")


def read(conn: Connection, assignment_id: str) -> Assignment:
    """The assignment as it stands. Raises `NotFound`."""
    row = _READ(conn, {"id": assignment_id}).fetchone()
    if row is None:
        raise NotFound("There is no such assignment.")
    return Assignment(*row)


def of_person(conn: Connection, project_id: str, user_id: str, now: int) -> list[Assignment]:
    """What a person has in hand in a project, the longest held first."""
    rows = _MINE(conn, {"user": user_id, "project": project_id, "now": now})
    return [Assignment(*row) for row in rows.fetchall()]


def of_task(conn: Connection, task: Task) -> list[Assignment]:
    """Who has the task in hand in its stage and round."""
    return [Assignment(*row) for row in _HELD_OF(conn, _here(task)).fetchall()]


def overdue(conn: Connection, project_id: str, now: int, limit: int) -> list[Assignment]:
    """Assignments whose lease has run out, the oldest first."""
    rows = _OVERDUE(conn, {"project": project_id, "now": now, "limit": limit})
    return [Assignment(*row) for row in rows.fetchall()]


def give(conn: Connection, task: Task, user_id: str, until: int, now: int) -> Assignment:
    """Hand a free vote of a locked task to a person it suits; an earlier assignment of theirs is taken up again."""
    _TAKE(conn, {"task": task.id})
    params = {
        **_here(task), "user": user_id, "until": until, "judged": task.truth_answer_id, "purpose": WORK, "now": now,
    }  # fmt: skip
    if _EARLIER(conn, params).fetchone() is not None:
        return Assignment(*_REVIVE(conn, params).fetchone())
    return _given(conn, task.project_id, params)


def give_gold(
    conn: Connection, task: Task, user_id: str, stage: int, purpose: str, until: int, now: int
) -> Assignment:
    """Hand gold to a person for a purpose, as if it were open in a stage; what they left undone is taken up again.

    Nothing of the task changes. Its round is how often this person has had the task, so that it looks like a new one.
    """
    params = {"task": task.id, "user": user_id, "stage": stage, "until": until, "now": now}
    left = left_open(conn, task.id, user_id)
    if left is not None:
        return Assignment(*_RETAKE(conn, {**params, "id": left.id}).fetchone())
    times = _ROUND.scalar(conn, params)
    return _given(conn, task.project_id, {**params, "round": times, "judged": None, "purpose": purpose})


def give_apart(conn: Connection, task: Task, user_id: str, purpose: str, until: int, now: int) -> Assignment:
    """Hand a task in its stage and round to a person for a purpose, beside its free votes; what they left undone is
    taken up again, and what they hold goes on."""
    left = left_open(conn, task.id, user_id)
    if left is not None and left.purpose == purpose:
        params = {"id": left.id, "stage": task.stage, "until": until, "now": now}
        return Assignment(*_RETAKE(conn, params).fetchone())
    params = {**_here(task), "user": user_id, "until": until, "judged": None, "purpose": purpose, "now": now}
    return _given(conn, task.project_id, params)


def close_apart(conn: Connection, task_ids: Sequence[str], purpose: str, reason: str, now: int) -> None:
    """End what people have in hand of tasks for a purpose; what they submit later is kept."""
    params = {"purpose": purpose, "reason": reason, "now": now}
    _CLOSE_APART.many(conn, [{**params, "task": task_id} for task_id in task_ids])


def left_open(conn: Connection, task_id: str, user_id: str) -> Assignment | None:
    """What this person was handed of a task as gold and has neither submitted nor skipped."""
    row = _LEFT_OPEN(conn, {"task": task_id, "user": user_id}).fetchone()
    return Assignment(*row) if row is not None else None


def tested(conn: Connection, task_id: str, user_id: str) -> bool:
    """Whether the task was handed to this person as gold."""
    return _TESTED(conn, {"task": task_id, "user": user_id}).fetchone() is not None


def run_out(conn: Connection, project_id: str, user_id: str, now: int) -> None:
    """Let the time of all that a person holds in a project be over; `leases.expire` then gives it to others."""
    _RUN_OUT(conn, {"project": project_id, "user": user_id, "now": now})


def end(conn: Connection, held: Assignment, state: str, now: int, reason: str = "") -> bool:
    """Let an assignment be over, unless it has changed since it was read. Says whether it is over by this."""
    params = {"id": held.id, "was": held.state, "until": held.lease_until}
    return _END(conn, params | {"state": state, "reason": reason, "now": now}).rowcount == 1


def submitted(conn: Connection, held: Assignment, now: int) -> None:
    """Let an assignment be over because its answer has come, however late."""
    _SUBMIT(conn, {"id": held.id, "now": now})


def prolong(conn: Connection, held: Assignment, until: int, now: int) -> None:
    """Keep one assignment until then."""
    _PROLONG(conn, {"id": held.id, "until": until, "now": now})


def extend(conn: Connection, project_id: str, user_id: str, until: int, now: int) -> None:
    """Keep all that a person has in hand in a project until then."""
    _EXTEND(conn, {"project": project_id, "user": user_id, "until": until, "now": now})


def close(conn: Connection, task: Task, now: int) -> None:
    """End what others have in hand of a task that leaves its stage; what they submit later is kept as extra."""
    _CLOSE(conn, {**_here(task), "now": now})


def unskip(conn: Connection, task: Task) -> None:
    """Let those who skipped the task in this stage and round have it again."""
    _UNSKIP(conn, _here(task))


def reopen(conn: Connection, task: Task, stage: int) -> None:
    """Let those who had judged a task in a stage and this round be given it again; what they said stays.

    Their assignments step out of the way: a negative round is one that was called back.
    """
    _REOPEN(conn, {"task": task.id, "stage": stage, "round": task.round})


def skips(conn: Connection, task: Task) -> int:
    """How many people have skipped the task in this stage and round."""
    return int(_SKIPS.scalar(conn, _here(task)))


def _here(task: Task) -> dict[str, object]:
    return {"task": task.id, "stage": task.stage, "round": task.round}


def _given(conn: Connection, project_id: str, params: dict[str, Any]) -> Assignment:
    assignment_id = new_id()
    _GIVE(conn, {**params, "id": assignment_id, "project": project_id})
    return Assignment(
        id=assignment_id,
        project_id=project_id,
        task_id=params["task"],
        user_id=params["user"],
        stage=params["stage"],
        round=params["round"],
        state="active",
        lease_until=params["until"],
        judged_answer_id=params["judged"],
        purpose=params["purpose"],
    )
