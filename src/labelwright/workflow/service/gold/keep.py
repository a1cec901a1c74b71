"""What those who run a project do with its gold: add it, move it between pools, say why, replace it, retire it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType
from sqlalchemy import Connection

from labelwright.core.errors import Conflict, Invalid, NotFound, TooLarge
from labelwright.storage.sql import Sql
from labelwright.workflow.service import answers, running, settle, skills, tasks
from labelwright.workflow.service.answers import Answer
from labelwright.workflow.service.gold import kept, results, scoring
from labelwright.workflow.service.gold.kept import POOLS, TRAINING, Gold
from labelwright.workflow.service.gold.results import Result
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Happening, Task

CHUNK = 1000
"""The most tasks that one call takes."""
MAX_NOTE = 2000


class Refused(Struct, frozen=True):
    """A task that cannot be gold, and why."""

    task_id: str
    message: str


class Made(Struct, frozen=True):
    """How many tasks were made gold, and those that could not be."""

    made: int
    refused: tuple[Refused, ...] = ()


class Change(Struct, frozen=True):
    """What is to be otherwise of gold; what is unset stays. `void` lets the results so far count no more, or again."""

    pool: str | UnsetType = UNSET
    note: str | UnsetType = UNSET
    answer_id: str | UnsetType = UNSET
    retired: bool | UnsetType = UNSET
    void: bool | UnsetType = UNSET


_PUT = Sql(
    "INSERT INTO gold (task_id, project_id, answer_id, pool, note, created_by, created_at, retired_at)"
    " VALUES (:task, :project, :answer, :pool, :note, :by, :now, NULL)"
    " ON CONFLICT (task_id) DO UPDATE SET answer_id = excluded.answer_id, pool = excluded.pool, note = excluded.note,"
    " retired_at = NULL"
)
_WRITE = Sql(
    "UPDATE gold SET answer_id = :answer_id, pool = :pool, note = :note, retired_at = :retired_at"
    " WHERE task_id = :task_id"
)


def add(
    conn: Connection,
    actor: str,
    project_id: str,
    chosen: Mapping[str, str | None],
    pool: str,
    note: str,
    now: int,
) -> Made:
    """Make tasks gold: of each the answer named, or the one that stands where it is None. What is gold already is
    changed to this.

    A task that is not done becomes so, with that answer; what people have in hand of it is kept as extra when it comes.
    """
    _check(pool, note)
    if len(chosen) > CHUNK:
        raise TooLarge(f"At most {CHUNK} tasks can be made gold at once.", remedy="Send them in parts.")
    project = running.hold(conn, project_id)
    running.must_run(project)
    found = tasks.lock_many(conn, sorted(chosen))
    known = {task.id for task in found if task.project_id == project_id}
    refused = [Refused(one, "There is no such task in this project.") for one in chosen if one not in known]
    changes: list[tuple[Task, Task]] = []
    replaced: list[tuple[Task, Answer]] = []
    for task in found:
        right, why = _right(conn, task, chosen[task.id]) if task.id in known else (None, "")
        if right is None:
            refused += [Refused(task.id, why)] if why else []
            continue
        before = kept.read(conn, task.id)
        row = {"task": task.id, "project": project_id, "answer": right.id, "pool": pool, "note": note.strip()}
        _PUT(conn, {**row, "by": actor, "now": now})
        changes.append((task, settle.by_answer(conn, project, task, right, now)))
        if before is not None and before.answer_id != right.id:
            replaced.append((task, right))
    _score_anew(conn, project, replaced, now)
    if changes:
        data = {"pool": pool, "tasks": [task.seq for task, _ in changes]}
        subject = changes[0][0].id if len(changes) == 1 else project_id
        tasks.change_many(conn, project_id, changes, Happening(actor, "gold.added", subject, data), now)
    return Made(len(changes), tuple(refused))


def change(conn: Connection, actor: str, project_id: str, task_id: str, wish: Change, now: int) -> Gold:
    """Change gold. With another answer the results so far are scored anew against it. Raises `NotFound`."""
    return change_many(conn, actor, project_id, [task_id], wish, now)[0]


def change_many(
    conn: Connection, actor: str, project_id: str, task_ids: Sequence[str], wish: Change, now: int
) -> list[Gold]:
    """Change gold alike, all of it or, where one is none, nothing; told as one event. Another answer goes
    with one task.

    Raises `NotFound` and `Conflict` as `change`.
    """
    if len(task_ids) > CHUNK:
        raise TooLarge(f"At most {CHUNK} gold tasks can be changed at once.", remedy="Send them in parts.")
    if wish.answer_id is not UNSET and len(task_ids) != 1:
        raise Invalid(
            "An answer is right for one task.", where="answer_id", remedy="Change those one by one."
        )
    project = running.hold(conn, project_id)
    running.must_run(project)
    asked = {name: value for name in Change.__struct_fields__ if (value := getattr(wish, name)) is not UNSET}
    changed: list[Gold] = []
    moves: list[tuple[Task, Task]] = []
    found = tasks.lock_many(conn, sorted(set(task_ids)))
    if len(found) < len(set(task_ids)):
        raise NotFound("There is no such gold.")
    for task in found:
        gold, moved = _changed(conn, project, task, wish, asked, now)
        changed.append(gold)
        moves.append((task, moved))
    if changed:
        data = asked if len(changed) == 1 else {**asked, "tasks": [task.seq for task, _ in moves]}
        subject = changed[0].task_id if len(changed) == 1 else project_id
        tasks.change_many(conn, project_id, moves, Happening(actor, "gold.changed", subject, data), now)
    return changed


def _changed(
    conn: Connection, project: Running, task: Task, wish: Change, asked: Mapping[str, Any], now: int
) -> tuple[Gold, Task]:
    """The gold of a locked task as it is kept now, and the task as it is to stand."""
    before = kept.read(conn, task.id)
    if before is None or before.project_id != project.id:
        raise NotFound("There is no such gold.")
    after = msgspec.structs.replace(
        before, **{k: v for k, v in asked.items() if k in ("pool", "note", "answer_id")}
    )
    if wish.retired is not UNSET:
        after = msgspec.structs.replace(after, retired_at=now if wish.retired else None)
    _check(after.pool, after.note)
    moved = task
    if after.answer_id != before.answer_id:
        right, why = _right(conn, task, after.answer_id)
        if right is None:
            raise Conflict(why, where="answer_id")
        moved = settle.by_answer(conn, project, task, right, now)
        _score_anew(conn, project, [(task, right)], now)
    if wish.void is not UNSET:
        _count(conn, project, task, void=wish.void, now=now)
    _WRITE(conn, msgspec.structs.asdict(after))
    return after, moved


def _right(conn: Connection, task: Task, named: str | None) -> tuple[Answer | None, str]:
    """The answer that is to be right, or why there is none."""
    if task.state == "archived":
        return None, "It is archived."
    answer_id = named or task.truth_answer_id
    if answer_id is None:
        return None, "It has no answer yet."
    found = answers.read(conn, answer_id)
    if found is None or found.task_id != task.id:
        return None, "This is no answer to it."
    return found, ""


def _score_anew(
    conn: Connection, project: Running, replaced: Iterable[tuple[Task, Answer]], now: int
) -> None:
    """Hold the results of tasks against another gold answer each."""
    anew: list[Result] = []
    for task, right in replaced:
        item = answers.item(conn, task.item_id)
        for result in results.of_task(conn, task.id):
            said = answers.annotations_of(conn, result.answer_id)
            score = scoring.compare(project, item, said, right.annotations)
            passed = scoring.passes(project, result.pool, score)
            results.rescore(conn, result.answer_id, right.id, score, passed=passed)
            anew.append(msgspec.structs.replace(result, score=score))
    _learn(conn, project, anew, now)


def _count(conn: Connection, project: Running, task: Task, *, void: bool, now: int) -> None:
    """Let the results of a task count no more, or again. A corrected answer stays void."""
    changed = results.of_task(conn, task.id, void=not void)
    if not void:
        counting = {result.user_id for result in results.of_task(conn, task.id)}
        newest = {result.user_id: result for result in changed}
        changed = [result for user, result in newest.items() if user not in counting]
    for result in changed:
        results.set_void(conn, result.answer_id, void=void)
    if void:
        skills.forget(conn, project.id, task.id, sorted({result.user_id for result in changed}), "gold")
    else:
        _learn(conn, project, changed, now)


def _learn(conn: Connection, project: Running, found: Sequence[Result], now: int) -> None:
    """Let skills follow results; people are counted in one order, as ever."""
    for result in sorted(found, key=lambda one: one.user_id):
        if result.pool != TRAINING:
            score = {result.user_id: (result.answer_id, result.score)}
            skills.score(conn, project.id, result.task_id, "gold", score, now)


def _check(pool: str, note: str) -> None:
    if pool not in POOLS:
        raise Invalid(
            f"“{pool[:50]}” is no pool of gold.", where="pool", remedy=f"Choose one of {', '.join(POOLS)}."
        )
    if len(note) > MAX_NOTE:
        raise Invalid(f"The note is longer than {MAX_NOTE} characters.", where="note")
