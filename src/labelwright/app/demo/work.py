"""The work of the demo's people on the blood smears: days of answers and verdicts, as they would have given them."""

import random

from sqlalchemy import Connection, select

from labelwright.app.demo.people import ANNOTATORS, CLASSES, REVIEWER, Person, label_smear
from labelwright.app.demo.smear import Cell, Smear
from labelwright.core.records import Annotation
from labelwright.storage import tables
from labelwright.storage.database import Database
from labelwright.workflow.service import handout, running, submit, tasks, threads
from labelwright.workflow.service.beginning import of as beginning_of
from labelwright.workflow.service.submit import Judgement, Submission

DAY_US = 24 * 3600 * 1_000_000
SECOND_US = 1_000_000
ANSWERS_A_DAY = 3
VERDICTS_A_DAY = 2


def label_smears(
    database: Database,
    project_id: str,
    people: dict[str, str],
    smears: dict[str, Smear],
    began: int,
    now: int,
) -> None:
    """Everybody works their hours each day from `began` until half a day before `now`, in microseconds."""
    choose = random.Random(7)  # noqa: S311 - a demo needs repeatable people, not secrets
    day = began
    while day + DAY_US // 2 < now:
        clock = day
        for person in ANNOTATORS:
            for _ in range(ANSWERS_A_DAY):
                clock += int(choose.gauss(person.seconds, person.seconds / 6) * SECOND_US)
                _annotate(database, project_id, people[person.email], person, smears, choose, clock)
        for _ in range(VERDICTS_A_DAY):
            clock += int(choose.gauss(REVIEWER.seconds, 4) * SECOND_US)
            _review(database, project_id, people[REVIEWER.email], smears, clock)
        day += DAY_US


def discuss(database: Database, project_id: str, people: dict[str, str], now: int) -> None:
    """A question that was answered and settled, and one that is still open."""
    ana, rosa = people[ANNOTATORS[0].email], people[REVIEWER.email]
    with database.write() as conn:
        settled, waiting = (_task(conn, project_id, seq) for seq in (3, 12))
        asked = threads.open_thread(
            conn, ana, settled, "Is the pale cell at the edge one of ours?", now - 3 * DAY_US, point=(20, 300)
        )
        threads.comment(
            conn, rosa, asked, "Yes: half of it is visible, so it counts.", now - 3 * DAY_US + SECOND_US
        )
        threads.resolve(conn, rosa, asked, True, now - 3 * DAY_US + SECOND_US)
        threads.open_thread(
            conn, ana, waiting, "Two platelets, or one that folds over?", now - DAY_US, point=(400, 300)
        )


def _task(conn: Connection, project_id: str, seq: int) -> str:
    table = tables.tasks
    found = select(table.c.id).where(table.c.project_id == project_id, table.c.seq == seq)
    task_id: str = conn.execute(found).scalar_one()
    return task_id


def _annotate(
    database: Database,
    project_id: str,
    user_id: str,
    person: Person,
    smears: dict[str, Smear],
    choose: random.Random,
    now: int,
) -> None:
    with database.write() as conn:
        given = handout.next_task(conn, user_id, project_id, now, stage=0)
        for held in given.held:
            smear = smears[_name(tasks.read(conn, held.task_id).seq)]
            answer = label_smear(person, smear, choose)
            seconds = max(5.0, choose.gauss(person.seconds, person.seconds / 5))
            submit.submit(conn, user_id, held.id, Submission(answer, round(seconds, 1)), held.id, now)


def _review(database: Database, project_id: str, user_id: str, smears: dict[str, Smear], now: int) -> None:
    with database.write() as conn:
        reviewing = len(running.read(conn, project_id).stages) - 1
        given = handout.next_task(conn, user_id, project_id, now, stage=reviewing)
        for held in given.held:
            smear = smears[_name(tasks.read(conn, held.task_id).seq)]
            submit.submit(
                conn, user_id, held.id, _judge(beginning_of(conn, held).annotations, smear), held.id, now
            )


def _judge(answer: list[Annotation], smear: Smear) -> Submission:
    """Accept what is right, mend a few faults, send back what is mostly wrong."""
    mended, faults = _mend(answer, smear)
    if not faults:
        return Submission(verdict=Judgement("accept"), seconds=14.0)
    if faults <= 3:
        return Submission(mended, 38.0, Judgement("fix", f"{faults} of the cells were missed or misnamed."))
    return Submission(
        verdict=Judgement("reject", "Several cells are missing: please look at the borders too."),
        seconds=21.0,
    )


def _mend(answer: list[Annotation], smear: Smear) -> tuple[list[Annotation], int]:
    """The answer as it should be, and how many cells were missed, invented or misnamed."""
    boxes = [a for a in answer if a.cls in CLASSES]
    mended = [a for a in answer if a.cls not in CLASSES]
    faults = 0
    for number, cell in enumerate(smear.cells):
        found = min(boxes, key=lambda box: _apart(box, cell), default=None)
        if found is None or _apart(found, cell) > 12:
            value = {"x": cell.x, "y": cell.y, "width": cell.width, "height": cell.height}
            mended.append(Annotation(f"added-{number}", "box", cell.cls, value))
            faults += 1
            continue
        boxes.remove(found)
        right = found.cls == cell.cls
        mended.append(found if right else Annotation(found.id, "box", cell.cls, found.value))
        faults += not right
    return mended, faults + len(boxes)


def _apart(box: Annotation, cell: Cell) -> float:
    """How far the centres lie apart, in pixels along the farther axis."""
    value: dict[str, float] = box.value
    across = value["x"] + value["width"] / 2 - cell.x - cell.width / 2
    down = value["y"] + value["height"] / 2 - cell.y - cell.height / 2
    return max(abs(across), abs(down))


def _name(seq: int) -> str:
    return f"smear-{seq:03}.jpg"
