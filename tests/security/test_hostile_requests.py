"""Hostile values in every place of every request: refused or harmless, never a fault of the server.

What is tried is generated from the routes' own description, so a new route or field is tried as soon as it is there.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from tests.api.test_roles import ADMIN, SELF, TABLE, P, Scene
from tests.api.world import World

from labelwright.api.app import mounted

BODIES = {
    "lists too deep": b"[" * 100_000,
    "objects too deep": b'{"a":' * 100_000,
    "lists too deep in an object": b'{"a":' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "half a surrogate pair": b'"\\ud800"',
    "no UTF-8": b"\xff\xfe",
    "nothing": b"",
    "null": b"null",
    "a list": b"[]",
    "a number too large": b"1e999",
}
VALUES: tuple[Any, ...] = (
    10**30,
    2**63,
    2**31,
    -1,
    1.5,
    "x" * 10_000,
    "a\0b",
    "\u202eevil",
    "' OR 1=1 --",
    [],
    {},
    None,
    True,
)
WORDS = (
    "\0",
    "a\0b",
    "9" * 30,
    "3000000000",
    "-1",
    "9" * 5000,
    "'\"()*%_",
    "\u202e",
    "NEAR(",
    '"',
    "*",
    'a*"b',
    "{}:[]",
    "AND OR NOT",
    "$.a[0]",
    "x" * 900,
    "W10",
    "bnVsbA",
    "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OV0",
)
HEADERS = (
    {"Range": "bytes=0-" + "9" * 5000},
    {"Range": "bytes=" + "9" * 5000 + "-"},
    {"Range": "bytes=-" + "9" * 5000},
    {"Range": "bytes=" + ",".join("0-1" for _ in range(2000))},
    {"Range": "bytes=5-2"},
    {"If-Range": "x", "Range": "bytes=0-1"},
)


def test_hostile_bodies(scene: Scene) -> None:
    faults = []
    for method, path, body, client in _changes(scene):
        for name, content in BODIES.items():
            status = client.request(method, path, content=content).status_code
            if status >= 500:
                faults.append((method, path, name, status))
        for field, value in _fields(body):
            status = client.request(method, path, json={**body, field: value}).status_code
            if status >= 500:
                faults.append((method, path, f"{field}={str(value)[:20]}", status))
    assert faults == []


def test_hostile_words_in_addresses(scene: Scene) -> None:
    root = scene.world.signed_in("root")
    faults = []
    for path, name in _parameters(scene):
        for word in WORDS:
            status = root.get(f"{path}{name}={quote(word)}").status_code
            if status >= 500:
                faults.append((path, name, word[:20], status))
    assert faults == []


def test_hostile_steps_of_addresses(scene: Scene) -> None:
    root = scene.world.signed_in("root")
    faults = []
    for _, path in TABLE:
        for step in ("%00", "9" * 30, "-1", "..%2f..", "%F0%9F%A6%8A", "x" * 2000):
            address = path.replace("{project}", scene.ids["project"]).split("?")[0]
            address = "/".join(step if "{" in part else part for part in address.split("/"))
            if address.endswith("/1"):
                address = address.removesuffix("1") + step
            if not address.endswith("/stream") and root.get(f"/api/v1{address}").status_code >= 500:
                faults.append((path, step[:20]))
    assert faults == []


@pytest.mark.parametrize("headers", HEADERS, ids=str)
def test_hostile_ranges(scene: Scene, headers: dict[str, str]) -> None:
    """Many small ranges, which would multiply the answer, are answered by the whole once."""
    answer = scene.world.signed_in("owner").get(scene.path("/items/{item}/media"), headers=headers)
    assert answer.status_code in (200, 416)
    assert len(answer.content) <= len(scene.picture)


def test_hostile_revisions_and_offsets(scene: Scene) -> None:
    owner, annotator = scene.world.signed_in("owner"), scene.world.signed_in("annotator")
    document = {"yaml": "name: x\nmedia: text\nclasses: []\n"}
    for number in ("9" * 30, "9" * 5000):
        saved = owner.put(scene.path(f"{P}/spec"), json=document, headers={"If-Match": f'"{number}"'})
        sent = annotator.patch(
            scene.path("/uploads/{upload}"), content=b"abc", headers={"Upload-Offset": number}
        )
        assert (saved.status_code in (412, 422), sent.status_code in (409, 422)) == (True, True)


def test_a_filter_by_hundreds_of_facts_is_refused_at_once(scene: Scene) -> None:
    """Each fact is one more table for the database to plan: hundreds would keep it busy for minutes."""
    owner = scene.world.signed_in("owner")
    facts = "&".join(f"meta.k{n}=v" for n in range(300))
    assert owner.get(scene.path(f"{P}/tasks?{facts}")).status_code == 422
    body = {"format": "jsonl", "filter": {"meta": {f"k{n}": "v" for n in range(300)}}}
    assert owner.post(scene.path(f"{P}/exports/preview"), json=body).status_code == 422


@pytest.mark.parametrize(
    "text",
    [
        "name: x\nclasses: " + "[" * 50_000,
        "name: x\nclasses: " + "{a: " * 50_000,
        "a: &a [x, x]\n"
        + "\n".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(24)),
        "name: !!python/object/apply:os.system [exit]\nmedia: text",
        "name: x\nmedia: text\nmedia: image\nclasses: []",
        "name: " + "1" * 10_000,
        "name: .nan\nmedia: text\nclasses: [{name: a, type: span, attributes: [{name: n, number: {min: .inf}}]}]",
        "%YAML 9.9\n---\n\x85",
    ],
    ids=("deep lists", "deep maps", "bomb", "tag", "twice", "number", "nan", "directive"),
)
def test_hostile_project_documents(scene: Scene, text: str) -> None:
    answer = scene.world.signed_in("owner").post("/api/v1/projects", json={"yaml": text})
    assert answer.status_code == 422


def test_priorities_stay_within_what_every_database_counts(scene: Scene) -> None:
    owner = scene.world.signed_in("owner")
    for priority in (2**31, -(2**31) - 1, 10**30):
        wish = {"action": "priority", "ids": [scene.ids["other"]], "priority": priority}
        assert owner.post(scene.path(f"{P}/tasks/bulk"), json=wish).status_code == 422


@pytest.mark.parametrize("value", [1e308, -1e308, 10**30])
def test_marks_of_absurd_size_are_refused(world: World, value: float) -> None:
    world.add("ada")
    client = world.signed_in("ada")
    yaml = "name: x\nmedia: image\nclasses: [{name: A, type: box}]\n"
    project = client.post("/api/v1/projects", json={"yaml": yaml}).json()["id"]
    assert project
    mark = {"x": value, "y": 0, "width": value, "height": 1}
    annotation = {"id": "a", "type": "box", "class": "A", "value": mark}
    task = _one_picture(world, project)
    held = client.post(f"/api/v1/projects/{project}/next", json={"task_id": task}).json()["bundle"]
    address = f"/api/v1/assignments/{held['assignment']['id']}"
    sent = client.post(f"{address}/submit", json={"annotations": [annotation]})
    assert sent.status_code == 422


def _one_picture(world: World, project_id: str) -> str:
    from labelwright.storage import bulk

    item = bulk.NewItem(
        "a.png", "image", "h", blob_hash=None, mime="image/png", width=8, height=8, votes_wanted=1
    )
    with world.installation.database.write() as conn:
        return str(bulk.add_items(conn, project_id, [item])[0].task_id)


def _changes(scene: Scene) -> Iterator[tuple[str, str, dict[str, Any], TestClient]]:
    clients = {name: scene.world.signed_in(name) for name in ("owner", "annotator", "root")}
    for (method, path), (who, _, body) in TABLE.items():
        if method in ("post", "put", "patch") and path not in _UNSAID:
            name = {SELF: "annotator", ADMIN: "root"}.get(who, "owner") if isinstance(who, str) else "owner"
            yield method.upper(), scene.path(path), body if isinstance(body, dict) else {}, clients[name]


def _fields(body: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for field in body:
        for value in VALUES:
            yield field, value
        yield field, _nested(900)


def _nested(depth: int) -> Any:
    value: Any = {}
    for _ in range(depth):
        value = {"a": value}
    return value


def _parameters(scene: Scene) -> Iterator[tuple[str, str]]:
    """The address of each route that reads, up to the value of each of its parameters."""
    found = {shape.split("?")[0]: shape for method, shape in TABLE if method == "get"}
    shapes = {_bare(shape): shape for shape in found}
    for path, operations in mounted().openapi()["paths"].items():
        shape = shapes.get(_bare(path.removeprefix("/api/v1")))
        if shape is None or shape.endswith("/stream"):
            continue
        extra = "from=1&to=1&" if shape.endswith("/diff") else ""
        for parameter in operations.get("get", {}).get("parameters", ()):
            if parameter["in"] == "query":
                yield f"{scene.path(shape)}?{extra}", parameter["name"]
        if shape.endswith(("/tasks", "/tasks/count")):
            yield f"{scene.path(shape)}?", "meta.key"
            yield f"{scene.path(shape)}?meta.%27%00", "x"


def _bare(path: str) -> str:
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))


_UNSAID = ("/session", "/session/link")
"""Signing in is throttled; it has tests of its own."""
