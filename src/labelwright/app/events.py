"""Who hears what. Open pages are told of changes, whichever process made them: the chained events and the jobs
in the database are looked at once a second per process, not per listener.

What is sent says only that something changed; what it is now, each listener asks for and gets as their role allows.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from typing import Any

import anyio.to_thread
import structlog
from msgspec import Struct
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import OperationalError

from labelwright.app.auth.identity import INSTALLATION
from labelwright.app.jobs.port import JobQueue
from labelwright.storage.database import Database
from labelwright.storage.tables import assignments, events, users

EVERY_S = 1.0
MOST_WAITING = 200
MOST_PRESENT = 200

HEARD: Mapping[str, str] = {
    "task": "task",
    "answer": "task",
    "verdict": "task",
    "assignment": "task",
    "thread": "thread",
    "comment": "thread",
    "spec": "spec",
    "project": "spec",
    "gold": "gold",
    "standing": "gold",
    "votes": "task",
}
"""The first word of an event's kind, and the topic under which listeners hear of it."""

TOPICS = frozenset({*HEARD.values(), "job", "presence"})
ENDS_STREAMS = frozenset({"member"})
"""Events after which every listener of the project must be let in anew."""

HARMLESS = frozenset({"user.signed-in", "user.sign-in-failed", "user.created", "token.created"})
"""Events of the installation after which everybody may go on listening."""

_log = structlog.get_logger(__name__)


class Message(Struct, frozen=True):
    """One thing that a listener hears."""

    topic: str
    data: Any


class Listener:
    """One open page: hears some topics of one project, until it is closed or falls too far behind."""

    def __init__(self, project_id: str, user_id: str, topics: frozenset[str]) -> None:
        self.project_id = project_id
        self.user_id = user_id
        self.topics = topics
        self._waiting: asyncio.Queue[Message | None] = asyncio.Queue(MOST_WAITING)
        self.closed = False

    def tell(self, message: Message) -> None:
        if message.topic in self.topics and not self.closed:
            if self._waiting.full():
                self.close()
            else:
                self._waiting.put_nowait(message)

    def close(self) -> None:
        """Let the stream end; the page opens another one."""
        self.closed = True
        if self._waiting.full():
            self._waiting.get_nowait()
        self._waiting.put_nowait(None)

    async def next(self, within_s: float) -> Message | None:
        """The next message; None where none came in time, or where it is `closed`."""
        try:
            return await asyncio.wait_for(self._waiting.get(), within_s)
        except TimeoutError:
            return None


class _Watch:
    """What has been seen of one project."""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        self.jobs: dict[str, int] = {}
        self.present: tuple[Any, ...] | None = None


class Broadcaster:
    """`forget` is told each person whose account, session or token has changed, in this process or another."""

    def __init__(
        self, database: Database, jobs: JobQueue, *, now: Callable[[], int], forget: Callable[[str], None]
    ) -> None:
        self._database = database
        self._jobs = jobs
        self._now = now
        self._forget = forget
        self._listeners: set[Listener] = set()
        self._watches: dict[str, _Watch] = {}

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Looks once a second for as long as the server runs; at its end, all streams end."""
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            task.cancel()
            self.close()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    @contextlib.contextmanager
    def listening(self, project_id: str, user_id: str, topics: Iterable[str]) -> Iterator[Listener]:
        """A listener for as long as the block lasts. Call it on the event loop."""
        listener = Listener(project_id, user_id, frozenset(topics))
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def close(self) -> None:
        """End all streams. Call it on the event loop."""
        for listener in self._listeners:
            listener.close()

    async def _run(self) -> None:
        while True:
            try:
                wanted = {listener.project_id for listener in self._listeners}
                heard = await anyio.to_thread.run_sync(self._look, wanted)
                self._deliver(heard)
            except OperationalError as error:
                _log.warning("events.database-away", error=str(error.orig))
            await asyncio.sleep(EVERY_S)

    def _deliver(self, heard: list[tuple[str, Message]]) -> None:
        for project_id, message in heard:
            for listener in list(self._listeners):
                if project_id == INSTALLATION and listener.user_id == message.data:
                    listener.close()
                elif project_id == listener.project_id:
                    listener.close() if message.topic == "end" else listener.tell(message)

    def _look(self, wanted: set[str]) -> list[tuple[str, Message]]:
        heard: list[tuple[str, Message]] = []
        self._watches = {key: w for key, w in self._watches.items() if key in wanted or key == INSTALLATION}
        with self._database.read() as conn:
            for project_id in (INSTALLATION, *wanted):
                watch = self._watches.get(project_id)
                if watch is None:
                    self._watches[project_id] = watch = _Watch(_newest(conn, project_id))
                heard += [(project_id, message) for message in self._changes(conn, project_id, watch)]
        return heard

    def _changes(self, conn: Connection, project_id: str, watch: _Watch) -> Iterator[Message]:
        changed: dict[str, set[str]] = {}
        for seq, kind, subject in _since(conn, project_id, watch.seq):
            watch.seq = seq
            first = kind.split(".", 1)[0]
            if project_id == INSTALLATION:
                self._forget(subject)
                if kind not in HARMLESS:
                    yield Message("end", subject)
            elif first in ENDS_STREAMS:
                yield Message("end", None)
            elif first in HEARD:
                changed.setdefault(HEARD[first], set()).add(subject)
        for topic, ids in changed.items():
            yield Message(topic, {"ids": sorted(ids)})
        if project_id != INSTALLATION:
            yield from self._job_changes(project_id, watch)
            yield from self._presence(conn, project_id, watch)

    def _job_changes(self, project_id: str, watch: _Watch) -> Iterator[Message]:
        for job in self._jobs.page(project_id, limit=20):
            if watch.jobs.get(job.id) != job.updated_at:
                watch.jobs[job.id] = job.updated_at
                yield Message("job", job)

    def _presence(self, conn: Connection, project_id: str, watch: _Watch) -> Iterator[Message]:
        query = (
            select(users.c.id, users.c.name, assignments.c.task_id, assignments.c.stage)
            .join(users, users.c.id == assignments.c.user_id)
            .where(
                assignments.c.project_id == project_id,
                assignments.c.state == "active",
                assignments.c.lease_until > self._now(),
            )
            .order_by(assignments.c.user_id, assignments.c.task_id)
            .limit(MOST_PRESENT)
        )
        present = tuple(conn.execute(query).all())
        if present != watch.present:
            watch.present = present
            yield Message("presence", [dict(row._mapping) for row in present])


def _newest(conn: Connection, project_id: str) -> int:
    return conn.execute(select(func.max(events.c.seq)).where(events.c.project_id == project_id)).scalar() or 0


def _since(conn: Connection, project_id: str, seq: int) -> Iterable[Any]:
    query = select(events.c.seq, events.c.kind, events.c.subject)
    return conn.execute(
        query.where(events.c.project_id == project_id, events.c.seq > seq).order_by(events.c.seq).limit(1000)
    ).all()
