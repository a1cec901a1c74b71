"""May this person? One function per resource: each gives what was asked for, or raises.

Where a person may not even know of a thing the answer is `NotFound`; where they know of it and may not do this,
`NotAllowed`. Every read and write of the HTTP interface goes through here.

An administrator of the installation who is a member has the role of a member. In every other project they act as
an owner, so that none is ever without somebody to mend it, but do not label: votes are for those who belong to it.
"""

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.access import GUEST, may
from labelwright.core.errors import NotAllowed, NotFound
from labelwright.workflow.service.calibrations import kept as calibrations


class Person(Struct, frozen=True):
    """Who is asking. `project_id` is set where a token is good for one project, `read_only` where it may only look."""

    id: str
    is_admin: bool = False
    project_id: str | None = None
    read_only: bool = False


class Place(Struct, frozen=True):
    """A thing that was found: the project it is in, the role of who asks there, and the task it belongs to, if any."""

    id: str
    project_id: str
    role: str
    task_id: str = ""
    own: bool = False


_ROLE = text(
    "SELECT m.role FROM projects p LEFT JOIN memberships m ON m.project_id = p.id AND m.user_id = :user"
    " WHERE p.id = :project"
)
_TASK = text("SELECT project_id FROM tasks WHERE id = :id")
_ASSIGNMENT = text("SELECT project_id, task_id, user_id FROM assignments WHERE id = :id")
_ANSWER = text("SELECT project_id, task_id, annotator_id FROM answers WHERE id = :id")
_ITEM = text("SELECT i.project_id, t.id FROM items i LEFT JOIN tasks t ON t.item_id = i.id WHERE i.id = :id")
_CALIBRATION = text("SELECT project_id FROM calibrations WHERE id = :id")
_THREAD = text("SELECT project_id, task_id FROM threads WHERE id = :id")
_JOB = text("SELECT project_id, created_by FROM jobs WHERE id = :id")
_UPLOAD = text("SELECT project_id, user_id FROM uploads WHERE id = :id")
_WORKED = text("SELECT 1 FROM assignments WHERE task_id = :task AND user_id = :user LIMIT 1")
_KEPT = text("SELECT 1 FROM tasks WHERE id = :task AND assigned_to = :user")

_LOOKING = frozenset(
    {
        "project.view",
        "spec.view",
        "tasks.list",
        "answers.view",
        "members.view",
        "overview.view",
        "gold.view",
        "events.view",
        "stuck.view",
        "cost.view",
        "jobs.view",
    }
)


def project(conn: Connection, who: Person, project_id: str, action: str) -> Place:
    """A project in which this person may do `action`."""
    role = _known(conn, who, project_id, "There is no such project.")
    _must(who, role, action)
    return Place(project_id, project_id, role)


def task(conn: Connection, who: Person, task_id: str, action: str) -> Place:
    """A task, of which those who see only their own work may know if they have, or have had, it in hand."""
    row = conn.execute(_TASK, {"id": task_id}).one_or_none()
    if row is None:
        raise NotFound("There is no such task.")
    role = _known(conn, who, row.project_id, "There is no such task.")
    if not may(role, "tasks.list") and not _worked(conn, who, task_id):
        raise NotFound("There is no such task.")
    _must(who, role, action)
    return Place(task_id, row.project_id, role, task_id)


def assignment(conn: Connection, who: Person, assignment_id: str) -> Place:
    """An assignment, which must be this person's own."""
    row = conn.execute(_ASSIGNMENT, {"id": assignment_id}).one_or_none()
    if row is None or row.user_id != who.id:
        raise NotFound("There is no such assignment.")
    role = _known(conn, who, row.project_id, "There is no such assignment.")
    _must(who, role, "label")
    return Place(assignment_id, row.project_id, role, row.task_id, own=True)


def answer(conn: Connection, who: Person, answer_id: str) -> Place:
    """An answer: one's own, or anybody's for those who may see answers, and are not to give one by themselves first."""
    row = conn.execute(_ANSWER, {"id": answer_id}).one_or_none()
    if row is None:
        raise NotFound("There is no such answer.")
    role = _known(conn, who, row.project_id, "There is no such answer.")
    own = row.annotator_id == who.id
    if not own and (not may(role, "answers.view") or calibrations.hides(conn, row.task_id, who.id)):
        raise NotFound("There is no such answer.")
    return Place(answer_id, row.project_id, role, row.task_id, own)


def item(conn: Connection, who: Person, item_id: str) -> Place:
    """An item and its media: for all who see the project's tasks, else for those who have had it in hand."""
    row = conn.execute(_ITEM, {"id": item_id}).one_or_none()
    if row is None:
        raise NotFound("There is no such item.")
    role = _known(conn, who, row.project_id, "There is no such item.")
    if not may(role, "tasks.list") and not (row.id and _worked(conn, who, row.id)):
        raise NotFound("There is no such item.")
    return Place(item_id, row.project_id, role, row.id or "")


def calibration(conn: Connection, who: Person, session_id: str, action: str = "") -> Place:
    """A calibration, which its people know of and those who run the project; to do `action` it takes the role."""
    row = conn.execute(_CALIBRATION, {"id": session_id}).one_or_none()
    if row is None:
        raise NotFound("There is no such calibration.")
    role = _known(conn, who, row.project_id, "There is no such calibration.")
    own = calibrations.belongs(conn, session_id, who.id)
    if not own and not may(role, "tasks.manage"):
        raise NotFound("There is no such calibration.")
    _must(who, role, action or "project.view")
    return Place(session_id, row.project_id, role, own=own)


def thread(conn: Connection, who: Person, thread_id: str, action: str) -> Place:
    """A thread of a task that this person may know of."""
    row = conn.execute(_THREAD, {"id": thread_id}).one_or_none()
    if row is None:
        raise NotFound("There is no such thread.")
    try:
        found = task(conn, who, row.task_id, action)
    except NotFound as error:
        raise NotFound("There is no such thread.") from error
    return Place(thread_id, row.project_id, found.role, row.task_id)


def job(conn: Connection, who: Person, job_id: str, action: str = "jobs.view") -> Place:
    """A job of a project, or one's own where it belongs to none."""
    row = conn.execute(_JOB, {"id": job_id}).one_or_none()
    own = row is not None and row.created_by == who.id
    if row is None or (row.project_id is None and not own and not who.is_admin):
        raise NotFound("There is no such job.")
    if row.project_id is None:
        return Place(job_id, "", "", own=own)
    role = _known(conn, who, row.project_id, "There is no such job.")
    if not may(role, "jobs.view"):
        raise NotFound("There is no such job.")
    _must(who, role, action)
    return Place(job_id, row.project_id, role, own=own)


def upload(conn: Connection, who: Person, upload_id: str) -> Place:
    """An upload, which must be this person's own."""
    row = conn.execute(_UPLOAD, {"id": upload_id}).one_or_none()
    if row is None or row.user_id != who.id:
        raise NotFound("There is no such upload.")
    return Place(upload_id, row.project_id or "", "", own=True)


def _known(conn: Connection, who: Person, project_id: str, otherwise: str) -> str:
    row = conn.execute(_ROLE, {"project": project_id, "user": who.id}).one_or_none()
    role = _role(who, project_id, row.role) if row is not None else ""
    if not role:
        raise NotFound(otherwise)
    return role


def _role(who: Person, project_id: str, role: str | None) -> str:
    if who.project_id is not None and who.project_id != project_id:
        return ""
    return role or (GUEST if who.is_admin else "")


def _must(who: Person, role: str, action: str) -> None:
    if not may(role, action):
        remedy = "Make yourself a member of it." if role == GUEST else "Ask its owner for another role."
        raise NotAllowed("Your role in this project does not allow this.", remedy=remedy)
    if who.read_only and action not in _LOOKING:
        raise NotAllowed("This token may only read.", remedy="Use one of a wider scope.")


def _worked(conn: Connection, who: Person, task_id: str) -> bool:
    params = {"task": task_id, "user": who.id}
    return (
        conn.execute(_WORKED, params).first() is not None
        or conn.execute(_KEPT, params).first() is not None
        or calibrations.shares(conn, task_id, who.id)
    )
