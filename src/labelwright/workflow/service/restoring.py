"""An earlier answer stands again: it is written anew, and what stood until now stays beside it.

Restoring what stood before undoes it. Nobody's verdict is taken back: all that was said of other answers stays theirs.
"""

import msgspec
from sqlalchemy import Connection

from labelwright.core.errors import Conflict, NotFound
from labelwright.workflow import routing
from labelwright.workflow.service import answers, assignments, facts, running, settle, tasks
from labelwright.workflow.service.checking import checked
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.submit import Submitted
from labelwright.workflow.service.tasks import Happening, Task


def restore(conn: Connection, actor: str, task_id: str, answer_id: str, reason: str, now: int) -> Submitted:
    """Let a task stand with a copy of one of its answers, which it keeps as its parent and its source.

    A task that is done stays done. One that is being judged is judged anew from this stage on: what people have in
    hand of it ends, and verdicts of this round on another answer count no more. The answers of the round are scored
    by what stands now, but for the actor's own. Raises `NotFound`, `InvalidAnswer` where the answer does not fit the
    project's document any more, and `Conflict` where nothing stands yet or this very answer does.
    """
    project = running.hold(conn, tasks.read(conn, task_id).project_id)
    running.must_run(project)
    task = tasks.lock(conn, task_id)
    chosen = answers.read(conn, answer_id)
    if chosen is None or chosen.task_id != task.id:
        raise NotFound("There is no such answer to this task.", where="answer_id")
    _check(project, task, chosen.id)
    item = answers.item(conn, task.item_id)
    found = checked(project, item, chosen.annotations)
    made = answers.write(
        conn, task, found.annotations, kind="consensus", revision=project.revision, now=now,
        parent=chosen.id, sources=[chosen.id],
    )  # fmt: skip
    shown = answers.show(conn, task, found.annotations)
    after = msgspec.structs.replace(task, truth_answer_id=made, annotation_count=shown)
    if task.state != "done":
        after = _judged_anew(conn, project, after, now)
    settle.score(conn, project, task, item, found.annotations, now, judge=actor)
    told = {
        "answer": made, "restores": chosen.id, "former": task.truth_answer_id, "reason": reason, **found.told,
    }  # fmt: skip
    what = Happening(actor, "answer.restored", task.id, told)
    return Submitted(made, tasks.change(conn, task, after, what, now), warnings=found.warnings)


def _check(project: Running, task: Task, answer_id: str) -> None:
    if task.truth_answer_id == answer_id:
        raise Conflict("This answer stands already.")
    if task.state == "archived":
        raise Conflict("The task is archived.", remedy="Restore the task first.")
    if task.truth_answer_id is None or (
        task.state != "done" and not routing.judges(project.stages[task.stage])
    ):
        raise Conflict(
            "The task still waits for answers, so none stands that could be replaced.",
            remedy="Wait until its answers are in, or correct your own.",
        )


def _judged_anew(conn: Connection, project: Running, task: Task, now: int) -> Task:
    """The task with nothing in hand and no vote counted in the stage that judges it."""
    assignments.close(conn, task, now)
    assignments.reopen(conn, task, task.stage)
    votes = max(1, routing.wants(project.stages[task.stage], facts.case(conn, project, task)))
    return msgspec.structs.replace(task, state="open", votes_wanted=votes, votes_given=0)
