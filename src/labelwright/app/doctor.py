"""Looks whether an installation is well: database, schema, blobs, disk, pages, jobs, clock. Mends nothing."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from labelwright.app.settings import Settings
from labelwright.core.errors import LabelwrightError
from labelwright.storage import migrate
from labelwright.storage.blobs import open_blobs
from labelwright.storage.database import Database
from labelwright.storage.ids import now_us
from labelwright.storage.tables import events, jobs

LEAST_FREE = 1024**3
LONGEST_WAIT_S = 120
MOST_SKEW_S = 5.0
PROBE = b"labelwright doctor"


class Finding(Struct, frozen=True):
    """One thing that was looked at: is it well, what was seen, and how to mend it."""

    name: str
    ok: bool
    seen: str
    remedy: str = ""


def examine(settings: Settings, static: Path) -> Iterator[Finding]:
    """Everything in turn; what cannot be looked at counts as unwell."""
    yield _looked("blobs", lambda: _blobs(settings))
    yield _looked("disk", lambda: _disk(settings))
    yield _looked("pages", lambda: _pages(static))
    try:
        database = Database(settings.database_url, durable=settings.durable)
    except LabelwrightError as error:
        yield Finding("database", ok=False, seen=error.message, remedy=error.remedy)
        return
    try:
        yield _looked("database", lambda: _database(database))
        yield _looked("schema", lambda: _schema(database))
        yield _looked("jobs", lambda: _jobs(database))
        yield _looked("clock", lambda: _clock(database))
    finally:
        database.close()


def _looked(name: str, look: Callable[[], Finding]) -> Finding:
    try:
        finding = look()
    except (LabelwrightError, SQLAlchemyError, OSError) as error:
        finding = Finding(name, ok=False, seen=str(error).splitlines()[0])
    return finding if finding.ok else msgspec.structs.replace(finding, remedy=_REMEDIES[name])


def _database(database: Database) -> Finding:
    began = time.perf_counter()
    with database.read() as conn:
        conn.execute(text("SELECT 1"))
    took = (time.perf_counter() - began) * 1000
    return Finding("database", ok=True, seen=f"{database.dialect} answers in {took:.0f} ms")


def _schema(database: Database) -> Finding:
    with database.read() as conn:
        current = migrate.current(conn)
    return Finding("schema", ok=current == migrate.head(), seen=f"revision {current or 'none'}")


def _blobs(settings: Settings) -> Finding:
    blobs = open_blobs(settings.blobs_url)
    stored = blobs.put(PROBE)
    well = blobs.get(stored.hash) == PROBE
    blobs.delete(stored.hash)
    return Finding(
        "blobs", ok=well, seen="written, read and deleted" if well else "what was written is not read"
    )


def _disk(settings: Settings) -> Finding:
    folder = next(path for path in (settings.data_dir, *settings.data_dir.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    return Finding("disk", ok=free >= LEAST_FREE, seen=f"{free / 1024**3:.1f} GiB free at {folder}")


def _pages(static: Path) -> Finding:
    built = (static / "index.html").is_file()
    return Finding("pages", ok=built, seen="built" if built else "not built")


def _jobs(database: Database) -> Finding:
    now = now_us()
    with database.read() as conn:
        waiting, oldest = conn.execute(
            select(func.count(), func.min(jobs.c.updated_at)).where(
                jobs.c.state.in_(("queued", "running")), jobs.c.lease_until < now
            )
        ).one()
    stuck = waiting and now - oldest > LONGEST_WAIT_S * 1_000_000
    return Finding("jobs", ok=not stuck, seen=f"{waiting} waiting" + (" for minutes" if stuck else ""))


def _clock(database: Database) -> Finding:
    with database.read() as conn:
        newest = conn.execute(select(func.max(events.c.created_at)).where(events.c.project_id == "")).scalar()
    ahead = ((newest or 0) - now_us()) / 1_000_000
    well = ahead <= MOST_SKEW_S
    return Finding("clock", ok=well, seen="goes on" if well else f"{ahead:.0f} s behind the newest event")


_REMEDIES = {
    "database": "Check the setting database_url, and that the server runs.",
    "schema": "Start `labelwright serve` once: it brings the schema up to date.",
    "blobs": "Check the setting blobs_url, its keys and its rights.",
    "disk": "Make room, or move the data with the setting data_dir.",
    "pages": "Run `make web` in the project's folder, or install a released wheel.",
    "jobs": "Start `labelwright worker`, or look into the log of the server.",
    "clock": "Let the machine's clock follow a time server.",
}
