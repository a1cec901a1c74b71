"""What those who run a project do with calibrations: begin one, open its discussion, choose what stands, close it."""

import random
from collections.abc import Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, text

from labelwright.core.access import may, may_take
from labelwright.core.errors import Conflict, Invalid, NotFound
from labelwright.storage import events
from labelwright.storage.ids import new_id
from labelwright.storage.sql import Sql
from labelwright.workflow import routing
from labelwright.workflow.service import answers, assignments, running, settle, tasks
from labelwright.workflow.service.calibrations import handing, kept
from labelwright.workflow.service.calibrations.kept import CALIBRATION, Session
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Happening, Task

MAX_ITEMS = 200
MAX_PEOPLE = 50
MAX_NAME = 200


class Wanted(Struct, frozen=True):
    """A session to be: its people, and its tasks by their ids or, where there are none, so many drawn at random."""

    name: str
    people: tuple[str, ...]
    tasks: tuple[str, ...] = ()
    sample: int = 0


_FREE = (
    "tasks.state = 'open' AND tasks.votes_given = 0 AND tasks.votes_wanted > 0 AND tasks.free = tasks.votes_wanted"
    " AND tasks.assigned_to IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM calibration_tasks m JOIN calibrations c ON c.id = m.calibration_id"
    " WHERE m.task_id = tasks.id AND c.state <> 'closed')"
)
_FREE_IN = Sql(
    f"SELECT tasks.id FROM tasks WHERE tasks.project_id = :project AND tasks.stage = :stage AND {_FREE}"  # noqa: S608
    " AND tasks.seq >= :seq ORDER BY tasks.seq LIMIT :most"
)
_LAST = Sql(
    "SELECT coalesce(max(seq), 0) FROM tasks WHERE project_id = :project AND stage = :stage AND state = 'open'"
)
_FREE_OF = text(f"SELECT tasks.id FROM tasks WHERE tasks.id IN :ids AND {_FREE}").bindparams(  # noqa: S608
    bindparam("ids", expanding=True)
)
_MEMBERS = text(
    "SELECT m.user_id, u.name, m.role FROM memberships m JOIN users u ON u.id = m.user_id"
    " WHERE m.project_id = :project AND m.user_id IN :people"
).bindparams(bindparam("people", expanding=True))
_BEGIN = text(
    "INSERT INTO calibrations (id, project_id, name, state, created_by, created_at, updated_at)"
    " VALUES (:id, :project, :name, 'open', :by, :now, :now)"
)
_ITEM = text("INSERT INTO calibration_tasks (calibration_id, task_id, place) VALUES (:id, :task, :place)")
_PERSON = text("INSERT INTO calibration_people (calibration_id, user_id) VALUES (:id, :user)")
_CLOSE = Sql("UPDATE calibrations SET state = 'closed', updated_at = :now WHERE id = :id")


def begin(
    conn: Connection, actor: str, project_id: str, wanted: Wanted, now: int, chance: random.Random
) -> str:
    """Begin a session and return its id. Its tasks are handed to nobody else until it is over.

    Raises `Invalid` for people who could not answer them, and `Conflict` for tasks that somebody has begun.
    """
    _check(wanted)
    project = running.hold(conn, project_id)
    running.must_run(project)
    _check_people(conn, project, wanted.people)
    chosen = list(wanted.tasks) or _drawn(conn, project, wanted.sample, chance)
    found = tasks.lock_many(conn, sorted(chosen))
    _check_tasks(conn, project, found, chosen)
    session_id = new_id()
    name = wanted.name.strip() or "Calibration"
    conn.execute(_BEGIN, {"id": session_id, "project": project_id, "name": name, "by": actor, "now": now})
    conn.execute(_ITEM, [{"id": session_id, "task": task, "place": i} for i, task in enumerate(chosen)])
    conn.execute(_PERSON, [{"id": session_id, "user": user} for user in wanted.people])
    kept_back = [(task, msgspec.structs.replace(task, votes_wanted=0, due_at=None)) for task in found]
    data = {"name": name, "tasks": [task.seq for task in found], "people": sorted(wanted.people)}
    tasks.change_many(
        conn, project_id, kept_back, Happening(actor, "calibration.begun", session_id, data), now
    )
    return session_id


def discuss(conn: Connection, actor: str, session_id: str, now: int) -> Session:
    """Open the discussion: everybody of the session sees all answers; what comes later is no vote any more."""
    session = kept.read(conn, session_id)
    running.must_run(running.hold(conn, session.project_id))
    tasks.lock_many(conn, sorted(kept.tasks_of(conn, session_id)))
    session = kept.lock(conn, session_id)
    if session.state != "open":
        raise Conflict(f"The calibration is {session.state} already.", remedy="Load it again to see it.")
    handing.begin_discussion(conn, session_id, now)
    events.append(conn, session.project_id, "calibration.discussed", actor, session_id, {}, at=now)
    return kept.read(conn, session_id)


def choose(conn: Connection, actor: str, session_id: str, task_id: str, answer_id: str, now: int) -> Task:
    """Let an answer stand: the task is done with it, and everybody's answer is scored by it but the actor's own.

    Raises `Conflict` before the discussion, and `NotFound` for an answer to another task.
    """
    session = kept.read(conn, session_id)
    project = running.hold(conn, session.project_id)
    running.must_run(project)
    if task_id not in kept.tasks_of(conn, session_id):
        raise NotFound("There is no such item in this calibration.")
    task = tasks.lock(conn, task_id)
    session = kept.lock(conn, session_id)
    if session.state == "open":
        raise Conflict("People are answering still.", remedy="Open the discussion first.")
    if session.state == "closed":
        raise Conflict("The calibration is closed.", remedy="Settle the item on its own page.")
    right = answers.read(conn, answer_id)
    if right is None or right.task_id != task_id:
        raise NotFound("There is no such answer to this item.")
    item = answers.item(conn, task.item_id)
    settle.score(conn, project, task, item, right.annotations, now, judge=actor)
    given = len(answers.votes(conn, task))
    counted = msgspec.structs.replace(task, votes_given=given, votes_wanted=given)
    after = settle.by_answer(conn, project, counted, right, now)
    data = {"answer": answer_id, "calibration": session_id}
    return tasks.change(conn, task, after, Happening(actor, "calibration.settled", task_id, data), now)


def close(conn: Connection, actor: str, session_id: str, now: int) -> Session:
    """Close a session: tasks of which nothing was chosen go on by the votes given, as if these had come one by one."""
    session = kept.read(conn, session_id)
    project = running.hold(conn, session.project_id)
    running.must_run(project)
    ids = kept.tasks_of(conn, session_id)
    found = tasks.lock_many(conn, sorted(ids))
    session = kept.lock(conn, session_id)
    if session.state == "closed":
        raise Conflict("The calibration is closed already.")
    assignments.close_apart(conn, ids, CALIBRATION, "The calibration is closed.", now)
    _CLOSE(conn, {"id": session_id, "now": now})
    moved = [(task, _onward(conn, project, task, now)) for task in found if task.state == "open"]
    data = {"tasks": [task.seq for task, _ in moved]}
    told = Happening(actor, "calibration.closed", session_id, data)
    tasks.change_many(conn, session.project_id, moved, told, now)
    return kept.read(conn, session_id)


def _onward(conn: Connection, project: Running, task: Task, now: int) -> Task:
    """The task as its stage wants it, after the votes that were given while it was kept back."""
    votes = project.stages[task.stage].votes_min
    free = settle.at(project, task, routing.Place(task.stage, votes), now)
    given = answers.votes(conn, task)
    return settle.decide(conn, project, free, answers.item(conn, task.item_id), given, now) if given else free


def _drawn(conn: Connection, project: Running, count: int, chance: random.Random) -> list[str]:
    """So many tasks that nobody has begun, each from where chance begins to look."""
    stage = routing.first(project.stages)
    where = {"project": project.id, "stage": stage}
    last = int(_LAST.scalar(conn, where))
    drawn: dict[str, None] = {}
    for _ in range(count):
        start = chance.randint(1, max(1, last))
        for seq in (start, 0):
            rows = _FREE_IN(conn, {**where, "seq": seq, "most": len(drawn) + 1}).fetchall()
            fresh = next((row[0] for row in rows if row[0] not in drawn), None)
            if fresh is not None:
                drawn[fresh] = None
                break
    if not drawn:
        raise Conflict("No task is left that nobody has begun.", remedy="Bring in more items.")
    return list(drawn)


def _check(wanted: Wanted) -> None:
    if len(wanted.name) > MAX_NAME:
        raise Invalid(f"The name is longer than {MAX_NAME} characters.", where="name")
    if bool(wanted.tasks) == bool(wanted.sample):
        raise Invalid("Name the tasks, or say how many are to be drawn.", where="tasks")
    if len(wanted.tasks) > MAX_ITEMS or not 0 <= wanted.sample <= MAX_ITEMS:
        raise Invalid(f"A calibration has at most {MAX_ITEMS} items.", where="tasks")
    for where, named in (("tasks", wanted.tasks), ("people", wanted.people)):
        if len(set(named)) < len(named):
            raise Invalid("The same one is named twice.", where=where, remedy="Name each once.")
    if not 2 <= len(wanted.people) <= MAX_PEOPLE:
        raise Invalid(f"A calibration has 2 to {MAX_PEOPLE} people.", where="people")


def _check_people(conn: Connection, project: Running, people: Sequence[str]) -> None:
    members = conn.execute(_MEMBERS, {"project": project.id, "people": list(people)}).all()
    if len(members) < len(people):
        raise Invalid(
            "Somebody of these is no member of the project.", where="people", remedy="Add them to it first."
        )
    stage = project.stages[routing.first(project.stages)]
    for _, name, role in members:
        if not may(role, "label") or not may_take(role, stage.by):
            raise Invalid(
                f"{name} cannot take part: the role “{role}” does not do the stage “{stage.name}”.",
                where="people",
                remedy="Leave them out, or give them another role.",
            )


def _check_tasks(conn: Connection, project: Running, found: Sequence[Task], chosen: Sequence[str]) -> None:
    """Raise where a task is not here, or is not one that nobody has begun."""
    here = {task.id: task for task in found if task.project_id == project.id}
    if len(here) < len(chosen):
        raise NotFound("There is no such task in this project.")
    free = set(conn.execute(_FREE_OF, {"ids": list(here)}).scalars())
    taken = [
        task for task in here.values() if task.id not in free or routing.judges(project.stages[task.stage])
    ]
    if taken:
        numbers = ", ".join(f"#{task.seq}" for task in sorted(taken, key=lambda one: one.seq)[:5])
        count = "a task" if len(taken) == 1 else f"{len(taken)} tasks"
        raise Conflict(
            f"Somebody has begun {count} of these: {numbers}.",
            remedy="Choose tasks that are open and untouched.",
        )
