"""The queue in the database. Each write is fenced by the owner and the attempt of the claim it belongs to.

Knows nothing of what jobs do. Why it is our own: `docs/adr/0005-jobs.md`.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, and_, func, insert, or_, select, text, update

from labelwright.app.jobs.model import CANCELLED, DONE, FAILED, QUEUED, RUNNING, Claim, Job, Progress
from labelwright.core.errors import Conflict, LeaseLost, NotFound
from labelwright.storage.database import Database
from labelwright.storage.ids import new_id
from labelwright.storage.tables import job_steps, jobs

ATTEMPTS = 5
"""How many attempts in a row may end without a finished step."""
BACKOFF_S = 2.0
BACKOFF_MOST_S = 300.0

_SECOND = 1_000_000
_MARK = "#"
_OVER = (DONE, FAILED, CANCELLED)


class SqlQueue:
    """`JobQueue` over SQLite or PostgreSQL. `clock` gives microseconds UTC, and is for tests to set."""

    def __init__(
        self, database: Database, *, clock: Callable[[], int] | None = None, backoff_s: float = BACKOFF_S
    ) -> None:
        self._database = database
        self._clock = clock
        self._backoff_s = backoff_s

    def enqueue(
        self, kind: str, arguments: Mapping[str, Any], *, project_id: str | None, actor_id: str | None
    ) -> Job:
        job_id = new_id()
        with self._database.write() as conn:
            now = self._now(conn)
            conn.execute(
                insert(jobs).values(
                    id=job_id, kind=kind, state=QUEUED, project_id=project_id, created_by=actor_id,
                    params=_text(arguments), done=0, attempt=0, cancel_wanted=False, lease_until=now,
                    created_at=now, updated_at=now,
                )
            )  # fmt: skip
        return self.get(job_id)

    def get(self, job_id: str) -> Job:
        with self._database.read() as conn:
            return self._get(conn, job_id)

    def page(self, project_id: str | None, *, before: str = "", limit: int = 50, kind: str = "") -> list[Job]:
        query = select(jobs).order_by(jobs.c.id.desc()).limit(limit)
        if project_id is not None:
            query = query.where(jobs.c.project_id == project_id)
        if kind:
            query = query.where(jobs.c.kind == kind)
        if before:
            query = query.where(jobs.c.id < before)
        with self._database.read() as conn:
            return [self._job(row) for row in conn.execute(query)]

    def waiting(self) -> int:
        with self._database.read() as conn:
            query = select(func.count()).select_from(jobs).where(self._claimable(self._now(conn)))
            return conn.execute(query).scalar_one()

    def claim(self, owner: str, lease_s: float) -> Claim | None:
        with self._database.write() as conn:
            now = self._now(conn)
            row = conn.execute(self._oldest(now)).first()
            if row is None:
                return None
            if row.attempt - self._last_good(conn, row.id) >= ATTEMPTS:
                self._give_up(conn, row, now)
                return None
            attempt = row.attempt + 1
            conn.execute(
                update(jobs).where(jobs.c.id == row.id).values(
                    state=RUNNING, worker_id=owner, lease_until=now + int(lease_s * _SECOND), attempt=attempt,
                    started_at=now - _worked(row), ended_at=None, updated_at=now,
                )
            )  # fmt: skip
            return Claim(self._get(conn, row.id), owner, attempt)

    def heartbeat(self, claim: Claim, lease_s: float) -> bool:
        with self._database.write() as conn:
            self._fenced(conn, claim, lease_until=self._now(conn) + int(lease_s * _SECOND))
            asked = select(jobs.c.cancel_wanted).where(jobs.c.id == claim.job.id)
            return bool(conn.execute(asked).scalar_one())

    def progress(self, claim: Claim, done: int, total: int) -> None:
        with self._database.write() as conn:
            self._fenced(conn, claim, done=done, total=total or None)

    def steps(self, claim: Claim) -> dict[str, Any]:
        query = select(job_steps.c.step, job_steps.c.output).where(job_steps.c.job_id == claim.job.id)
        with self._database.read() as conn:
            rows = conn.execute(query).all()
        return {row.step: msgspec.json.decode(row.output) for row in rows if not row.step.startswith(_MARK)}

    def finish_step(self, conn: Connection, claim: Claim, name: str, output: object) -> None:
        self._fenced(conn, claim)
        conn.execute(
            insert(job_steps).values(
                job_id=claim.job.id, step=name, attempt=claim.attempt, output=_text(output),
                created_at=self._now(conn),
            )
        )  # fmt: skip

    def done(self, claim: Claim, report: Mapping[str, Any], result: Mapping[str, Any] | None = None) -> None:
        with self._database.write() as conn:
            self._end(
                conn, claim, state=DONE, report=_text(report), error=None, cancel_wanted=False,
                result=None if result is None else _text(result),
            )  # fmt: skip

    def failed(self, claim: Claim, error: str, *, retry: bool) -> None:
        with self._database.write() as conn:
            tries = claim.attempt - self._last_good(conn, claim.job.id)
            if retry and tries < ATTEMPTS:
                wait_s = min(self._backoff_s * 2 ** (tries - 1), BACKOFF_MOST_S)
                self._end(conn, claim, wait_s=wait_s, state=QUEUED, error=error)
            else:
                self._end(conn, claim, state=FAILED, error=error)

    def cancelled(self, claim: Claim) -> None:
        with self._database.write() as conn:
            self._end(conn, claim, state=CANCELLED)

    def release(self, claim: Claim) -> None:
        with self._database.write() as conn:
            self._end(conn, claim, state=QUEUED)
            self._note(conn, claim.job.id, claim.attempt, "released")

    def cancel(self, job_id: str) -> Job:
        with self._database.write() as conn:
            job = self._locked(conn, job_id)
            if job.state in _OVER:
                raise Conflict(f"The job is {job.state} and cannot be cancelled any more.")
            now = self._now(conn)
            changes: dict[str, Any] = {"cancel_wanted": True, "updated_at": now}
            if job.state == QUEUED:
                changes |= {"state": CANCELLED, "ended_at": now}
            conn.execute(update(jobs).where(jobs.c.id == job_id).values(**changes))
            return self._get(conn, job_id)

    def resume(self, job_id: str) -> Job:
        with self._database.write() as conn:
            job = self._locked(conn, job_id)
            if job.state not in (FAILED, CANCELLED):
                raise Conflict(f"The job is {job.state}; only one that failed or was cancelled is resumed.")
            now = self._now(conn)
            self._note(conn, job_id, job.attempt, "resumed")
            conn.execute(
                update(jobs).where(jobs.c.id == job_id).values(
                    state=QUEUED, cancel_wanted=False, lease_until=now, error=None, updated_at=now
                )
            )  # fmt: skip
            return self._get(conn, job_id)

    def _end(self, conn: Connection, claim: Claim, *, wait_s: float = 0, **changes: Any) -> None:
        now = self._now(conn)
        waits = now + int(wait_s * _SECOND)
        self._fenced(conn, claim, worker_id=None, lease_until=waits, ended_at=now, **changes)

    def _note(self, conn: Connection, job_id: str, attempt: int, why: str) -> None:
        """Note among the steps that a person or an operator ended this attempt, so that it counts as no failure."""
        mark = {"job_id": job_id, "step": f"{_MARK}{attempt}"}
        if conn.execute(select(job_steps.c.step).filter_by(**mark)).first() is None:
            now = self._now(conn)
            conn.execute(insert(job_steps).values(**mark, attempt=attempt, output=_text(why), created_at=now))

    def _last_good(self, conn: Connection, job_id: str) -> int:
        """The last attempt that finished a step, or was ended or begun anew by a person; 0 where there is none."""
        query = select(func.max(job_steps.c.attempt)).where(job_steps.c.job_id == job_id)
        return conn.execute(query).scalar_one() or 0

    def _fenced(self, conn: Connection, claim: Claim, **changes: Any) -> None:
        """Change the job if it is still this claim's. Raises `LeaseLost` otherwise."""
        mine = and_(
            jobs.c.id == claim.job.id, jobs.c.worker_id == claim.owner,
            jobs.c.attempt == claim.attempt, jobs.c.state == RUNNING,
        )  # fmt: skip
        changed = conn.execute(update(jobs).where(mine).values(updated_at=self._now(conn), **changes))
        if changed.rowcount != 1:
            raise LeaseLost("The job has gone to another worker.")

    def _oldest(self, now: int) -> Select[Any]:
        query = select(jobs).where(self._claimable(now)).order_by(jobs.c.created_at, jobs.c.id).limit(1)
        if self._database.dialect == "postgresql":
            query = query.with_for_update(skip_locked=True)
        return query

    def _claimable(self, now: int) -> Any:
        return or_(
            and_(jobs.c.state == QUEUED, jobs.c.lease_until <= now),
            and_(jobs.c.state == RUNNING, jobs.c.lease_until < now),
        )

    def _give_up(self, conn: Connection, row: Row[Any], now: int) -> None:
        error = row.error or "The worker stopped in the middle again and again; the job was given up."
        conn.execute(
            update(jobs).where(jobs.c.id == row.id).values(
                state=FAILED, error=error, worker_id=None, ended_at=now, updated_at=now
            )
        )  # fmt: skip

    def _locked(self, conn: Connection, job_id: str) -> Job:
        row = conn.execute(select(jobs).where(jobs.c.id == job_id).with_for_update()).first()
        if row is None:
            raise NotFound("There is no such job.", where=job_id)
        return self._job(row)

    def _get(self, conn: Connection, job_id: str) -> Job:
        row = conn.execute(select(jobs).where(jobs.c.id == job_id)).first()
        if row is None:
            raise NotFound("There is no such job.", where=job_id)
        return self._job(row)

    def _job(self, row: Row[Any]) -> Job:
        return Job(
            id=row.id, kind=row.kind, state=row.state, project_id=row.project_id, created_by=row.created_by,
            arguments=msgspec.json.decode(row.params), progress=_progress(row), attempt=row.attempt,
            cancel_requested=row.cancel_wanted, report=_data(row.report), result=_data(row.result),
            error=row.error or "", created_at=row.created_at, updated_at=row.updated_at,
        )  # fmt: skip

    def _now(self, conn: Connection) -> int:
        """Microseconds UTC: the database's own where several machines share it."""
        if self._clock is not None:
            return self._clock()
        if self._database.dialect == "postgresql":
            seconds = conn.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one()
            return int(seconds * _SECOND)
        return time.time_ns() // 1000


def _progress(row: Row[Any]) -> Progress:
    total = row.total or 0
    seconds = (row.updated_at - row.started_at) / _SECOND if row.started_at else 0.0
    if row.state != RUNNING or seconds <= 0 or row.done <= 0:
        return Progress(row.done, total)
    rate = row.done / seconds
    return Progress(row.done, total, rate, max(0.0, (total - row.done) / rate) if total else None)


def _worked(row: Row[Any]) -> int:
    """Microseconds that earlier attempts worked, so that the rate of a resumed job stays true."""
    return (row.ended_at or row.updated_at) - row.started_at if row.started_at else 0


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _data(value: str | None) -> Any:
    return None if value is None else msgspec.json.decode(value)
