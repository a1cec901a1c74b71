"""The record of a project, as people read it."""

import csv
import io
import json

import msgspec
from sqlalchemy import update
from starlette.testclient import TestClient
from tests.api.world import World

from labelwright.app.reading.activity import BATCH
from labelwright.storage import bulk, events, tables
from labelwright.storage.events import seal

API = "/api/v1"
YAML = "name: Letters\nmedia: text\nclasses:\n  - {name: Person, type: span}\n"


def test_the_record_names_the_item_where_it_tells_of_a_task(world: World) -> None:
    world.add("ada")
    ada: TestClient = world.signed_in("ada")
    project = ada.post(f"{API}/projects", json={"yaml": YAML}).json()["id"]
    with world.installation.database.write() as conn:
        item = bulk.NewItem("a.txt", "text", "h", text="Ada went.")
        task = bulk.add_items(conn, project, [item])[0].task_id
    body = {"action": "priority", "priority": 5, "ids": [task]}
    assert ada.post(f"{API}/projects/{project}/tasks/bulk", json=body).status_code == 200
    found = ada.get(f"{API}/projects/{project}/events").json()["items"]
    assert {event["kind"]: event["item"] for event in found} == {
        "project.created": None,
        "task.prioritised": "a.txt",
    }


def filled(world: World) -> tuple[TestClient, str]:
    """A project of Ada's with two texts, one of them made urgent twice and put away."""
    world.add("ada")
    ada: TestClient = world.signed_in("ada")
    project = ada.post(f"{API}/projects", json={"yaml": YAML}).json()["id"]
    with world.installation.database.write() as conn:
        named = [bulk.NewItem(name, "text", name, text="Ada went.") for name in ("=a.txt", "b%.txt")]
        tasks = [added.task_id for added in bulk.add_items(conn, project, named)]
    steps: list[dict[str, object]] = [
        {"action": "priority", "priority": 5, "ids": tasks[:1]},
        {"action": "priority", "priority": 7, "ids": tasks[1:]},
        {"action": "archive", "ids": tasks[:1]},
    ]
    for step in steps:
        world.clock.forward(60)
        assert ada.post(f"{API}/projects/{project}/tasks/bulk", json=step).status_code == 200
    return ada, f"{API}/projects/{project}/events"


def kinds(client: TestClient, path: str, **params: str) -> list[str]:
    return [event["kind"] for event in client.get(path, params=params).json()["items"]]


def test_the_record_is_filtered_by_kinds_the_name_of_the_item_and_time(world: World) -> None:
    ada, path = filled(world)
    everything = kinds(ada, path)
    assert everything == ["task.archived", "task.prioritised", "task.prioritised", "project.created"]
    assert kinds(ada, path, kind="task.archived,project") == ["task.archived", "project.created"]
    assert kinds(ada, path, item="A.TXT") == ["task.archived", "task.prioritised"]
    assert kinds(ada, path, item="%") == ["task.prioritised"]
    times = [event["created_at"] for event in ada.get(path).json()["items"]]
    assert kinds(ada, path, since=times[1]) == ["task.archived", "task.prioritised"]
    assert kinds(ada, path, until=times[1]) == ["task.prioritised", "project.created"]
    assert kinds(ada, path, since=times[1], until=times[0]) == ["task.prioritised"]


def test_what_is_filtered_is_exported_whole_and_can_be_proven(world: World) -> None:
    ada, path = filled(world)
    lines = ada.get(f"{path}/export").text.splitlines()
    told = [json.loads(line) for line in lines]
    assert [event["seq"] for event in told] == [1, 2, 3, 4]
    assert [event["prev_hash"] for event in told[1:]] == [event["hash"] for event in told[:-1]]
    project = path.split("/")[4]
    for event in told:
        data = msgspec.json.Encoder(order="sorted").encode(event["data"]).decode()
        content = (project, event["seq"], event["kind"], event["actor_id"], event["subject"], data)
        assert seal(*content, event["created_at"], event["prev_hash"]) == event["hash"]
    chosen = ada.get(f"{path}/export", params={"kind": "task.archived"}).text.splitlines()
    assert [json.loads(line)["item"] for line in chosen] == ["=a.txt"]


def test_an_export_for_spreadsheets_holds_no_formula(world: World) -> None:
    ada, path = filled(world)
    answer = ada.get(f"{path}/export", params={"form": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["kind"] for row in rows] == [
        "project.created",
        "task.prioritised",
        "task.prioritised",
        "task.archived",
    ]
    assert [row["item"] for row in rows] == ["", "'=a.txt", "b%.txt", "'=a.txt"]
    assert answer.headers["content-disposition"] == 'attachment; filename="events.csv"'


def test_more_events_than_are_read_at_once_come_all(world: World) -> None:
    ada, path = filled(world)
    project = path.split("/")[4]
    with world.installation.database.write() as conn:
        for n in range(BATCH):
            events.append(conn, project, "task.tested", world.people["ada"], project, {"n": n})
    lines = ada.get(f"{path}/export").text.splitlines()
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, BATCH + 5))


def test_a_chain_that_was_tampered_with_says_where_it_breaks(world: World) -> None:
    ada, path = filled(world)
    assert ada.get(f"{path}/verify").json() == {"ok": True, "checked": 4, "broken_at": None, "reason": None}
    with world.installation.database.write() as conn:
        if conn.dialect.name == "sqlite":
            conn.exec_driver_sql("DROP TRIGGER events_refuse_update")
        else:
            conn.exec_driver_sql("ALTER TABLE events DISABLE TRIGGER ALL")
        conn.execute(update(tables.events).where(tables.events.c.seq == 3).values(data="{}"))
    proof = ada.get(f"{path}/verify").json()
    assert (proof["ok"], proof["broken_at"]) == (False, 3)
    assert proof["reason"] == "Event 3 has been changed: its content does not give its hash."
