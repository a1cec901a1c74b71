"""The description of the HTTP interface: fresh, well formed, and true."""

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.api.world import World

from labelwright.api.app import mounted
from labelwright.api.openapi import document

REFERENCE = Path(__file__).parent.parent.parent / "docs" / "reference" / "openapi.json"
DESCRIBED: dict[str, Any] = mounted().openapi()
OPERATIONS = [
    (method, path, operation)
    for path, operations in DESCRIBED["paths"].items()
    for method, operation in operations.items()
]


def test_the_reference_is_what_the_code_says() -> None:
    command = "python -m labelwright.api.openapi > docs/reference/openapi.json"
    assert REFERENCE.read_text() == document(), f"Run: {command}"


def test_every_reference_to_a_schema_leads_somewhere() -> None:
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', document()))
    assert named - set(DESCRIBED["components"]["schemas"]) == set()


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_every_operation_says_what_it_does_and_how_it_fails(
    method: str, path: str, operation: dict[str, Any]
) -> None:
    assert operation["description"].endswith(".")
    assert "default" in operation["responses"]
    if "x-scope" not in operation:
        assert operation["security"] == []


def _contents(operation: dict[str, Any]) -> list[dict[str, Any]]:
    """What an operation takes and gives as JSON, but for documents of any shape."""
    bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
    found = [
        content for body in bodies for kind, content in body.get("content", {}).items() if "json" in kind
    ]
    return [
        content
        for content in found
        if content["schema"].get("type") != "object" or "properties" in content["schema"]
    ]


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_every_operation_shows_what_it_takes_and_gives(
    method: str, path: str, operation: dict[str, Any]
) -> None:
    for content in _contents(operation):
        schema = {**content["schema"], "components": DESCRIBED["components"]}
        jsonschema.Draft202012Validator(schema).validate(content["example"])


@pytest.mark.parametrize(
    "path", ["/me", "/projects", "/users", "/parts/labels", "/parts/formats", "/me/tokens"]
)
def test_what_is_given_fits_what_is_described(world: World, path: str) -> None:
    world.add("root", is_admin=True)
    client = world.signed_in("root")
    client.post(
        "/api/v1/projects", json={"yaml": "name: P\nmedia: text\nclasses:\n  - {name: A, type: span}\n"}
    )
    client.post("/api/v1/me/tokens", json={"name": "t"})
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200
    described = path.replace("labels", "{family}").replace("formats", "{family}")
    responses = DESCRIBED["paths"][f"/api/v1{described}"]["get"]["responses"]
    schema = {
        **responses["200"]["content"]["application/json"]["schema"],
        "components": DESCRIBED["components"],
    }
    jsonschema.Draft202012Validator(schema).validate(answer.json())
