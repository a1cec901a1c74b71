"""Every route × every role × own project, other project, nobody, locked out, revoked, narrower scope.

The table is checked against the list of routes: a new route fails here until it is placed. A request counts as let
in when the answer is none of 401, 403 and 404. Nobody is to be told more than they may know: a stranger gets
404, who is not signed in 401.
"""

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from starlette.testclient import TestClient
from tests.api.world import PASSWORD, Clock, World, open_for_tests

from labelwright.api.app import create_app, mounted
from labelwright.storage import bulk
from labelwright.storage.bulk import NewItem
from labelwright.workflow.service.gold import results
from labelwright.workflow.service.gold.results import Result

ROLES = ("owner", "manager", "expert", "reviewer", "annotator", "viewer")
ALL = frozenset(ROLES)
RUN = frozenset({"owner", "manager"})
JUDGE = RUN | {"expert", "reviewer"}
WORK = JUDGE | {"annotator"}
READ = JUDGE | {"viewer"}
OWNER = frozenset({"owner"})
TEAM = RUN | {"expert", "reviewer"}
"""Who belongs to the calibration, and who runs the project."""

ANYBODY, PERSON, ADMIN, SELF = "anybody", "person", "administrator", "self"
"""Public; everybody signed in; administrators; only whose thing it is."""

YAML = """
name: Mixed
media: text
classes:
  - {name: Person, type: span}
workflow:
  - {stage: annotate, votes: 5}
"""
P, A, T, U = "/projects/{project}", "/assignments/{assignment}", "/tasks/{task}", "/uploads/{upload}"
D = "/tasks/{answered}"
K = "/calibrations/{calibration}"
C = f"{D}/correction"
DOCUMENT = {"yaml": YAML}
EXPORT = {"format": "jsonl"}

TABLE: dict[tuple[str, str], tuple[Any, str, Any]] = {
    ("post", "/session"): (ANYBODY, "", {"email": "owner@example.org", "password": PASSWORD}),
    ("post", "/session/link"): (ANYBODY, "", None),
    ("delete", "/session"): (PERSON, "read", None),
    ("get", "/me"): (PERSON, "read", None),
    ("patch", "/me"): (PERSON, "manage", {"name": "New"}),
    ("post", "/me/password"): (PERSON, "session", {"old": PASSWORD, "new": PASSWORD}),
    ("get", "/me/preferences"): (PERSON, "read", None),
    ("put", "/me/preferences"): (PERSON, "label", {}),
    ("get", "/me/tokens"): (PERSON, "read", None),
    ("post", "/me/tokens"): (PERSON, "session", {"name": "t"}),
    ("delete", "/me/tokens/{token}"): (SELF, "admin", None),
    ("get", "/users"): (ADMIN, "admin", None),
    ("post", "/users"): (ADMIN, "admin", {"email": "new@example.org"}),
    ("patch", "/users/{user}"): (ADMIN, "admin", {"name": "New"}),
    ("get", "/health"): (ANYBODY, "", None),
    ("get", "/metrics"): (ADMIN, "admin", None),
    ("get", "/parts/labels"): (PERSON, "read", None),
    ("get", "/schema/project.json"): (ANYBODY, "", None),
    ("get", "/projects"): (PERSON, "read", None),
    ("post", "/projects"): (PERSON, "manage", DOCUMENT),
    ("get", P): (ALL, "read", None),
    ("patch", P): (OWNER, "manage", {"archived": False}),
    ("delete", P): (OWNER, "manage", None),
    ("get", f"{P}/overview"): (READ, "read", None),
    ("get", f"{P}/quality"): (READ, "read", None),
    ("get", f"{P}/quality/me"): (ALL, "read", None),
    ("get", f"{P}/stuck"): (RUN, "read", None),
    ("post", f"{P}/stuck"): (RUN, "manage", {"ids": [], "do": "accept", "reason": "So."}),
    ("get", f"{P}/cost"): (RUN, "read", None),
    ("get", f"{P}/rates"): (RUN, "read", None),
    ("put", f"{P}/rates"): (RUN, "manage", {"currency": "EUR"}),
    ("get", f"{P}/quality/reviews"): (READ, "read", None),
    ("get", f"{P}/quality/contrasts"): (READ, "read", None),
    ("get", f"{P}/quality/contrasts?person={{member}}&gold=true"): (RUN, "read", None),
    ("get", f"{P}/calibrations"): (ALL, "read", None),
    ("post", f"{P}/calibrations"): (RUN, "manage", {"people": []}),
    ("get", K): (TEAM, "read", None),
    ("post", f"{K}/discuss"): (RUN, "manage", None),
    ("post", f"{K}/close"): (RUN, "manage", None),
    ("get", f"{K}/items/{{calibrated}}"): (TEAM, "read", None),
    ("post", f"{K}/items/{{calibrated}}/choose"): (RUN, "manage", {"answer_id": "x"}),
    ("get", f"{P}/gold"): (RUN, "read", None),
    ("post", f"{P}/gold"): (RUN, "manage", {"task_ids": []}),
    ("patch", f"{P}/gold"): (RUN, "manage", {"task_ids": []}),
    ("patch", f"{P}/gold/{{other}}"): (RUN, "manage", {"note": "Mind this."}),
    ("get", f"{P}/gold/people"): (RUN, "read", None),
    ("post", f"{P}/gold/people/{{member}}"): (RUN, "manage", {"do": "pause", "reason": "Wait."}),
    ("post", f"{P}/gold/people/{{member}}/set-aside"): (RUN, "manage", {"mode": "void"}),
    ("get", f"{P}/gold/set-aside"): (RUN, "read", None),
    ("post", f"{P}/gold/set-aside/{{batch}}/undo"): (RUN, "manage", None),
    ("get", f"{P}/gold/feedback/{{answer}}"): (SELF, "read", None),
    ("get", f"{P}/standing"): (ALL, "read", None),
    ("get", f"{P}/spec"): (ALL, "read", None),
    ("put", f"{P}/spec"): (RUN, "manage", DOCUMENT),
    ("post", f"{P}/spec/plan"): (ALL, "read", DOCUMENT),
    ("get", f"{P}/spec/revisions"): (ALL, "read", None),
    ("get", f"{P}/spec/revisions/1"): (ALL, "read", None),
    ("get", f"{P}/spec/diff?from=1&to=1"): (ALL, "read", None),
    ("post", f"{P}/spec/restore"): (RUN, "manage", {"revision": 1}),
    ("post", f"{P}/pictures"): (JUDGE, "label", b"png"),
    ("post", f"{P}/examples"): (JUDGE, "label", {"title": "Two cells", "text": "Two boxes."}),
    ("post", f"{P}/examples/take-back"): (JUDGE, "label", {"revision": 1}),
    ("get", f"{P}/pictures/{{picture}}"): (ALL, "read", None),
    ("get", f"{P}/members"): (READ, "read", None),
    ("put", f"{P}/members"): (RUN, "manage", {"email": "viewer@example.org", "role": "viewer"}),
    ("delete", f"{P}/members/{{member}}"): (RUN, "manage", None),
    ("get", f"{P}/tasks"): (READ, "read", None),
    ("get", f"{P}/tasks?given.what=reject"): (READ, "read", None),
    ("get", f"{P}/tasks?given.what=work"): (RUN, "read", None),
    ("get", f"{P}/tasks?given.what=gold"): (RUN, "read", None),
    ("get", f"{P}/tasks/count"): (READ, "read", None),
    ("get", f"{P}/tasks/count?given.what=gold"): (RUN, "read", None),
    ("post", f"{P}/tasks/bulk"): (RUN, "manage", {"action": "archive", "ids": []}),
    ("post", f"{P}/verdicts"): (JUDGE, "label", {"ids": [], "outcome": "accept"}),
    ("post", f"{P}/verdicts/take-back"): (JUDGE, "label", {"ids": []}),
    ("get", f"{P}/sheet?class=Person"): (READ, "read", None),
    ("post", f"{P}/sheet/send-back"): (JUDGE, "label", {"marks": []}),
    ("post", f"{P}/sheet/change-class"): (JUDGE, "label", {"marks": [], "class": "Person"}),
    ("get", T): (ALL, "read", None),
    ("get", f"{T}/timeline"): (ALL, "read", None),
    ("get", f"{D}/compare?before={{answer}}&after={{answer}}"): (ALL, "read", None),
    ("post", f"{D}/restore"): (RUN, "manage", {"answer_id": "{answer}"}),
    ("get", f"{T}/threads"): (ALL, "read", None),
    ("post", f"{T}/threads"): (WORK, "label", {"body": "Why?"}),
    ("post", "/threads/{thread}/comments"): (WORK, "label", {"body": "So."}),
    ("patch", "/threads/{thread}"): (JUDGE, "label", {"resolved": True}),
    ("put", "/threads/{thread}/point"): (JUDGE, "label", {"x": 12.5, "y": 3}),
    ("get", f"{P}/views"): (READ, "read", None),
    ("post", f"{P}/views"): (READ, "label", {"name": "Mine", "query": {}}),
    ("delete", f"{P}/views/{{view}}"): (RUN, "label", None),
    ("post", f"{P}/next"): (WORK, "label", {}),
    ("get", A): (SELF, "label", None),
    ("post", f"{A}/heartbeat"): (SELF, "label", None),
    ("post", f"{A}/release"): (SELF, "label", None),
    ("post", f"{A}/skip"): (SELF, "label", {"reason": "Dark."}),
    ("post", f"{A}/escalate"): (SELF, "label", {"reason": "Which?"}),
    ("patch", f"{A}/draft"): (SELF, "label", {"revision": 0, "patches": []}),
    ("post", f"{A}/check"): (SELF, "label", {"annotations": []}),
    ("post", f"{A}/submit"): (SELF, "label", {"annotations": []}),
    ("get", C): (SELF, "label", None),
    ("post", C): (SELF, "label", {"corrects": "{answer}", "annotations": []}),
    ("get", "/items/{item}/media"): (ALL, "read", None),
    ("head", "/items/{item}/media"): (ALL, "read", None),
    ("get", "/items/{item}/view"): (ALL, "read", None),
    ("get", "/items/{item}/tiles/0/0/0"): (ALL, "read", None),
    ("get", "/items/{item}/thumbnail"): (ALL, "read", None),
    ("get", "/items/{item}/cutouts?squares=0,0,4_2,2,4"): (ALL, "read", None),
    ("get", "/items/{text}/text"): (ALL, "read", None),
    ("post", "/uploads"): (PERSON, "manage", {"name": "a.txt", "size": 3}),
    ("get", U): (SELF, "manage", None),
    ("head", U): (SELF, "manage", None),
    ("patch", U): (SELF, "manage", b"abc"),
    ("post", f"{P}/imports"): (RUN, "manage", {"source": {"kind": "folder", "path": "/nowhere"}}),
    ("post", f"{P}/exports/preview"): (RUN, "manage", EXPORT),
    ("post", f"{P}/exports"): (RUN, "manage", EXPORT),
    ("post", f"{P}/checks/sentences"): (ALL, "read", {"document": {}}),
    ("post", f"{P}/checks/try"): (RUN, "manage", DOCUMENT),
    ("post", f"{P}/scans"): (RUN, "manage", {}),
    ("get", "/jobs?project={project}"): (RUN, "read", None),
    ("get", "/jobs/{job}"): (RUN, "read", None),
    ("get", "/jobs/{job}/result"): (RUN, "read", None),
    ("post", "/jobs/{job}/cancel"): (RUN, "manage", None),
    ("post", "/jobs/{job}/resume"): (RUN, "manage", None),
    ("get", f"{P}/events"): (RUN, "read", None),
    ("get", f"{P}/events/export"): (RUN, "read", None),
    ("get", f"{P}/events/verify"): (RUN, "read", None),
    ("get", f"{P}/stream"): (ALL, "read", None),
}
STREAM = ("get", f"{P}/stream")
"""Never ends, so it is tested over a real connection."""
ROWS = [pytest.param(*route, *row, id=" ".join(route)) for route, row in TABLE.items() if route != STREAM]


def _may(role: str, who: Any) -> bool:
    if isinstance(who, frozenset):
        return role in who
    return who == PERSON or (who == SELF and role == "annotator")


CHANGES = [
    pytest.param(method, path, body, role, id=f"{method} {path} {role}")
    for (method, path), (who, _, body) in TABLE.items()
    for role in ROLES
    if who != ANYBODY and method not in ("get", "head") and _may(role, who)
]


@dataclass
class Scene:
    """A project with one of everything, and people in every position to it."""

    world: World
    ids: dict[str, str]
    picture: bytes

    def path(self, path: str) -> str:
        return "/api/v1" + path.format(**self.ids)

    def ask(self, client: TestClient, method: str, path: str, body: Any) -> int:
        arguments: dict[str, Any] = {}
        if isinstance(body, bytes):
            arguments["content"] = self.picture if body == b"png" else body
            arguments["headers"] = {"Upload-Offset": "0"}
        elif body is not None:
            named = {"{answer}": self.ids.get("answer")}
            arguments["json"] = {key: named.get(str(value), value) for key, value in body.items()}
        return client.request(method.upper(), self.path(path), **arguments).status_code


class Template:
    """A scene that was built once, for each test to copy."""

    def __init__(self, folder: Path, database: Path) -> None:
        self.folder, self.database = folder, database
        self.clock = Clock()
        here = open_for_tests(f"sqlite:///{database}", folder, self.clock)
        world = World(here, create_app(here), self.clock)
        scene = build_scene(world)
        self.people, self.ids, self.picture = world.people, scene.ids, scene.picture
        here.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Template:
    folder = tmp_path_factory.mktemp("scene")
    return Template(folder, Path(shutil.copyfile(sqlite_template, folder / "labelwright.db")))


@pytest.fixture
def scene(template: Template, tmp_path: Path) -> Iterator[Scene]:
    """Who may do what is decided by the same rows and the same code on every database: SQLite will do."""
    database = shutil.copyfile(template.database, tmp_path / "labelwright.db")
    here = open_for_tests(f"sqlite:///{database}", template.folder, template.clock)
    world = World(here, create_app(here), template.clock, dict(template.people))
    yield Scene(world, dict(template.ids), template.picture)
    here.close()


def build_scene(world: World) -> Scene:
    for name in (*ROLES, "stranger", "locked", "revoked", "leaver"):
        world.add(name)
    world.add("root", is_admin=True)
    owner = world.signed_in("owner")
    ids = {"project": owner.post("/api/v1/projects", json={"yaml": YAML}).json()["id"]}
    for name in (*ROLES[1:], "locked", "leaver"):
        role = name if name in ROLES else {"locked": "manager"}.get(name, "viewer")
        member = {"email": f"{name}@example.org", "role": role}
        assert owner.put(f"/api/v1/projects/{ids['project']}/members", json=member).status_code == 204
    picture = _picture()
    ids |= _fill(world, ids["project"], picture)
    scene = Scene(world, ids, picture)
    _take(scene)
    _make(scene, owner)
    return scene


def test_every_route_is_in_the_table() -> None:
    described = {
        (method, _shape(path.removeprefix("/api/v1")))
        for path, operations in mounted().openapi()["paths"].items()
        for method in operations
    }
    placed = {(method, _shape(_LITERAL.get(path, path).split("?")[0])) for method, path in TABLE}
    assert described - placed == set()
    assert placed - described == set()


@pytest.mark.parametrize(("method", "path", "who", "scope", "body"), ROWS)
def test_who_may_not_and_who_may_read(
    scene: Scene, method: str, path: str, who: Any, scope: str, body: Any
) -> None:
    """Those who may change something are each tried on a scene of their own, below."""
    for role in ROLES:
        let_in = _may(role, who)
        if who == ANYBODY or (let_in and method not in ("get", "head")):
            continue
        status = scene.ask(scene.world.signed_in(role), method, path, body)
        assert (role, status, status not in (401, 403, 404)) == (role, status, let_in)


@pytest.mark.parametrize(("method", "path", "body", "role"), CHANGES)
def test_who_may_change(scene: Scene, method: str, path: str, body: Any, role: str) -> None:
    status = scene.ask(scene.world.signed_in(role), method, path, body)
    assert status not in (401, 403, 404)


@pytest.mark.parametrize(("method", "path", "who", "scope", "body"), ROWS)
def test_those_outside(scene: Scene, method: str, path: str, who: Any, scope: str, body: Any) -> None:
    world = scene.world
    revoked, locked = world.program("revoked"), world.signed_in("locked")
    locked_token = world.program("locked")
    _shut_out(scene)
    outside: dict[str, Callable[[], TestClient]] = {
        "nobody": world.browser,
        "revoked": lambda: revoked,
        "locked": lambda: locked,
        "locked by token": lambda: locked_token,
    }
    for name, client in outside.items():
        status = scene.ask(client(), method, path, body)
        expected = status if who == ANYBODY else 401
        assert (name, status) == (name, expected)
    stranger = scene.ask(world.signed_in("stranger"), method, path, body)
    known = {ANYBODY: stranger, ADMIN: 403}
    if isinstance(who, frozenset) or who == SELF:
        assert stranger == 404
    elif who == PERSON:
        assert stranger not in (401, 403, 404)
    else:
        assert stranger == known[who]


@pytest.mark.parametrize(("method", "path", "who", "scope", "body"), ROWS)
def test_tokens_of_a_narrower_scope(
    scene: Scene, method: str, path: str, who: Any, scope: str, body: Any
) -> None:
    if who == ANYBODY:
        return
    person = {ADMIN: "root", SELF: "annotator"}.get(who, "owner") if isinstance(who, str) else "owner"
    scopes = ("read", "label", "manage", "admin")
    for given in scopes:
        status = scene.ask(scene.world.program(person, given), method, path, body)
        reaches = scope != "session" and scopes.index(given) >= scopes.index(scope)
        assert (given, status, status not in (401, 403, 404)) == (given, status, reaches)
        if reaches:
            return


@pytest.mark.parametrize(("method", "path", "who", "scope", "body"), ROWS)
def test_a_token_for_another_project(
    scene: Scene, method: str, path: str, who: Any, scope: str, body: Any
) -> None:
    if not isinstance(who, frozenset) and not {"{assignment}", "{answered}"} & set(path.split("/")):
        return
    world = scene.world
    name = "annotator" if who == SELF else "owner"
    other = world.signed_in(name).post("/api/v1/projects", json={"yaml": YAML}).json()["id"]
    assert scene.ask(world.program(name, "admin", other), method, path, body) == 404


@pytest.mark.parametrize(("method", "path", "who", "scope", "body"), ROWS)
def test_an_administrator_who_is_no_member_runs_the_project_but_has_no_vote(
    scene: Scene, method: str, path: str, who: Any, scope: str, body: Any
) -> None:
    status = scene.ask(scene.world.signed_in("root"), method, path, body)
    votes = path.startswith((f"{P}/next", f"{P}/verdicts", f"{P}/sheet/")) or path == C
    votes = votes or (method, path) == ("post", f"{P}/stuck")
    let_in = who in (ANYBODY, PERSON, ADMIN) or (isinstance(who, frozenset) and not votes)
    assert (status, status not in (401, 403, 404)) == (status, let_in)


def test_an_administrator_joins_a_project_and_then_labels_in_it(scene: Scene) -> None:
    root = scene.world.signed_in("root")
    refused = root.post(scene.path(f"{P}/next"), json={})
    assert (refused.status_code, refused.json()["remedy"]) == (403, "Make yourself a member of it.")
    owner = {"email": "root@example.org", "role": "owner"}
    assert root.put(scene.path(f"{P}/members"), json=owner).status_code == 204
    assert root.post(scene.path(f"{P}/next"), json={}).status_code == 200


def test_an_annotator_sees_no_task_that_was_not_given_to_them(scene: Scene) -> None:
    world, other = scene.world, scene.ids["other"]
    annotator = world.signed_in("annotator")
    for path in (f"/tasks/{other}", f"/tasks/{other}/threads", f"/items/{scene.ids['other_item']}/text"):
        assert (path, annotator.get(f"/api/v1{path}").status_code) == (path, 404)


def test_nobody_raises_their_own_role(scene: Scene) -> None:
    for role in ROLES[1:]:
        client = scene.world.signed_in(role)
        body = {"email": f"{role}@example.org", "role": "owner"}
        status = client.put(scene.path(f"{P}/members"), json=body).status_code
        assert (role, status) == (role, 403)


def test_a_person_cannot_make_themselves_an_administrator(scene: Scene) -> None:
    client = scene.world.signed_in("owner")
    assert client.patch("/api/v1/me", json={"name": "x", "is_admin": True}).status_code == 422
    me = scene.world.people["owner"]
    assert client.patch(f"/api/v1/users/{me}", json={"is_admin": True}).status_code == 403


_LITERAL = {
    "/parts/labels": "/parts/{family}",
    "/items/{item}/tiles/0/0/0": "/items/{item}/tiles/{level}/{column}/{row}",
    f"{P}/spec/revisions/1": f"{P}/spec/revisions/{{n}}",
}


def _shape(path: str) -> tuple[str, ...]:
    """The path with every parameter alike."""
    return tuple("{}" if part.startswith("{") else part for part in path.split("/"))


def _picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(target, "PNG")
    return target.getvalue()


def _fill(world: World, project_id: str, picture: bytes) -> dict[str, str]:
    """A text and a picture, and a task for each; one more text that nobody is given."""
    here = world.installation
    blob = here.blobs.put(picture).hash
    new = [
        NewItem("a.png", "image", blob, blob_hash=blob, mime="image/png", width=8, height=8, votes_wanted=9),
        NewItem("a.txt", "text", "t", text="Ada went.", votes_wanted=9),
        NewItem("b.txt", "text", "u", text="Bob stayed.", votes_wanted=9),
        NewItem("c.txt", "text", "v", text="Cleo came.", votes_wanted=9),
        NewItem("d.txt", "text", "w", text="Dora left.", votes_wanted=9),
    ]
    with here.database.write() as conn:
        added = bulk.add_items(conn, project_id, new)
    items, tasks = [one.item_id for one in added], [one.task_id for one in added]
    named = {"item": items[0], "text": items[1], "other_item": items[2]}
    named |= {"task": tasks[0], "task_of_text": tasks[1], "other": tasks[2], "answered": tasks[3]}
    return named | {"calibrated": tasks[4]}


def _take(scene: Scene) -> None:
    """The annotator holds the first two tasks, and has answered another."""
    annotator = scene.world.signed_in("annotator")
    bundle = annotator.post(scene.path(f"{P}/next"), json={"task_id": scene.ids["answered"]}).json()["bundle"]
    path = f"/api/v1/assignments/{bundle['assignment']['id']}/submit"
    scene.ids["answer"] = annotator.post(path, json={"annotations": []}).json()["answer_id"]
    for name in ("task", "task_of_text"):
        wish = {"task_id": scene.ids[name]}
        answer = annotator.post(scene.path(f"{P}/next"), json=wish)
        assert answer.status_code == 200, answer.text
        if name == "task":
            scene.ids["assignment"] = answer.json()["bundle"]["assignment"]["id"]
    upload = annotator.post("/api/v1/uploads", json={"name": "a.txt", "size": 3}).json()
    token = annotator.post("/api/v1/me/tokens", json={"name": "mine"}).json()
    scene.ids |= {"upload": upload["id"], "token": token["id"]}


def _make(scene: Scene, owner: TestClient) -> None:
    """One of everything else, made by the owner."""
    world, here = scene.world, scene.world.installation
    thread = owner.post(scene.path(f"{T}/threads"), json={"body": "Here?"}).json()
    view = owner.post(scene.path(f"{P}/views"), json={"name": "All", "query": {}, "shared": True}).json()
    picture = owner.post(scene.path(f"{P}/pictures"), content=scene.picture).json()
    job = owner.post(scene.path(f"{P}/exports"), json=EXPORT).json()
    claim = here.jobs.claim("test", 60.0)
    assert claim is not None
    blob = here.blobs.put(b"result").hash
    here.jobs.done(claim, {}, {"blob": blob, "name": "a.zip", "size": 6, "mime": "application/zip"})
    scene.ids |= {"thread": thread["id"], "view": view["id"], "picture": picture["hash"], "job": job["id"]}
    scene.ids |= {"user": world.people["viewer"], "member": world.people["leaver"]}
    _make_gold(scene, owner)
    team = {
        "people": [world.people["expert"], world.people["reviewer"]],
        "task_ids": [scene.ids["calibrated"]],
    }
    session = owner.post(scene.path(f"{P}/calibrations"), json=team)
    assert session.status_code == 201, session.text
    scene.ids["calibration"] = session.json()["id"]


def _make_gold(scene: Scene, owner: TestClient) -> None:
    """A task of which the right answer is known, a result that the annotator may know, and answers set aside."""
    world, here, ids = scene.world, scene.world.installation, scene.ids
    given = owner.post(scene.path(f"{P}/next"), json={"task_id": ids["other"]}).json()["bundle"]
    done = owner.post(f"/api/v1/assignments/{given['assignment']['id']}/submit", json={"annotations": []})
    gold = {"task_ids": [ids["other"]], "answer_id": done.json()["answer_id"]}
    assert owner.post(scene.path(f"{P}/gold"), json=gold).json()["made"] == 1
    result = Result(
        ids["answer"], ids["answered"], world.people["annotator"], ids["answer"], "training", 1.0,
        passed=True, created_at=world.clock(),
    )  # fmt: skip
    with here.database.write() as conn:
        results.keep(conn, ids["project"], result, None)
    path = scene.path(f"{P}/gold/people/{world.people['annotator']}/set-aside")
    ids["batch"] = owner.post(path, json={"mode": "discount"}).json()["batch"]


def _shut_out(scene: Scene) -> None:
    root = scene.world.signed_in("root")
    locked = scene.world.people["locked"]
    assert root.patch(f"/api/v1/users/{locked}", json={"disabled": True}).status_code == 200
    mine = scene.world.signed_in("revoked")
    for token in mine.get("/api/v1/me/tokens").json()["items"]:
        assert mine.delete(f"/api/v1/me/tokens/{token['id']}").status_code == 204
