"""The data list by what was given to tasks: list, count, bulk changes and bulk verdicts understand it alike."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.api.world import World

from labelwright.storage import bulk

API = "/api/v1"
YAML = """
name: Reviewed
media: text
classes:
  - {name: Person, type: span}
workflow:
  - {stage: annotate}
  - {stage: review, by: reviewer%s}
"""


class Court:
    """Ann has answered a, b and c; rob has accepted a and rejected b."""

    def __init__(self, world: World, *, blind: bool = False) -> None:
        self.world = world
        for name in ("owner", "ann", "rob"):
            world.add(name)
        self.owner = world.signed_in("owner")
        yaml = YAML % (", blind: true" if blind else "")
        self.project = self.owner.post(f"{API}/projects", json={"yaml": yaml}).json()["id"]
        for name, role in {"ann": "annotator", "rob": "reviewer"}.items():
            member = {"email": f"{name}@example.org", "role": role}
            assert self.owner.put(f"{API}/projects/{self.project}/members", json=member).status_code == 204
        with world.installation.database.write() as conn:
            bulk.add_items(
                conn, self.project, [bulk.NewItem(n, "text", f"h{n}", text=f"Text {n}") for n in "abc"]
            )
        self.ann, self.rob = world.signed_in("ann"), world.signed_in("rob")
        for _ in range(3):
            self.submit(self.ann, annotations=[])
        self.submit(self.rob, verdict={"outcome": "accept"})
        self.submit(self.rob, verdict={"outcome": "reject", "reason": "Empty"})

    def submit(self, client: TestClient, **body: Any) -> None:
        held = client.post(f"{API}/projects/{self.project}/next", json={}).json()["bundle"]["assignment"][
            "id"
        ]
        done = client.post(f"{API}/assignments/{held}/submit", json={**body, "seconds": 3.0})
        assert done.status_code == 200, done.text

    def ask(self, client: TestClient, path: str = "", **given: Any) -> Any:
        params = {f"given.{name}": value for name, value in given.items()}
        return client.get(f"{API}/projects/{self.project}/tasks{path}", params=params)

    def names(self, client: TestClient, **given: Any) -> list[str]:
        answer = self.ask(client, **given)
        assert answer.status_code == 200, answer.text
        count = self.ask(client, "/count", **given).json()
        names = [row["name"] for row in answer.json()["items"]]
        assert count == {"count": len(names), "exact": True}
        return names

    def today(self) -> str:
        return datetime.fromtimestamp(self.world.clock() / 1e6, UTC).date().isoformat()


@pytest.fixture
def court(world: World) -> Court:
    return Court(world)


def test_what_was_given_by_whom_in_which_stage_and_when_finds_its_tasks(court: Court) -> None:
    people, day = court.world.people, court.today()
    tomorrow = (datetime.fromisoformat(day) + timedelta(days=1)).date().isoformat()
    assert court.names(court.rob, what="reject") == ["b"]
    assert court.names(court.rob, what="reject", reason="Empty", by=people["rob"], of=people["ann"]) == ["b"]
    assert court.names(court.rob, what="reject", reason="Full") == []
    assert court.names(court.rob, what="verdict", stage=1, since=day, until=day) == ["a", "b"]
    assert court.names(court.rob, what="verdict", since=tomorrow) == []
    assert court.names(court.rob, what="answer", by=people["ann"], newest=1) == ["c"]


def test_each_number_of_the_reviews_is_how_many_its_filter_finds(court: Court) -> None:
    told = court.rob.get(f"{API}/projects/{court.project}/quality/reviews").json()
    assert told["since"] < court.today()
    (stage,) = told["stages"]
    for one, key, side in [
        (told["reviewers"][0], "user_id", "by"),
        (told["annotators"][0], "user_id", "of"),
        (stage, "stage", "stage"),
    ]:
        for what in ("accept", "fix", "reject"):
            found = court.names(court.rob, what=what, since=told["since"], **{side: one[key]})
            assert (side, what, len(found)) == (side, what, one[what])
    assert told["reasons"] == [{"outcome": "reject", "reason": "Empty", "n": 1}]
    assert told["all_reasons"] == 1


def test_each_number_of_the_cost_leads_to_its_tasks(court: Court) -> None:
    told = court.owner.get(f"{API}/projects/{court.project}/cost").json()
    assert court.names(court.owner, what="work", since=told["since"]) == ["a", "b", "c"]
    assert [(one["key"], court.names(court.owner, what=one["key"])) for one in told["wasted"]] == [
        ("rejected", ["b"])
    ]
    assert len(court.names(court.owner, what="label")) == told["tasks"] == 1
    assert told["untimed"] == len(court.names(court.owner, what="untimed")) == 0


def test_bulk_changes_and_verdicts_take_the_same_filter(court: Court) -> None:
    given = {"what": "reject", "since": court.today()}
    body = {"action": "priority", "priority": 7, "filter": {"given": given}}
    assert court.owner.post(f"{API}/projects/{court.project}/tasks/bulk", json=body).json()["changed"] == 1
    rows = court.ask(court.rob).json()["items"]
    assert {row["name"]: row["priority"] for row in rows} == {"a": 0, "b": 7, "c": 0}
    answered = {"what": "answer", "by": court.world.people["ann"], "newest": 1}
    judged = court.rob.post(
        f"{API}/projects/{court.project}/verdicts", json={"outcome": "accept", "filter": {"given": answered}}
    )
    assert len(judged.json()["ids"]) == 1
    assert court.names(court.rob, what="accept") == ["a", "c"]


@pytest.mark.parametrize(
    ("given", "status", "where"),
    [
        ({"what": "love"}, 422, "given.what"),
        ({"by": "x"}, 422, "given.what"),
        ({"what": "answer", "of": "x"}, 422, "given.of"),
        ({"what": "reject", "since": "yesterday"}, 422, "given.since"),
        ({"what": "answer", "newest": 0}, 422, "given.newest"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(
    court: Court, given: Any, status: int, where: str
) -> None:
    answer = court.ask(court.rob, **given)
    assert (answer.status_code, where in answer.text) == (status, True)


@pytest.mark.parametrize("what", ["work", "untimed", "void", "rejected", "extra", "label", "gold"])
def test_what_labels_cost_and_which_are_gold_is_told_to_those_who_run_the_project(
    court: Court, what: str
) -> None:
    assert court.ask(court.owner, what=what).status_code == 200
    for path in ("", "/count"):
        assert court.ask(court.rob, path, what=what).status_code == 403
    body = {"outcome": "accept", "filter": {"given": {"what": what}}}
    assert court.rob.post(f"{API}/projects/{court.project}/verdicts", json=body).status_code == 403


def test_who_sees_only_their_own_work_is_given_no_list(court: Court) -> None:
    assert court.ask(court.ann, what="answer", by=court.world.people["ann"]).status_code == 403


def test_in_a_blind_project_a_judge_asks_of_nobody_but_themselves(world: World) -> None:
    court = Court(world, blind=True)
    ann, rob = world.people["ann"], world.people["rob"]
    assert court.names(court.rob, what="reject", by=rob) == ["b"]
    for side in ("by", "of"):
        assert court.ask(court.rob, what="reject", **{side: ann}).status_code == 403
    assert court.names(court.owner, what="reject", of=ann) == ["b"]
