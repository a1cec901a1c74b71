"""What a job is, as it is queued, claimed and shown."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

QUEUED, RUNNING, DONE, FAILED, CANCELLED = STATES = ("queued", "running", "done", "failed", "cancelled")


class Progress(Struct, frozen=True):
    """How far a job is. `total` is 0 while unknown; `rate` is units a second; `seconds_left` is an estimate."""

    done: int = 0
    total: int = 0
    rate: float | None = None
    seconds_left: float | None = None


class Job(Struct, frozen=True):
    """One piece of durable work. Times are microseconds UTC; `result` names a blob, its file name and its size."""

    id: str
    kind: str
    state: str
    project_id: str | None
    created_by: str | None
    arguments: Mapping[str, Any]
    progress: Progress
    attempt: int
    cancel_requested: bool
    report: Mapping[str, Any] | None
    result: Mapping[str, Any] | None
    error: str
    created_at: int
    updated_at: int


class Claim(Struct, frozen=True):
    """A job in the hands of one worker. Every write names the owner and the attempt, so a late one cannot land."""

    job: Job
    owner: str
    attempt: int
