"""The housekeeping of an installation: what has run out is taken back or thrown away, a little every minute.

Every process may do it at once; nothing here moves a label. A duty that fails is told of once, and tried again.
"""

import shutil
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import structlog
from sqlalchemy import Connection, delete, or_

from labelwright.app import comparing, idempotency, setting_aside
from labelwright.app.auth import throttle
from labelwright.storage.database import Database
from labelwright.storage.tables import idempotency as requests
from labelwright.storage.tables import login_attempts, login_links, sessions
from labelwright.workflow.service import leases, overdue

EVERY_S = 60.0
AT_ONCE = 100
"""How many leases one unit of work takes back: others wait for it on SQLite."""
OVER_US = 24 * 3600 * 1_000_000
"""How long what is over stays to be looked at."""
SCRATCH_S = 7 * 86400.0
"""A folder of scratch files left untouched for so long belongs to no job that lives."""

Duty = Callable[[int], int]
"""Does what is due at a time in microseconds UTC, and says how many things that were."""

Late = Callable[[Connection, int], Sequence[str]]
"""The projects in which something is late at a time."""
Sweep = Callable[[Connection, str, int, int], int]
"""Does what is late in a project at a time, at most so many things, and says how many those were."""

_log = structlog.get_logger(__name__)


def duties(database: Database, sweep_uploads: Callable[[], int], scratch: Path) -> Mapping[str, Duty]:
    """Every duty of an installation by its name; `scratch` is where archives are unfolded."""
    return {
        "leases": lambda now: _by_project(database, now, leases.late_projects, leases.expire),
        "deadlines": lambda now: _by_project(database, now, overdue.projects, overdue.sweep),
        "answers to set aside": lambda now: setting_aside.catch_up(database, lambda: now),
        "answers to compare": lambda _: comparing.catch_up_everywhere(database),
        "uploads": lambda _: sweep_uploads(),
        "sign-in": lambda now: _sign_in(database, now),
        "repeated requests": lambda now: _requests(database, now),
        "scratch files": lambda now: _scratch(scratch, now),
    }


class Upkeep:
    """Does the duties every `every_s` seconds from a thread, which no failing duty ends."""

    def __init__(
        self, duties: Mapping[str, Duty], *, now: Callable[[], int], every_s: float = EVERY_S
    ) -> None:
        self._duties = duties
        self._now = now
        self._every_s = every_s
        self._failing: set[str] = set()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="upkeep", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Stop after the duty in hand."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def round(self) -> dict[str, int]:
        """Do every duty once; how many things each found to do, those that failed left out."""
        done = {}
        for name, duty in self._duties.items():
            try:
                done[name] = duty(self._now())
            except Exception:  # one duty must not keep the others from being done  # noqa: BLE001
                if name not in self._failing:
                    _log.warning("housekeeping failed; it is tried again", duty=name, exc_info=True)
                self._failing.add(name)
            else:
                self._failing.discard(name)
        return done

    def _watch(self) -> None:
        while not self._over.wait(self._every_s):
            self.round()


def _by_project(database: Database, now: int, late: Late, sweep: Sweep) -> int:
    """Do a sweep in each project that has something late, `AT_ONCE` at a time, until less than that is done."""
    with database.read() as conn:
        projects = late(conn, now)
    total = 0
    for project_id in projects:
        done = AT_ONCE
        while done >= AT_ONCE:
            with database.write() as conn:
                done = sweep(conn, project_id, now, AT_ONCE)
            total += done
    return total


def _sign_in(database: Database, now: int) -> int:
    before = now - OVER_US
    with database.write() as conn:
        gone = [
            delete(sessions).where(or_(sessions.c.expires_at < before, sessions.c.ended_at < before)),
            delete(login_links).where(or_(login_links.c.expires_at < before, login_links.c.used_at < before)),
            delete(login_attempts).where(login_attempts.c.at < now - throttle.WINDOW_US),
        ]
        return sum(conn.execute(statement).rowcount for statement in gone)


def _requests(database: Database, now: int) -> int:
    old = delete(requests).where(requests.c.created_at < now - idempotency.KEPT_US)
    with database.write() as conn:
        return conn.execute(old).rowcount


def _scratch(folder: Path, now: int) -> int:
    """Remove what a killed job has left where archives are unfolded."""
    before = min(now / 1_000_000, time.time()) - SCRATCH_S
    stale = [path for path in folder.glob("*") if path.lstat().st_mtime < before]
    for path in stale:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(stale)
