"""A worker runs what it knows, keeps its lease, and lives on whatever a job does."""

import threading
from collections.abc import Callable

import pytest

from labelwright.app.jobs.queue import SqlQueue
from labelwright.app.jobs.supervisor import Supervisor
from labelwright.app.jobs.worker import Outcome, Run, Worker
from labelwright.core.errors import Invalid, Unavailable
from labelwright.storage.database import Database


def once(database: Database, kind: Callable[[Run], Outcome], *, lease_s: float = 20) -> SqlQueue:
    queue = SqlQueue(database)
    queue.enqueue("x", {"n": 3}, project_id=None, actor_id=None)
    Worker(queue, {"x": kind}, "w", lease_s=lease_s).work_once()
    return queue


def test_a_job_is_done_with_its_report_and_result(sqlite_database: Database) -> None:
    queue = once(sqlite_database, lambda run: Outcome({"n": run.job.arguments["n"]}, {"blob": "b"}))
    [job] = queue.page(None)
    assert (job.state, job.report, job.result) == ("done", {"n": 3}, {"blob": "b"})


@pytest.mark.parametrize(
    ("error", "state", "text"),
    [
        (Invalid("That is no zip."), "failed", "That is no zip."),
        (Unavailable("The bucket does not answer."), "queued", "The bucket does not answer."),
        (ZeroDivisionError(), "queued", "Something unexpected went wrong; the log of the worker says what."),
    ],
)
def test_an_error_ends_the_job_and_not_the_worker(
    sqlite_database: Database, error: Exception, state: str, text: str
) -> None:
    def broken(run: Run) -> Outcome:
        raise error

    [job] = once(sqlite_database, broken).page(None)
    assert (job.state, job.error) == (state, text)


def test_a_kind_that_nobody_knows_fails(sqlite_database: Database) -> None:
    queue = SqlQueue(sqlite_database)
    job = queue.enqueue("strange", {}, project_id=None, actor_id=None)
    Worker(queue, {}, "w").work_once()
    assert queue.get(job.id).error == "No worker here knows jobs of the kind “strange”."


def test_a_job_longer_than_its_lease_keeps_it_and_hears_of_a_cancel(sqlite_database: Database) -> None:
    queue = SqlQueue(sqlite_database)
    begun = threading.Event()

    def patient(run: Run) -> Outcome:
        begun.set()
        while True:
            run.check()

    job = queue.enqueue("x", {}, project_id=None, actor_id=None)
    worker = threading.Thread(target=Worker(queue, {"x": patient}, "w", lease_s=0.2).work_once)
    worker.start()
    assert begun.wait(10)
    queue.cancel(job.id)
    worker.join(10)
    assert (queue.get(job.id).state, queue.get(job.id).attempt) == ("cancelled", 1)


def test_a_worker_told_to_stop_hands_its_job_back(sqlite_database: Database) -> None:
    queue = SqlQueue(sqlite_database)
    job = queue.enqueue("x", {}, project_id=None, actor_id=None)

    def stopped(run: Run) -> Outcome:
        worker.stop()
        run.check()
        return Outcome({})

    worker = Worker(queue, {"x": stopped}, "w")
    worker.work()
    assert queue.get(job.id).state == "queued"


def test_a_worker_without_work_ends_when_it_was_idle_long_enough(sqlite_database: Database) -> None:
    Worker(SqlQueue(sqlite_database), {}, "w", poll_s=0.01).work(idle_s=0.05)
    assert SqlQueue(sqlite_database).waiting() == 0


def test_progress_is_shown_at_the_end_and_not_for_every_unit(sqlite_database: Database) -> None:
    def quick(run: Run) -> Outcome:
        for i in range(1000):
            run.progress(i + 1, 1000)
        return Outcome({})

    [job] = once(sqlite_database, quick).page(None)
    assert (job.progress.done, job.progress.total) == (1000, 1000)


def test_the_supervisor_starts_no_worker_while_nothing_waits(sqlite_database: Database) -> None:
    supervisor = Supervisor(SqlQueue(sqlite_database), {}, poll_s=0.01)
    supervisor.start()
    assert supervisor.pid is None
    supervisor.close()
