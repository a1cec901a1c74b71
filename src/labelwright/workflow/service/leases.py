"""How long a person keeps what they were handed: heartbeat, release, skip, and what happens when time runs out."""

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.errors import Conflict, Invalid, LeaseLost, NotFound
from labelwright.workflow.service import assignments, running, tasks
from labelwright.workflow.service.assignments import WORK, Assignment
from labelwright.workflow.service.gold import standing
from labelwright.workflow.service.tasks import Happening, Task

HEARTBEAT_SHARE = 4
"""A heartbeat is asked for this many times in each lease."""

MAX_REASON = 2000

_LATE = text("SELECT DISTINCT project_id FROM assignments WHERE state = 'active' AND lease_until <= :now")


class Lease(Struct, frozen=True):
    """Until when an assignment is kept (microseconds UTC), and how often to say that it is still wanted."""

    assignment_id: str
    until: int
    heartbeat_s: int


def heartbeat(conn: Connection, actor: str, assignment_id: str, now: int) -> Lease:
    """Keep an assignment, and all else this person holds in the project, for another lease.

    One that has run out is taken up again if nobody else was given its vote. Raises `LeaseLost` otherwise.
    """
    held = own(conn, actor, assignment_id)
    project = running.hold(conn, held.project_id)
    lease_s = _lease_s(project, held)
    until = now + lease_s * 1_000_000
    if held.state != "active" or held.lease_until <= now:
        _take_up(conn, held, until, now)
    assignments.extend(conn, held.project_id, actor, until, now)
    return Lease(held.id, until, lease_s // HEARTBEAT_SHARE)


def release(conn: Connection, actor: str, assignment_id: str, now: int) -> Task:
    """Give a task back for others, or for oneself later. What was drawn stays in the draft."""
    held = own(conn, actor, assignment_id)
    running.hold(conn, held.project_id)
    return _give_back(conn, actor, held, "released", "", now)


def release_all(conn: Connection, actor: str, project_id: str, now: int) -> int:
    """Give back all that a person holds in a project, as on signing out. Returns how many."""
    running.hold(conn, project_id)
    held = assignments.of_person(conn, project_id, actor, now)
    locked = {task.id: task for task in tasks.lock_many(conn, sorted({one.task_id for one in held}))}
    for one in held:
        assignments.end(conn, one, "released", now)
    changes = [(task, task) for task in locked.values()]
    if changes:
        what = Happening(actor, "assignment.released", actor, {"tasks": sorted(locked)})
        tasks.change_many(conn, project_id, changes, what, now)
    return len(held)


def skip(conn: Connection, actor: str, assignment_id: str, reason: str, now: int) -> Task:
    """Pass on a task, and say why. It goes to others; once as many have passed as votes are wanted, it is set aside.

    A task set aside is `skipped` until somebody who runs the project requeues or archives it.
    """
    if not reason.strip():
        raise Invalid("Say why you skip this task.", where="reason")
    if len(reason) > MAX_REASON:
        raise Invalid(f"The reason is longer than {MAX_REASON} characters.", where="reason")
    held = own(conn, actor, assignment_id)
    running.hold(conn, held.project_id)
    return _give_back(conn, actor, held, "skipped", reason.strip(), now)


def expire(conn: Connection, project_id: str, now: int, limit: int = 20) -> int:
    """Take back assignments of a project whose lease has run out. Returns how many. Waits for nobody."""
    late = assignments.overdue(conn, project_id, now, limit)
    if not late:
        return 0
    ids = sorted({held.task_id for held in late})
    standing = {task.id: task for task in tasks.lock_many(conn, ids, skip_locked=True)}
    ended = 0
    for held in late:
        task = standing.get(held.task_id)
        if task is None or not assignments.end(conn, held, "expired", now):
            continue
        what = Happening("", "assignment.expired", task.id, {"user": held.user_id})
        standing[task.id] = tasks.change(conn, task, task, what, now)
        ended += 1
    return ended


def late_projects(conn: Connection, now: int) -> list[str]:
    """The projects in which leases have run out; the sweep calls `expire` for each, in a unit of work of its own."""
    return list(conn.execute(_LATE, {"now": now}).scalars())


def own(conn: Connection, actor: str, assignment_id: str) -> Assignment:
    """The assignment, which must be this person's. Raises `NotFound`, also where it is another's."""
    held = assignments.read(conn, assignment_id)
    if held.user_id != actor:
        raise NotFound("There is no such assignment.")
    return held


def _give_back(conn: Connection, actor: str, held: Assignment, state: str, reason: str, now: int) -> Task:
    task = tasks.lock(conn, held.task_id)
    if not assignments.end(conn, held, state, now, reason) or held.state != "active":
        raise Conflict(f"This assignment is over: it was {held.state} before.", remedy="Take the next task.")
    data = {"assignment": held.id, "reason": reason} if reason else {"assignment": held.id}
    what = Happening(actor, f"assignment.{state}", task.id, data)
    here = (task.stage, task.round) == (held.stage, held.round) and held.purpose == WORK
    if state != "skipped" or not here:
        return tasks.change(conn, task, task, what, now)
    kept_for = None if task.assigned_to == actor else task.assigned_to
    aside = assignments.skips(conn, task) >= task.votes_wanted
    after = msgspec.structs.replace(task, assigned_to=kept_for, state="skipped" if aside else task.state)
    return tasks.change(conn, task, after, what, now)


def _take_up(conn: Connection, held: Assignment, until: int, now: int) -> None:
    task = tasks.lock(conn, held.task_id)
    current = assignments.read(conn, held.id)
    if standing.is_shut(conn, held.project_id, held.user_id):
        raise LeaseLost("Your work in this project is paused.", remedy="Submit what you have: it is kept.")
    if current.state == "active":
        assignments.prolong(conn, current, until, now)
        return
    if current.purpose != WORK and current.state in ("expired", "released"):
        assignments.give_gold(conn, task, held.user_id, held.stage, held.purpose, until, now)
        return
    here = (task.stage, task.round) == (held.stage, held.round)
    theirs = task.assigned_to in (None, held.user_id)
    if current.state not in ("expired", "released") or not here or not theirs or task.free < 1:
        raise LeaseLost(
            "This assignment is no longer yours: its time ran out and the task has gone on.",
            remedy="Submit what you have: it is kept.",
        )
    assignments.give(conn, task, held.user_id, until, now)


def _lease_s(project: running.Running, held: Assignment) -> int:
    stages = project.stages
    return stages[held.stage].lease_s if 0 <= held.stage < len(stages) else stages[0].lease_s
