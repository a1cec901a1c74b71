"""Calibration over HTTP: its people look at everything they may look at, and see no answer but their own."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.api.world import World

from labelwright.api.app import mounted
from labelwright.storage import bulk
from labelwright.storage.bulk import NewItem

YAML = """
name: Mood
media: text
classes:
  - {name: good, type: tag}
workflow:
  - {stage: annotate, votes: 2}
  - {stage: review}
"""
GETS = sorted(
    path
    for path, methods in mounted().openapi()["paths"].items()
    if "get" in methods and not path.endswith("/stream")
)
"""Every address that can be read but for the stream, which has no end."""
SECRET, WORDS = "seen-by-ada-alone", "ada-says-so"
PEOPLE = {"ada": "annotator", "bo": "annotator", "rita": "reviewer", "eve": "expert", "mia": "manager"}
TEAM = ("ada", "bo", "rita", "mia")


@dataclass
class Scene:
    world: World
    ids: dict[str, str]

    def client(self, name: str) -> TestClient:
        return self.world.program(name)

    def ask(self, name: str, method: str, path: str, body: Any = None) -> Any:
        arguments = {} if body is None else {"json": body}
        answer = self.client(name).request(method, self.path(path), **arguments)
        assert answer.status_code < 300, answer.text
        return answer.json()

    def path(self, path: str) -> str:
        return f"/api/v1{path}".format(**self.ids)

    def everything(self, name: str) -> str:
        """All that a person is told by any address of which they could know the ids, as one text."""
        client, told = self.client(name), []
        for path in GETS:
            if set(re.findall(r"\{(\w+)\}", path)) <= set(self.ids):
                whole = f"/api/v1{path.removeprefix('/api/v1').format(**self.ids)}"
                told += [client.get(whole + query).text for query in ("", "?annotations=true")]
        return "\n".join(told)


@pytest.fixture
def scene(world: World) -> Scene:
    """Two texts in a session; Ada has answered the first and written a comment on it."""
    for name in ("root", *PEOPLE):
        world.add(name, is_admin=name == "root")
    owner = world.program("root")
    project = owner.post("/api/v1/projects", json={"yaml": YAML}).json()["id"]
    for name, role in PEOPLE.items():
        member = {"email": f"{name}@example.org", "role": role}
        assert owner.put(f"/api/v1/projects/{project}/members", json=member).status_code == 204
    new = [NewItem(f"{n}.txt", "text", str(n), text="A fine day", votes_wanted=2) for n in range(2)]
    with world.installation.database.write() as conn:
        added = bulk.add_items(conn, project, new)
    ids = {"project_id": project, "task_id": added[0].task_id, "item_id": added[0].item_id}
    scene = Scene(world, ids)
    wish = {"people": [world.people[name] for name in TEAM], "task_ids": [one.task_id for one in added]}
    ids["session_id"] = scene.ask("root", "POST", "/projects/{project_id}/calibrations", wish)["id"]
    given = scene.ask("ada", "POST", "/projects/{project_id}/next", {})["bundle"]
    assert given["calibration"] == {"n": 1, "of": 2}
    said = [{"id": "1", "type": "tag", "class": "good", "note": SECRET}]
    path = f"/assignments/{given['assignment']['id']}/submit"
    ids["answer_id"] = scene.ask("ada", "POST", path, {"annotations": said, "seconds": 2.0})["answer_id"]
    scene.ask("ada", "POST", "/tasks/{task_id}/threads", {"body": WORDS})
    return scene


@pytest.mark.parametrize("name", ["bo", "rita", "mia"])
def test_nobody_of_the_team_is_told_what_another_answered(scene: Scene, name: str) -> None:
    """Not who has not begun, nor who has the item in hand, nor who has answered it."""
    for step in ("not begun", "in hand", "answered"):
        if step == "in hand":
            given = scene.ask(name, "POST", "/projects/{project_id}/next", {})["bundle"]
            assert SECRET not in str(given), step
            assert WORDS not in str(given), step
        if step == "answered":
            path = f"/assignments/{given['assignment']['id']}/submit"
            scene.ask(name, "POST", path, {"annotations": [], "seconds": 2.0})
        told = scene.everything(name)
        assert SECRET not in told, step
        assert WORDS not in told, step


def test_they_are_told_in_the_discussion(scene: Scene) -> None:
    scene.ask("root", "POST", "/calibrations/{session_id}/discuss")
    for name in TEAM:
        told = scene.everything(name)
        assert SECRET in told, name
        assert WORDS in told, name


def test_who_sees_all_answers_and_is_not_asked_sees_these_too(scene: Scene) -> None:
    assert SECRET in scene.everything("eve")


def test_only_who_runs_the_project_moves_a_session(scene: Scene) -> None:
    for name, refused in (("bo", 403), ("rita", 403), ("eve", 404)):
        for step in ("discuss", "close"):
            answer = scene.client(name).post(scene.path(f"/calibrations/{{session_id}}/{step}"))
            assert (name, step, answer.status_code) == (name, step, refused)


def test_a_session_goes_from_the_first_answer_to_what_stands(scene: Scene) -> None:
    shown = scene.ask("root", "GET", "/calibrations/{session_id}")
    assert (shown["session"]["state"], shown["overall"], len(shown["items"])) == ("open", None, 2)
    early = scene.client("root").post(
        scene.path("/calibrations/{session_id}/items/{task_id}/choose"),
        json={"answer_id": scene.ids["answer_id"]},
    )
    assert (early.status_code, early.json()["remedy"]) == (409, "Open the discussion first.")
    scene.ask("root", "POST", "/calibrations/{session_id}/discuss")
    item = scene.ask("bo", "GET", "/calibrations/{session_id}/items/{task_id}")
    assert [answer["annotator"]["name"] for answer in item["answers"]] == ["ada"]
    choice = {"answer_id": scene.ids["answer_id"]}
    path = "/calibrations/{session_id}/items/{task_id}/choose"
    assert scene.ask("root", "POST", path, choice)["state"] == "done"
    assert scene.ask("root", "POST", "/calibrations/{session_id}/close")["settled"] == 1
    listed = scene.ask("bo", "GET", "/projects/{project_id}/calibrations")["items"]
    assert [(one["name"], one["state"], one["own"]) for one in listed] == [("Calibration", "closed", True)]
