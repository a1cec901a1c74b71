"""Saved views of a project's data list."""

from typing import Any

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.context import Id, RawBody, decode, enter, once
from labelwright.api.describe import describe
from labelwright.api.reply import empty, reply_list
from labelwright.app import views
from labelwright.core.access import may
from labelwright.sdk import shapes
from labelwright.workflow import access

ROUTER = APIRouter(prefix="/projects/{project_id}/views")


class ViewBody(Struct, frozen=True, forbid_unknown_fields=True):
    """`query` is what the page makes of it; `shared` shows it to the whole project."""

    name: str
    query: dict[str, Any]
    shared: bool = False


_VIEW = msgspec.json.Decoder(ViewBody)
_EXAMPLE = {"name": "To review", "query": {"stage": 1}}


@ROUTER.get("", openapi_extra=describe("read", lists=shapes.SavedView))
def list_views(project_id: Id, request: Request) -> Response:
    """My views, and those shared with the project."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "tasks.list")
        return reply_list(request, views.list_views(conn, identity.actor.id, project_id), None)


@ROUTER.post(
    "",
    status_code=201,
    openapi_extra=describe(
        "label", takes=ViewBody, gives=shapes.SavedView, example=_EXAMPLE, once=True, status=201
    ),
)
def save_view(project_id: Id, request: Request, body: RawBody) -> Response:
    """Keep a view under a name."""
    here, identity = enter(request)
    wish = decode(_VIEW, body)
    with here.database.write() as conn:
        access.project(conn, identity.actor, project_id, "views.share" if wish.shared else "views.edit")

        def make() -> object:
            return views.save_view(
                conn,
                identity.actor.id,
                project_id,
                name=wish.name,
                query=wish.query,
                shared=wish.shared,
                now=here.now(),
            )

        return once(request, here, identity, conn, body, make)


@ROUTER.delete("/{view_id}", status_code=204, openapi_extra=describe("label", status=204))
def delete_view(project_id: Id, view_id: Id, request: Request) -> Response:
    """Forget a view."""
    here, identity = enter(request)
    with here.database.write() as conn:
        role = access.project(conn, identity.actor, project_id, "views.edit").role
        shared = may(role, "views.share")
        views.delete_view(conn, identity.actor.id, project_id, view_id, may_delete_shared=shared)
    return empty()
