"""The record of a project, as people read it."""

from starlette.testclient import TestClient
from tests.api.world import World

from labelwright.storage import bulk

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
    events = ada.get(f"{API}/projects/{project}/events").json()["items"]
    assert {event["kind"]: event["item"] for event in events} == {
        "project.created": None,
        "task.prioritised": "a.txt",
    }
