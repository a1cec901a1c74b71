"""Talk about a task: threads pinned to an annotation or a point, their comments, and whether they are resolved."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, text

from labelwright.core.access import ROLES, may
from labelwright.core.errors import Invalid, NotAllowed, NotFound
from labelwright.storage import events
from labelwright.storage.ids import new_id
from labelwright.workflow.service import assignments, blinding, running, tasks
from labelwright.workflow.service.calibrations import kept as calibrations

MAX_BODY = 10_000
MAX_PIN = 200
FARTHEST = 1e7
"""No coordinate of a pin is beyond this, in pixels or characters."""


class Comment(Struct, frozen=True):
    """What somebody said: `author` and `author_name`, plain text, microseconds UTC."""

    id: str
    author: str
    author_name: str
    body: str
    created_at: int


class Thread(Struct, frozen=True):
    """Comments on one thing of a task. `point` is (x, y) in pixels of an image, or (start, end) of a text."""

    id: str
    task_id: str
    created_by: str
    annotation_id: str | None
    point: tuple[float, float] | None
    resolved: bool
    created_at: int
    comments: tuple[Comment, ...]


_THREADS = text(
    "SELECT id, task_id, created_by, annotation_id, point, resolved, created_at FROM threads"
    " WHERE task_id = :task ORDER BY created_at, id"
)
_COMMENTS = text(
    "SELECT c.thread_id, c.id, c.author_id, u.name, c.body, c.created_at FROM comments c"
    " JOIN threads t ON t.id = c.thread_id JOIN users u ON u.id = c.author_id"
    " WHERE t.task_id = :task ORDER BY c.created_at, c.id"
)
_OPEN = text(
    "INSERT INTO threads (id, project_id, task_id, annotation_id, point, created_by, created_at)"
    " VALUES (:id, :project, :task, :annotation, :point, :actor, :now)"
)
_SAY = text(
    "INSERT INTO comments (id, thread_id, author_id, body, created_at) VALUES (:id, :thread, :actor, :body, :now)"
)
_FIND = text(
    "SELECT project_id, task_id, created_by, annotation_id, point, resolved FROM threads WHERE id = :id"
)
_SAID = text(
    "SELECT id FROM threads WHERE task_id = :task AND created_by = :actor AND created_at = :at ORDER BY id"
)
_JUDGES = text(
    "SELECT u.id FROM users u LEFT JOIN memberships m ON m.user_id = u.id AND m.project_id = :project"
    " WHERE u.id IN :people AND (m.role IN :roles OR u.is_admin)"
).bindparams(bindparam("people", expanding=True), bindparam("roles", expanding=True))
_MOVE = text("UPDATE threads SET point = :point, annotation_id = NULL WHERE id = :id")
_RESOLVE = text(
    "UPDATE threads SET resolved = :resolved, resolved_by = :by, resolved_at = :at WHERE id = :id"
)


def of_task(conn: Connection, task_id: str) -> list[Thread]:
    """The threads of a task with all their comments, the oldest first."""
    said: dict[str, list[Comment]] = {}
    for thread_id, *fields in conn.execute(_COMMENTS, {"task": task_id}):
        said.setdefault(thread_id, []).append(Comment(*fields))
    return [_thread(row, said.get(row.id, [])) for row in conn.execute(_THREADS, {"task": task_id})]


def seen_by(conn: Connection, reader: str, task_id: str) -> list[Thread]:
    """The threads of a task as far as this person may see them.

    Where several people vote, an annotator sees what they asked themselves and what those who judge have said, but
    nothing that a peer has: it would tell what the peer made. Of a task they were handed as gold they see their own
    threads alone: others would tell that it is not new. In a calibration it is their own until its discussion begins,
    and then all.
    """
    threads = of_task(conn, task_id)
    if not threads:
        return []
    project_id = tasks.read(conn, task_id).project_id
    project = running.read(conn, project_id)
    tested = assignments.tested(conn, task_id, reader)
    if calibrations.hides(conn, task_id, reader):
        threads = [_heard(thread, {reader}) for thread in threads if thread.created_by == reader]
    elif (tested or project.blind) and not calibrations.shares(conn, task_id, reader):
        threads = _audible(conn, project_id, reader, threads, tested=tested)
    letters = blinding.aliases(conn, project, task_id, reader)
    return [_masked(thread, letters) for thread in threads] if letters else threads


def _audible(
    conn: Connection, project_id: str, reader: str, threads: list[Thread], *, tested: bool
) -> list[Thread]:
    judges = _judges(conn, project_id, {reader, *(said.author for one in threads for said in one.comments)})
    if reader in judges:
        return threads
    heard = judges | {reader}
    begun = {reader} if tested else heard
    return [_heard(thread, heard) for thread in threads if thread.created_by in begun]


def open_thread(
    conn: Connection,
    actor: str,
    task_id: str,
    body: str,
    now: int,
    *,
    annotation_id: str | None = None,
    point: tuple[float, float] | None = None,
) -> str:
    """Begin a thread on a task, on one of its annotations or on a point, and return its id."""
    words = _words(body)
    if annotation_id is not None and len(annotation_id) > MAX_PIN:
        raise Invalid("The id of the annotation is too long.", where="annotation_id")
    pin = _pin(point) if point is not None else None
    project_id = tasks.read(conn, task_id).project_id
    running.must_run(running.hold(conn, project_id))
    thread_id = new_id()
    params = {"id": thread_id, "project": project_id, "task": task_id, "annotation": annotation_id}
    conn.execute(_OPEN, params | {"point": pin, "actor": actor, "now": now})
    conn.execute(_SAY, {"id": new_id(), "thread": thread_id, "actor": actor, "body": words, "now": now})
    events.append(conn, project_id, "thread.opened", actor, task_id, {"thread": thread_id}, at=now)
    return thread_id


def comment(conn: Connection, actor: str, thread_id: str, body: str, now: int) -> str:
    """Say something in a thread and return the comment's id."""
    words = _words(body)
    thread = _found(conn, thread_id)
    if all(seen.id != thread_id for seen in seen_by(conn, actor, thread.task_id)):
        raise NotFound("There is no such thread.")
    running.must_run(running.hold(conn, thread.project_id))
    comment_id = new_id()
    conn.execute(_SAY, {"id": comment_id, "thread": thread_id, "actor": actor, "body": words, "now": now})
    data = {"thread": thread_id, "comment": comment_id}
    events.append(conn, thread.project_id, "comment.added", actor, thread.task_id, data, at=now)
    return comment_id


def resolve(conn: Connection, actor: str, thread_id: str, resolved: bool, now: int) -> None:
    """Settle a thread, or open it again. Saying what is already so changes nothing."""
    thread = _found(conn, thread_id)
    if bool(thread.resolved) == resolved:
        return
    running.must_run(running.hold(conn, thread.project_id))
    params = {"id": thread_id, "resolved": resolved, "by": actor if resolved else None}
    conn.execute(_RESOLVE, params | {"at": now if resolved else None})
    kind = "thread.resolved" if resolved else "thread.reopened"
    events.append(conn, thread.project_id, kind, actor, thread.task_id, {"thread": thread_id}, at=now)


def resolve_said(conn: Connection, actor: str, task_id: str, at: int, now: int) -> None:
    """Settle the threads that a person began on a task at one moment, as with a verdict they take back."""
    for thread_id in conn.execute(_SAID, {"task": task_id, "actor": actor, "at": at}).scalars().all():
        resolve(conn, actor, thread_id, True, now)


def move(
    conn: Connection, actor: str, thread_id: str, point: tuple[float, float], now: int, *, others: bool
) -> None:
    """Pin a thread to another place; it is then no longer on an annotation. `others` may be moved by who judges.

    Saying where it is already changes nothing. Raises `NotAllowed` for the thread of somebody else.
    """
    pin = _pin(point)
    thread = _found(conn, thread_id)
    if thread.created_by != actor and not others:
        raise NotAllowed("Only who began a thread moves its pin, and who judges answers.")
    if thread.point == pin and thread.annotation_id is None:
        return
    running.must_run(running.hold(conn, thread.project_id))
    conn.execute(_MOVE, {"id": thread_id, "point": pin})
    events.append(
        conn, thread.project_id, "thread.moved", actor, thread.task_id, {"thread": thread_id}, at=now
    )


def _judges(conn: Connection, project_id: str, people: set[str]) -> set[str]:
    """Those of the people who may see the answers of others."""
    roles = [role for role in ROLES if may(role, "answers.view")]
    params = {"project": project_id, "people": sorted(people), "roles": roles}
    return set(conn.execute(_JUDGES, params).scalars())


def _masked(thread: Thread, letters: Mapping[str, str]) -> Thread:
    """The thread with letters in the place of people."""

    def hidden(said: Comment) -> Comment:
        letter = letters.get(said.author)
        if letter is None:
            return said
        return msgspec.structs.replace(said, author=blinding.mask(letter), author_name=letter)

    begun = letters.get(thread.created_by)
    return msgspec.structs.replace(
        thread,
        created_by=blinding.mask(begun) if begun else thread.created_by,
        comments=tuple(hidden(said) for said in thread.comments),
    )


def _heard(thread: Thread, people: set[str]) -> Thread:
    kept = tuple(comment for comment in thread.comments if comment.author in people)
    return msgspec.structs.replace(thread, comments=kept)


def _found(conn: Connection, thread_id: str) -> Any:
    row = conn.execute(_FIND, {"id": thread_id}).one_or_none()
    if row is None:
        raise NotFound("There is no such thread.")
    return row


def _pin(point: tuple[float, float]) -> str:
    if not all(abs(coordinate) <= FARTHEST for coordinate in point):
        raise Invalid("The pin lies beyond every picture and text.", where="point")
    return msgspec.json.encode(point).decode()


def _words(body: str) -> str:
    words = body.strip()
    if not words:
        raise Invalid("The comment is empty.", where="body")
    if len(words) > MAX_BODY:
        raise Invalid(f"The comment is longer than {MAX_BODY} characters.", where="body")
    return words


def _thread(row: Any, comments: list[Comment]) -> Thread:
    point = msgspec.json.decode(row.point, type=tuple[float, float]) if row.point is not None else None
    return Thread(
        row.id,
        row.task_id,
        row.created_by,
        row.annotation_id,
        point,
        bool(row.resolved),
        row.created_at,
        tuple(comments),
    )
