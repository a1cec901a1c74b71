"""One's own account: name, password, preferences, tokens."""

from typing import Any

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.context import Id, RawBody, decode, enter, visitor_of
from labelwright.api.describe import describe
from labelwright.api.reply import empty, iso, reply, reply_bytes, reply_list
from labelwright.api.routes.session import set_cookie, who
from labelwright.app import accounts
from labelwright.app.auth import tokens
from labelwright.core.errors import NotAllowed, NotFound
from labelwright.sdk.shapes import Me, NewToken, Token

ROUTER = APIRouter(prefix="/me")


class NameBody(Struct, frozen=True, forbid_unknown_fields=True):
    name: str


class PasswordBody(Struct, frozen=True, forbid_unknown_fields=True):
    new: str
    old: str | None = None


class TokenBody(Struct, frozen=True, forbid_unknown_fields=True):
    """`days` says when it expires; without it, never."""

    name: str
    scope: str = "read"
    project_id: str | None = None
    days: int | None = None


_NAME = msgspec.json.Decoder(NameBody)
_PASSWORD = msgspec.json.Decoder(PasswordBody)
_TOKEN = msgspec.json.Decoder(TokenBody)


@ROUTER.get("", openapi_extra=describe("read", gives=Me))
def me(request: Request) -> Response:
    """Who I am, and my projects."""
    here, identity = enter(request)
    with here.database.read() as conn:
        projects = accounts.projects_of(conn, identity.actor)
    return reply(who(here, identity.actor.id, projects))


@ROUTER.patch("", openapi_extra=describe("manage", takes=NameBody, gives=Me, example={"name": "Ada"}))
def rename(request: Request, body: RawBody) -> Response:
    """Change my name."""
    here, identity = enter(request)
    user_id = identity.actor.id
    with here.database.write() as conn:
        accounts.change_user(conn, user_id, user_id, name=decode(_NAME, body).name, now=here.now())
    here.sign_in.identities.forget(user_id)
    return me(request)


@ROUTER.post(
    "/password",
    status_code=204,
    openapi_extra=describe(
        "admin",
        takes=PasswordBody,
        status=204,
        example={"old": "the one until now", "new": "correct horse battery"},
    ),
)
def change_password(request: Request, body: RawBody) -> Response:
    """Change my password. All my sessions end; this browser gets a new one. Tokens cannot do this."""
    here, identity = enter(request)
    if identity.session_id is None:
        raise NotAllowed("A token cannot change a password.", remedy="Sign in with the browser.")
    wish = decode(_PASSWORD, body)
    secret = here.sign_in.change_password(identity.actor.id, wish.old, wish.new, visitor_of(request))
    return set_cookie(empty(), here, secret)


@ROUTER.get("/preferences", openapi_extra=describe("read", gives=dict[str, Any]))
def preferences(request: Request) -> Response:
    """What I prefer: theme, keys and the like."""
    here, identity = enter(request)
    with here.database.read() as conn:
        return reply_bytes(accounts.preferences(conn, identity.actor.id))


@ROUTER.put(
    "/preferences",
    openapi_extra=describe("label", takes=dict[str, Any], gives=dict[str, Any], example={"theme": "dark"}),
)
def save_preferences(request: Request, body: RawBody) -> Response:
    """Keep what I prefer."""
    here, identity = enter(request)
    document = msgspec.json.encode(decode(_ANY, body))
    with here.database.write() as conn:
        accounts.save_preferences(conn, identity.actor.id, document)
    return reply_bytes(document)


@ROUTER.get("/tokens", openapi_extra=describe("read", lists=Token))
def list_tokens(request: Request) -> Response:
    """My tokens, without their secrets."""
    here, identity = enter(request)
    with here.database.read() as conn:
        rows = tokens.list_tokens(conn, identity.actor.id)
    times = ("created_at", "last_used_at", "expires_at")
    return reply_list(request, [{**row, **{name: iso(row[name]) for name in times}} for row in rows], None)


@ROUTER.post(
    "/tokens",
    status_code=201,
    openapi_extra=describe(
        "admin",
        takes=TokenBody,
        gives=NewToken,
        status=201,
        example={"name": "nightly export", "scope": "read", "days": 90},
    ),
)
def create_token(request: Request, body: RawBody) -> Response:
    """Create a token; its secret is in this answer and nowhere else. Tokens cannot make tokens."""
    here, identity = enter(request)
    if identity.session_id is None:
        raise NotAllowed("A token cannot create tokens.", remedy="Sign in with the browser.")
    wish = decode(_TOKEN, body)
    with here.database.write() as conn:
        mine = {project["id"] for project in accounts.projects_of(conn, identity.actor)}
        if wish.project_id is not None and wish.project_id not in mine:
            raise NotFound("There is no such project.", where="project_id")
        token_id, secret = tokens.create(
            conn,
            identity.actor.id,
            name=wish.name,
            scope=wish.scope,
            project_id=wish.project_id,
            days=wish.days,
            now=here.now(),
        )
    return reply({"id": token_id, "token": secret}, 201)


@ROUTER.delete("/tokens/{token_id}", status_code=204, openapi_extra=describe("admin", status=204))
def revoke_token(token_id: Id, request: Request) -> Response:
    """Revoke one of my tokens."""
    here, identity = enter(request)
    with here.database.write() as conn:
        tokens.revoke(conn, identity.actor.id, token_id, here.now())
    here.sign_in.identities.forget(identity.actor.id)
    return empty()


_ANY = msgspec.json.Decoder(dict[str, Any])
