"""Gold: tasks of which the right answer is known, the people who are tested by them, and answers set aside."""

import uuid
from collections.abc import Sequence

from labelwright.sdk.gold_shapes import (
    AsideBatch,
    GoldChanged,
    GoldItem,
    GoldKept,
    GoldMade,
    GoldPerson,
    SetAside,
    Standing,
    Stands,
)  # fmt: skip
from labelwright.sdk.operation import M, Resource, listing, operation
from labelwright.sdk.shapes import Feedback
from labelwright.sdk.wire import Request, Steps


class Gold(Resource[M]):
    @listing.of(GoldItem)
    def list(
        self, project_id: str, *, pool: str | None = None, finding: str | None = None, retired: bool = False
    ) -> Request:
        """The gold of a project, the newest first: of one pool, or with one finding; in use, or retired."""
        params = {"pool": pool, "finding": finding, "retired": "true" if retired else None}
        return Request("GET", f"/projects/{project_id}/gold", params=params)

    @operation
    def add(
        self,
        project_id: str,
        task_ids: Sequence[str],
        *,
        pool: str = "hidden",
        note: str = "",
        answer_id: str | None = None,
    ) -> Steps[GoldMade]:
        """Make tasks gold by the answers that stand, or one task by the answer named."""
        body = {"task_ids": list(task_ids), "pool": pool, "note": note, "answer_id": answer_id}
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        reply = yield Request("POST", f"/projects/{project_id}/gold", json=body, headers=headers)
        return reply.read(GoldMade)

    @operation
    def change(
        self,
        project_id: str,
        task_id: str,
        *,
        pool: str | None = None,
        note: str | None = None,
        answer_id: str | None = None,
        retired: bool | None = None,
        void: bool | None = None,
    ) -> Steps[GoldKept]:
        """Change a gold task: its pool, note or answer, whether it is retired, and whether its results are void."""
        wish = {"pool": pool, "note": note, "answer_id": answer_id, "retired": retired, "void": void}
        body = {name: value for name, value in wish.items() if value is not None}
        reply = yield Request("PATCH", f"/projects/{project_id}/gold/{task_id}", json=body)
        return reply.read(GoldKept)

    @operation
    def change_many(
        self,
        project_id: str,
        task_ids: Sequence[str],
        *,
        pool: str | None = None,
        note: str | None = None,
        retired: bool | None = None,
        void: bool | None = None,
    ) -> Steps[GoldChanged]:
        """Change gold tasks alike, all of them or, where one is no gold, none; at most 1,000."""
        wish = {"pool": pool, "note": note, "retired": retired, "void": void}
        body = {name: value for name, value in wish.items() if value is not None} | {
            "task_ids": list(task_ids)
        }
        reply = yield Request("PATCH", f"/projects/{project_id}/gold", json=body)
        return reply.read(GoldChanged)

    @listing.of(GoldPerson)
    def people(self, project_id: str) -> Request:
        """The annotators of a project, and how they do on gold."""
        return Request("GET", f"/projects/{project_id}/gold/people")

    @operation
    def decide(self, project_id: str, user_id: str, deed: str, reason: str = "") -> Steps[Stands]:
        """Let a person `pause`, `resume`, `requalify`, or `pass` the qualification."""
        body = {"do": deed, "reason": reason}
        reply = yield Request("POST", f"/projects/{project_id}/gold/people/{user_id}", json=body)
        return reply.read(Stands)

    @operation
    def set_aside(
        self,
        project_id: str,
        user_id: str,
        mode: str,
        *,
        since: str | None = None,
        reason: str = "",
        preview: bool = False,
    ) -> Steps[SetAside]:
        """Let a person's answers count no more (`void`) or not alone (`discount`); `preview` only counts them."""
        body = {"mode": mode, "since": since, "reason": reason, "preview": preview}
        address = f"/projects/{project_id}/gold/people/{user_id}/set-aside"
        return (yield Request("POST", address, json=body)).read(SetAside)

    @listing.of(AsideBatch)
    def batches(self, project_id: str) -> Request:
        """The answers that were set aside, by batches, the newest first."""
        return Request("GET", f"/projects/{project_id}/gold/set-aside")

    @operation
    def count_again(self, project_id: str, batch: str) -> Steps[SetAside]:
        """Let the answers of a batch count again."""
        address = f"/projects/{project_id}/gold/set-aside/{batch}/undo"
        return (yield Request("POST", address, json={})).read(SetAside)

    @operation
    def standing(self, project_id: str) -> Steps[Standing]:
        """Where I stand in a project."""
        return (yield Request("GET", f"/projects/{project_id}/standing")).read(Standing)

    @operation
    def feedback(self, project_id: str, answer_id: str) -> Steps[Feedback]:
        """What was right and wrong in an own answer, where I may know it."""
        return (yield Request("GET", f"/projects/{project_id}/gold/feedback/{answer_id}")).read(Feedback)
