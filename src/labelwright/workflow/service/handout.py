"""Handing tasks to people: what they hold comes back first, then the next of the queue. No vote is given twice."""

from collections.abc import Collection

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.access import may_take
from labelwright.core.errors import Conflict, NotAllowed, NotFound
from labelwright.storage.sql import Sql
from labelwright.workflow import routing
from labelwright.workflow.service import assignments, leaning, leases, queue, running, tasks
from labelwright.workflow.service.assignments import Assignment
from labelwright.workflow.service.running import Running

MAX_PEEK = 5
"""How many upcoming tasks can be kept for a person beside the one they work on."""

_LEFT = Sql(
    "SELECT 1 FROM stage_counts WHERE project_id = :project AND state IN ('open', 'waiting') AND n > 0"
)


class Handout(Struct, frozen=True):
    """What a person holds now: the task to do first, then those to prefetch.

    Where there is none, `reason` says why: `archived`, `finished` (nothing is left for anybody) or `waiting` (what
    is left is with others, kept for others, or not for this person to do).
    """

    held: tuple[Assignment, ...] = ()
    reason: str = ""


def next_task(
    conn: Connection,
    actor: str,
    project_id: str,
    now: int,
    *,
    stage: int | None = None,
    exclude: Collection[str] = (),
    peek: int = 0,
) -> Handout:
    """Hand a person the next task of a project, or of one of its stages, and keep up to `peek` more for them.

    Unfinished assignments come back first, but for tasks in `exclude`. What is kept obeys the same lease as what is
    worked on. Raises `NotAllowed` where the person's role may not take that stage.
    """
    project = running.hold(conn, project_id)
    role = running.hold_role(conn, project_id, actor)
    return hand_out(conn, project, role, actor, now, stage=stage, exclude=exclude, peek=peek)


def hand_out(
    conn: Connection,
    project: Running,
    role: str,
    actor: str,
    now: int,
    *,
    stage: int | None = None,
    exclude: Collection[str] = (),
    peek: int = 0,
) -> Handout:
    """As `next_task`, for a project and a role that are already held."""
    stages = _stages(project, role, stage)
    if project.archived:
        return Handout(reason="archived")
    leases.expire(conn, project.id, now)
    held = [
        one
        for one in assignments.of_person(conn, project.id, actor, now)
        if one.stage in stages and one.task_id not in exclude
    ]
    if held:
        held = _kept(conn, project, actor, held, now)
    wanted = 1 + min(max(peek, 0), MAX_PEEK)
    while len(held) < wanted:
        given = _take(conn, project, actor, stages, now)
        if given is None:
            break
        held.append(given)
    if held:
        return Handout(tuple(held[:wanted]))
    left = _LEFT(conn, {"project": project.id}).fetchone()
    return Handout(reason="waiting" if left else "finished")


def open_task(conn: Connection, actor: str, task_id: str, now: int) -> Assignment:
    """Hand a person this very task, out of turn.

    Raises `NotAllowed` where the role may not take its stage, and `Conflict` where it cannot be handed to this
    person now: all its votes are with others, it is kept for somebody else, or they have done it.
    """
    project_id = tasks.read(conn, task_id).project_id
    project = running.hold(conn, project_id)
    role = running.hold_role(conn, project_id, actor)
    if not role:
        raise NotFound("There is no such task.")
    running.must_run(project)
    task = tasks.lock(conn, task_id)
    stage = _stages(project, role, task.stage)[0]
    for one in assignments.of_task(conn, task):
        if one.user_id == actor and one.lease_until > now:
            return one
    if task.free < 1 and leases.expire(conn, project.id, now):
        task = tasks.read(conn, task_id)
    if task.free < 1:
        raise Conflict("Nothing is left to do on this task now.", remedy="Take the next one.")
    if task.assigned_to not in (None, actor):
        raise Conflict("This task is kept for somebody else.", remedy="Take the next one.")
    judging = routing.judges(project.stages[stage])
    if not queue.suits(conn, task, actor, judging=judging):
        raise Conflict("You have done your part of this task.", remedy="Take the next one.")
    return assignments.give(conn, task, actor, _until(project, stage, now), now)


def _stages(project: Running, role: str, stage: int | None) -> list[int]:
    """The stages to look in, the last first, so that what was begun is finished before more is begun."""
    mine = [i for i, settings in enumerate(project.stages) if may_take(role, settings.by)]
    if stage is not None and not 0 <= stage < len(project.stages):
        raise NotFound(f"The project has no stage {stage}.")
    if not mine or (stage is not None and stage not in mine):
        raise NotAllowed("Your role in this project does not do this work.")
    return [stage] if stage is not None else mine[::-1]


def _take(conn: Connection, project: Running, actor: str, stages: list[int], now: int) -> Assignment | None:
    for stage in stages:
        judging = routing.judges(project.stages[stage])
        leans = leaning.of(conn, project, stage, actor)
        task = queue.front(conn, project.id, stage, actor, now, judging=judging, leaning=leans)
        if task is not None:
            return assignments.give(conn, task, actor, _until(project, stage, now), now)
    return None


def _kept(
    conn: Connection, project: Running, actor: str, held: list[Assignment], now: int
) -> list[Assignment]:
    """What is held already, its lease renewed where less than half of it is left."""
    half = project.stages[held[0].stage].lease_s * 500_000
    if min(one.lease_until for one in held) > now + half:
        return held
    assignments.extend(conn, project.id, actor, now + 2 * half, now)
    return [assignments.read(conn, one.id) for one in held]


def _until(project: Running, stage: int, now: int) -> int:
    return now + project.stages[stage].lease_s * 1_000_000
