"""Nobody judges their own work, nor reads an open answer or draft of somebody else: every way round is refused."""

from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.api.world import World

from labelwright.storage import bulk

API = "/api/v1"
YAML = """
name: Peers
media: text
classes:
  - {name: Person, type: span}
workflow:
  - {stage: annotate}
  - {stage: review, name: peers, by: annotator}
"""
MARK = {"id": "m1", "type": "span", "class": "Person", "value": {"start": 0, "end": 3}}
VERDICT = {"verdict": {"outcome": "accept", "reason": ""}}


@dataclass
class Peers:
    """Ada has answered the first of two tasks; Bo has the second in hand, and a draft of it."""

    ada: TestClient
    bo: TestClient
    project: str
    answered: str
    drafted: str
    draft: str


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Who may judge is decided alike on every database."""
    return sqlite_url


@pytest.fixture
def peers(world: World) -> Peers:
    for name in ("owner", "ada", "bo"):
        world.add(name)
    owner = world.signed_in("owner")
    project = owner.post(f"{API}/projects", json={"yaml": YAML}).json()["id"]
    for name in ("ada", "bo"):
        owner.put(
            f"{API}/projects/{project}/members", json={"email": f"{name}@example.org", "role": "annotator"}
        )
    with world.installation.database.write() as conn:
        items = [bulk.NewItem(f"{n}.txt", "text", n, text="Ada went home.") for n in "ab"]
        first, second = bulk.add_items(conn, project, items)
    ada, bo = world.signed_in("ada"), world.signed_in("bo")
    held = handed(ada, project)["assignment"]["id"]
    ada.post(f"{API}/assignments/{held}/submit", json={"annotations": [MARK]})
    draft = handed(bo, project, stage=0)["assignment"]["id"]
    patch = {"revision": 0, "patches": [{"ops": [{"id": "m1", "before": None, "after": MARK}]}]}
    assert bo.patch(f"{API}/assignments/{draft}/draft", json=patch).status_code == 200
    return Peers(ada, bo, project, first.task_id, second.task_id, draft)


def handed(client: TestClient, project: str, **wish: Any) -> dict[str, Any]:
    bundle: dict[str, Any] = client.post(f"{API}/projects/{project}/next", json=wish).json()["bundle"]
    return bundle


@pytest.mark.parametrize("wish", [{"judging": True}, {"stage": 1}])
def test_the_queue_gives_nobody_their_own_answer_to_judge(peers: Peers, wish: dict[str, Any]) -> None:
    assert handed(peers.ada, peers.project, **wish) is None
    assert handed(peers.bo, peers.project, **wish)["task"]["id"] == peers.answered


def test_nor_does_asking_for_the_very_task(peers: Peers) -> None:
    asked = peers.ada.post(f"{API}/projects/{peers.project}/next", json={"task_id": peers.answered})
    assert asked.status_code == 409


def test_a_verdict_is_no_answer_and_nobody_submits_in_the_hand_of_another(peers: Peers) -> None:
    assert peers.bo.post(f"{API}/assignments/{peers.draft}/submit", json=VERDICT).status_code == 422
    judging = handed(peers.bo, peers.project, judging=True)["assignment"]["id"]
    for path in ("submit", "escalate"):
        body = VERDICT if path == "submit" else {"reason": "Mine."}
        assert peers.ada.post(f"{API}/assignments/{judging}/{path}", json=body).status_code == 404


def test_annotators_judge_one_by_one_alone(peers: Peers) -> None:
    body = {"outcome": "accept", "ids": [peers.answered]}
    assert peers.ada.post(f"{API}/projects/{peers.project}/verdicts", json=body).status_code == 403


def test_an_open_draft_and_its_task_are_not_read_by_a_peer(peers: Peers) -> None:
    addresses = (f"assignments/{peers.draft}", f"tasks/{peers.drafted}", f"tasks/{peers.drafted}/threads")
    assert [peers.ada.get(f"{API}/{address}").status_code for address in addresses] == [404] * 3


def test_who_has_left_a_project_neither_sees_nor_holds_what_they_had_in_hand(peers: Peers) -> None:
    me = peers.bo.get(f"{API}/me").json()["id"]
    assert peers.bo.delete(f"{API}/projects/{peers.project}/members/{me}").status_code == 204
    held = f"{API}/assignments/{peers.draft}"
    patch = {"revision": 1, "patches": []}
    asked = [
        peers.bo.get(held),
        peers.bo.post(f"{held}/heartbeat"),
        peers.bo.patch(f"{held}/draft", json=patch),
        peers.bo.post(f"{held}/skip", json={"reason": "Gone."}),
        peers.bo.post(f"{held}/escalate", json={"reason": "Gone."}),
        peers.bo.post(f"{held}/release"),
        peers.bo.post(f"{held}/submit", json={"annotations": [MARK]}),
    ]
    assert [answer.status_code for answer in asked] == [404] * len(asked)
    assert handed(peers.ada, peers.project, stage=0)["task"]["id"] == peers.drafted


def test_who_mended_an_answer_does_not_judge_it_in_the_next_round(peers: Peers) -> None:
    judging = handed(peers.bo, peers.project, judging=True)["assignment"]["id"]
    wider = [{**MARK, "value": {"start": 0, "end": 8}}]
    fix = {"annotations": wider, "verdict": {"outcome": "fix", "reason": ""}}
    done = peers.bo.post(f"{API}/assignments/{judging}/submit", json=fix).json()
    assert done["task"] in (None, {"state": "done", "stage": 1})
    for client in (peers.ada, peers.bo):
        asked = client.post(f"{API}/projects/{peers.project}/next", json={"judging": True})
        assert asked.json()["bundle"] is None
