"""In a double-blind project no route tells a judge who made an answer, nor its maker who judged it; leads know all."""

from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.api.test_roles import TABLE
from tests.api.world import World

from labelwright.storage import bulk

API = "/api/v1"
YAML = """
name: Double-blind
media: text
classes:
  - {name: Person, type: span}
workflow:
  - {stage: annotate, votes: 2}
  - {stage: adjudicate, by: reviewer, blind: true}
  - {stage: review, by: expert}
"""
MARK = {"id": "m1", "type": "span", "class": "Person", "value": {"start": 2, "end": 5}}
ABOUT_PEOPLE = {
    "/projects/{project}/members": "who belongs to the project, of whatever task",
    "/projects/{project}/overview": "what people did in all, of whatever task",
    "/projects/{project}/quality": "what people did in all, of whatever task",
}
"""Routes that a judge reads people's names from without learning whose a task is."""


@dataclass
class Court:
    """Ada and Bo have answered, one after the other, and talked; Rob has the task in hand to judge it."""

    world: World
    ids: dict[str, str]
    rob: TestClient

    def traces(self, *names: str) -> list[str]:
        return [self.world.people[name] for name in names] + [f"{name}@example.org" for name in names]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Who sees what is decided alike on every database."""
    return sqlite_url


@pytest.fixture
def court(world: World) -> Court:
    roles = {"ada": "annotator", "bo": "annotator", "rob": "reviewer", "eva": "expert"}
    for name in ("owner", *roles):
        world.add(name)
    owner = world.signed_in("owner")
    project = owner.post(f"{API}/projects", json={"yaml": YAML}).json()["id"]
    for name, role in roles.items():
        owner.put(f"{API}/projects/{project}/members", json={"email": f"{name}@example.org", "role": role})
    item = bulk.NewItem("a.txt", "text", "h", text="Ada went home.", votes_wanted=2)
    with world.installation.database.write() as conn:
        added = bulk.add_items(conn, project, [item])[0]
    ids = {"project": project, "task": added.task_id, "item": added.item_id, "text": added.item_id}
    for name, end in (("ada", 5), ("bo", 8)):
        client = world.signed_in(name)
        held = handed(client, project)["assignment"]["id"]
        client.post(f"{API}/tasks/{added.task_id}/threads", json={"body": f"A word by a maker, {end}."})
        mark = {**MARK, "value": {"start": 2, "end": end}}
        ids["answer"] = client.post(f"{API}/assignments/{held}/submit", json={"annotations": [mark]}).json()[
            "answer_id"
        ]
    rob = world.signed_in("rob")
    ids["assignment"] = handed(rob, project)["assignment"]["id"]
    return Court(world, ids, rob)


def handed(client: TestClient, project: str) -> dict[str, Any]:
    answer = client.post(f"{API}/projects/{project}/next", json={})
    bundle: dict[str, Any] = answer.json()["bundle"]
    return bundle


def told(client: TestClient, court: Court, traces: list[str], spared: Any = ()) -> list[tuple[str, str]]:
    found = []
    for method, path in TABLE:
        if method != "get" or path.endswith("/stream") or path in spared:
            continue
        answer = client.get(API + path.format_map(Known(court.ids, answered=court.ids["task"])))
        assert answer.status_code < 500
        found += [(path, trace) for trace in traces if trace in answer.text]
    return found


class Known(dict[str, str]):
    """What there is by its name; of everything else, an id that nothing has."""

    def __missing__(self, name: str) -> str:
        return "0" * 64 if name == "picture" else "0" * 32


def test_no_route_tells_a_judge_whose_the_answers_are(court: Court) -> None:
    traces = court.traces("ada", "bo")
    assert told(court.rob, court, traces, ABOUT_PEOPLE) == []


def test_the_judge_tells_the_makers_apart_by_letters_that_are_the_same_everywhere(court: Court) -> None:
    bundle = court.rob.get(f"{API}/assignments/{court.ids['assignment']}").json()
    assert [one["annotator"]["name"] for one in bundle["compared"]] == ["A", "B"]
    shown = court.rob.get(f"{API}/tasks/{court.ids['task']}").json()
    makers = {one["id"]: one["annotator"]["name"] for one in shown["answers"] if one["annotator"]}
    assert makers == {one["answer_id"]: one["annotator"]["name"] for one in bundle["compared"]}
    assert [one["comments"][0]["author"]["name"] for one in shown["threads"]] == ["A", "B"]


def test_no_filter_tells_it_by_what_it_finds(court: Court) -> None:
    project, ada = court.ids["project"], court.world.people["ada"]
    for path in ("tasks", "tasks/count"):
        address = f"{API}/projects/{project}/{path}"
        assert court.rob.get(address, params={"annotator": ada}).status_code == 403
        assert court.rob.get(address, params={"annotator": court.world.people["rob"]}).status_code == 200
    body = {"outcome": "accept", "filter": {"annotator": ada}}
    assert court.rob.post(f"{API}/projects/{project}/verdicts", json=body).status_code == 403


def test_no_route_tells_the_makers_who_judged(court: Court) -> None:
    given = court.rob.post(
        f"{API}/assignments/{court.ids['assignment']}/submit",
        json={"verdict": {"outcome": "reject", "reason": "Too wide."}},
    )
    assert given.json()["task"]["state"] == "open"
    court.rob.post(f"{API}/tasks/{court.ids['task']}/threads", json={"body": "Mind the guideline."})
    ada = court.world.signed_in("ada")
    bundle = handed(ada, court.ids["project"])
    assert [one["verdict"]["reason"] for one in bundle["previous"]] == ["Too wide."]
    court.ids["assignment"] = bundle["assignment"]["id"]
    assert told(ada, court, court.traces("rob", "bo")) == []


def test_who_handed_a_task_up_is_not_told_to_whom_it_went(court: Court) -> None:
    reason = {"reason": "I cannot tell."}
    assert court.rob.post(f"{API}/assignments/{court.ids['assignment']}/escalate", json=reason).json() == {
        "state": "open",
        "stage": 2,
    }
    eva = court.world.signed_in("eva")
    bundle = handed(eva, court.ids["project"])
    assert bundle["escalated"]["reason"] == "I cannot tell."
    assert bundle["escalated"]["by"] == {"id": "person-c", "name": "C"}
    court.ids["assignment"] = bundle["assignment"]["id"]
    assert told(eva, court, court.traces("ada", "bo", "rob"), ABOUT_PEOPLE) == []


def test_those_who_run_the_project_know_everybody(court: Court) -> None:
    owner = court.world.signed_in("owner")
    shown = owner.get(f"{API}/tasks/{court.ids['task']}").json()
    assert [one["annotator"]["name"] for one in shown["answers"] if one["annotator"]] == ["ada", "bo"]
    [row] = owner.get(f"{API}/projects/{court.ids['project']}/tasks").json()["items"]
    assert sorted(one["name"] for one in row["annotators"]) == ["ada", "bo"]


def test_a_person_still_knows_themselves(court: Court) -> None:
    ada = court.world.signed_in("ada")
    shown = ada.get(f"{API}/tasks/{court.ids['task']}").json()
    assert [one["annotator"]["name"] for one in shown["answers"]] == ["ada"]
