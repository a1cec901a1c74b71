"""Whoever may see others' answers learns why a task waits for another, and its annotators do not."""

from starlette.testclient import TestClient
from tests.api.world import World

from labelwright.storage import bulk

API = "/api/v1"
YAML = """
name: Letters
media: text
classes:
  - {name: Person, type: span}
workflow:
  - {stage: annotate, votes: {min: 2, max: 5, stop_at: 0.95}}
"""


def test_why_a_task_waits_is_told_to_those_who_see_others_answers(world: World) -> None:
    for name in ("lead", "ann", "ben"):
        world.add(name)
    lead = world.signed_in("lead")
    project = lead.post(f"{API}/projects", json={"yaml": YAML}).json()["id"]
    with world.installation.database.write() as conn:
        task = bulk.add_items(conn, project, [bulk.NewItem("a.txt", "text", "h", text="Ada went.")])[
            0
        ].task_id
    people = {name: member(world, lead, project, name) for name in ("ann", "ben")}
    span = {"id": "1", "type": "span", "class": "Person", "value": {"start": 0, "end": 3}}
    answer(people["ann"], project, [span])
    assert lead.get(f"{API}/tasks/{task}").json()["asked"] == {
        "vote": 2,
        "reason": "least",
        "wanted": 2,
        "found": 1,
    }
    answer(people["ben"], project, [])
    assert lead.get(f"{API}/tasks/{task}").json()["asked"] == {
        "vote": 3,
        "reason": "probability",
        "wanted": 0.95,
        "found": 0.5,
    }
    assert "asked" not in people["ann"].get(f"{API}/tasks/{task}").json()


def member(world: World, lead: TestClient, project: str, name: str) -> TestClient:
    body = {"email": f"{name}@example.org", "role": "annotator"}
    assert lead.put(f"{API}/projects/{project}/members", json=body).status_code == 204
    return world.signed_in(name)


def answer(client: TestClient, project: str, annotations: list[dict[str, object]]) -> None:
    bundle = client.post(f"{API}/projects/{project}/next", json={}).json()["bundle"]
    body = {"annotations": annotations, "seconds": 3.5}
    said = client.post(f"{API}/assignments/{bundle['assignment']['id']}/submit", json=body)
    assert said.status_code == 200, said.text
