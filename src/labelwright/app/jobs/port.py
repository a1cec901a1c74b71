"""The queue as its callers see it. Nothing here says how jobs are kept, so that another engine can stand behind it."""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import Connection

from labelwright.app.jobs.model import Claim, Job


class JobQueue(Protocol):
    """Durable jobs: queued once, run by one worker at a time, resumed step by step after a crash."""

    def enqueue(
        self, kind: str, arguments: Mapping[str, Any], *, project_id: str | None, actor_id: str | None
    ) -> Job:
        """Queue a job; it is there when this returns."""
        ...

    def get(self, job_id: str) -> Job:
        """Raises `NotFound`."""
        ...

    def page(self, project_id: str | None, *, before: str = "", limit: int = 50, kind: str = "") -> list[Job]:
        """The newest first, of one kind if that is given; `before` is the id of the last one already shown."""
        ...

    def waiting(self) -> int:
        """How many jobs a worker could claim now."""
        ...

    def claim(self, owner: str, lease_s: float) -> Claim | None:
        """The oldest job that waits or whose worker has gone silent, or None."""
        ...

    def heartbeat(self, claim: Claim, lease_s: float) -> bool:
        """Keep the lease. True where somebody asked for a cancel. Raises `LeaseLost`."""
        ...

    def progress(self, claim: Claim, done: int, total: int) -> None: ...

    def steps(self, claim: Claim) -> dict[str, Any]:
        """The outputs of the steps that are finished, by their names."""
        ...

    def finish_step(self, conn: Connection, claim: Claim, name: str, output: object) -> None:
        """Note a step as done in the caller's own transaction, so that its effects and the note are one.

        Raises `LeaseLost`, upon which the transaction must not commit.
        """
        ...

    def done(
        self, claim: Claim, report: Mapping[str, Any], result: Mapping[str, Any] | None = None
    ) -> None: ...

    def failed(self, claim: Claim, error: str, *, retry: bool) -> None:
        """Give up, or try again after a while where `retry` is set and attempts are left."""
        ...

    def cancelled(self, claim: Claim) -> None: ...

    def release(self, claim: Claim) -> None:
        """Hand the job back unharmed, as a worker does that is told to stop."""
        ...

    def cancel(self, job_id: str) -> Job:
        """Ask for a stop; a job that waits is cancelled at once. Raises `Conflict` where it is over."""
        ...

    def resume(self, job_id: str) -> Job:
        """Queue a failed or cancelled job again; steps that are done are not repeated. Raises `Conflict`."""
        ...
