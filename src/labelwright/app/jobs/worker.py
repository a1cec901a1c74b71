"""A worker: claims jobs one after another and runs them, keeping each lease alive beside the work.

Any number of workers may share a database. One that is killed loses nothing but the step in flight.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.app.jobs.model import Claim, Job
from labelwright.app.jobs.port import JobQueue
from labelwright.core.errors import Cancelled, LabelwrightError, LeaseLost, Unavailable, of_disk
from labelwright.core.report import Report

UNEXPECTED = "Something unexpected went wrong; the log of the worker says what."
LEASE_S = 20.0
POLL_S = 1.0
PROGRESS_S = 0.5

_log = logging.getLogger(__name__)


class Outcome(Struct, frozen=True):
    """What a job leaves: its report, and the blob it made, if any."""

    report: Mapping[str, Any]
    result: Mapping[str, Any] | None = None


class Released(Exception):
    """The worker was told to stop; the job goes back to the queue."""


class Run:
    """One job in the making: what is done of it, and how to say that more is."""

    def __init__(self, queue: JobQueue, claim: Claim, stopping: threading.Event) -> None:
        self.job: Job = claim.job
        self.report = Report()
        self.steps = queue.steps(claim)
        self._queue = queue
        self._claim = claim
        self._stopping = stopping
        self._cancel = threading.Event()
        self._lost = threading.Event()
        self._shown = 0.0

    def check(self) -> None:
        """Go on or stop: call between small pieces of work. Raises where the job is to end here."""
        if self._lost.is_set():
            raise LeaseLost("The job has gone to another worker.")
        if self._cancel.is_set():
            raise Cancelled("The job was cancelled.")
        if self._stopping.is_set():
            raise Released

    def finish_step(self, conn: Connection, name: str, output: object) -> None:
        """Note a step as done, in the transaction that holds its effects."""
        self._queue.finish_step(conn, self._claim, name, output)
        self.steps[name] = output

    def progress(self, done: int, total: int = 0) -> None:
        """Show how far the job is; cheap to call often."""
        now = time.monotonic()
        if now - self._shown >= PROGRESS_S or done == total:
            self._shown = now
            self._queue.progress(self._claim, done, total)

    @contextmanager
    def kept(self, lease_s: float) -> Iterator[None]:
        """Renews the lease from a thread until the block ends."""
        over = threading.Event()
        thread = threading.Thread(target=self._keep, args=(lease_s, over), name="lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _keep(self, lease_s: float, over: threading.Event) -> None:
        while not over.wait(lease_s / 4):
            try:
                if self._queue.heartbeat(self._claim, lease_s):
                    self._cancel.set()
            except LeaseLost:
                self._lost.set()
                return
            except Exception:  # a database that is away for a moment must not end the thread  # noqa: BLE001
                _log.warning("The lease of job %s could not be renewed.", self.job.id, exc_info=True)


Kind: TypeAlias = Callable[[Run], Outcome]


class Worker:
    """Runs jobs of the kinds it knows. `owner` must be unlike every other worker's."""

    def __init__(
        self,
        queue: JobQueue,
        kinds: Mapping[str, Kind],
        owner: str,
        *,
        lease_s: float = LEASE_S,
        poll_s: float = POLL_S,
    ) -> None:
        self._queue = queue
        self._kinds = kinds
        self.owner = owner
        self._lease_s = lease_s
        self._poll_s = poll_s
        self.stopping = threading.Event()

    def stop(self) -> None:
        """Let the job in hand go at its next step, then end."""
        self.stopping.set()

    def work(self, *, idle_s: float | None = None) -> None:
        """Work until told to stop, or until nothing came for `idle_s` seconds."""
        last = time.monotonic()
        while not self.stopping.is_set():
            if self.work_once():
                last = time.monotonic()
            elif idle_s is not None and time.monotonic() - last >= idle_s:
                return
            else:
                self.stopping.wait(self._poll_s)

    def work_once(self) -> bool:
        """Run one job if there is one."""
        claim = self._queue.claim(self.owner, self._lease_s)
        if claim is None:
            return False
        run = Run(self._queue, claim, self.stopping)
        try:
            with run.kept(self._lease_s):
                outcome = self._run(run)
        except LeaseLost:
            _log.warning("Job %s has gone to another worker.", claim.job.id)
        except Cancelled:
            self._settle(claim, lambda: self._queue.cancelled(claim))
        except Released:
            self._settle(claim, lambda: self._queue.release(claim))
        except LabelwrightError as error:
            message = str(error)
            retry = isinstance(error, Unavailable)
            self._settle(claim, lambda: self._queue.failed(claim, message, retry=retry))
        except OSError as error:
            _log.exception("Job %s failed.", claim.job.id)
            message = str(of_disk(error) or UNEXPECTED)
            self._settle(claim, lambda: self._queue.failed(claim, message, retry=True))
        except Exception:  # whatever a job does, the worker lives on  # noqa: BLE001
            _log.exception("Job %s failed.", claim.job.id)
            self._settle(claim, lambda: self._queue.failed(claim, UNEXPECTED, retry=True))
        else:
            self._settle(claim, lambda: self._queue.done(claim, outcome.report, outcome.result))
        return True

    def _run(self, run: Run) -> Outcome:
        kind = self._kinds.get(run.job.kind)
        if kind is None:
            raise LabelwrightError(f"No worker here knows jobs of the kind “{run.job.kind}”.")
        run.check()
        return kind(run)

    def _settle(self, claim: Claim, write: Callable[[], None]) -> None:
        try:
            write()
        except LeaseLost:
            _log.warning("Job %s has gone to another worker.", claim.job.id)
