"""Handing tasks to people: what they hold comes back first, then the next of the queue. No vote is given twice.

Where the document asks for it, gold is mixed in with what annotators are given, and who has to qualify is given that
before anything else.
"""

from collections.abc import Collection
from random import Random, SystemRandom

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.access import may, may_take
from labelwright.core.errors import Conflict, NotAllowed, NotFound
from labelwright.storage.sql import Sql
from labelwright.workflow import routing
from labelwright.workflow.service import assignments, leaning, leases, queue, running, tasks
from labelwright.workflow.service.assignments import Assignment
from labelwright.workflow.service.calibrations import handing
from labelwright.workflow.service.gold import choosing, standing, testing
from labelwright.workflow.service.gold.kept import HIDDEN
from labelwright.workflow.service.gold.standing import Standing
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Task

MAX_PEEK = 5
"""How many upcoming tasks can be kept for a person beside the one they work on."""

CHANCE: Random = SystemRandom()
"""Draws what nobody may foresee: when gold comes, which, and where in the queue a search begins."""

_LEFT = Sql(
    "SELECT 1 FROM stage_counts WHERE project_id = :project AND state IN ('open', 'waiting') AND n > 0"
)


class Handout(Struct, frozen=True):
    """What a person holds now: the task to do first, then those to prefetch.

    Where there is none, `reason` says why: `archived`, `finished` (nothing is left for anybody), `waiting` (what
    is left is with others, kept for others, or not for this person to do), `paused`, `failed` (a qualification) or
    `no-gold` (none to qualify with). Of the last three `message` says it to the person.
    """

    held: tuple[Assignment, ...] = ()
    reason: str = ""
    message: str = ""


def next_task(
    conn: Connection,
    actor: str,
    project_id: str,
    now: int,
    *,
    stage: int | None = None,
    exclude: Collection[str] = (),
    peek: int = 0,
    chance: Random = CHANCE,
) -> Handout:
    """Hand a person the next task of a project, or of one of its stages, and keep up to `peek` more for them.

    Unfinished assignments come back first, but for tasks in `exclude`. What is kept obeys the same lease as what is
    worked on. Raises `NotAllowed` where the person's role may not take that stage.
    """
    project = running.hold(conn, project_id)
    role = running.hold_role(conn, project_id, actor)
    return hand_out(conn, project, role, actor, now, stage=stage, exclude=exclude, peek=peek, chance=chance)


def hand_out(
    conn: Connection,
    project: Running,
    role: str,
    actor: str,
    now: int,
    *,
    stage: int | None = None,
    judging: bool = False,
    exclude: Collection[str] = (),
    peek: int = 0,
    chance: Random = CHANCE,
) -> Handout:
    """As `next_task`, for a project and a role that are already held; on wish of stages that judge alone."""
    stages = _stages(project, role, stage)
    if judging:
        stages = [index for index in stages if routing.judges(project.stages[index])]
    if project.archived:
        return Handout(reason="archived")
    leases.expire(conn, project.id, now)
    stands = standing.read(conn, project, actor, role)
    if stands.state in standing.SHUT:
        return _shut(stands.state)
    held = [
        one
        for one in assignments.of_person(conn, project.id, actor, now)
        if one.stage in stages and one.task_id not in exclude
    ]
    if stands.state in testing.POOL:
        tested = _test(conn, project, actor, stands, held, now, chance)
        if tested is not None:
            return tested
    alone = _alone(conn, project, actor, stages, exclude, now)
    if alone is not None:
        return Handout((alone,))
    if held:
        held = _kept(conn, project, actor, held, now)
    wanted = 1 + min(max(peek, 0), MAX_PEEK)
    while len(held) < wanted:
        given = _take(conn, project, role, actor, stages, now, chance)
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
    person now: all its votes are with others, it is kept for somebody else, or they have done it. Who may not see
    how tasks stand is not told which of these it is: of gold it is always the same.
    """
    project_id = tasks.read(conn, task_id).project_id
    project = running.hold(conn, project_id)
    role = running.hold_role(conn, project_id, actor)
    if not role:
        raise NotFound("There is no such task.")
    running.must_run(project)
    task = tasks.lock(conn, task_id)
    stands = standing.read(conn, project, actor, role)
    gold = _left_open(conn, project, task, actor, stands, now)
    if gold is not None:
        return gold
    if stands.state != "working":
        raise Conflict(standing.MESSAGES[stands.state])
    alone = handing.due_here(conn, task_id, actor)
    if alone is not None:
        stage = _stages(project, role, alone.stage)[0]
        return handing.give(conn, alone, actor, _until(project, stage, now), now)
    try:
        return _open(conn, project, role, task, actor, now)
    except (Conflict, NotAllowed) as error:
        if may(role, "tasks.list"):
            raise
        message = "Nothing is left for you to do on this task now."
        raise Conflict(message, remedy="Take the next one.") from error


def _open(conn: Connection, project: Running, role: str, task: Task, actor: str, now: int) -> Assignment:
    stage = _stages(project, role, task.stage)[0]
    for one in assignments.of_task(conn, task):
        if one.user_id == actor and one.lease_until > now:
            return one
    if task.free < 1 and leases.expire(conn, project.id, now):
        task = tasks.read(conn, task.id)
    if task.free < 1:
        raise Conflict("Nothing is left to do on this task now.", remedy="Take the next one.")
    if task.assigned_to not in (None, actor):
        raise Conflict("This task is kept for somebody else.", remedy="Take the next one.")
    judging = routing.judges(project.stages[stage])
    if not queue.suits(conn, task, actor, judging=judging):
        raise Conflict("You have done your part of this task.", remedy="Take the next one.")
    return assignments.give(conn, task, actor, _until(project, stage, now), now)


def _left_open(
    conn: Connection, project: Running, task: Task, actor: str, stands: Standing, now: int
) -> Assignment | None:
    """The task as gold, where it is what this person was handed and has not done."""
    left = assignments.left_open(conn, task.id, actor)
    purpose = HIDDEN if stands.state == "working" else testing.POOL.get(stands.state)
    if left is None or left.purpose != purpose:
        return None
    if left.state == "active" and left.lease_until > now:
        return left
    until = _until(project, left.stage, now)
    return assignments.give_gold(conn, task, actor, left.stage, left.purpose, until, now)


def _shut(reason: str) -> Handout:
    return Handout(reason=reason, message=standing.MESSAGES[reason])


def _test(
    conn: Connection,
    project: Running,
    actor: str,
    stands: Standing,
    held: list[Assignment],
    now: int,
    chance: Random,
) -> Handout | None:
    """The next task of a person's test, or None where that is over and they may work."""
    stage = routing.first(project.stages)
    until = _until(project, stage, now)
    stands, given = testing.turn(conn, project, actor, stands, held, stage, until, now, chance)
    if given is not None:
        return Handout((given,))
    if stands.state == "working":
        return None
    return _shut(stands.state if stands.state in standing.SHUT else "no-gold")


def _alone(
    conn: Connection,
    project: Running,
    actor: str,
    stages: Collection[int],
    exclude: Collection[str],
    now: int,
) -> Assignment | None:
    """The next item of a calibration, which comes before all other work, or None where none is left to answer."""
    for task in handing.due(conn, project.id, actor):
        if task.stage in stages and task.id not in exclude:
            return handing.give(conn, task, actor, _until(project, task.stage, now), now)
    return None


def _stages(project: Running, role: str, stage: int | None) -> list[int]:
    """The stages to look in, the last first, so that what was begun is finished before more is begun."""
    mine = [i for i, settings in enumerate(project.stages) if may_take(role, settings.by)]
    if stage is not None and not 0 <= stage < len(project.stages):
        raise NotFound(f"The project has no stage {stage}.")
    if not mine or (stage is not None and stage not in mine):
        raise NotAllowed(
            "Your role in this project does not do this work.",
            remedy="Ask those who run it for another role.",
        )
    return [stage] if stage is not None else mine[::-1]


def _take(
    conn: Connection,
    project: Running,
    role: str,
    actor: str,
    stages: list[int],
    now: int,
    chance: Random,
) -> Assignment | None:
    gold = project.spec.gold
    for stage in stages:
        until, judging = _until(project, stage, now), routing.judges(project.stages[stage])
        mixed = gold is not None and not judging
        leans = leaning.of(conn, project, stage, actor)
        task = queue.front(
            conn,
            project.id,
            stage,
            actor,
            now,
            judging=judging,
            leaning=leans,
            chance=chance if mixed else None,
        )
        if task is None:
            continue
        if gold is not None and mixed and standing.is_tested(role):
            # looked for each time, as the time that a reply takes would else tell when gold comes
            known = choosing.unmet(conn, project.id, actor, HIDDEN, chance)
            if known is not None and chance.random() < gold.share:
                return assignments.give_gold(conn, known, actor, stage, HIDDEN, until, now)
        return assignments.give(conn, task, actor, until, now)
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
