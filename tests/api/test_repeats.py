"""A write that is sent twice is done once; a document that moved on is not overwritten."""

from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.api.world import World

from labelwright.storage import bulk

API = "/api/v1"
YAML = "name: Letters\nmedia: text\nclasses:\n  - {name: Person, type: span}\n"
KEY = {"Idempotency-Key": "k1"}


@pytest.fixture
def ada(world: World) -> TestClient:
    world.add("ada")
    return world.signed_in("ada")


def begin(client: TestClient, **headers: str) -> Any:
    return client.post(f"{API}/projects", json={"yaml": YAML}, headers=headers)


def test_a_key_sent_twice_makes_one_project_and_the_same_answer(ada: TestClient) -> None:
    first, second = begin(ada, **KEY), begin(ada, **KEY)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert len(ada.get(f"{API}/projects").json()["items"]) == 1


def test_without_a_key_each_is_done(ada: TestClient) -> None:
    assert begin(ada).json()["id"] != begin(ada).json()["id"]


def test_a_key_is_its_senders_own(world: World, ada: TestClient) -> None:
    world.add("bob")
    assert begin(ada, **KEY).json()["id"] != begin(world.signed_in("bob"), **KEY).json()["id"]


def test_a_key_used_for_another_request_is_refused(ada: TestClient) -> None:
    begin(ada, **KEY)
    answer = ada.post(f"{API}/uploads", json={"name": "a", "size": 1}, headers=KEY)
    assert (answer.status_code, answer.json()["where"]) == (409, "Idempotency-Key")


def test_a_request_that_failed_can_be_sent_again_with_its_key(ada: TestClient) -> None:
    wrong = ada.post(f"{API}/uploads", json={"name": "", "size": 1}, headers=KEY)
    right = ada.post(f"{API}/uploads", json={"name": "a", "size": 1}, headers=KEY)
    again = ada.post(f"{API}/uploads", json={"name": "a", "size": 1}, headers=KEY)
    assert (wrong.status_code, right.status_code) == (422, 201)
    assert right.json() == again.json()


def test_a_project_document_is_saved_over_the_revision_that_was_read(ada: TestClient) -> None:
    spec = f"{API}/projects/{begin(ada).json()['id']}/spec"
    tag = ada.get(spec).headers["etag"]
    change = {"yaml": YAML + "  - {name: Place, type: span}\n"}
    saved = ada.put(spec, json=change, headers={"If-Match": tag})
    assert (tag, saved.status_code, saved.headers["etag"]) == ('"1"', 200, '"2"')
    stale = ada.put(spec, json={"yaml": YAML}, headers={"If-Match": tag})
    assert (stale.status_code, stale.json()["code"], stale.json()["current"]) == (412, "stale-revision", 2)


def test_a_list_goes_on_at_its_cursor_until_it_ends(ada: TestClient) -> None:
    made = [begin(ada).json()["id"] for _ in range(5)]
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = ada.get(f"{API}/projects", params={"limit": 2, "cursor": cursor}).json()
        seen += [project["id"] for project in page["items"]]
        cursor = page["next"]
    assert seen == made


@pytest.mark.parametrize("limit", [0, -1, 501, "many"])
def test_a_page_has_bounds(ada: TestClient, limit: Any) -> None:
    answer = ada.get(f"{API}/projects", params={"limit": limit})
    assert (answer.status_code, answer.json()["problems"][0]["where"]) == (422, "query.limit")


def test_a_draft_saved_from_elsewhere_is_shown_and_not_overwritten(world: World, ada: TestClient) -> None:
    assignment = held(world, ada)
    mark = {"id": "a", "type": "span", "class": "Person", "value": {"start": 0, "end": 3}}
    add = {"revision": 0, "patches": [{"ops": [{"id": "a", "after": mark}]}]}
    path = f"{API}/assignments/{assignment}/draft"
    first = ada.patch(path, json=add, headers=KEY)
    again = ada.patch(path, json=add, headers=KEY)
    stale = ada.patch(path, json=add)
    assert (first.json(), again.json()) == ({"revision": 1}, {"revision": 1})
    assert (stale.status_code, stale.json()["current"]) == (409, 1)
    assert [found["id"] for found in stale.json()["annotations"]] == ["a"]


def test_an_answer_sent_twice_is_kept_once(world: World, ada: TestClient) -> None:
    path = f"{API}/assignments/{held(world, ada)}/submit"
    first = ada.post(path, json={"annotations": [], "next": True}, headers=KEY)
    again = ada.post(path, json={"annotations": [], "next": True}, headers=KEY)
    other = ada.post(path, json={"annotations": []}, headers={"Idempotency-Key": "k2"})
    assert first.json()["answer_id"] == again.json()["answer_id"]
    assert other.status_code == 409


def held(world: World, client: TestClient) -> str:
    """An assignment of a new text of a new project."""
    project_id = begin(client).json()["id"]
    with world.installation.database.write() as conn:
        bulk.add_items(conn, project_id, [bulk.NewItem("a.txt", "text", "h", text="Ada went.")])
    found = client.post(f"{API}/projects/{project_id}/next", json={}).json()
    assignment: str = found["bundle"]["assignment"]["id"]
    return assignment
