"""A process is killed at random moments while eight people submit. Nothing acknowledged is lost, nothing is twice.

The number of kills is small by default; `LABELWRIGHT_TEST_KILLS=50` runs the long proof.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import func, insert, select, update

from labelwright.core.records import Annotation
from labelwright.storage import tables
from labelwright.storage.audit import verify
from labelwright.storage.database import Database
from labelwright.storage.ids import new_id
from labelwright.workflow.service import handout, leases, members, projects, submit
from labelwright.workflow.service.submit import Judgement, Submission

KILLS = int(os.environ.get("LABELWRIGHT_TEST_KILLS", "3"))
TASKS = 150 * KILLS
ANNOTATORS = Path(__file__).with_name("annotators.py")
DOCUMENT = {
    "name": "Crash",
    "media": "text",
    "classes": [{"name": "good", "type": "tag"}],
    "workflow": [{"stage": "annotate", "votes": 2}, {"stage": "review", "share": 0.5}],
}


def test_what_was_acknowledged_before_a_kill_is_there_once(database, database_url):
    project, people = begin(database)
    rng = random.Random(7)
    acknowledged: list[tuple[str, str]] = []
    for _ in range(KILLS):
        acknowledged += until_killed(database_url, project, people, rng.uniform(0.1, 0.8))
        check_acknowledged(database, acknowledged)
    assert acknowledged
    finish(database, project, people)
    check_acknowledged(database, acknowledged)
    check_votes(database)
    with database.read() as conn:
        result = verify(conn, project)
    assert result.whole, result.message


def begin(database: Database) -> tuple[str, list[str]]:
    now = time.time_ns() // 1000
    with database.write() as conn:
        people = [new_id() for _ in range(8)]
        conn.execute(
            insert(tables.users),
            [{"id": user, "name": user, "email": f"{user}@x.org", "created_at": now} for user in people],
        )
        project = projects.create(conn, people[0], DOCUMENT, now)
        for user in people[1:]:
            members.set_role(conn, people[0], project, user, "reviewer", now)
        items = [new_id() for _ in range(TASKS)]
        conn.execute(
            insert(tables.items),
            [
                {
                    "id": item, "project_id": project, "seq": seq, "name": str(seq), "media": "text",
                    "content_hash": str(seq), "text": "Words", "created_at": now,
                }
                for seq, item in enumerate(items, 1)
            ],
        )  # fmt: skip
        conn.execute(
            insert(tables.tasks),
            [
                {
                    "id": new_id(), "project_id": project, "item_id": item, "seq": seq,
                    "votes_wanted": 2, "free": 2, "created_at": now, "updated_at": now,
                }
                for seq, item in enumerate(items, 1)
            ],
        )  # fmt: skip
        counts = {"project_id": project, "stage": 0, "state": "open", "n": TASKS}
        conn.execute(insert(tables.stage_counts).values(**counts))
        conn.execute(update(tables.projects).values(task_count=TASKS))
    return project, people


def until_killed(url: str, project: str, people: list[str], seconds: float) -> list[tuple[str, str]]:
    """What a process acknowledged before it was killed, which happens `seconds` after it began to work."""
    command = [sys.executable, str(ANNOTATORS), url, project, *people]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        threading.Timer(seconds, process.send_signal, [signal.SIGKILL]).start()
        lines = process.stdout.read().splitlines(keepends=True)
    assert process.returncode == -signal.SIGKILL
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(answer, assignment) for answer, assignment in whole]


def finish(database: Database, project: str, people: list[str]) -> None:
    """Once the leases of the dead have run out, the living can bring every task to its end."""
    now = time.time_ns() // 1000 + 3_600_000_000
    while True:
        with database.write() as conn:
            if leases.expire(conn, project, now, 1000) == 0:
                break
    moved = True
    while moved:
        moved = False
        for user in people:
            with database.write() as conn:
                given = handout.next_task(conn, user, project, now)
                for held in given.held:
                    judged = Submission(None, 1.0, Judgement("accept"))
                    made = Submission([Annotation("1", "tag", "good")], 1.0)
                    submit.submit(conn, user, held.id, made if held.stage == 0 else judged, None, now)
                    moved = True


def check_acknowledged(database: Database, acknowledged: list[tuple[str, str]]) -> None:
    """Every acknowledged submit is there, and its assignment was acknowledged once."""
    assert set(Counter(assignment for _, assignment in acknowledged).values()) <= {1}
    with database.read() as conn:
        answers = set(conn.execute(select(tables.answers.c.id)).scalars())
        over = select(tables.assignments.c.id).where(tables.assignments.c.state == "submitted")
        submitted = set(conn.execute(over).scalars())
    assert {answer for answer, _ in acknowledged} <= answers
    assert {assignment for _, assignment in acknowledged} <= submitted


def check_votes(database: Database) -> None:
    """Every task is done with the votes it wanted, each by another person, and the counters say so."""
    a, t, c = tables.answers, tables.tasks, tables.stage_counts
    counts = select(a.c.task_id, a.c.annotator_id).where(a.c.kind == "person", ~a.c.extra)
    with database.read() as conn:
        votes = conn.execute(counts).all()
        states = dict(conn.execute(select(t.c.state, func.count()).group_by(t.c.state)).all())
        counted = dict(conn.execute(select(c.c.state, func.sum(c.c.n)).group_by(c.c.state)).all())
    assert states == {"done": TASKS}
    assert {state: int(n) for state, n in counted.items() if n} == states
    assert len(votes) == len(set(votes))
    assert set(Counter(task for task, _ in votes).values()) == {2}
