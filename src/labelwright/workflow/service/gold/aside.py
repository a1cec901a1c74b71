"""Setting a person's past answers aside, and taking that back.

A `void` answer is a vote no more; a `discount`ed one is, but wants another beside it. Tasks that wait are counted anew.
One that has gone on by such a vote, and of which no reviewer has said anything since, comes back to the stage and round
of the vote and wants one more. What stood before is in the record, so that undoing it restores exactly that wherever
nobody has worked in between.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.errors import Conflict, Invalid, NotFound
from labelwright.storage.counting import CALLED_BACK
from labelwright.storage.ids import new_id
from labelwright.storage.sql import Sql
from labelwright.workflow import routing
from labelwright.workflow.service import answers, assignments, running, settle, tasks
from labelwright.workflow.service.answers import Answer
from labelwright.workflow.service.gold import kept
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Happening, Task

MODES = ("void", "discount")
CHUNK = 200
"""The most tasks that one call takes. Its caller calls again, in another unit of work, while there are `more`."""

MAX_REASON = 2000


class Wish(Struct, frozen=True):
    """Whose answers are set aside, as what, those given from `since` up to `until` (microseconds UTC), and why.

    `by` is the lead who does it; None where the project document does.
    """

    user_id: str
    mode: str
    since: int
    until: int
    reason: str = ""
    by: str | None = None
    batch: str = msgspec.field(default_factory=new_id)


class Step(Struct, frozen=True):
    """What one call did: to so many answers of so many tasks, `reopened` of them; whether there are more."""

    answers: int = 0
    tasks: int = 0
    reopened: int = 0
    more: bool = False


_MEANT = (
    "FROM answers b JOIN assignments a ON a.id = b.assignment_id"
    " WHERE b.project_id = :project AND b.annotator_id = :user AND b.created_at >= :since AND b.created_at <= :until"
    " AND NOT b.extra AND a.purpose = 'work' AND a.judged_answer_id IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM set_aside s WHERE s.answer_id = b.id AND s.undone_at IS NULL"
    " AND (s.mode = 'void' OR s.mode = :mode))"
)
_COUNT = Sql(f"SELECT count(*), count(DISTINCT b.task_id) {_MEANT}")
_TASKS = Sql(f"SELECT DISTINCT b.task_id {_MEANT} ORDER BY b.task_id LIMIT {CHUNK + 1}")
_OF_TASK = Sql(f"SELECT b.id {_MEANT} AND b.task_id = :task ORDER BY b.created_at, b.id")
_SET = Sql(
    "INSERT INTO set_aside (answer_id, project_id, user_id, mode, batch, reason, created_by, created_at)"
    " VALUES (:answer, :project, :user, :mode, :batch, :reason, :by, :now)"
    " ON CONFLICT (answer_id) DO UPDATE SET mode = excluded.mode, batch = excluded.batch, reason = excluded.reason,"
    " created_by = excluded.created_by, created_at = excluded.created_at, undone_at = NULL"
)
_JUDGED = Sql(
    "SELECT 1 FROM verdicts v WHERE task_id = :task AND round = :round AND outcome IN ('accept', 'fix')"  # noqa: S608
    f" AND NOT {CALLED_BACK} LIMIT 1"
)
_IS_SOURCE = Sql("SELECT 1 FROM answer_sources WHERE answer_id = :truth AND source_id = :answer")
_BATCH = Sql(
    "SELECT user_id FROM set_aside WHERE project_id = :project AND batch = :batch AND mode <> 'taken-back' LIMIT 1"
)
_BATCH_TASKS = Sql(
    "SELECT DISTINCT b.task_id FROM set_aside s JOIN answers b ON b.id = s.answer_id"  # noqa: S608
    " WHERE s.project_id = :project AND s.batch = :batch AND s.undone_at IS NULL"
    f" ORDER BY b.task_id LIMIT {CHUNK + 1}"
)
_BATCH_OF_TASK = Sql(
    "SELECT s.answer_id FROM set_aside s JOIN answers b ON b.id = s.answer_id"
    " WHERE s.project_id = :project AND s.batch = :batch AND s.undone_at IS NULL AND b.task_id = :task"
    " ORDER BY b.created_at, b.id"
)
_UNDO = Sql("UPDATE set_aside SET undone_at = :now WHERE answer_id = :answer")
_TOLD = Sql(
    "SELECT data FROM events WHERE project_id = :project AND subject = :batch AND kind = 'votes.set-aside' ORDER BY seq"
)
_KEPT = (
    "stage", "round", "state", "votes_wanted", "votes_given", "truth_answer_id", "agreement", "probability",
    "annotation_count", "assigned_to",
)  # fmt: skip
"""What the record keeps of a task as it stood, and as it was left."""


def concerned(conn: Connection, project_id: str, wish: Wish) -> Step:
    """How many answers, and of how many tasks, would be set aside."""
    found, of_tasks = _COUNT(conn, _params(project_id, wish)).fetchone()
    return Step(found, of_tasks)


def set_aside(conn: Connection, project_id: str, wish: Wish, now: int) -> Step:
    """Set the answers of the next tasks aside. All calls of one wish are one batch."""
    _check(wish)
    project = running.hold(conn, project_id)
    running.must_run(project)
    chosen = [row[0] for row in _TASKS(conn, _params(project_id, wish)).fetchall()]
    changes: list[tuple[Task, Task]] = []
    count = 0
    for task in tasks.lock_many(conn, chosen[:CHUNK]):
        rows = _OF_TASK(conn, {**_params(project_id, wish), "task": task.id}).fetchall()
        row: dict[str, Any] = {
            "project": project_id,
            "user": wish.user_id,
            "mode": wish.mode,
            "batch": wish.batch,
        }
        row |= {"reason": wish.reason.strip(), "by": wish.by, "now": now}
        vote = answers.read(conn, rows[-1][0]) if rows else None
        _SET.many(conn, [{**row, "answer": answer} for (answer,) in rows])
        count += len(rows)
        if vote is not None:
            changes.append((task, _without(conn, project, task, vote, now)))
    step = Step(count, len(changes), sum(_came_back(*change) for change in changes), len(chosen) > CHUNK)
    if changes:
        what = Happening(wish.by or "", "votes.set-aside", wish.batch, _told(wish, step, changes))
        tasks.change_many(conn, project_id, changes, what, now)
    return step


def undo(conn: Connection, actor: str, project_id: str, batch: str, now: int) -> Step:
    """Let the answers of a batch count again, those of the next tasks. Raises `NotFound`, and `Conflict` where that
    was done before."""
    project = running.hold(conn, project_id)
    running.must_run(project)
    params = {"project": project_id, "batch": batch}
    if _BATCH.scalar(conn, params) is None:
        raise NotFound("There is no such batch of answers set aside.")
    chosen = [row[0] for row in _BATCH_TASKS(conn, params).fetchall()]
    if not chosen:
        raise Conflict("These answers count again already.")
    stood = _stood(conn, params)
    changes: list[tuple[Task, Task]] = []
    count = 0
    for task in tasks.lock_many(conn, chosen[:CHUNK]):
        rows = _BATCH_OF_TASK(conn, {**params, "task": task.id}).fetchall()
        for (answer,) in rows:
            _UNDO(conn, {"answer": answer, "now": now})
        vote = answers.read(conn, rows[-1][0]) if rows else None
        count += len(rows)
        if vote is not None:
            changes.append((task, _with(conn, project, task, vote, stood.get(task.id), now)))
    data = {"batch": batch, "answers": count, "tasks": [task.seq for task, _ in changes]}
    tasks.change_many(conn, project_id, changes, Happening(actor, "votes.counted-again", batch, data), now)
    return Step(count, len(changes), 0, len(chosen) > CHUNK)


def _without(conn: Connection, project: Running, task: Task, vote: Answer, now: int) -> Task:
    """The task as it is without a vote that has just been set aside, or with one more wanted beside it."""
    if task.round != vote.round or not 0 <= vote.stage < len(project.stages):
        return task
    if _waits(task, vote):
        return _recounted(conn, project, task, now)
    moved_on = task.state == "done" or task.stage > vote.stage
    if not moved_on or task.state == "archived" or not _rests_on(conn, task, vote):
        return task
    gold = kept.read(conn, task.id)
    vouched = gold is not None and gold.retired_at is None
    if vouched or _JUDGED.scalar(conn, {"task": task.id, "round": task.round}) is not None:
        return task
    assignments.close(conn, task, now)
    return settle.reopened(conn, project, task, vote.stage, answers.item(conn, task.item_id), now)


def _with(
    conn: Connection,
    project: Running,
    task: Task,
    vote: Answer,
    stood: tuple[Mapping[str, Any], Mapping[str, Any]] | None,
    now: int,
) -> Task:
    """The task as it is with a vote that counts again: as it stood, where nobody has worked on it since."""
    if stood is not None and stood[1] == _place(task):
        assignments.close(conn, task, now)
        before: dict[str, Any] = dict(stood[0])
        truth = before["truth_answer_id"]
        given = answers.annotations_of(conn, truth) if truth else _newest_vote(conn, task)
        before["annotation_count"] = answers.show(conn, task, given)
        return msgspec.structs.replace(task, **before)
    if task.round == vote.round and _waits(task, vote):
        return _recounted(conn, project, task, now)
    return task


def _waits(task: Task, vote: Answer) -> bool:
    return task.stage == vote.stage and (
        task.state in ("open", "waiting", "skipped")
        or (task.state == "archived" and task.votes_given < task.votes_wanted)
    )


def _recounted(conn: Connection, project: Running, task: Task, now: int) -> Task:
    """The task by the votes that count now. One that was set aside or archived stays so while it is here."""
    if routing.judges(project.stages[task.stage]):
        return task
    item = answers.item(conn, task.item_id)
    after = settle.decide(conn, project, task, item, answers.votes(conn, task), now)
    here = (after.stage, after.state) == (task.stage, "open")
    held = task.state if task.state == "archived" or (task.state == "skipped" and here) else after.state
    return msgspec.structs.replace(after, state=held)


def _rests_on(conn: Connection, task: Task, vote: Answer) -> bool:
    """Whether what stands for a task is this vote, or was made of it."""
    if task.truth_answer_id == vote.id:
        return True
    return _IS_SOURCE(conn, {"truth": task.truth_answer_id, "answer": vote.id}).fetchone() is not None


def _newest_vote(conn: Connection, task: Task) -> Any:
    given = answers.votes(conn, task)
    return given[-1][1] if given else []


def _came_back(before: Task, after: Task) -> bool:
    return before.truth_answer_id is not None and after.truth_answer_id is None


def _told(wish: Wish, step: Step, changes: Sequence[tuple[Task, Task]]) -> dict[str, Any]:
    moved = [(before, after) for before, after in changes if before != after]
    return {
        "user": wish.user_id,
        "mode": wish.mode,
        "reason": wish.reason.strip(),
        "answers": step.answers,
        "tasks": [before.seq for before, _ in changes],
        "more": step.more,
        "stood": {before.id: [_place(before), _place(after)] for before, after in moved},
    }


def _stood(conn: Connection, batch: Mapping[str, str]) -> dict[str, Any]:
    """How tasks stood before a batch, and how it left them, by their ids."""
    found: dict[str, Any] = {}
    for (data,) in _TOLD(conn, batch).fetchall():
        found |= msgspec.json.decode(data)["stood"]
    return found


def _place(task: Task) -> dict[str, Any]:
    place = {name: getattr(task, name) for name in _KEPT}
    return place | {"state": "waiting"} if task.state == "open" and task.votes_given else place


def _params(project_id: str, wish: Wish) -> dict[str, Any]:
    return {
        "project": project_id, "user": wish.user_id, "mode": wish.mode, "since": wish.since, "until": wish.until,
    }  # fmt: skip


def _check(wish: Wish) -> None:
    if wish.mode not in MODES:
        raise Invalid(
            f"“{wish.mode[:50]}” is no way to set answers aside.",
            where="mode",
            remedy="Say void or discount.",
        )
    if len(wish.reason) > MAX_REASON:
        raise Invalid(f"The reason is longer than {MAX_REASON} characters.", where="reason")
