"""Other sites: nothing that they make a browser send changes anything, and none of our pages can be framed by them.

What is tried is generated from the list of routes.
"""

import pytest
from tests.api.test_roles import ADMIN, SELF, TABLE, Scene
from tests.api.world import ORIGIN

FORGED = (
    {"X-CSRF": ""},
    {"X-CSRF": "", "Content-Type": "text/plain", "Origin": "https://evil.example"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": f"{ORIGIN}.evil.example"},
    {"Origin": f"https://evil.example/{ORIGIN}"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
)
UNSAFE = [(method, path) for method, path in TABLE if method not in ("get", "head")]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The guard stands before every database."""
    return sqlite_url


def test_every_unsafe_route_refuses_what_another_site_sends(scene: Scene) -> None:
    clients = {name: scene.world.signed_in(name) for name in ("owner", "annotator", "root")}
    let_in = []
    for method, path in UNSAFE:
        who, _, body = TABLE[method, path]
        name = {SELF: "annotator", ADMIN: "root"}.get(who, "owner") if isinstance(who, str) else "owner"
        for headers in FORGED:
            sent = {"json": body} if isinstance(body, dict) else {}
            answer = clients[name].request(method.upper(), scene.path(path), headers=headers, **sent)
            if answer.status_code != 403 or answer.json()["code"] != "not-allowed":
                let_in.append((method, path, headers, answer.status_code))
    assert let_in == []


def test_no_route_that_only_reads_changes_anything(scene: Scene) -> None:
    """A link or a picture of another site makes a browser send GET with the cookie: it must be harmless."""
    owner = scene.world.signed_in("owner")
    before = owner.get(scene.path("/projects/{project}/events")).json()
    for method, path in TABLE:
        if method in ("get", "head") and not path.endswith("/stream"):
            owner.request(method.upper(), scene.path(path))
    assert owner.get(scene.path("/projects/{project}/events")).json() == before


def test_no_answer_lets_another_site_read_or_frame_it(scene: Scene) -> None:
    owner, faults = scene.world.signed_in("owner"), []
    for method, path in TABLE:
        if path.endswith("/stream"):
            continue
        answer = owner.request(method.upper(), scene.path(path), headers={"Origin": "https://evil.example"})
        said = answer.headers
        policy = said["content-security-policy"]
        if (
            "access-control-allow-origin" in said
            or "frame-ancestors 'none'" not in policy
            or "default-src 'none'" not in policy
            or "unsafe-eval" in policy
            or said["x-frame-options"] != "DENY"
            or said["x-content-type-options"] != "nosniff"
            or said["cross-origin-resource-policy"] != "same-origin"
        ):
            faults.append((method, path, answer.status_code))
    assert faults == []


def test_a_preflight_of_another_site_is_not_answered(scene: Scene) -> None:
    asked = {
        "Origin": "https://evil.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "x-csrf",
    }
    for method, path in UNSAFE:
        answer = scene.world.signed_in("owner").options(scene.path(path), headers=asked)
        assert (method, path, "access-control-allow-headers" in answer.headers) == (method, path, False)
        assert answer.status_code == 405


@pytest.mark.parametrize("path", ["/", "/projects", "/link/abc", "/gone.js", "/api/v1/gone"])
def test_pages_allow_no_script_but_their_own(scene: Scene, path: str) -> None:
    policy = scene.world.browser().get(path).headers["content-security-policy"]
    parts = {part.split()[0]: part.split()[1:] for part in policy.split(";")}
    assert parts["default-src"] == ["'none'"]
    assert parts.get("script-src", ["'self'"]) == ["'self'"]
    assert parts["frame-ancestors"] == ["'none'"]
    assert {"object-src", "frame-src", "child-src"} & set(parts) == set()
    assert parts.get("base-uri", ["'none'"]) == ["'none'"]
    assert parts.get("form-action", ["'self'"]) == ["'self'"]
