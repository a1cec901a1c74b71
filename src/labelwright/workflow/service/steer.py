"""What those who run a project do with its tasks: assign, give priority, requeue, archive, restore; one or many.

Each call is one bounded chunk in one unit of work, told as one event. `changed` counts what was not so before.
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.access import may_take
from labelwright.core.errors import Conflict, Invalid, NotFound, TooLarge
from labelwright.workflow import routing
from labelwright.workflow.service import assignments, deadlines, facts, queue, running, settle, tasks
from labelwright.workflow.service.deadlines import MAX_PRIORITY
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Happening, Task

CHUNK = 1000
"""The most tasks that one call takes. Callers with more, such as a filter, call again for the next chunk."""


class Steered(Struct, frozen=True):
    """How many tasks were changed, and how many could not be, with an example of why."""

    changed: int
    refused: int = 0
    why: str = ""


Change = Callable[[Task], Task]


def assign(
    conn: Connection, actor: str, project_id: str, task_ids: Sequence[str], user_id: str | None, now: int
) -> Steered:
    """Keep tasks for one person, who is then given them before all others; None lets everybody have them again.

    Refused for a task whose stage that person may not do, or to which they have given their part.
    """
    project = running.hold(conn, project_id)
    role = running.role_of(conn, project_id, user_id) if user_id else ""
    if user_id and not role:
        raise NotFound("There is no such member in this project.")

    def kept(task: Task) -> Task:
        if user_id is not None:
            settings = project.stages[task.stage]
            if task.state not in ("open", "waiting"):
                raise Conflict(f"A task that is {task.state} cannot be assigned.", remedy="Requeue it first.")
            if not may_take(role, settings.by):
                raise Conflict(f"The stage “{settings.name}” is not done by their role.")
            held = {one.user_id for one in assignments.of_task(conn, task)}
            judging = routing.judges(settings)
            if user_id not in held and not queue.suits(conn, task, user_id, judging=judging):
                raise Conflict("They have done their part of it.")
        return msgspec.structs.replace(task, assigned_to=user_id)

    return _steer(conn, project, actor, task_ids, "task.assigned", {"to": user_id}, kept, now)


def set_priority(
    conn: Connection, actor: str, project_id: str, task_ids: Sequence[str], priority: int, now: int
) -> Steered:
    """Let tasks come sooner (above 0) or later (below 0)."""
    if not -MAX_PRIORITY <= priority <= MAX_PRIORITY:
        raise Invalid(f"A priority is between −{MAX_PRIORITY} and {MAX_PRIORITY}.", where="priority")

    def ranked(task: Task) -> Task:
        return deadlines.ranked(task, priority)

    data = {"priority": priority}
    return _steer(
        conn, running.hold(conn, project_id), actor, task_ids, "task.prioritised", data, ranked, now
    )


def requeue(
    conn: Connection,
    actor: str,
    project_id: str,
    task_ids: Sequence[str],
    now: int,
    *,
    stage: int | None = None,
) -> Steered:
    """Have tasks done again: those set aside go on where they were, the others begin a new round.

    A `stage` that makes answers begins a round there; one that judges has the answer that stands judged again.
    """
    project = running.hold(conn, project_id)
    if stage is not None and not 0 <= stage < len(project.stages):
        raise NotFound(f"The project has no stage {stage}.")

    def queued(task: Task) -> Task:
        if task.state == "archived":
            raise Conflict("An archived task cannot be done again.", remedy="Restore it first.")
        if task.state == "skipped" and stage in (None, task.stage):
            assignments.unskip(conn, task)
            return msgspec.structs.replace(task, state="open", assigned_to=None)
        target = routing.first(project.stages) if stage is None else stage
        settings = project.stages[target]
        if routing.judges(settings) and (task.truth_answer_id is None or task.stage < target):
            raise Conflict("It has no answer to judge yet.")
        if (task.stage, task.votes_given, task.state) == (target, 0, "open"):
            return task
        assignments.close(conn, task, now)
        votes = max(1, routing.wants(settings, facts.case(conn, project, task)))
        if not routing.judges(settings):
            return settle.again(project, task, routing.Place(target, votes), now)
        assignments.reopen(conn, task, target)
        return settle.at(project, task, routing.Place(target, votes), now)

    return _steer(conn, project, actor, task_ids, "task.requeued", {"stage": stage}, queued, now)


def archive(conn: Connection, actor: str, project_id: str, task_ids: Sequence[str], now: int) -> Steered:
    """Take tasks out of the work. What people still have in hand of them is kept as extra when it comes."""

    def archived(task: Task) -> Task:
        assignments.close(conn, task, now)
        return msgspec.structs.replace(task, state="archived", assigned_to=None)

    project = running.hold(conn, project_id)
    return _steer(conn, project, actor, task_ids, "task.archived", {}, archived, now)


def restore(conn: Connection, actor: str, project_id: str, task_ids: Sequence[str], now: int) -> Steered:
    """Bring archived tasks back to where they were: done, or in the queue of their stage."""

    def restored(task: Task) -> Task:
        if task.state != "archived":
            return task
        done = task.votes_given >= task.votes_wanted
        return msgspec.structs.replace(task, state="done" if done else "open")

    project = running.hold(conn, project_id)
    return _steer(conn, project, actor, task_ids, "task.restored", {}, restored, now)


def _steer(
    conn: Connection,
    project: Running,
    actor: str,
    task_ids: Sequence[str],
    kind: str,
    data: Mapping[str, object],
    change: Change,
    now: int,
) -> Steered:
    running.must_run(project)
    if len(task_ids) > CHUNK:
        raise TooLarge(f"At most {CHUNK} tasks can be changed at once.", remedy="Send them in parts.")
    changes: list[tuple[Task, Task]] = []
    refused, why = 0, ""
    for task in tasks.lock_many(conn, sorted(set(task_ids))):
        if task.project_id != project.id:
            raise NotFound("There is no such task in this project.")
        try:
            after = change(task)
        except Conflict as error:
            refused, why = refused + 1, why or f"Task {task.seq}: {error}"
            continue
        if after != task:
            changes.append((task, after))
    if changes:
        numbers = [task.seq for task, _ in changes]
        subject = changes[0][0].id if len(changes) == 1 else project.id
        what = Happening(actor, kind, subject, {**data, "tasks": numbers})
        tasks.change_many(conn, project.id, changes, what, now)
    return Steered(len(changes), refused, why)
