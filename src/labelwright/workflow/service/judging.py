"""Verdicts on many tasks at once, and verdicts taken back. What holds of a single verdict holds of each of many."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.access import may, may_take
from labelwright.core.errors import Conflict, InvalidAnswer, NotAllowed, NotFound, TooLarge
from labelwright.workflow import routing
from labelwright.workflow.service import (
    answers,
    assignments,
    leases,
    queue,
    running,
    submit,
    taking_back,
    tasks,
)
from labelwright.workflow.service.checking import checked
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.submit import Judgement, Submission
from labelwright.workflow.service.tasks import Task

CHUNK = 200
"""The most tasks that one call takes. Callers with more call again for the next chunk."""


class Refused(Struct, frozen=True):
    """A task of which nothing came, and why."""

    task_id: str
    seq: int
    why: str


class Judged(Struct, frozen=True):
    """The tasks that were done, and those that were not."""

    ids: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()


def judge(
    conn: Connection, actor: str, project_id: str, task_ids: Sequence[str], judgement: Judgement, now: int
) -> Judged:
    """Give the same verdict, accept or reject, on the answers that stand in tasks waiting to be judged.

    Refused, each with its reason, are tasks that wait for something else, that others have in hand or are kept for,
    and a person's own work. Raises as a single verdict does where the verdict itself is wrong.
    """
    submit.check_verdict(judgement.outcome, judgement.reason.strip(), fixing=False)
    said = Submission(verdict=judgement)
    return judge_each(conn, actor, project_id, task_ids, lambda _: said, now)


def judge_each(
    conn: Connection,
    actor: str,
    project_id: str,
    task_ids: Sequence[str],
    say: Callable[[Task], Submission],
    now: int,
    *,
    then: Callable[[Task], None] | None = None,
) -> Judged:
    """As `judge`, with what `say` makes of each task, which may be a fix. `then` follows where it was taken in."""
    project, role = _alone(conn, project_id, actor)
    leases.expire(conn, project.id, now, CHUNK)

    def judged(task: Task) -> None:
        _judge_one(conn, project, role, actor, task, say(task), now)
        if then is not None:
            then(task)

    return _each(conn, project, task_ids, judged)


def take_back(conn: Connection, actor: str, project_id: str, task_ids: Sequence[str], now: int) -> Judged:
    """Take back one's own last verdicts, whatever they were, on tasks where nobody has built on them."""
    project, role = _alone(conn, project_id, actor)

    def taken_back(task: Task) -> None:
        taking_back.take_one_back(conn, project, role, actor, task, now)

    return _each(conn, project, task_ids, taken_back)


def _alone(conn: Connection, project_id: str, actor: str) -> tuple[Running, str]:
    """The project for this unit of work alone, as each of many tasks takes locks that come before the audit chain."""
    project = running.claim(conn, project_id)
    role = running.hold_role(conn, project_id, actor)
    if not may(role, "review"):
        raise NotAllowed(
            "Your role in this project does not judge answers.",
            remedy="Ask those who run it for another role.",
        )
    running.must_run(project)
    return project, role


def _each(conn: Connection, project: Running, task_ids: Sequence[str], do: Callable[[Task], None]) -> Judged:
    if len(task_ids) > CHUNK:
        raise TooLarge(f"At most {CHUNK} tasks can be judged at once.", remedy="Send them in parts.")
    return one_by_one(locked(conn, project, task_ids), do)


def locked(conn: Connection, project: Running, task_ids: Sequence[str]) -> list[Task]:
    """These tasks, kept from others. Raises `NotFound` where one is of another project."""
    found = tasks.lock_many(conn, sorted(set(task_ids)))
    if any(task.project_id != project.id for task in found):
        raise NotFound("There is no such task in this project.")
    return found


def one_by_one(found: Sequence[Task], do: Callable[[Task], None]) -> Judged:
    """Do something with each task; those that refuse it stay as they are, and are told with why."""
    done: list[str] = []
    refused: list[Refused] = []
    for task in found:
        try:
            do(task)
        except (Conflict, InvalidAnswer) as error:
            refused.append(Refused(task.id, task.seq, error.message))
        else:
            done.append(task.id)
    return Judged(tuple(done), tuple(refused))


def _judge_one(
    conn: Connection, project: Running, role: str, actor: str, task: Task, given: Submission, now: int
) -> None:
    settings = project.stages[task.stage]
    judged = answers.read(conn, task.truth_answer_id) if task.truth_answer_id else None
    if task.state not in ("open", "waiting") or judged is None or not routing.judges(settings):
        raise Conflict("It does not wait for a verdict.")
    if not may_take(role, settings.by):
        raise Conflict(f"Your role does not judge in the stage “{settings.name}”.")
    if task.assigned_to not in (None, actor):
        raise Conflict("It is kept for somebody else.")
    if given.verdict is not None and given.verdict.outcome == "accept" and judged.extra:
        checked(project, answers.item(conn, task.item_id), judged.annotations)
    held = next((one for one in assignments.of_task(conn, task) if one.user_id == actor), None)
    if held is None:
        if task.free < 1:
            raise Conflict("Somebody has it in hand.")
        if not queue.suits(conn, task, actor, judging=True):
            raise Conflict("It is your own work, or you have done your part of it.")
        held = assignments.give(conn, task, actor, now, now)
    submit.submit_held(conn, project, role, actor, held.id, given, None, now)
