"""What every request and answer passes: sizes, headers, problem documents, pages."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.api.world import ORIGIN, World

from labelwright.api.app import create_app
from labelwright.app.wiring import Installation


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The edges are the same on every database."""
    return sqlite_url


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Labelwright</title>")
    (folder / "assets" / "index-abc123.js").write_text("export {}")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


@pytest.fixture
def browser(installation: Installation, pages: Path) -> TestClient:
    return TestClient(create_app(installation, pages), base_url=ORIGIN, raise_server_exceptions=False)


@pytest.mark.parametrize("path", ["/", "/projects", "/projects/1/data", "/link/abc", "/index.html"])
def test_addresses_that_the_browser_resolves_give_the_page(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")
    assert "<title>Labelwright</title>" in answer.text


def test_a_page_forbids_inline_scripts_and_frames(browser: TestClient) -> None:
    headers = browser.get("/").headers
    policy = headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_a_file_with_a_hash_in_its_name_is_kept_for_good(browser: TestClient) -> None:
    answer = browser.get("/assets/index-abc123.js")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path", ["/assets/gone.js", "/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt"]
)
def test_no_file_beside_the_pages_is_given(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text.replace("secret.txt", "")


def test_without_pages_it_says_how_to_build_them(installation: Installation, tmp_path: Path) -> None:
    browser = TestClient(create_app(installation, tmp_path / "nothing"), base_url=ORIGIN)
    assert "make web" in browser.get("/").text


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nothing", 404, "not-found"),
        ("GET", "/api/v1/me", 401, "not-signed-in"),
        ("PUT", "/api/v1/session", 405, "method-not-allowed"),
        ("GET", "/api/v1/assignments/not-an-id", 422, "invalid"),
    ],
)
def test_every_error_is_a_problem_document(
    world: World, method: str, path: str, status: int, code: str
) -> None:
    answer = world.browser().request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"{", "body"),
        (b'{"email": 1, "password": ""}', "body"),
        (b'{"email": "a"}', "body"),
        (b"\xff", "body"),
    ],
)
def test_a_body_that_is_wrong_is_said_to_be(world: World, body: bytes, where: str) -> None:
    answer = world.browser().post("/api/v1/session", content=body)
    assert (answer.status_code, answer.json()["problems"][0]["where"]) == (422, where)


def test_the_nul_character_is_refused_and_a_written_one_is_not(world: World) -> None:
    world.add("ada")
    client = world.signed_in("ada")
    refused = client.put("/api/v1/me/preferences", content=b'{"a": "\\u0000"}')
    kept = client.put("/api/v1/me/preferences", content=b'{"a": "\\\\u0000"}')
    assert (refused.status_code, kept.status_code) == (422, 200)


def test_a_body_beyond_the_bound_is_refused_whether_its_length_is_said_or_not(world: World) -> None:
    size = world.installation.settings.limits.body + 1
    said = world.browser().post("/api/v1/session", content=b" " * size)
    unsaid = world.browser().post("/api/v1/session", content=(b" " * 1024 for _ in range(size // 1024 + 1)))
    assert [(a.status_code, a.json()["code"]) for a in (said, unsaid)] == [(413, "too-large")] * 2


def test_health_needs_nobody_and_figures_need_an_administrator(world: World) -> None:
    world.add("root", is_admin=True)
    world.add("ada")
    assert world.browser().get("/api/v1/health").json()["status"] == "ok"
    assert world.signed_in("ada").get("/api/v1/metrics").status_code == 403
    figures = world.signed_in("root").get("/api/v1/metrics").text
    assert 'labelwright_requests_total{method="GET",route="/api/v1/health",status="200"} 1.0' in figures
