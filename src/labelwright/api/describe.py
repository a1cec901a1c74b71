"""What a route takes, gives and needs, said once at the route: for OpenAPI, and for the check of scopes.

Bodies are msgspec structs. What is given is described by the shapes of the SDK, so that the two cannot part.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from labelwright import __version__
from labelwright.api.examples import EXAMPLES, PROBLEM

SCOPE = "x-scope"
_REF = "#/components/schemas/{name}"
_TYPES: dict[str, Any] = {}


def describe(
    scope: str | None,
    *,
    takes: Any = None,
    gives: Any = None,
    lists: Any = None,
    example: Mapping[str, Any] | None = None,
    once: bool = False,
    status: int = 200,
    media_type: str = "application/json",
) -> dict[str, Any]:
    """The `openapi_extra` of a route.

    `scope` is how far a token must reach (None: anybody may call); `takes` and `gives` are types of the
    bodies, `lists` the type of the items of a paged list; `once` says that an Idempotency-Key is heeded.
    """
    answer: dict[str, Any] = {"description": "Done." if gives is None and lists is None else "The answer."}
    if lists is not None:
        answer["content"] = {media_type: {"schema": _page(lists), **_page_example(lists)}}
    elif gives is not None:
        answer["content"] = {media_type: {"schema": _schema(gives), **_example(gives)}}
    extra: dict[str, Any] = {SCOPE: scope, "responses": {str(status): answer, "default": _PROBLEM}}
    if takes is not None:
        content: dict[str, Any] = {"schema": _schema(takes)}
        if example is not None:
            content["example"] = example
        extra["requestBody"] = {"required": True, "content": {"application/json": content}}
    if once:
        extra["parameters"] = [_KEY]
    return extra


def install(app: FastAPI, routes: Sequence[BaseRoute]) -> None:
    """Make the application describe itself by these routes."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(routes)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _document(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    document = get_openapi(
        title="Labelwright",
        version=__version__,
        description="Errors are problem+json (RFC 9457). Lists are `{items, next}`: pass `next` as `cursor`.",
        routes=routes,
    )
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            for answer in operation["responses"].values():
                _without_bare_json(answer)
            if operation.get(SCOPE) is None:
                operation["security"] = []
    _, components = msgspec.json.schema_components(list(_TYPES.values()), ref_template=_REF)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas |= components | {"ProblemDocument": _PROBLEM_SCHEMA}
    document["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "A personal access token, lw_…"},
        "session": {"type": "apiKey", "in": "cookie", "name": "lw_session"},
    }
    document["security"] = [{"token": []}, {"session": []}]
    return document


def _without_bare_json(answer: dict[str, Any]) -> None:
    """FastAPI says JSON without a schema of every route, also of those that give something else or nothing."""
    content = answer.get("content", {})
    if content.get("application/json") == {"schema": {}}:
        del content["application/json"]
    if not content:
        answer.pop("content", None)


def _schema(kind: Any) -> Mapping[str, Any]:
    (schema,), components = msgspec.json.schema_components([kind], ref_template=_REF)
    if components:
        _TYPES.setdefault(repr(kind), kind)
    return schema


def _example(kind: Any) -> dict[str, Any]:
    return {"example": msgspec.to_builtins(EXAMPLES[kind])} if kind in EXAMPLES else {}


def _page_example(kind: Any) -> dict[str, Any]:
    return {"example": {"items": [msgspec.to_builtins(EXAMPLES[kind])], "next": "WzE3XQ"}}


def _page(kind: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": {"type": "array", "items": _schema(kind)},
            "next": {"type": ["string", "null"], "description": "The cursor of the page after this one."},
        },
    }


_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": "Sent again with the same key, the request is done once and answered as the first time.",
}
_PROBLEM = {
    "description": "What went wrong.",
    "content": {
        "application/problem+json": {
            "schema": {"$ref": _REF.format(name="ProblemDocument")},
            "example": PROBLEM,
        }
    },
}
_PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "examples": ["not-found", "stale-revision"]},
        "problems": {"type": "array", "items": {"type": "object"}},
    },
}
