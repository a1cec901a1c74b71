"""A person hands a task up to somebody more trusted, with a reason, instead of guessing."""

import msgspec
from sqlalchemy import Connection

from labelwright.core.errors import Conflict, Invalid, InvalidAnswer
from labelwright.core.records import Annotation, Item
from labelwright.storage import events
from labelwright.workflow import routing
from labelwright.workflow.service import (
    answers,
    assignments,
    drafts,
    escalations,
    leases,
    lifting,
    running,
    settle,
    tasks,
)
from labelwright.workflow.service.assignments import WORK, Assignment
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Happening, Task


def escalate(
    conn: Connection,
    actor: str,
    assignment_id: str,
    reason: str,
    annotations: list[Annotation] | None,
    now: int,
) -> Task:
    """Hand the task of an assignment up to a later stage (`routing.above`), which judges what there is so far.

    What the person has made of it goes along as an unfinished answer where nothing else stands yet: `annotations`, or
    the draft where those are None. The draft is kept. Raises `Conflict` where no stage is above or the task has gone
    on, and `InvalidAnswer` for annotations that could not even be an unfinished answer.
    """
    _check(reason)
    held = leases.own(conn, actor, assignment_id)
    project = running.hold(conn, held.project_id)
    running.must_label(running.hold_role(conn, project.id, actor))
    running.must_run(project)
    task = tasks.lock(conn, held.task_id)
    gone = held.purpose == WORK and (task.stage, task.round) != (held.stage, held.round)
    if held.state != "active" or gone:
        raise Conflict("The task has gone on: this assignment is over.", remedy="Take the next one.")
    target = routing.above(project.stages, held.stage)
    if target is None:
        raise Conflict("Nobody is above this stage to decide.", remedy="Skip the task, or ask in a comment.")
    if held.purpose != WORK:
        return _as_work(conn, project, task, held, target, reason.strip(), annotations, now)
    before = task
    task = _with_work(conn, project, task, held, annotations, now)
    assignments.end(conn, held, "released", now, reason.strip())
    task = lifting.lifted(conn, project, task, target, now)
    escalations.keep(conn, before, target, now, user_id=actor, assignment_id=held.id, reason=reason.strip())
    data = {"assignment": held.id, "reason": reason.strip(), "stage": held.stage, "to": target}
    return tasks.change(conn, before, task, Happening(actor, "task.escalated", task.id, data), now)


def _as_work(
    conn: Connection,
    project: Running,
    task: Task,
    held: Assignment,
    target: int,
    reason: str,
    annotations: list[Annotation] | None,
    now: int,
) -> Task:
    """What a person sees who hands gold up without knowing it: as of any other task, though this one stays."""
    given = _unfinished(conn, project, answers.item(conn, task.item_id), held, annotations)
    if given:
        answers.write(
            conn, task, given, kind="person", revision=project.revision, now=now, held=held, extra=True
        )
    assignments.end(conn, held, "skipped", now, reason)
    data = {"assignment": held.id, "reason": reason, "pool": held.purpose}
    events.append(conn, project.id, "gold.escalated", held.user_id, task.id, data, at=now)
    return msgspec.structs.replace(task, stage=target, state="open")


def _with_work(
    conn: Connection,
    project: Running,
    task: Task,
    held: Assignment,
    given: list[Annotation] | None,
    now: int,
) -> Task:
    """The task with the person's unfinished answer as its truth, where neither a truth nor a vote is there."""
    item = answers.item(conn, task.item_id)
    task = settle.standing(conn, project, task, item, now)
    if task.truth_answer_id is not None:
        return task
    whole = _unfinished(conn, project, item, held, given)
    if not whole:
        return task
    answer_id = answers.write(
        conn, task, whole, kind="person", revision=project.revision, now=now, held=held, extra=True
    )
    return lifting.with_truth(conn, task, answer_id, whole)


def _unfinished(
    conn: Connection, project: Running, item: Item, held: Assignment, given: list[Annotation] | None
) -> list[Annotation]:
    """What the person has made so far: what they give, else their draft."""
    draft = drafts.read(conn, held.id) if given is None else None
    whole = project.rules.complete(draft.annotations if draft else given or [])
    problems = project.rules.unfinished().problems(whole, item) if whole else ()
    if problems:
        raise InvalidAnswer("What you have made breaks the rules of the project.", problems=problems)
    return whole


def _check(reason: str) -> None:
    if not reason.strip():
        raise Invalid("Say why you hand this task up.", where="reason")
    if len(reason) > leases.MAX_REASON:
        raise Invalid(f"The reason is longer than {leases.MAX_REASON} characters.", where="reason")
