"""The data list: tasks with their filters, single tasks, changes of many at once."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct, field

from labelwright.sdk.operation import M, Resource, listing, operation
from labelwright.sdk.shapes import Compared, JudgedMany, Submitted, TaskRow, TimelineEntry
from labelwright.sdk.stuck_shapes import StuckTasks
from labelwright.sdk.wire import Request, Steps


class Given(Struct, frozen=True, omit_defaults=True):
    """What was given to a task: an answer or a verdict of which all that is said holds.

    `what` is `answer`, `verdict`, `accept`, `fix` or `reject`; where one sees what labels cost, `work`, `untimed`,
    `void`, `rejected`, `extra` or `label`; and where one sees gold, `gold`. `by` gave it, `of` gave the answer
    that was judged; `since` and `until` are the first and the last day, both in UTC. `newest` counts the newest so many
    alone.
    """

    what: str
    by: str = ""
    of: str = ""
    reason: str = ""
    stage: int | None = None
    since: date | None = None
    until: date | None = None
    newest: int | None = None


class Filter(Struct, frozen=True, omit_defaults=True):
    """Which tasks: those that fit everything that is said. `metadata` compares values of the items.

    `overdue` are those that wait although they should have left their stage, `given` those to which this was given.
    """

    stage: int | None = None
    state: str = ""
    cls: str = field(default="", name="class")
    annotator: str = ""
    text: str = ""
    metadata: Mapping[str, str] = {}
    overdue: bool = False
    given: Given | None = None

    def params(self) -> dict[str, Any]:
        """The filter as parameters of an address."""
        data: dict[str, Any] = msgspec.to_builtins(self)
        metadata, given = data.pop("metadata", {}), data.pop("given", {})
        return (
            data
            | {f"meta.{name}": value for name, value in metadata.items()}
            | {f"given.{name}": value for name, value in given.items()}
        )


EVERYTHING = Filter()


class Tasks(Resource[M]):
    @listing.of(TaskRow)
    def list(
        self,
        project_id: str,
        where: Filter = EVERYTHING,
        *,
        sort: str = "seq",
        annotations: bool = False,
        page: int = 200,
    ) -> Request:
        """Every task that fits, sorted by seq, -seq, priority or updated; on request with annotations."""
        params = where.params() | {"sort": sort, "limit": page}
        if annotations:
            params["annotations"] = 1
        return Request("GET", f"/projects/{project_id}/tasks", params=params)

    @operation
    def count(self, project_id: str, where: Filter = EVERYTHING) -> Steps[int]:
        """How many tasks fit."""
        reply = yield Request("GET", f"/projects/{project_id}/tasks/count", params=where.params())
        return int(reply.read(dict[str, Any])["count"])

    @operation
    def get(self, task_id: str) -> Steps[dict[str, Any]]:
        """A task with its item, answers, verdicts and threads, as far as my role may see them."""
        reply = yield Request("GET", f"/tasks/{task_id}")
        return reply.read(dict[str, Any])

    @listing.of(TimelineEntry)
    def timeline(self, task_id: str) -> Request:
        """What happened to a task, the oldest first."""
        return Request("GET", f"/tasks/{task_id}/timeline")

    @operation
    def compare(self, task_id: str, before: str, after: str) -> Steps[Compared]:
        """How two answers to a task differ."""
        reply = yield Request("GET", f"/tasks/{task_id}/compare", params={"before": before, "after": after})
        return reply.read(Compared)

    @operation
    def restore_answer(self, task_id: str, answer_id: str, reason: str = "") -> Steps[Submitted]:
        """Let an earlier answer stand again, as a new one that keeps it as its source."""
        reply = yield Request(
            "POST",
            f"/tasks/{task_id}/restore",
            json={"answer_id": answer_id, "reason": reason},
            headers={"Idempotency-Key": uuid.uuid4().hex},
        )
        return reply.read(Submitted)

    @operation
    def assign(self, project_id: str, ids: Sequence[str], user_id: str | None) -> Steps[int]:
        """Give tasks to one person, or back to everybody; the number changed."""
        return (yield _bulk(project_id, ids, "assign", user_id=user_id)).read(_Changed).changed

    @operation
    def prioritise(self, project_id: str, ids: Sequence[str], priority: int) -> Steps[int]:
        """Let tasks be handed out before others; the number changed."""
        return (yield _bulk(project_id, ids, "priority", priority=priority)).read(_Changed).changed

    @operation
    def archive(self, project_id: str, ids: Sequence[str]) -> Steps[int]:
        """Put tasks away; the number changed."""
        return (yield _bulk(project_id, ids, "archive")).read(_Changed).changed

    @operation
    def restore(self, project_id: str, ids: Sequence[str]) -> Steps[int]:
        """Bring archived tasks back; the number changed."""
        return (yield _bulk(project_id, ids, "restore")).read(_Changed).changed

    @operation
    def requeue(self, project_id: str, ids: Sequence[str]) -> Steps[int]:
        """Start tasks again at their first stage, keeping all answers; the number changed."""
        return (yield _bulk(project_id, ids, "requeue")).read(_Changed).changed

    @operation
    def judge(self, project_id: str, ids: Sequence[str], outcome: str, reason: str = "") -> Steps[JudgedMany]:
        """Accept or reject what stands in tasks that wait to be judged."""
        body = {"ids": list(ids), "outcome": outcome, "reason": reason}
        reply = yield Request("POST", f"/projects/{project_id}/verdicts", json=body)
        return reply.read(JudgedMany)

    @operation
    def stuck(self, project_id: str) -> Steps[StuckTasks]:
        """The tasks that wait and that nobody of their stage may be given, with why; for those who run the project."""
        reply = yield Request("GET", f"/projects/{project_id}/stuck")
        return reply.read(StuckTasks)

    @operation
    def decide_stuck(self, project_id: str, ids: Sequence[str], do: str, reason: str) -> Steps[JudgedMany]:
        """Let stand what there is of stuck tasks (`accept`) or hand them up (`hand up`), with the reason on record."""
        body = {"ids": list(ids), "do": do, "reason": reason}
        reply = yield Request("POST", f"/projects/{project_id}/stuck", json=body)
        return reply.read(JudgedMany)

    @operation
    def take_back(self, project_id: str, ids: Sequence[str]) -> Steps[JudgedMany]:
        """Take back my last verdicts on tasks, where nobody has gone on with them."""
        reply = yield Request("POST", f"/projects/{project_id}/verdicts/take-back", json={"ids": list(ids)})
        return reply.read(JudgedMany)


class _Changed(Struct, frozen=True):
    changed: int


def _bulk(project_id: str, ids: Sequence[str], action: str, **values: Any) -> Request:
    body = {"ids": list(ids), "action": action, **values}
    return Request("POST", f"/projects/{project_id}/tasks/bulk", json=body)
