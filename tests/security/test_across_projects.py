"""Things of one project asked for through another, by somebody who runs only one of the two."""

from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.api.test_roles import A, P, Scene, T

from labelwright.api.app import mounted

MINE = {"yaml": "name: Mine\nmedia: text\nclasses: [{name: Person, type: span}]\n"}
FILE = {"kind": "upload"}


@dataclass
class Two:
    """`scene` is somebody else's project; `mallory` owns another one, `here`."""

    scene: Scene
    mallory: TestClient
    here: str

    def ask(self, method: str, path: str, body: Any = None) -> int:
        address = self.scene.path(path.replace("{here}", self.here))
        arguments = {} if body is None else {"json": body}
        return self.mallory.request(method, address, **arguments).status_code


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Who sees what is decided alike on every database."""
    return sqlite_url


@pytest.fixture
def two(scene: Scene) -> Two:
    scene.world.add("mallory")
    mallory = scene.world.signed_in("mallory")
    here = mallory.post("/api/v1/projects", json=MINE).json()["id"]
    return Two(scene, mallory, here)


H = "/projects/{here}"
THROUGH_MINE: list[tuple[str, str, Any]] = [
    ("GET", f"{H}/pictures/{{picture}}", None),
    ("DELETE", f"{H}/views/{{view}}", None),
    ("DELETE", f"{H}/members/{{member}}", None),
]


@pytest.mark.parametrize(("method", "path", "body"), THROUGH_MINE)
def test_a_thing_of_theirs_is_not_found_in_mine(two: Two, method: str, path: str, body: Any) -> None:
    assert two.ask(method, path, body) == 404


def test_their_task_is_not_handed_out_in_mine(two: Two) -> None:
    assert two.ask("POST", f"{H}/next", {"task_id": two.scene.ids["task"]}) == 404


def test_their_upload_cannot_be_imported_into_mine(two: Two) -> None:
    wish = {"source": {"kind": "upload", "id": two.scene.ids["upload"]}, "as": "none"}
    assert two.ask("POST", f"{H}/imports", wish) == 404


@pytest.mark.parametrize("action", ["assign", "priority", "archive", "restore", "requeue"])
def test_changing_many_tasks_of_mine_leaves_theirs_alone(two: Two, action: str) -> None:
    owner = two.scene.world.signed_in("owner")
    before = owner.get(two.scene.path(T)).json()
    wish = {"action": action, "ids": [two.scene.ids["task"]], "priority": 9}
    assert two.ask("POST", f"{H}/tasks/bulk", wish) == 404
    assert owner.get(two.scene.path(T)).json() == before


def test_a_member_of_theirs_is_not_made_one_of_mine_by_a_guessed_id(two: Two) -> None:
    assert two.ask("PUT", f"{H}/members", {"user_id": "0" * 32, "role": "viewer"}) == 404


def test_a_token_for_one_project_lists_no_job_of_another(two: Two) -> None:
    """Neither where the project is named, nor where it is left out."""
    program = two.scene.world.program("mallory", "admin", two.here)
    for query in ("", f"?project={two.scene.ids['project']}", f"?project={two.here}"):
        answer = program.get(f"/api/v1/jobs{query}")
        assert two.scene.ids["job"] not in answer.text


def test_an_administrators_token_for_one_project_reaches_no_other(two: Two) -> None:
    program = two.scene.world.program("root", "admin", two.here)
    assert program.get(two.scene.path(P)).status_code == 404
    assert program.get("/api/v1/users").status_code == 403
    assert program.get("/api/v1/jobs").status_code in (403, 404)


def test_an_answer_under_my_assignment_cannot_be_for_their_task(two: Two) -> None:
    """An assignment is known by its own id alone; another's is not found, whatever else is said."""
    for step in ("", "/heartbeat", "/release", "/skip", "/submit", "/draft"):
        method = {"": "GET", "/draft": "PATCH"}.get(step, "POST")
        bodies = {"/skip": {"reason": "x"}, "/submit": {"annotations": []}}
        body = bodies.get(step, {"revision": 0, "patches": []} if step == "/draft" else None)
        assert (step, two.ask(method, f"{A}{step}", body)) == (step, 404)


def test_every_route_with_an_id_gives_a_stranger_nothing(two: Two) -> None:
    """Generated: each id in an address is filled with one that really is there, in a project not the stranger's."""
    known = {
        name: two.scene.ids[name.removesuffix("_id")]
        for name in _NAMES
        if name.removesuffix("_id") in two.scene.ids
    }
    known |= {"blob_hash": two.scene.ids["picture"]}
    found = []
    for path, operations in mounted().openapi()["paths"].items():
        names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        if not set(names) <= set(known) or not names:
            continue
        for method in operations:
            answer = two.mallory.request(method.upper(), path.format(**known), json={})
            if answer.status_code not in (403, 404, 422):
                found.append((method, path, answer.status_code))
    assert found == []


_NAMES = (
    "project_id", "task_id", "item_id", "thread_id", "assignment_id", "job_id", "upload_id", "view_id", "user_id",
    "token_id",
)  # fmt: skip
