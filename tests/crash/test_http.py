"""The server is killed at random moments while eight people label and submit over HTTP, on both databases.

`LABELWRIGHT_TEST_KILLS=50` runs the long proof; `LABELWRIGHT_TEST_TELL=1` prints what was counted.
"""

import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from tests.crash.clients import Acknowledged, Annotator, Gate
from tests.server import Server

from labelwright.sdk import Client
from labelwright.storage import tables
from labelwright.storage.audit import verify
from labelwright.storage.database import Database

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("LABELWRIGHT_TEST_KILLS", "3"))
PEOPLE = 8
TASKS = 20 * (KILLS + 1)
VOTES = 2
YAML = f"""
name: Crash
media: text
classes:
  - {{name: good, type: tag}}
  - {{name: bad, type: tag}}
workflow:
  - {{stage: annotate, votes: {VOTES}, lease: 1m}}
  - {{stage: review, share: 0.5, lease: 1m}}
"""


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "server", database_url)
    server.add("lead", is_admin=True)
    for number in range(PEOPLE):
        server.add(f"person{number}")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def project(server: Server, tmp_path: Path) -> str:
    """A project with texts to judge, in which all eight may label and review."""
    texts = tmp_path / "texts.csv"
    texts.write_text(
        "name,text\n" + "".join(f"text-{number:05d},Words {number}\n" for number in range(TASKS))
    )
    with Client(server.url, server.token("lead")) as lead:
        project = lead.projects.create(yaml=YAML)
        for number in range(PEOPLE):
            lead.projects.set_member(project.id, f"person{number}@example.org", "reviewer")
        upload = lead.uploads.send(texts)
        job = lead.imports.start(project.id, {"kind": "upload", "id": upload.id}, answers="none")
        lead.jobs.wait(job.id, within_s=120)
        assert lead.projects.get(project.id).counts.tasks == TASKS
    return project.id


def test_what_the_server_acknowledged_survives_every_kill(server: Server, project: str, database_url: str):
    began = time.monotonic()
    gate = Gate(server.port)
    people = [
        Annotator(gate, project, server.people[f"person{n}"], server.token(f"person{n}"), n)
        for n in range(PEOPLE)
    ]
    gate.up.set()
    with ThreadPoolExecutor(PEOPLE) as threads:
        days = [threads.submit(person.live) for person in people]
        try:
            kill_often(server, gate, random.Random(11))
            under_fire = gate.submits
            finish(gate, database_url, project)
        finally:
            gate.over.set()
            gate.up.set()
    for day in days:
        day.result()
    acknowledged = [one for person in people for one in person.acknowledged]
    database = Database(database_url)
    try:
        check_acknowledged(database, acknowledged)
        check_votes(database, project)
        check_counters(database, project)
        with database.read() as conn:
            audit = verify(conn, project)
        assert audit.whole, audit.message
    finally:
        database.close()
    if os.environ.get("LABELWRIGHT_TEST_TELL"):
        repeats = sum(person.repeats for person in people)
        sys.stderr.write(
            f"\n{database.dialect}: {KILLS} kills, {under_fire} submits acknowledged between them, "
            f"{len(acknowledged)} in all, {repeats} requests cut and sent again, {audit.events} events, "
            f"{time.monotonic() - began:.0f} s\n"
        )


def kill_often(server: Server, gate: Gate, choose: random.Random) -> None:
    """Kill the server after a random number of submits, most of the time in the middle of others."""
    for _ in range(KILLS):
        wanted = gate.submits + choose.randint(3, 40)
        patience = time.monotonic() + 60
        while gate.submits < wanted and time.monotonic() < patience:
            gate.over.wait(choose.uniform(0.001, 0.01))
        gate.up.clear()
        server.kill()
        server.start()
        gate.up.set()


def finish(gate: Gate, database_url: str, project: str) -> None:
    """Let the leases of those who walked away run out; then everything can be brought to its end."""
    patience = time.monotonic() + 300
    while remaining(database_url, project):
        assert time.monotonic() < patience, f"{remaining(database_url, project)} tasks are stuck"
        gate.over.wait(1)
        run_out(database_url)


def run_out(database_url: str) -> None:
    """Move every lease that is half over to its end, as if time had passed."""
    database = Database(database_url)
    now = time.time_ns() // 1000
    a = tables.assignments
    idle = a.c.state == "active", a.c.lease_until < now + 57_000_000
    with database.write() as conn:
        conn.execute(update(a).where(*idle).values(lease_until=now - 1))
    database.close()


def remaining(database_url: str, project: str) -> int:
    database = Database(database_url)
    t = tables.tasks
    with database.read() as conn:
        query = select(func.count()).where(t.c.project_id == project, t.c.state != "done")
        count = conn.execute(query).scalar_one()
    database.close()
    return count


def check_acknowledged(database: Database, acknowledged: list[Acknowledged]) -> None:
    """Each acknowledged submit is there once, under the assignment it was made for."""
    assert max(Counter(one.assignment for one in acknowledged).values()) == 1
    a, v, s = tables.answers, tables.verdicts, tables.assignments
    with database.read() as conn:
        answers = Counter(conn.execute(select(a.c.assignment_id).where(a.c.kind == "person")).scalars())
        known = {row.id: row.annotator_id for row in conn.execute(select(a.c.id, a.c.annotator_id))}
        verdicts = Counter(conn.execute(select(v.c.assignment_id)).scalars())
        submitted = set(conn.execute(select(s.c.id).where(s.c.state == "submitted")).scalars())
    assert {one.assignment for one in acknowledged} == submitted
    for one in acknowledged:
        assert one.answer in known
        if one.stage == 0:
            assert (known[one.answer], answers[one.assignment]) == (one.user, 1)
        else:
            assert verdicts[one.assignment] == 1


def check_votes(database: Database, project: str) -> None:
    """Nobody voted twice in a round, every finished round has the votes it wanted, nobody judged themselves."""
    a, v = tables.answers, tables.verdicts
    columns = a.c.task_id, a.c.round, a.c.annotator_id
    with database.read() as conn:
        votes = conn.execute(select(*columns).where(a.c.kind == "person", a.c.stage == 0, ~a.c.extra)).all()
        judged = conn.execute(select(v.c.task_id, v.c.stage, v.c.round)).all()
    assert len(votes) == len(set(votes))
    assert set(Counter((task, round_) for task, round_, _ in votes).values()) == {VOTES}
    assert len(judged) == len(set(judged))
    by_round: dict[tuple[str, int], set[str]] = {}
    for task, round_, user in votes:
        by_round.setdefault((task, round_), set()).add(user)
    with database.read() as conn:
        reviewers = conn.execute(select(v.c.task_id, v.c.round, v.c.reviewer_id)).all()
    assert all(reviewer not in by_round[(task, round_)] for task, round_, reviewer in reviewers)


def check_counters(database: Database, project: str) -> None:
    """What is counted as work goes on is what a recount finds; no task hands out a vote it does not have."""
    t, c = tables.tasks, tables.stage_counts
    with database.read() as conn:
        counted = conn.execute(select(c.c.stage, c.c.state, c.c.n).where(c.c.project_id == project)).all()
        found = conn.execute(
            select(t.c.stage, t.c.state, func.count())
            .where(t.c.project_id == project)
            .group_by(t.c.stage, t.c.state)
        ).all()
        free = conn.execute(select(func.sum(t.c.free)).where(t.c.project_id == project)).scalar_one()
    assert {(s, state): n for s, state, n in counted if n} == {(s, state): n for s, state, n in found}
    assert sum(n for _, _, n in found) == TASKS
    assert int(free) == 0
