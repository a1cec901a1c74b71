"""What leads do about tasks that are stuck: let stand what there is, or hand it up; on record, with their reason.

Only of tasks that are stuck: everybody's rule not to judge their own work is set aside for nothing else.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.access import may
from labelwright.core.errors import Conflict, Invalid, NotAllowed, TooLarge
from labelwright.storage import events
from labelwright.workflow import routing
from labelwright.workflow.service import (
    answers,
    assignments,
    escalations,
    judging,
    leases,
    lifting,
    running,
    settle,
    submit,
    tasks,
)
from labelwright.workflow.service.checking import checked
from labelwright.workflow.service.judging import CHUNK, Judged
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.stuck import finding
from labelwright.workflow.service.stuck.finding import Stuck
from labelwright.workflow.service.submit import Judgement, Submission
from labelwright.workflow.service.tasks import Happening, Task


class By(Struct, frozen=True):
    """Who decides, by which role, why, and when."""

    actor: str
    role: str
    reason: str
    now: int


Do = Callable[[Connection, Running, By, Task, Stuck], None]


def accept(
    conn: Connection, actor: str, project_id: str, task_ids: Sequence[str], reason: str, now: int
) -> Judged:
    """Let stand what there is: the answer to be judged, or what the votes so far say together. The event says that
    it was done over everybody's head, why nobody was left, and the reason of who did it.

    Refused, each with why, are tasks that are not stuck, and such as have no answer yet.
    """
    return _each(conn, actor, project_id, task_ids, reason, now, _accept)


def hand_up(
    conn: Connection, actor: str, project_id: str, task_ids: Sequence[str], reason: str, now: int
) -> Judged:
    """Hand tasks up to a later stage that judges (`target`), as their people would have done."""
    return _each(conn, actor, project_id, task_ids, reason, now, _hand_up)


def target(project: Running, stage: int) -> int | None:
    """The stage that a stuck task is handed up to: the one above, else the next that judges."""
    later = range(stage + 1, len(project.stages))
    judging = next((index for index in later if routing.judges(project.stages[index])), None)
    above = routing.above(project.stages, stage)
    return judging if above is None else above


def _each(
    conn: Connection,
    actor: str,
    project_id: str,
    task_ids: Sequence[str],
    reason: str,
    now: int,
    do: Do,
) -> Judged:
    _check(task_ids, reason)
    project = running.claim(conn, project_id)
    role = running.hold_role(conn, project_id, actor)
    if not may(role, "tasks.manage") or not may(role, "review"):
        remedy = "" if role else "Make yourself a member of it."
        raise NotAllowed("Only those who run the project and belong to it decide this.", remedy=remedy)
    running.must_run(project)
    leases.expire(conn, project.id, now, CHUNK)
    found = judging.locked(conn, project, task_ids)
    stuck = finding.among(conn, project, {task.id: task.stage for task in found})
    by = By(actor, role, reason.strip(), now)
    return judging.one_by_one(found, lambda task: do(conn, project, by, task, _stuck(stuck, task)))


def _stuck(found: Mapping[str, Stuck], task: Task) -> Stuck:
    if task.id not in found:
        raise Conflict("It is not stuck: it is done, in hand, or somebody is left who may do it.")
    return found[task.id]


def _accept(conn: Connection, project: Running, by: By, task: Task, stuck: Stuck) -> None:
    data = {"reason": by.reason, "why": stuck.why, "stage": task.stage}
    what = Happening(by.actor, "task.overridden", task.id, data)
    if not routing.judges(project.stages[task.stage]):
        _let_votes_stand(conn, project, task, what, by.now)
        return
    judged = answers.read(conn, task.truth_answer_id) if task.truth_answer_id else None
    if judged is None:
        raise Conflict("There is no answer to accept.")
    checked(project, answers.item(conn, task.item_id), judged.annotations)
    events.append(conn, project.id, what.kind, by.actor, task.id, what.data, at=by.now)
    held = assignments.give(conn, task, by.actor, by.now, by.now)
    given = Submission(verdict=Judgement("accept", by.reason))
    submit.submit_held(conn, project, by.role, by.actor, held.id, given, None, by.now)


def _let_votes_stand(conn: Connection, project: Running, task: Task, what: Happening, now: int) -> None:
    stands = settle.standing(conn, project, task, answers.item(conn, task.item_id), now)
    if stands.truth_answer_id is None:
        raise Conflict("Nobody has answered it yet, so there is nothing to let stand.")
    assignments.close(conn, task, now)
    tasks.change(conn, task, settle.onward(conn, project, stands, task.stage + 1, now), what, now)


def _hand_up(conn: Connection, project: Running, by: By, task: Task, stuck: Stuck) -> None:
    to = target(project, task.stage)
    if to is None:
        raise Conflict("No later stage judges, so it cannot be handed up.")
    after = lifting.lifted(conn, project, task, to, by.now)
    escalations.keep(conn, task, to, by.now, user_id=by.actor, reason=by.reason)
    data = {"reason": by.reason, "stage": task.stage, "to": to, "why": stuck.why}
    tasks.change(conn, task, after, Happening(by.actor, "task.escalated", task.id, data), by.now)


def _check(task_ids: Sequence[str], reason: str) -> None:
    if len(task_ids) > CHUNK:
        raise TooLarge(f"At most {CHUNK} tasks can be decided at once.", remedy="Send them in parts.")
    if not reason.strip():
        raise Invalid("Say why: it stays on record.", where="reason")
    if len(reason) > leases.MAX_REASON:
        raise Invalid(f"The reason is longer than {leases.MAX_REASON} characters.", where="reason")
