"""Puts an installation together: the one place where settings become databases, blobs, queues and services."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from argon2 import PasswordHasher
from prometheus_client import CollectorRegistry
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from labelwright.app import accounts
from labelwright.app.auth.passwords import Passwords
from labelwright.app.auth.sign_in import SignIn
from labelwright.app.events import Broadcaster
from labelwright.app.jobs.port import JobQueue
from labelwright.app.jobs.queue import SqlQueue
from labelwright.app.jobs.supervisor import Supervisor
from labelwright.app.settings import Settings
from labelwright.app.transfer.local import LocalFiles
from labelwright.app.transfer.uploads import Uploads
from labelwright.app.upkeep import Upkeep, duties
from labelwright.core.errors import Unavailable
from labelwright.storage.blobs import Blobs, open_blobs
from labelwright.storage.database import Database
from labelwright.storage.ids import now_us

UnitOfWork: TypeAlias = Connection
"""What `database.read()` and `database.write()` give, by the name that faces know it by."""


@dataclass(frozen=True)
class Installation:
    """Everything one process needs, opened. `now` gives microseconds since 1970.

    The supervisor and the upkeep are at rest until a server starts them.
    """

    settings: Settings
    database: Database
    blobs: Blobs
    files: LocalFiles
    jobs: JobQueue
    uploads: Uploads
    sign_in: SignIn
    broadcaster: Broadcaster
    supervisor: Supervisor
    upkeep: Upkeep
    metrics: CollectorRegistry
    now: Callable[[], int]

    def link(self, conn: Connection, user_id: str) -> str:
        """The address of a new one-time link that signs this person in."""
        return f"{self.settings.url}/link/{self.sign_in.new_link(conn, user_id)}"

    def first_link(self) -> str | None:
        """On an installation without people, create the first administrator and give their one-time link.

        The link is given again, renewed, until somebody has used it.
        """
        with self.database.write() as conn:
            if accounts.is_empty(conn):
                user_id = accounts.create_user(
                    conn, None, email="admin@localhost", name="Administrator", is_admin=True, now=self.now()
                )
            else:
                waiting = accounts.waiting_first_admin(conn)
                if waiting is None:
                    return None
                user_id = waiting
            return self.link(conn, user_id)

    def check(self) -> None:
        """Raises `Unavailable` where the database does not answer."""
        try:
            with self.database.read() as conn:
                conn.execute(text("SELECT 1"))
        except OperationalError as error:
            raise Unavailable("The database does not answer.", remedy="See `labelwright doctor`.") from error

    def close(self) -> None:
        """Let go of all connections."""
        self.database.close()


def open_installation(
    settings: Settings, *, now: Callable[[], int] = now_us, hasher: PasswordHasher | None = None
) -> Installation:
    """The installation that the settings describe, its schema brought up to date.

    Raises `Unavailable` where the database or the blobs cannot be reached, `Conflict` where a newer
    Labelwright has been here.
    """
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(settings.database_url, durable=settings.durable)
    database.upgrade()
    blobs = open_blobs(settings.blobs_url)
    jobs = SqlQueue(database)
    uploads = Uploads(database, blobs, settings.data_dir / "uploads", max_bytes=settings.limits.upload)
    sign_in = SignIn(
        database,
        Passwords(settings.limits.password_hashes, hasher),
        now=now,
        session_s=settings.limits.session_s,
        link_s=settings.limits.login_link_s,
    )
    return Installation(
        settings=settings,
        database=database,
        blobs=blobs,
        files=LocalFiles(blobs, settings.data_dir / "files"),
        jobs=jobs,
        uploads=uploads,
        sign_in=sign_in,
        broadcaster=Broadcaster(database, jobs, now=now, forget=sign_in.identities.forget),
        supervisor=Supervisor(jobs, settings.environment()),
        upkeep=Upkeep(duties(database, uploads.sweep, settings.scratch), now=now),
        metrics=CollectorRegistry(),
        now=now,
    )
