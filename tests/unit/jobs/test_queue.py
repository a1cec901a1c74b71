"""The queue gives a job to one worker at a time, forgets nothing, and takes no word from the dead."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection

from labelwright.app.jobs.model import Claim, Job, Progress
from labelwright.app.jobs.queue import ATTEMPTS, SqlQueue
from labelwright.core.errors import Conflict, LeaseLost, NotFound
from labelwright.storage.database import Database


def put(queue: SqlQueue, kind: str = "import") -> Job:
    return queue.enqueue(kind, {"x": [1]}, project_id=None, actor_id=None)


def take(queue: SqlQueue, owner: str = "a", lease_s: float = 20) -> Claim:
    claim = queue.claim(owner, lease_s)
    assert claim is not None
    return claim


def test_a_job_is_queued_as_it_was_asked_for(queue: SqlQueue) -> None:
    job = put(queue)
    assert (job.kind, job.state, job.arguments, job.progress) == ("import", "queued", {"x": [1]}, Progress())
    assert queue.get(job.id) == job
    assert queue.waiting() == 1


def test_jobs_are_claimed_oldest_first_and_once(queue: SqlQueue, clock: Any) -> None:
    first = put(queue)
    clock.forward(1)
    second = put(queue)
    assert [take(queue, "a").job.id, take(queue, "b").job.id] == [first.id, second.id]
    assert queue.claim("c", 20) is None
    assert queue.waiting() == 0


def test_a_silent_worker_loses_its_job_when_the_lease_ends(queue: SqlQueue, clock: Any) -> None:
    put(queue)
    late = take(queue, "a", 20)
    clock.forward(19)
    assert queue.claim("b", 20) is None
    clock.forward(2)
    claim = take(queue, "b", 20)
    assert (claim.job.id, claim.attempt) == (late.job.id, 2)


def test_a_heartbeat_keeps_the_lease(queue: SqlQueue, clock: Any) -> None:
    put(queue)
    claim = take(queue, "a", 20)
    for _ in range(5):
        clock.forward(15)
        assert queue.heartbeat(claim, 20) is False
    assert queue.claim("b", 20) is None


def _step(queue: SqlQueue, claim: Claim, database: Database) -> None:
    with database.write() as conn:
        queue.finish_step(conn, claim, "one", 1)


def _finish_and_lose(queue: SqlQueue, conn: Connection, claim: Claim) -> None:
    queue.finish_step(conn, claim, "one", 1)
    raise LeaseLost("It is gone.")


LATE: dict[str, Callable[[SqlQueue, Claim, Database], object]] = {
    "heartbeat": lambda queue, claim, database: queue.heartbeat(claim, 20),
    "progress": lambda queue, claim, database: queue.progress(claim, 1, 2),
    "step": _step,
    "done": lambda queue, claim, database: queue.done(claim, {}),
    "failed": lambda queue, claim, database: queue.failed(claim, "no", retry=True),
    "cancelled": lambda queue, claim, database: queue.cancelled(claim),
    "release": lambda queue, claim, database: queue.release(claim),
}


@pytest.mark.parametrize("write", LATE)
def test_a_worker_that_was_taken_for_dead_changes_nothing(
    queue: SqlQueue, clock: Any, database: Database, write: str
) -> None:
    put(queue)
    late = take(queue, "a", 20)
    clock.forward(30)
    now = take(queue, "a", 20)
    before = queue.get(now.job.id)
    with pytest.raises(LeaseLost):
        LATE[write](queue, late, database)
    assert queue.get(now.job.id) == before
    assert queue.steps(now) == {}


def test_steps_outlive_the_attempt_that_made_them(queue: SqlQueue, clock: Any, database: Database) -> None:
    put(queue)
    first = take(queue)
    with database.write() as conn:
        queue.finish_step(conn, first, "one", {"rows": 7})
    clock.forward(30)
    assert queue.steps(take(queue, "b")) == {"one": {"rows": 7}}


def test_a_step_is_undone_with_the_transaction_it_belongs_to(queue: SqlQueue, database: Database) -> None:
    put(queue)
    claim = take(queue)
    with pytest.raises(LeaseLost, match="gone"), database.write() as conn:
        _finish_and_lose(queue, conn, claim)
    assert queue.steps(claim) == {}


def test_a_job_that_fails_for_a_while_is_tried_again_later_and_later(queue: SqlQueue, clock: Any) -> None:
    job = put(queue)
    queue.failed(take(queue), "away", retry=True)
    assert (queue.get(job.id).state, queue.get(job.id).error) == ("queued", "away")
    assert queue.claim("a", 20) is None
    clock.forward(2)
    queue.failed(take(queue), "away", retry=True)
    clock.forward(2)
    assert queue.claim("a", 20) is None
    clock.forward(2)
    assert take(queue).attempt == 3


def test_attempts_without_a_finished_step_are_bounded(queue: SqlQueue, clock: Any) -> None:
    job = put(queue)
    for _ in range(ATTEMPTS):
        take(queue)
        clock.forward(30)
    assert queue.claim("a", 20) is None
    assert queue.get(job.id).state == "failed"
    assert "given up" in queue.get(job.id).error


def test_errors_are_bounded_like_crashes(queue: SqlQueue, clock: Any) -> None:
    job = put(queue)
    for _ in range(ATTEMPTS):
        queue.failed(take(queue), "away", retry=True)
        clock.forward(1000)
    assert queue.get(job.id).state == "failed"


def test_a_finished_step_earns_new_attempts(queue: SqlQueue, clock: Any, database: Database) -> None:
    put(queue)
    for i in range(ATTEMPTS + 3):
        claim = take(queue)
        with database.write() as conn:
            queue.finish_step(conn, claim, f"{i}", None)
        clock.forward(30)
    assert take(queue).attempt == ATTEMPTS + 4


def test_a_job_that_cannot_be_helped_fails_at_once(queue: SqlQueue) -> None:
    job = put(queue)
    queue.failed(take(queue), "That is no zip.", retry=False)
    assert (queue.get(job.id).state, queue.get(job.id).error) == ("failed", "That is no zip.")


def test_a_waiting_job_is_cancelled_at_once(queue: SqlQueue) -> None:
    job = queue.cancel(put(queue).id)
    assert job.state == "cancelled"
    assert queue.claim("a", 20) is None


def test_a_running_job_learns_of_a_cancel_by_its_heartbeat(queue: SqlQueue) -> None:
    job = put(queue)
    claim = take(queue)
    assert queue.cancel(job.id).state == "running"
    assert queue.heartbeat(claim, 20) is True
    queue.cancelled(claim)
    assert queue.get(job.id).state == "cancelled"


def test_what_is_over_cannot_be_cancelled_and_what_runs_cannot_be_resumed(queue: SqlQueue) -> None:
    job = put(queue)
    claim = take(queue)
    with pytest.raises(Conflict):
        queue.resume(job.id)
    queue.done(claim, {"imported": 3}, {"blob": "f" * 64})
    assert queue.get(job.id).report == {"imported": 3}
    assert queue.get(job.id).result == {"blob": "f" * 64}
    with pytest.raises(Conflict):
        queue.cancel(job.id)
    with pytest.raises(Conflict):
        queue.resume(job.id)


def test_a_resumed_job_keeps_its_steps_and_gets_new_attempts(
    queue: SqlQueue, clock: Any, database: Database
) -> None:
    job = put(queue)
    claim = take(queue)
    with database.write() as conn:
        queue.finish_step(conn, claim, "one", 1)
    for _ in range(ATTEMPTS):
        queue.failed(claim, "away", retry=True)
        clock.forward(1000)
        claim = take(queue)
    queue.failed(claim, "away", retry=True)
    assert queue.get(job.id).state == "failed"
    assert queue.resume(job.id).state == "queued"
    claim = take(queue)
    assert queue.steps(claim) == {"one": 1}
    queue.failed(claim, "away", retry=True)
    assert queue.get(job.id).state == "queued"


def test_a_job_handed_back_waits_at_once_and_loses_no_attempt(queue: SqlQueue) -> None:
    job = put(queue)
    for _ in range(ATTEMPTS + 1):
        queue.release(take(queue))
    assert queue.get(job.id).state == "queued"


def test_progress_tells_the_rate_and_the_time_left_of_the_time_worked(queue: SqlQueue, clock: Any) -> None:
    job = put(queue)
    claim = take(queue)
    clock.forward(10)
    queue.progress(claim, 50, 200)
    assert queue.get(job.id).progress == Progress(50, 200, 5.0, 30.0)
    queue.release(claim)
    clock.forward(1000)
    claim = take(queue)
    clock.forward(10)
    queue.progress(claim, 100, 200)
    assert queue.get(job.id).progress == Progress(100, 200, 5.0, 20.0)


def test_the_newest_jobs_come_first_and_there_is_a_second_page(queue: SqlQueue) -> None:
    ids = [put(queue).id for _ in range(3)]
    first = queue.page(None, limit=2)
    assert [job.id for job in first] == [ids[2], ids[1]]
    assert [job.id for job in queue.page(None, before=first[-1].id, limit=2)] == [ids[0]]
    assert queue.page("0" * 32) == []


def test_a_job_that_is_not_there_is_not_found(queue: SqlQueue) -> None:
    for call in (queue.get, queue.cancel, queue.resume):
        with pytest.raises(NotFound):
            call("f" * 32)
