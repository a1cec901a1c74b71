"""The history of an item in time, and how any two of its answers differ, as far as the role of who asks reaches."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.access import may
from labelwright.core.agreement.percent import likeness
from labelwright.core.changes import Change, changes
from labelwright.core.errors import NotFound
from labelwright.core.registry import LABELS
from labelwright.insights.people import People, Shown
from labelwright.insights.task_history import Given, TaskHistory, task_history
from labelwright.insights.timeline import Entry, Remark, timeline
from labelwright.workflow import access
from labelwright.workflow.access import Person, Place
from labelwright.workflow.service import answers, blinding, running, threads
from labelwright.workflow.service.calibrations import kept as calibrations


class Compared(Struct, frozen=True):
    """How alike two answers are, from 0 to 1, what is different in the second, and which ids are of one thing."""

    alike: float
    changes: tuple[Change, ...]
    together: tuple[tuple[str, str], ...]


def history_of(conn: Connection, who: Person, place: Place) -> tuple[TaskHistory, People]:
    """The history of a task as this person may see it, and how they may know the people in it."""
    people = people_of(conn, who, place)
    alone = calibrations.hides(conn, place.task_id, who.id)
    only = who.id if alone or not may(place.role, "answers.view") else None
    return task_history(conn, place.task_id, only=only, people=people), people


def people_of(conn: Connection, who: Person, place: Place) -> People:
    """The people of a task, as this person may know them."""
    project = running.read(conn, place.project_id)
    if not blinding.hides(conn, project, who.id):
        return People(conn)
    letters = blinding.aliases(conn, project, place.task_id, who.id)
    masks = {user_id: Shown(blinding.mask(letter), letter) for user_id, letter in letters.items()}
    return People(conn, lambda user_id: user_id != who.id and not blinding.is_model(conn, user_id), masks)


def get_timeline(conn: Connection, who: Person, task_id: str) -> tuple[Entry, ...]:
    """What happened to a task, the oldest first."""
    place = access.task(conn, who, task_id, "project.view")
    history, people = history_of(conn, who, place)
    remarks = [
        Remark(said.author, said.body, said.created_at)
        for thread in threads.seen_by(conn, who.id, task_id)
        for said in thread.comments
    ]
    return timeline(conn, history, remarks, people)


def compare(conn: Connection, who: Person, task_id: str, before: str, after: str) -> Compared:
    """Two answers to a task held against one another. Raises `NotFound` where one is not seen by this person."""
    place = access.task(conn, who, task_id, "project.view")
    history, _ = history_of(conn, who, place)
    known = {answer.id: answer for answer in history.answers}
    if before not in known or after not in known:
        raise NotFound("There is no such answer to this task.")
    first, second = known[before].annotations, known[after].annotations
    item, ontology = (
        answers.item(conn, history.task["item_id"]),
        running.read(conn, place.project_id).spec.ontology,
    )
    kin = before in _line(known, after) or after in _line(known, before)
    found = changes(first, second, item, ontology, LABELS, kin=kin)
    alike = likeness(first, second, item, ontology, LABELS)
    return Compared(alike, found.changes, found.together)


def _line(known: Mapping[str, Given], answer_id: str) -> Iterator[str]:
    """The answers that one was made from, one after the other; a consensus of several has none."""
    parent = known[answer_id].parent_id
    while parent is not None and parent in known:
        yield parent
        parent = known[parent].parent_id
