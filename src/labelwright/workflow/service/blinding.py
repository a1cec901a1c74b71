"""Double-blind projects: those who judge are not told who made an answer, and those who make are not told who judged.

What one page hides, another would tell. So one blind stage hides people's names on the tasks of its whole project, from
all but those who run it; each person still knows themselves.
"""

from collections.abc import Mapping

from sqlalchemy import Connection

from labelwright.core.access import may
from labelwright.storage.sql import Sql
from labelwright.workflow.service import running
from labelwright.workflow.service.calibrations import kept as calibrations
from labelwright.workflow.service.running import Running

_KIND = Sql("SELECT kind FROM users WHERE id = :id")
_ACTED = Sql(
    "SELECT x.id, min(x.at) FROM ("
    "SELECT user_id AS id, created_at AS at FROM assignments WHERE task_id = :task"
    " UNION ALL SELECT c.author_id, c.created_at FROM comments c JOIN threads t ON t.id = c.thread_id"
    " WHERE t.task_id = :task"
    " UNION ALL SELECT actor_id, created_at FROM events WHERE project_id = :project AND subject = :task"
    ") x JOIN users u ON u.id = x.id WHERE u.kind = 'person' GROUP BY x.id ORDER BY 2, 1"
)


def hides(conn: Connection, project: Running, reader: str) -> bool:
    """Whether names on tasks of this project are hidden from a person."""
    if not any(stage.blind for stage in project.stages):
        return False
    role = running.role_of(conn, project.id, reader)
    return bool(role) and not may(role, "tasks.manage")


def aliases(conn: Connection, project: Running, task_id: str, reader: str) -> Mapping[str, str]:
    """The letters, by id, under which a person knows the others of a task; none where they may know their names.

    Letters go by when people first had to do with the task, so that they are the same wherever it is seen, and say
    nothing of the same people in another task. In a calibration those of the session come first (`in_session`).
    """
    if not hides(conn, project, reader):
        return {}
    session_id = calibrations.together(conn, task_id, reader)
    people = calibrations.in_order(conn, session_id) if session_id else []
    rows = _ACTED(conn, {"project": project.id, "task": task_id}).fetchall()
    known = {*people, *(() if session_id else (reader,))}
    people += [row[0] for row in rows if row[0] not in known]
    return {user_id: _letter(place) for place, user_id in enumerate(people) if user_id != reader}


def in_session(conn: Connection, project: Running, session_id: str, reader: str) -> Mapping[str, str]:
    """The letters, by id, of all people of a calibration; none for who may know their names.

    They are the same for all of them and on all items, so that people can talk about them; the reader has one too.
    """
    if not hides(conn, project, reader):
        return {}
    people = calibrations.in_order(conn, session_id)
    return {user_id: _letter(place) for place, user_id in enumerate(people)}


def is_model(conn: Connection, user_id: str) -> bool:
    """Whether an annotator is no person, and so known to everybody."""
    return _KIND.scalar(conn, {"id": user_id}) not in (None, "person")


def mask(letter: str) -> str:
    """The id that stands for that of a person known by a letter; it leads nowhere."""
    return f"person-{letter.lower()}"


def _letter(place: int) -> str:
    """A, B … Z, AA, AB …"""
    word = ""
    place += 1
    while place:
        place, digit = divmod(place - 1, 26)
        word = chr(ord("A") + digit) + word
    return word
