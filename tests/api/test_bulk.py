"""Changes of many tasks at once: which ones are changed, and which are not."""

from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.api.world import World

from labelwright.storage import bulk

API = "/api/v1"
YAML = "name: Letters\nmedia: text\nclasses:\n  - {name: Person, type: span}\n"


@pytest.fixture
def ada(world: World) -> TestClient:
    world.add("ada")
    return world.signed_in("ada")


@pytest.fixture
def project(world: World, ada: TestClient) -> str:
    """A project with the tasks a, b and c."""
    project_id: str = ada.post(f"{API}/projects", json={"yaml": YAML}).json()["id"]
    with world.installation.database.write() as conn:
        bulk.add_items(conn, project_id, [bulk.NewItem(n, "text", f"h{n}", text=f"Text {n}") for n in "abc"])
    return project_id


def tasks(client: TestClient, project: str) -> dict[str, Any]:
    """Every task by the name of its item."""
    page = client.get(f"{API}/projects/{project}/tasks").json()
    return {task["name"]: task for task in page["items"]}


def change(client: TestClient, project: str, **which: Any) -> Any:
    body = {"action": "priority", "priority": 5, **which}
    return client.post(f"{API}/projects/{project}/tasks/bulk", json=body)


def urgent(client: TestClient, project: str) -> list[str]:
    return [name for name, task in tasks(client, project).items() if task["priority"] == 5]


def test_only_the_named_tasks_are_changed(ada: TestClient, project: str) -> None:
    done = change(ada, project, ids=[tasks(ada, project)["b"]["id"]])
    assert (done.json()["changed"], urgent(ada, project)) == (1, ["b"])


def test_a_filter_changes_all_it_finds_but_those_excepted(ada: TestClient, project: str) -> None:
    done = change(ada, project, filter={}, **{"except": [tasks(ada, project)["b"]["id"]]})
    assert (done.json()["changed"], urgent(ada, project)) == (2, ["a", "c"])


@pytest.mark.parametrize(
    ("which", "where"),
    [({}, "body"), ({"ids": [], "filter": {}}, "body"), ({"ids": [], "except": ["a" * 32]}, "except")],
)
def test_tasks_are_named_in_one_way(ada: TestClient, project: str, which: Any, where: str) -> None:
    answer = change(ada, project, **which)
    assert (answer.status_code, answer.json()["where"], urgent(ada, project)) == (422, where, [])
