"""Calibrations: a team answers the same items, each alone, and then talks about the differences."""

import uuid
from collections.abc import Sequence

from labelwright.sdk.calibration_shapes import Calibration, CalibrationAnswers, CalibrationSession, Settled
from labelwright.sdk.operation import M, Resource, listing, operation
from labelwright.sdk.wire import Request, Steps


class Calibrations(Resource[M]):
    @listing.of(CalibrationSession)
    def list(self, project_id: str) -> Request:
        """The sessions of a project, the newest first: all for those who run it, for others their own."""
        return Request("GET", f"/projects/{project_id}/calibrations")

    @operation
    def begin(
        self,
        project_id: str,
        people: Sequence[str],
        *,
        name: str = "",
        task_ids: Sequence[str] = (),
        sample: int = 0,
    ) -> Steps[CalibrationSession]:
        """Begin a session of these people on the tasks named, or on so many drawn from those nobody has begun."""
        body = {"name": name, "people": list(people), "task_ids": list(task_ids), "sample": sample}
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        reply = yield Request("POST", f"/projects/{project_id}/calibrations", json=body, headers=headers)
        return reply.read(CalibrationSession)

    @operation
    def get(self, session_id: str) -> Steps[Calibration]:
        """A session with its items and, from the discussion on, how alike the answers are."""
        return (yield Request("GET", f"/calibrations/{session_id}")).read(Calibration)

    @operation
    def answers(
        self, session_id: str, task_id: str, *, against: str | None = None
    ) -> Steps[CalibrationAnswers]:
        """The answers to an item, and how they differ from the one named, chosen, or most like all."""
        request = Request("GET", f"/calibrations/{session_id}/items/{task_id}", params={"against": against})
        return (yield request).read(CalibrationAnswers)

    @operation
    def discuss(self, session_id: str) -> Steps[CalibrationSession]:
        """Open the discussion: everybody of the session sees all answers."""
        return (yield Request("POST", f"/calibrations/{session_id}/discuss")).read(CalibrationSession)

    @operation
    def choose(self, session_id: str, task_id: str, answer_id: str) -> Steps[Settled]:
        """Let an answer stand, so that its task is done."""
        path = f"/calibrations/{session_id}/items/{task_id}/choose"
        return (yield Request("POST", path, json={"answer_id": answer_id})).read(Settled)

    @operation
    def close(self, session_id: str) -> Steps[CalibrationSession]:
        """Close a session: items of which nothing was chosen go on by the votes given."""
        return (yield Request("POST", f"/calibrations/{session_id}/close")).read(CalibrationSession)
