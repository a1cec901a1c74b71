"""How tasks follow a workflow that has changed, so that none is left in a stage that is gone or wants other votes."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, text

from labelwright.workflow import routing
from labelwright.workflow.service import answers, assignments, deadlines, facts, settle, tasks
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Happening, Task

CHUNK = 1000
_ASIDE = 1_000_000

_NEXT = text(
    "SELECT id, seq FROM tasks WHERE project_id = :project AND seq > :after ORDER BY seq LIMIT :limit"
)
_SHIFT = text("UPDATE assignments SET stage = :aside + :new WHERE project_id = :project AND stage = :old")
_LAND = text("UPDATE assignments SET stage = stage - :aside WHERE project_id = :project AND stage >= :least")


def follow(conn: Connection, old: Running, new: Running, actor: str, now: int) -> None:
    """Move every task of a claimed project to where it belongs in the new workflow."""
    targets = {i: _kept(old, new, i) for i in range(len(old.stages))}
    if any(target != i for i, target in targets.items()):
        _renumber(conn, old, targets)
    for chunk in _chunks(conn, old.id):
        changes = []
        for task in tasks.lock_many(conn, chunk):
            after = _followed(conn, old, new, targets, task, now)
            if after != task:
                changes.append((task, after))
        if changes:
            data = {"revision": new.revision, "tasks": [task.seq for task, _ in changes]}
            what = Happening(actor, "task.rerouted", old.id, data)
            tasks.change_many(conn, old.id, changes, what, now)


def _followed(
    conn: Connection, old: Running, new: Running, targets: dict[int, int | None], task: Task, now: int
) -> Task:
    last = len(new.stages) - 1
    finished = task.state == "done" or (task.state == "archived" and task.votes_given >= task.votes_wanted)
    if finished:
        return msgspec.structs.replace(task, stage=last)
    target = targets[task.stage]
    if target is not None:
        here = msgspec.structs.replace(task, stage=target)
        if new.stages[target].deadline_s != old.stages[task.stage].deadline_s:
            here = deadlines.entered(new, here, now)
        return _recounted(conn, new, here, now)
    assignments.close(conn, task, now)
    start = routing.successor(old.stages, new.stages, task.stage)
    if task.truth_answer_id is None and (start is None or routing.judges(new.stages[start])):
        makers = [i for i, s in enumerate(new.stages) if not routing.judges(s) and i <= (start or last)]
        start = makers[-1]
    moved = settle.onward(conn, new, task, start if start is not None else last + 1, now)
    return moved if task.state != "archived" else msgspec.structs.replace(moved, state="archived")


def _recounted(conn: Connection, new: Running, task: Task, now: int) -> Task:
    """The task in a stage that is kept, which may want more or fewer votes than before."""
    settings = new.stages[task.stage]
    wanted = routing.wants(settings, facts.case(conn, new, task))
    if wanted == 0:
        assignments.close(conn, task, now)
        moved = settle.onward(conn, new, task, task.stage + 1, now)
        return moved if task.state != "archived" else msgspec.structs.replace(moved, state="archived")
    if task.state in ("open", "waiting") and task.votes_given >= wanted:
        item = answers.item(conn, task.item_id)
        return settle.decide(conn, new, task, item, answers.votes(conn, task), now)
    return msgspec.structs.replace(task, votes_wanted=max(wanted, task.votes_given + 1))


def _kept(old: Running, new: Running, stage: int) -> int | None:
    settings = old.stages[stage]
    same = ((s.name, s.kind) == (settings.name, settings.kind) for s in new.stages)
    return next((i for i, found in enumerate(same) if found), None)


def _renumber(conn: Connection, old: Running, targets: dict[int, int | None]) -> None:
    """Let assignments name the stages by their new numbers; those of a stage that is gone get a negative one."""
    for stage, target in targets.items():
        number = target if target is not None else -(1000 * old.revision + stage + 1) - _ASIDE
        conn.execute(_SHIFT, {"project": old.id, "old": stage, "new": number, "aside": _ASIDE})
    conn.execute(_LAND, {"project": old.id, "aside": _ASIDE, "least": _ASIDE})


def _chunks(conn: Connection, project_id: str) -> Iterator[list[str]]:
    after = 0
    while rows := conn.execute(_NEXT, {"project": project_id, "after": after, "limit": CHUNK}).all():
        yield [row.id for row in rows]
        after = rows[-1].seq
