"""The installation itself: is it well, its figures, its parts, the schema of project documents."""

from typing import Any

import msgspec
from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import Response

from labelwright import __version__
from labelwright.api.context import enter, installation_of
from labelwright.api.describe import describe
from labelwright.api.reply import reply, reply_list
from labelwright.app import accounts
from labelwright.core.checks.rule import AnyRule, Rule, settings_schema
from labelwright.core.errors import NotFound
from labelwright.core.registry import FAMILIES, LABELS, whole
from labelwright.sdk.shapes import Part
from labelwright.workflow.spec import json_schema

ROUTER = APIRouter()


@ROUTER.get("/health", openapi_extra=describe(None, gives=dict[str, str]))
def health(request: Request) -> Response:
    """Whether the server and its database answer."""
    installation_of(request).check()
    return reply({"status": "ok", "version": __version__})


@ROUTER.get("/metrics", openapi_extra=describe("admin", gives=str, media_type="text/plain"))
def metrics(request: Request) -> Response:
    """Figures in the text format of Prometheus, for administrators."""
    here, identity = enter(request)
    accounts.require_admin(identity.actor)
    return Response(generate_latest(here.metrics), media_type=CONTENT_TYPE_LATEST)


@ROUTER.get("/parts/{family}", openapi_extra=describe("read", lists=Part))
def parts(family: str, request: Request) -> Response:
    """What is installed of a family (labels, formats, rules), and what each declares."""
    enter(request)
    found = FAMILIES.get(family)
    if found is None:
        raise NotFound(f"There is no family “{family}”.", remedy=f"There are {', '.join(FAMILIES)}.")
    return reply_list(request, [_part(part, name, found.origin(name)) for name, part in whole(found)], None)


@ROUTER.get("/schema/project.json", openapi_extra=describe(None, gives=dict[str, Any]))
def project_schema() -> Response:
    """JSON Schema of project documents, for editors that complete and check them."""
    return Response(msgspec.json.encode(json_schema()), media_type="application/schema+json")


def _part(part: Any, name: str, origin: str) -> dict[str, Any]:
    declared = {"name": name, "title": part.title, "origin": origin, "needs": list(part.needs)}
    for member in ("media", "dialects"):
        if hasattr(part, member):
            declared[member] = sorted(getattr(part, member))
    if isinstance(part, Rule):
        return declared | _rule(part)
    if hasattr(part, "schema"):
        declared |= {"schema": part.schema(), "options_schema": part.options_schema()}
    if hasattr(part, "holds"):
        holds = part.holds
        declared["holds"] = {
            field: sorted(kind if isinstance(kind, str) else kind.__name__ for kind in value)
            if isinstance(value := getattr(holds, field), frozenset)
            else value
            for field in holds.__struct_fields__
        }
        declared["media"] = sorted(holds.media)
    return declared


def _rule(rule: AnyRule) -> dict[str, Any]:
    """What a form needs to ask for a check by this rule, and for which label types it makes sense."""
    return {
        "summary": rule.summary,
        "severity": rule.severity,
        "usual": rule.usual,
        "compares": rule.compares,
        "labels": [name for name, label in whole(LABELS) if rule.fits(label)],
        "settings_schema": settings_schema(rule),
    }
