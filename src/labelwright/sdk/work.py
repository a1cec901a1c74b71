"""The queue, as an annotator or a model uses it: take the next task, keep it, hand in the answer."""

import uuid
from collections.abc import Sequence
from typing import Any

from labelwright.core.checks.finding import Finding
from labelwright.core.records import Annotation
from labelwright.sdk.operation import M, Resource, operation
from labelwright.sdk.shapes import Bundle, Correction, Findings, Next, Submitted, TaskState
from labelwright.sdk.wire import Request, Steps


class Work(Resource[M]):
    @operation
    def next(self, project_id: str, stage: int | None = None, task_id: str | None = None) -> Steps[Next]:
        """The next task for me, of one stage or of any, or this very task."""
        wish = {"stage": stage, "task_id": task_id}
        body = {name: value for name, value in wish.items() if value is not None}
        reply = yield Request("POST", f"/projects/{project_id}/next", json=body)
        return reply.read(Next)

    @operation
    def assignment(self, assignment_id: str) -> Steps[Bundle]:
        """A task that I hold."""
        reply = yield Request("GET", f"/assignments/{assignment_id}")
        return reply.read(Bundle)

    @operation
    def heartbeat(self, assignment_id: str) -> Steps[None]:
        """Say that I am still working, so that the lease does not run out."""
        yield Request("POST", f"/assignments/{assignment_id}/heartbeat", json={})

    @operation
    def release(self, assignment_id: str) -> Steps[None]:
        """Give the task back undone."""
        yield Request("POST", f"/assignments/{assignment_id}/release", json={})

    @operation
    def skip(self, assignment_id: str, reason: str) -> Steps[None]:
        """Say that this task cannot be done, and why."""
        yield Request("POST", f"/assignments/{assignment_id}/skip", json={"reason": reason})

    @operation
    def escalate(
        self, assignment_id: str, reason: str, annotations: Sequence[Annotation] | None = None
    ) -> Steps[TaskState]:
        """Hand a task up to somebody more trusted, with what there is of it: by default the draft."""
        body: dict[str, Any] = {"reason": reason}
        if annotations is not None:
            body["annotations"] = annotations
        reply = yield Request("POST", f"/assignments/{assignment_id}/escalate", json=body)
        return reply.read(TaskState)

    @operation
    def check(self, assignment_id: str, annotations: Sequence[Annotation]) -> Steps[tuple[Finding, ...]]:
        """What the checks of the project say of a draft. Nothing is saved."""
        reply = yield Request(
            "POST", f"/assignments/{assignment_id}/check", json={"annotations": annotations}
        )
        return reply.read(Findings).findings

    @operation
    def submit(
        self,
        assignment_id: str,
        annotations: Sequence[Annotation],
        *,
        seconds: float = 0.0,
        outcome: str | None = None,
        reason: str = "",
        then_next: bool = False,
        key: str = "",
    ) -> Steps[Submitted]:
        """Hand in an answer; for a review, with its outcome: accept, fix or reject.

        `then_next` asks for the next task in the same go. `key` makes it safe to send again; without one,
        one is made.
        """
        body: dict[str, Any] = {"annotations": annotations, "seconds": seconds, "next": then_next}
        if outcome is not None:
            body["verdict"] = {"outcome": outcome, "reason": reason}
        reply = yield Request(
            "POST",
            f"/assignments/{assignment_id}/submit",
            json=body,
            headers={"Idempotency-Key": key or uuid.uuid4().hex},
        )
        return reply.read(Submitted)

    @operation
    def correction(self, task_id: str) -> Steps[Correction]:
        """My newest answer to a task, to begin a correction from."""
        reply = yield Request("GET", f"/tasks/{task_id}/correction")
        return reply.read(Correction)

    @operation
    def correct(
        self, task_id: str, corrects: str, annotations: Sequence[Annotation], *, key: str = ""
    ) -> Steps[Submitted]:
        """Hand in a better answer in the place of an own one, while nobody has built on that."""
        reply = yield Request(
            "POST",
            f"/tasks/{task_id}/correction",
            json={"corrects": corrects, "annotations": annotations},
            headers={"Idempotency-Key": key or uuid.uuid4().hex},
        )
        return reply.read(Submitted)
