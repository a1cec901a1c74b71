"""What a new vote means for its task: the stage decides, the truth is settled, the task moves to its next place."""

import msgspec
from sqlalchemy import Connection

from labelwright.core.aggregation.majority import majority
from labelwright.core.agreement.percent import percent_agreement
from labelwright.core.records import Annotation, Item
from labelwright.core.registry import LABELS
from labelwright.core.stage import Vote
from labelwright.workflow import routing
from labelwright.workflow.service import answers, assignments
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Task

Given = list[tuple[Vote, list[Annotation]]]


def settle(
    conn: Connection,
    project: Running,
    task: Task,
    item: Item,
    vote: Vote,
    annotations: list[Annotation],
    now: int,
) -> Task:
    """The task after one more vote, which is already kept with its `annotations`; the caller writes the task."""
    first = task.votes_given == 0
    given = [(vote, annotations)] if first or vote.outcome else answers.votes(conn, task)
    return decide(conn, project, task, item, given, now)


def decide(conn: Connection, project: Running, task: Task, item: Item, given: Given, now: int) -> Task:
    """The task as its stage wants it after these votes, oldest first: it waits, goes on, or goes back."""
    settings = project.stages[task.stage]
    agreement = task.agreement
    if not routing.judges(settings):
        agreement = percent_agreement([a for _, a in given], item, project.spec.ontology, LABELS)
    decision = routing.decide(settings, [vote for vote, _ in given], agreement)
    counted = msgspec.structs.replace(task, votes_given=len(given), agreement=agreement, state="open")
    if decision.move == "stay":
        if task.truth_answer_id is None:
            counted = _shown(conn, counted, given[-1][1] if given else [])
        return msgspec.structs.replace(counted, votes_wanted=decision.votes_wanted)
    assignments.close(conn, task, now)
    if decision.move == "back":
        return _back(project, counted)
    counted = _with_truth(conn, project, counted, item, given, decision.truth, now)
    return onward(project, counted, task.stage + 1)


def onward(project: Running, task: Task, start: int) -> Task:
    """The task at the first stage from `start` on that wants it; done where none does."""
    place = routing.enter(project.stages, task.id, start)
    if place is None:
        last = len(project.stages) - 1
        wanted = min(task.votes_wanted, task.votes_given)
        return msgspec.structs.replace(task, stage=last, state="done", votes_wanted=wanted, assigned_to=None)
    return msgspec.structs.replace(
        task, stage=place.stage, state="open", votes_wanted=place.votes, votes_given=0, assigned_to=None
    )


def again(task: Task, place: routing.Place) -> Task:
    """The task in a new round at a place, with nothing decided; all its answers are kept."""
    return msgspec.structs.replace(
        task,
        stage=place.stage,
        round=task.round + 1,
        state="open",
        votes_wanted=place.votes,
        votes_given=0,
        truth_answer_id=None,
        agreement=None,
        assigned_to=None,
    )


def _back(project: Running, task: Task) -> Task:
    return again(task, routing.back(project.stages, task.stage, task.id))


def _with_truth(
    conn: Connection,
    project: Running,
    task: Task,
    item: Item,
    given: Given,
    truth: tuple[str, ...],
    now: int,
) -> Task:
    if len(truth) == 1:
        answer_id = truth[0]
        annotations = next((a for vote, a in given if vote.answer_id == answer_id), [])
    else:
        chosen = [annotations for vote, annotations in given if vote.answer_id in truth]
        annotations = majority(chosen, [1.0] * len(chosen), item, project.spec.ontology, LABELS)
        answer_id = answers.write(
            conn, task, annotations, kind="consensus", revision=project.revision, now=now, sources=truth
        )
    if answer_id == task.truth_answer_id:
        return task
    return _shown(conn, msgspec.structs.replace(task, truth_answer_id=answer_id), annotations)


def _shown(conn: Connection, task: Task, annotations: list[Annotation]) -> Task:
    return msgspec.structs.replace(task, annotation_count=answers.show(conn, task, annotations))
