"""Where several people vote, none learns what the others made before handing in: through no route at all.

Every route that reads is asked, so a new route is asked too as soon as it is in the table of routes.
"""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.api.test_roles import TABLE
from tests.api.world import World

from labelwright.storage import bulk

API = "/api/v1"
YAML = """
name: Blind
media: text
classes:
  - {name: Person, type: span}
workflow:
  - {stage: annotate, votes: 2}
"""
MARK = {"id": "m1", "type": "span", "class": "Person", "value": {"start": 2, "end": 5}, "note": "peeked-note"}
SAID = "peeked-comment"


@dataclass
class Votes:
    """A task with two votes: `first` has given the first and talked about it, `second` holds the second."""

    world: World
    ids: dict[str, str]
    first: TestClient
    second: TestClient

    def traces(self) -> list[str]:
        """What only the first annotator and their judges may see."""
        people = self.world.people
        return ["peeked-note", SAID, self.ids["answer"], people["first"], "first@example.org"]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Who sees what is decided alike on every database."""
    return sqlite_url


@pytest.fixture
def votes(world: World) -> Votes:
    for name in ("owner", "first", "second"):
        world.add(name)
    owner = world.signed_in("owner")
    project = owner.post(f"{API}/projects", json={"yaml": YAML}).json()["id"]
    for name in ("first", "second"):
        member = {"email": f"{name}@example.org", "role": "annotator"}
        assert owner.put(f"{API}/projects/{project}/members", json=member).status_code == 204
    item = bulk.NewItem("a.txt", "text", "h", text="Ada went home.", votes_wanted=2)
    with world.installation.database.write() as conn:
        added = bulk.add_items(conn, project, [item])[0]
    ids = {"project": project, "task": added.task_id, "item": added.item_id, "text": added.item_id}
    first, second = world.signed_in("first"), world.signed_in("second")
    held = _held(first, project)
    thread = first.post(f"{API}/tasks/{added.task_id}/threads", json={"body": SAID}).json()
    given = first.post(f"{API}/assignments/{held}/submit", json={"annotations": [MARK]}).json()
    ids |= {"assignment": _held(second, project), "answer": given["answer_id"], "thread": thread["id"]}
    return Votes(world, ids, first, second)


def test_no_route_tells_an_annotator_what_another_has_made(votes: Votes) -> None:
    told = []
    for method, path in TABLE:
        address = _address(path, votes.ids)
        if method != "get" or address is None:
            continue
        answer = votes.second.get(address)
        assert answer.status_code < 500
        told += [(path, trace) for trace in votes.traces() if trace in answer.text]
    assert told == []


@pytest.mark.parametrize(
    "query", ["", "?annotations=1", "?class=Person", "?annotator=x", "/count?class=Person"]
)
def test_lists_and_counts_are_not_for_annotators(votes: Votes, query: str) -> None:
    assert votes.second.get(f"{API}/projects/{votes.ids['project']}/tasks{query}").status_code == 403


def test_what_the_second_is_handed_holds_nothing_of_the_first(votes: Votes) -> None:
    own = votes.ids["assignment"]
    wrong = {"revision": 7, "patches": []}
    answers = [
        votes.second.post(f"{API}/projects/{votes.ids['project']}/next", json={"peek": 5}),
        votes.second.post(f"{API}/projects/{votes.ids['project']}/next", json={"task_id": votes.ids["task"]}),
        votes.second.get(f"{API}/assignments/{own}"),
        votes.second.patch(f"{API}/assignments/{own}/draft", json=wrong),
        votes.second.post(f"{API}/assignments/{own}/submit", json={"annotations": [{**MARK, "class": "No"}]}),
    ]
    told = [trace for answer in answers for trace in votes.traces() if trace in answer.text]
    assert told == []
    assert answers[2].json()["start"] == []
    assert answers[2].json()["threads"] == 0


def test_a_peer_can_neither_read_nor_answer_a_thread_of_the_first(votes: Votes) -> None:
    task, thread = votes.ids["task"], votes.ids["thread"]
    assert votes.second.get(f"{API}/tasks/{task}/threads").json()["items"] == []
    said = votes.second.post(f"{API}/threads/{thread}/comments", json={"body": "What did you draw?"})
    assert said.status_code == 404
    mine = votes.first.get(f"{API}/tasks/{task}/threads").json()["items"]
    assert [comment["body"] for one in mine for comment in one["comments"]] == [SAID]


def test_those_who_judge_and_the_one_who_asked_see_the_whole_thread(votes: Votes) -> None:
    owner, task = votes.world.signed_in("owner"), votes.ids["task"]
    answered = owner.post(f"{API}/threads/{votes.ids['thread']}/comments", json={"body": "See the guide."})
    assert answered.status_code == 201
    for client in (owner, votes.first):
        found = client.get(f"{API}/tasks/{task}").json()["threads"]
        assert [c["body"] for one in found for c in one["comments"]] == [SAID, "See the guide."]


def test_what_a_lead_says_to_all_is_seen_by_all_but_not_what_peers_reply(votes: Votes) -> None:
    owner, task = votes.world.signed_in("owner"), votes.ids["task"]
    thread = owner.post(f"{API}/tasks/{task}/threads", json={"body": "Mind the guideline."}).json()["id"]
    assert votes.first.post(f"{API}/threads/{thread}/comments", json={"body": SAID}).status_code == 201
    seen = votes.second.get(f"{API}/tasks/{task}/threads").json()["items"]
    assert [c["body"] for one in seen for c in one["comments"]] == ["Mind the guideline."]


def test_with_one_vote_everybody_who_has_the_task_talks_together(world: World) -> None:
    for name in ("owner", "first", "second"):
        world.add(name)
    owner = world.signed_in("owner")
    yaml = YAML.replace("votes: 2", "votes: 1")
    project = owner.post(f"{API}/projects", json={"yaml": yaml}).json()["id"]
    for name in ("first", "second"):
        owner.put(
            f"{API}/projects/{project}/members", json={"email": f"{name}@example.org", "role": "annotator"}
        )
    item = bulk.NewItem("a.txt", "text", "h", text="Ada went home.", votes_wanted=1)
    with world.installation.database.write() as conn:
        task = bulk.add_items(conn, project, [item])[0].task_id
    first, second = world.signed_in("first"), world.signed_in("second")
    held = _held(first, project)
    first.post(f"{API}/tasks/{task}/threads", json={"body": SAID})
    first.post(f"{API}/assignments/{held}/release")
    _held(second, project)
    assert SAID in second.get(f"{API}/tasks/{task}/threads").text


def _held(client: TestClient, project: str) -> str:
    bundle: dict[str, Any] = client.post(f"{API}/projects/{project}/next", json={}).json()["bundle"]
    return str(bundle["assignment"]["id"])


def _address(path: str, ids: dict[str, str]) -> str | None:
    """The address of a route, or None where nothing in this scene stands behind it."""
    if path.endswith("/stream"):
        return None
    return API + path.format_map(_Known(ids, picture="0" * 64, answered=ids["task"]))


class _Known(dict[str, str]):
    """What there is by its name; of everything else, an id that nothing has."""

    def __missing__(self, name: str) -> str:
        return "0" * 32


def test_the_scene_would_show_a_trace_to_those_who_may_see_it(votes: Votes) -> None:
    shown = json.dumps(votes.world.signed_in("owner").get(f"{API}/tasks/{votes.ids['task']}").json())
    assert [trace in shown for trace in votes.traces()[:4]] == [True] * 4
