"""Imports, exports and other jobs: start them, watch them, wait for them."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from labelwright.core.errors import Cancelled, Unavailable
from labelwright.sdk.operation import M, Resource, listing, operation
from labelwright.sdk.shapes import Job, Progress
from labelwright.sdk.wire import Pause, Request, Steps

FIRST_LOOK_S = 0.1
LONGEST_PAUSE_S = 2.0


class Jobs(Resource[M]):
    @listing.of(Job)
    def list(self, project_id: str | None = None) -> Request:
        """The jobs of a project, the newest first."""
        return Request("GET", "/jobs", params={"project": project_id})

    @operation
    def get(self, job_id: str) -> Steps[Job]:
        return (yield Request("GET", f"/jobs/{job_id}")).read(Job)

    @operation
    def wait(
        self, job_id: str, progress: Callable[[Progress], None] | None = None, within_s: float = 3600.0
    ) -> Steps[Job]:
        """The job once it is done; `progress` is told each look.

        Raises `Cancelled` where somebody cancelled it, `Unavailable` where it failed or takes too long.
        """
        pause, waited = FIRST_LOOK_S, 0.0
        while True:
            job = (yield Request("GET", f"/jobs/{job_id}")).read(Job)
            if progress is not None:
                progress(job.progress)
            if job.over:
                return _done(job)
            if waited >= within_s:
                raise Unavailable(f"Job {job_id} is not over after {within_s:.0f} s.", remedy="Look later.")
            yield Pause(pause)
            waited += pause
            pause = min(pause * 1.5, LONGEST_PAUSE_S)

    @operation
    def cancel(self, job_id: str) -> Steps[None]:
        yield Request("POST", f"/jobs/{job_id}/cancel", json={})

    @operation
    def resume(self, job_id: str) -> Steps[None]:
        """Let a failed or cancelled job go on from its last finished step."""
        yield Request("POST", f"/jobs/{job_id}/resume", json={})

    @operation
    def scan(self, project_id: str, predictions: str | None = None) -> Steps[Job]:
        """Put all answers that stand before the checks of their project; the job's report has the findings.

        `predictions` is an upload of what a model says of the items: what it would label otherwise is found as well.
        """
        return (yield _create(f"/projects/{project_id}/scans", {"predictions": predictions})).read(Job)

    @operation
    def result(self, job_id: str) -> Steps[bytes]:
        """The file that the job made."""
        return (yield Request("GET", f"/jobs/{job_id}/result")).body


class Imports(Resource[M]):
    @operation
    def start(
        self,
        project_id: str,
        source: Mapping[str, Any],
        *,
        format_name: str = "",
        dialect: str = "",
        answers: str = "answers",
        gold: str = "",
    ) -> Steps[Job]:
        """Bring items in. `source` is such as `{"kind": "upload", "id": …}`; `answers`: answers, truth, none.

        With `gold` (hidden, training or qualify) the best answer of each item stands, and is gold of that pool.
        """
        body = {"source": source, "format": format_name, "dialect": dialect, "as": answers, "gold": gold}
        return (yield _create(f"/projects/{project_id}/imports", body)).read(Job)


class Exports(Resource[M]):
    @operation
    def preview(
        self, project_id: str, format_name: str, *, dialect: str = "", answers: str = "truth"
    ) -> Steps[dict[str, Any]]:
        """What the format cannot hold, before anything is written."""
        body = {"format": format_name, "dialect": dialect, "answers": answers}
        reply = yield Request("POST", f"/projects/{project_id}/exports/preview", json=body)
        return reply.read(dict[str, Any])

    @operation
    def start(
        self,
        project_id: str,
        format_name: str,
        *,
        dialect: str = "",
        answers: str = "truth",
        media: bool = False,
        without_errors: bool = False,
    ) -> Steps[Job]:
        """Write a training set; the job's result is the file. `without_errors`: fail where a check finds an error."""
        body = {
            "format": format_name,
            "dialect": dialect,
            "answers": answers,
            "media": media,
            "without_errors": without_errors,
        }
        return (yield _create(f"/projects/{project_id}/exports", body)).read(Job)


def _create(path: str, body: Mapping[str, Any]) -> Request:
    return Request("POST", path, json=body, headers={"Idempotency-Key": uuid.uuid4().hex})


def _done(job: Job) -> Job:
    if job.state == "cancelled":
        raise Cancelled(f"Job {job.id} was cancelled.")
    if job.state == "failed":
        raise Unavailable(f"Job {job.id} failed: {job.error}")
    return job
