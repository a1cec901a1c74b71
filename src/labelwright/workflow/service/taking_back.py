"""A verdict is taken back by who gave it, while nobody has built on it. Nothing is removed.

It stays on record, its assignment steps out of the way as that of a verdict called back does (`assignments.reopen`),
and an event tells of it. What a fix made stays too, and counts no more: what was judged stands again. Threads that came
with the verdict are resolved.
"""

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.access import may
from labelwright.core.errors import Conflict
from labelwright.storage.sql import Sql
from labelwright.workflow import routing
from labelwright.workflow.service import answers, assignments, settle, skills, tasks, threads
from labelwright.workflow.service.gold import kept
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Happening, Task


class Last(Struct, frozen=True):
    """The newest verdict on a task that was not called back. `made` are the answers of a fix and its corrections."""

    id: str
    answer_id: str
    reviewer_id: str
    outcome: str
    created_at: int
    stage: int
    round: int
    assignment_id: str
    made: tuple[str, ...] = ()

    @property
    def left(self) -> str | None:
        """What stood when the verdict was given: nothing after a rejection."""
        if self.outcome == "reject":
            return None
        return self.made[-1] if self.made else self.answer_id


_LAST = Sql(
    "SELECT v.id, v.answer_id, v.reviewer_id, v.outcome, v.created_at, a.stage, a.round, a.id FROM verdicts v"
    " JOIN assignments a ON a.id = v.assignment_id WHERE v.task_id = :task AND a.round >= 0"
    " ORDER BY v.created_at DESC, v.id DESC LIMIT 1"
)
_MADE = Sql("SELECT id FROM answers WHERE assignment_id = :assignment AND NOT extra ORDER BY created_at, id")
_SINCE = Sql(
    "SELECT 1 FROM answers WHERE task_id = :task AND kind = 'person' AND NOT extra AND created_at >= :since"
    " AND assignment_id <> :assignment LIMIT 1"
)
_TAKE_BACK = Sql(
    "INSERT INTO set_aside (answer_id, project_id, user_id, mode, batch, created_by, created_at)"
    " VALUES (:answer, :project, :user, 'taken-back', :verdict, :user, :now)"
)


def take_one_back(conn: Connection, project: Running, role: str, actor: str, task: Task, now: int) -> None:
    """Let a locked task wait for a verdict again, as it did before a person gave theirs.

    Raises `Conflict` where the last verdict is somebody else's, where others have gone on since, and where the task is
    gold, whose right answer must not begin to move; of that only those are told who may see gold.
    """
    last = _last(conn, task)
    if last is None or last.reviewer_id != actor:
        raise Conflict("The last verdict on it is not yours.")
    known = kept.read(conn, task.id)
    is_gold = known is not None and known.retired_at is None
    if is_gold and may(role, "gold.view"):
        raise Conflict("It has become gold.", remedy="Retire the gold first.")
    if is_gold or not _follows(task, last) or _built_on(conn, task, last):
        raise Conflict("Others have gone on with it since.")
    assignments.reopen(conn, msgspec.structs.replace(task, round=last.round), last.stage)
    before = msgspec.structs.replace(task, round=last.round, truth_answer_id=last.answer_id)
    if last.outcome == "reject":
        before = settle.weighed_again(conn, project, before, last.stage)
    if last.outcome == "fix":
        before = _without(conn, before, last, now)
    if last.outcome != "reject":
        _score_again(conn, project, before, now)
    after = settle.at(project, before, routing.Place(last.stage, 1), now)
    data: dict[str, Any] = {"verdict": last.id, "answer": last.answer_id, "outcome": last.outcome}
    if last.made:
        data["made"] = list(last.made)
    tasks.change(conn, task, after, Happening(actor, "verdict.taken-back", task.id, data), now)
    threads.resolve_said(conn, actor, task.id, last.created_at, now)


def _last(conn: Connection, task: Task) -> Last | None:
    row = _LAST(conn, {"task": task.id}).fetchone()
    if row is None:
        return None
    last = Last(*row)
    made = _MADE(conn, {"assignment": last.assignment_id}).fetchall() if last.outcome == "fix" else []
    return msgspec.structs.replace(last, made=tuple(answer_id for (answer_id,) in made))


def _follows(task: Task, last: Last) -> bool:
    """Whether the task stands as the verdict left it."""
    untouched = task.state == "done" or (task.state == "open" and task.votes_given == 0)
    round_ = last.round + 1 if last.outcome == "reject" else last.round
    return untouched and task.round == round_ and task.truth_answer_id == last.left


def _built_on(conn: Connection, task: Task, last: Last) -> bool:
    since = {"task": task.id, "since": last.created_at, "assignment": last.assignment_id}
    return bool(assignments.of_task(conn, task)) or _SINCE(conn, since).fetchone() is not None


def _without(conn: Connection, before: Task, last: Last, now: int) -> Task:
    """The task with what was judged standing again; the answers of the fix are taken back."""
    row = {"project": before.project_id, "user": last.reviewer_id, "verdict": last.id, "now": now}
    _TAKE_BACK.many(conn, [{**row, "answer": answer_id} for answer_id in last.made])
    shown = answers.show(conn, before, answers.annotations_of(conn, last.answer_id))
    return msgspec.structs.replace(before, annotation_count=shown)


def _score_again(conn: Connection, project: Running, before: Task, now: int) -> None:
    """Keep how right everybody was by what stood before: an earlier verdict, or a consensus; else it is not known."""
    said = [one for one in answers.verdicts_of(conn, before.id) if _let_stand(one, before)]
    judge = said[-1].reviewer_id if said else ""
    people = {user for user, _, _ in answers.made(conn, before)} - {judge}
    known = bool(judge) or len(people) > 1
    if known:
        item = answers.item(conn, before.item_id)
        stands = answers.annotations_of(conn, before.truth_answer_id or "")
        settle.score(conn, project, before, item, stands, now, judge=judge)
        if not judge:
            settle.teach(conn, project, before, item)
    skills.forget(conn, project.id, before.id, [judge] if known else sorted(people), "verdict")


def _let_stand(said: answers.Verdict, task: Task) -> bool:
    return said.round == task.round and said.outcome != "reject"
