"""A worker is killed in the middle of a step: another ends the job, and nothing is done twice or lost."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from labelwright.app.jobs.queue import SqlQueue
from labelwright.storage.database import Database
from labelwright.storage.tables import events

WORKER = Path(__file__).with_name("counting_worker.py")
PATIENCE_S = 60

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(database_url: str) -> Iterator[Start]:
    """Start a worker process, which is ended with the test."""
    begun: list[subprocess.Popen[str]] = []

    def start(owner: str, *stop_at: int) -> "subprocess.Popen[str]":
        command = [sys.executable, str(WORKER), database_url, owner, *map(str, stop_at)]
        worker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        begun.append(worker)
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
        return worker

    yield start
    for worker in begun:
        worker.kill()
        worker.communicate()


def done_steps(database: Database) -> list[str]:
    with database.read() as conn:
        query = select(events.c.subject).where(events.c.kind == "job.step").order_by(events.c.seq)
        return [subject.split("/")[1] for subject in conn.execute(query).scalars()]


def await_done(queue: SqlQueue, job_id: str) -> None:
    patience = time.monotonic() + PATIENCE_S
    while queue.get(job_id).state in ("queued", "running"):
        assert time.monotonic() < patience, "the job was not taken over within a minute"
        time.sleep(0.05)


@pytest.mark.parametrize("stop_at", [0, 4, 9])
def test_of_two_workers_one_is_killed_and_the_other_ends_the_job(
    database: Database, start: Start, stop_at: int
) -> None:
    queue = SqlQueue(database)
    job = queue.enqueue("count", {}, project_id=None, actor_id=None)
    doomed = start("doomed", stop_at)
    assert doomed.stdout is not None
    assert doomed.stdout.readline() == "here\n"
    start("heir")
    doomed.send_signal(signal.SIGKILL)
    doomed.wait()
    await_done(queue, job.id)
    after = queue.get(job.id)
    assert (after.state, after.attempt) == ("done", 2)
    assert after.report == {"by": ["doomed"] * stop_at + ["heir"] * (10 - stop_at)}
    assert done_steps(database) == [str(i) for i in range(10)]


def test_a_worker_that_is_started_again_goes_on(database: Database, start: Start) -> None:
    queue = SqlQueue(database)
    job = queue.enqueue("count", {}, project_id=None, actor_id=None)
    first = start("first", 6)
    assert first.stdout is not None
    assert first.stdout.readline() == "here\n"
    first.kill()
    first.wait()
    start("second")
    await_done(queue, job.id)
    assert queue.get(job.id).report == {"by": ["first"] * 6 + ["second"] * 4}
    assert done_steps(database) == [str(i) for i in range(10)]
