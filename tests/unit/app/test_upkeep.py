"""Housekeeping: what has run out goes, what still counts stays, and a duty that fails stops nothing."""

import os
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs
from tests.api.world import Clock, World, open_for_tests

from labelwright.api.app import create_app
from labelwright.app.upkeep import Upkeep
from labelwright.storage import bulk

YAML = """
name: Letters
media: text
classes:
  - {name: Person, type: span}
workflow:
  - {stage: annotate, lease: 5m}
"""
DAY_S = 24 * 3600


@pytest.fixture
def world(database_url: str, tmp_path: Path) -> Any:
    clock = Clock()
    installation = open_for_tests(database_url, tmp_path, clock)
    yield World(installation, create_app(installation), clock)
    installation.close()


def rows(world: World, table: str) -> int:
    with world.installation.database.read() as conn:
        return int(conn.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_a_lease_that_ran_out_goes_back_to_the_queue_though_nobody_asks(world: World) -> None:
    world.add("ada")
    ada = world.signed_in("ada")
    project = ada.post("/api/v1/projects", json={"yaml": YAML}).json()["id"]
    with world.installation.database.write() as conn:
        bulk.add_items(conn, project, [bulk.NewItem("a", "text", "h", text="Ada went.")])
    assert ada.post(f"/api/v1/projects/{project}/next", json={}).json()["bundle"] is not None
    held = "assignments WHERE state = 'active'"
    assert (world.installation.upkeep.round()["leases"], rows(world, held)) == (0, 1)
    world.clock.forward(301)
    assert (world.installation.upkeep.round()["leases"], rows(world, held)) == (1, 0)
    assert rows(world, "tasks WHERE free = 1") == 1


def test_sessions_links_attempts_and_kept_answers_go_when_they_are_over(world: World) -> None:
    ada = world.add("ada")
    world.add("bob")
    with world.installation.database.write() as conn:
        world.installation.link(conn, ada)
    client = world.signed_in("bob")
    client.post("/api/v1/projects", json={"yaml": YAML}, headers={"Idempotency-Key": "k"})
    world.browser().post("/api/v1/session", json={"email": "bob@example.org", "password": "wrong"})
    tables = ("sessions", "login_links", "login_attempts", "idempotency")
    before = {table: rows(world, table) for table in tables}
    assert min(before.values()) > 0
    world.installation.upkeep.round()
    assert {table: rows(world, table) for table in tables} == before
    world.clock.forward(60 * DAY_S)
    world.installation.upkeep.round()
    assert {table: rows(world, table) for table in tables} == dict.fromkeys(tables, 0)


def test_what_a_killed_job_left_unfolded_goes_after_a_week(world: World) -> None:
    scratch = world.installation.settings.scratch
    for name in ("left", "young"):
        (scratch / name).mkdir(parents=True)
        (scratch / name / "a.png").write_bytes(b"x")
    os.utime(scratch / "left", (1, 1))
    assert world.installation.upkeep.round()["scratch files"] == 1
    assert [path.name for path in scratch.iterdir()] == ["young"]


def test_a_duty_that_fails_is_told_once_and_keeps_no_other_from_being_done() -> None:
    broken = True

    def fails(_: int) -> int:
        if broken:
            raise OSError("no room")
        return 3

    upkeep = Upkeep({"first": fails, "second": lambda now: now}, now=lambda: 7)
    with capture_logs() as told:
        assert [upkeep.round() for _ in range(3)] == [{"second": 7}] * 3
        broken = False
        assert upkeep.round() == {"first": 3, "second": 7}
        broken = True
        upkeep.round()
    assert [line["duty"] for line in told] == ["first", "first"]


def test_its_thread_ends_when_told_to() -> None:
    ran = threading.Event()

    def duty(_: int) -> int:
        ran.set()
        return 0

    upkeep = Upkeep({"one": duty}, now=lambda: 0, every_s=0.01)
    upkeep.start()
    assert ran.wait(5)
    upkeep.close()
    assert "upkeep" not in {thread.name for thread in threading.enumerate()}
