"""Every route is found by its address, and an address that differs from all of them by none."""

import pytest
from starlette.routing import Match

from labelwright.api.app import PREFIX, mounted
from labelwright.api.table import Table

TABLE = next(route for route in mounted().router.routes if isinstance(route, Table))
SOME_ID = "0" * 32


def asked(method: str, path: str) -> tuple[Match, object]:
    match, scope = TABLE.matches({"type": "http", "method": method, "path": path, "root_path": ""})
    return match, getattr(scope.get("route"), "path", None)


@pytest.mark.parametrize("route", TABLE.routes, ids=lambda route: f"{min(route.methods)} {route.path}")
def test_finds_every_route(route: object) -> None:
    path = "/".join(SOME_ID if part.startswith("{") else part for part in route.path.split("/"))
    assert asked(min(route.methods), path) == (Match.FULL, route.path)


@pytest.mark.parametrize(
    "path", ["", "/", PREFIX, f"{PREFIX}/", f"{PREFIX}/nothing", f"{PREFIX}/tasks/{SOME_ID}/", "/index.html"]
)
def test_finds_nothing_elsewhere(path: str) -> None:
    assert asked("GET", path) == (Match.NONE, None)


def test_another_method_is_no_full_match() -> None:
    assert asked("DELETE", f"{PREFIX}/tasks/{SOME_ID}") == (Match.PARTIAL, f"{PREFIX}/tasks/{{task_id}}")
