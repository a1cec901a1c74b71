"""What is done from a sheet: items whose annotations are marked are sent back, or the marked ones change their class.

Each is a verdict by the rules of a single one, on the answer that the person has seen, and taken back like any other.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.errors import Conflict, Invalid
from labelwright.core.ontology import Class
from labelwright.core.records import Annotation
from labelwright.workflow.service import answers, judging, leases, running, threads
from labelwright.workflow.service.judging import Judged
from labelwright.workflow.service.submit import Judgement, Submission
from labelwright.workflow.service.tasks import Task

MOST = 2000
"""The most annotations that are marked at once."""


class Marked(Struct, frozen=True, forbid_unknown_fields=True):
    """An annotation of the answer that stood when the sheet was read, and what is wrong with it."""

    task_id: str
    answer_id: str
    annotation_id: str
    why: str = ""


def send_back(conn: Connection, actor: str, project_id: str, marks: Sequence[Marked], now: int) -> Judged:
    """Reject the answers that the marked annotations are of, with a comment on each that says what is wrong with it.

    Raises `Invalid` for a mark that does not say it. Tasks are refused as by `judging.judge`, and where another answer
    stands by now.
    """
    if not all(mark.why.strip() for mark in marks):
        raise Invalid("Say of each what is wrong with it: its author will read it.", where="marks")
    of_task = _by_task(marks)

    def say(task: Task) -> Submission:
        _seen(conn, task, of_task[task.id])
        return Submission(verdict=Judgement("reject", _summed(of_task[task.id])))

    def comment(task: Task) -> None:
        for mark in of_task[task.id]:
            threads.open_thread(conn, actor, task.id, mark.why, now, annotation_id=mark.annotation_id)

    return judging.judge_each(conn, actor, project_id, list(of_task), say, now, then=comment)


def change_class(
    conn: Connection, actor: str, project_id: str, marks: Sequence[Marked], name: str, now: int
) -> Judged:
    """Mend the answers that the marked annotations are of, so that these have another class of the same label type.

    The attributes that both classes have stay. Raises `Invalid` for a class that the project does not have. Tasks are
    refused as by `send_back`, and where an answer would break the rules of the project.
    """
    cls = running.read(conn, project_id).spec.ontology.find(name)
    if cls is None:
        raise Invalid(f"The project has no class “{name}”.", where="class")
    of_task = _by_task(marks)

    def say(task: Task) -> Submission:
        standing = _seen(conn, task, of_task[task.id])
        ids = {mark.annotation_id for mark in of_task[task.id]}
        mended = [_called(one, cls) if one.id in ids else one for one in standing]
        if mended == standing:
            raise Conflict(f"They are “{name}” already.")
        return Submission(mended, verdict=Judgement("fix", f"Class changed to “{name}”"))

    return judging.judge_each(conn, actor, project_id, list(of_task), say, now)


def _by_task(marks: Sequence[Marked]) -> Mapping[str, list[Marked]]:
    of_task: dict[str, list[Marked]] = {}
    for mark in marks:
        of_task.setdefault(mark.task_id, []).append(mark)
    return of_task


def _seen(conn: Connection, task: Task, marks: Sequence[Marked]) -> list[Annotation]:
    """What stands, which must be what the person has seen. Raises `Conflict`."""
    if any(mark.answer_id != task.truth_answer_id for mark in marks):
        raise Conflict("Another answer stands by now.", remedy="Load the sheet again.")
    standing = answers.annotations_of(conn, marks[0].answer_id)
    if {mark.annotation_id for mark in marks} - {annotation.id for annotation in standing}:
        raise Conflict("There is no such annotation in its answer.", remedy="Load the sheet again.")
    return standing


def _called(annotation: Annotation, cls: Class) -> Annotation:
    """The annotation as one of another class, which somebody is now sure of."""
    if annotation.type != cls.type:
        raise Conflict(f"A {annotation.type} cannot be called “{cls.name}”, which is a {cls.type}.")
    if annotation.cls == cls.name:
        return annotation
    kept = {attribute.name for attribute in cls.attributes}
    attributes = {name: value for name, value in annotation.attributes.items() if name in kept}
    return msgspec.structs.replace(annotation, cls=cls.name, attributes=attributes, confidence=None)


def _summed(marks: Sequence[Marked]) -> str:
    """What is wrong, each once with how often it is."""
    counts = Counter(mark.why.strip() for mark in marks)
    words = ", ".join(why if n == 1 else f"{why} ({n})" for why, n in counts.most_common())
    return words if len(words) <= leases.MAX_REASON else f"{len(marks)} annotations: see the comments"
