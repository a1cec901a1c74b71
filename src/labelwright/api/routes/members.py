"""Who belongs to a project, and as what."""

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.context import Id, RawBody, decode, enter
from labelwright.api.describe import describe
from labelwright.api.reply import empty, iso, reply_list
from labelwright.app import accounts
from labelwright.core.errors import Invalid
from labelwright.sdk import shapes
from labelwright.workflow import access
from labelwright.workflow.service import members

ROUTER = APIRouter(prefix="/projects/{project_id}/members")


class MemberBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Who, by id or e-mail address, and the role: owner, manager, expert, reviewer, annotator or viewer."""

    role: str
    user_id: str | None = None
    email: str | None = None


_MEMBER = msgspec.json.Decoder(MemberBody)
_EXAMPLE = {"email": "ada@example.org", "role": "annotator"}


@ROUTER.get("", openapi_extra=describe("read", lists=shapes.Member))
def list_members(project_id: Id, request: Request) -> Response:
    """Everybody in the project, by name."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "members.view")
        found = members.members(conn, project_id)
    rows = [
        {"user_id": m.user_id, "name": m.name, "email": m.email or "", "role": m.role, "since": iso(m.since)}
        for m in found
    ]
    return reply_list(request, rows, None)


@ROUTER.put(
    "", status_code=204, openapi_extra=describe("manage", takes=MemberBody, example=_EXAMPLE, status=204)
)
def set_member(project_id: Id, request: Request, body: RawBody) -> Response:
    """Make somebody a member, or give a member another role."""
    here, identity = enter(request)
    wish = decode(_MEMBER, body)
    if (wish.user_id is None) == (wish.email is None):
        raise Invalid("Say who, by either `user_id` or `email`.", where="body")
    with here.database.write() as conn:
        role = access.project(conn, identity.actor, project_id, "members.edit").role
        user_id = wish.user_id or accounts.find_by_email(conn, wish.email or "")
        members.set_role(conn, identity.actor.id, project_id, user_id, wish.role, here.now(), otherwise=role)
    return empty()


@ROUTER.delete("/{user_id}", status_code=204, openapi_extra=describe("manage", status=204))
def remove_member(project_id: Id, user_id: Id, request: Request) -> Response:
    """Let a member go; everybody may go by themselves."""
    here, identity = enter(request)
    with here.database.write() as conn:
        leaving = user_id == identity.actor.id
        action = "project.view" if leaving else "members.edit"
        role = access.project(conn, identity.actor, project_id, action).role
        members.remove(conn, identity.actor.id, project_id, user_id, here.now(), otherwise=role)
    return empty()
