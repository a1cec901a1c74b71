"""Accounts, for administrators."""

from collections.abc import Mapping
from typing import Any

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.context import Cursor, Id, Limit, RawBody, decode, enter, once
from labelwright.api.describe import describe
from labelwright.api.reply import iso, reply, reply_list
from labelwright.app import accounts
from labelwright.sdk.shapes import NewUser, User

ROUTER = APIRouter(prefix="/users")


class NewUserBody(Struct, frozen=True, forbid_unknown_fields=True):
    email: str
    name: str = ""
    is_admin: bool = False


class UserChangeBody(Struct, frozen=True, forbid_unknown_fields=True):
    """`link` asks for a new one-time link."""

    name: str | None = None
    is_admin: bool | None = None
    disabled: bool | None = None
    link: bool = False


_NEW = msgspec.json.Decoder(NewUserBody)
_CHANGE = msgspec.json.Decoder(UserChangeBody)
_EXAMPLE = {"email": "ada@example.org", "name": "Ada"}


@ROUTER.get("", openapi_extra=describe("admin", lists=User))
def list_users(request: Request, cursor: Cursor = "", limit: Limit = 100) -> Response:
    """Everybody with an account."""
    here, identity = enter(request)
    accounts.require_admin(identity.actor)
    with here.database.read() as conn:
        rows = accounts.list_users(conn, after=cursor, limit=limit)
    return reply_list(request, [_user(row) for row in rows], rows[-1]["id"] if len(rows) == limit else None)


@ROUTER.post(
    "",
    status_code=201,
    openapi_extra=describe(
        "admin", takes=NewUserBody, gives=NewUser, example=_EXAMPLE, once=True, status=201
    ),
)
def create_user(request: Request, body: RawBody) -> Response:
    """Add a person; the answer holds the one-time link that they sign in with first."""
    here, identity = enter(request)
    accounts.require_admin(identity.actor)
    wish = decode(_NEW, body)
    with here.database.write() as conn:

        def make() -> object:
            user_id = accounts.create_user(
                conn,
                identity.actor.id,
                email=wish.email,
                name=wish.name,
                is_admin=wish.is_admin,
                now=here.now(),
            )
            return {**_user(accounts.get_user(conn, user_id)), "link": here.link(conn, user_id)}

        return once(request, here, identity, conn, body, make)


@ROUTER.patch(
    "/{user_id}",
    openapi_extra=describe("admin", takes=UserChangeBody, gives=User, example={"disabled": True}),
)
def change_user(user_id: Id, request: Request, body: RawBody) -> Response:
    """Rename, disable, make an administrator, or give a new one-time link."""
    here, identity = enter(request)
    accounts.require_admin(identity.actor)
    wish = decode(_CHANGE, body)
    with here.database.write() as conn:
        user = _user(
            accounts.change_user(
                conn,
                identity.actor.id,
                user_id,
                name=wish.name,
                is_admin=wish.is_admin,
                disabled=wish.disabled,
                now=here.now(),
            )
        )
        if wish.link:
            user["link"] = here.link(conn, user_id)
    here.sign_in.identities.forget(user_id)
    return reply(user)


def _user(row: Mapping[str, Any]) -> dict[str, Any]:
    switches = {name: bool(row[name]) for name in ("is_admin", "disabled")}
    return {**row, **switches, "created_at": iso(row["created_at"])}
