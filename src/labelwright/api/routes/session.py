"""Signing in and out of the browser."""

from typing import Any

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.context import COOKIE, RawBody, decode, enter, installation_of, visitor_of
from labelwright.api.describe import describe
from labelwright.api.reply import empty, reply
from labelwright.app import accounts
from labelwright.app.wiring import Installation
from labelwright.sdk.shapes import Me

ROUTER = APIRouter()


class SignInBody(Struct, frozen=True, forbid_unknown_fields=True):
    email: str
    password: str


class LinkBody(Struct, frozen=True, forbid_unknown_fields=True):
    token: str


_SIGN_IN = msgspec.json.Decoder(SignInBody)
_LINK = msgspec.json.Decoder(LinkBody)
_EXAMPLE = {"email": "ada@example.org", "password": "a long sentence"}


@ROUTER.post("/session", openapi_extra=describe(None, takes=SignInBody, gives=Me, example=_EXAMPLE))
def sign_in(request: Request, body: RawBody) -> Response:
    """Sign in with e-mail address and password; the answer sets the cookie `lw_session`."""
    here = installation_of(request)
    wish = decode(_SIGN_IN, body)
    secret = here.sign_in.with_password(
        wish.email, wish.password, visitor_of(request), request.cookies.get(COOKIE)
    )
    return _signed_in(here, secret)


@ROUTER.post("/session/link", openapi_extra=describe(None, takes=LinkBody, gives=Me, example={"token": "…"}))
def sign_in_by_link(request: Request, body: RawBody) -> Response:
    """Sign in with the secret of a one-time link, which works no second time."""
    here = installation_of(request)
    secret = here.sign_in.with_link(
        decode(_LINK, body).token, visitor_of(request), request.cookies.get(COOKIE)
    )
    return _signed_in(here, secret)


@ROUTER.delete("/session", status_code=204, openapi_extra=describe("read", status=204))
def sign_out(request: Request) -> Response:
    """Sign out: the session ends on the server too."""
    here, identity = enter(request)
    if identity.session_id is not None:
        here.sign_in.out(request.cookies[COOKIE])
    response = empty()
    response.delete_cookie(
        COOKIE, path="/", secure=here.settings.cookie_secure, httponly=True, samesite="lax"
    )
    return response


def set_cookie(response: Response, here: Installation, secret: str) -> Response:
    """Give the browser its session."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=here.settings.limits.session_s,
        path="/",
        secure=here.settings.cookie_secure,
        httponly=True,
        samesite="lax",
    )
    return response


def who(here: Installation, user_id: str, projects: Any) -> dict[str, Any]:
    """A person as they see themselves."""
    with here.database.read() as conn:
        user = accounts.get_user(conn, user_id)
    return {
        "id": user["id"],
        "email": user["email"],
        "name": user["name"],
        "kind": user["kind"],
        "is_admin": bool(user["is_admin"]),
        "projects": projects,
    }


def _signed_in(here: Installation, secret: str) -> Response:
    actor = here.sign_in.by_session(secret).actor
    with here.database.read() as conn:
        projects = accounts.projects_of(conn, actor)
    return set_cookie(reply(who(here, actor.id, projects)), here, secret)
