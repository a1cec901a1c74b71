"""A task moves up to a later stage that judges, passing by those between, with whatever answer there is to judge."""

import msgspec
from sqlalchemy import Connection

from labelwright.core.records import Annotation
from labelwright.storage.sql import Sql
from labelwright.workflow import routing
from labelwright.workflow.service import answers, assignments, settle
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Task

_MODEL = Sql(
    "SELECT id FROM answers WHERE task_id = :task AND kind IN ('model', 'import')"
    " ORDER BY created_at DESC, id DESC LIMIT 1"
)


def lifted(conn: Connection, project: Running, task: Task, stage: int, now: int) -> Task:
    """A locked task at a later stage. What is judged there is the truth, else what its votes so far say, else the
    newest answer by a model or an import, else nothing: an answer without annotations, by nobody.

    Whoever has it in hand submits an extra answer.
    """
    task = settle.standing(conn, project, task, answers.item(conn, task.item_id), now)
    if task.truth_answer_id is None:
        found = answers.read(conn, _MODEL.scalar(conn, {"task": task.id}) or "")
        if found is None:
            none = answers.write(conn, task, [], kind="consensus", revision=project.revision, now=now)
            task = with_truth(conn, task, none, [])
        else:
            task = with_truth(conn, task, found.id, found.annotations)
    assignments.close(conn, task, now)
    return settle.at(project, task, routing.Place(stage, 1), now)


def with_truth(conn: Connection, task: Task, answer_id: str, annotations: list[Annotation]) -> Task:
    """The task with an answer that stands."""
    shown = answers.show(conn, task, annotations)
    return msgspec.structs.replace(task, truth_answer_id=answer_id, annotation_count=shown)
