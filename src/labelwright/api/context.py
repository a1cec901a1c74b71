"""What every route begins with: the installation, who is asking, the body as a typed value."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import Depends, Path, Query, Request
from starlette.responses import Response

from labelwright.api.describe import SCOPE
from labelwright.api.reply import encode, reply_bytes
from labelwright.app import idempotency
from labelwright.app.auth.identity import Identity
from labelwright.app.auth.sign_in import Visitor
from labelwright.app.wiring import Installation
from labelwright.core.errors import Invalid, NotAllowed, NotFound, NotSignedIn

T = TypeVar("T")
COOKIE = "lw_session"
Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="32 hexadecimal characters")]
Limit = Annotated[int, Query(ge=1, le=500, description="How many at most.")]
Cursor = Annotated[str, Query(max_length=1000, description="`next` of the page before.")]


def enter(request: Request) -> tuple[Installation, Identity]:
    """The installation, and who is asking, if their token reaches as far as the route needs.

    Raises `NotSignedIn`, or `NotAllowed` for a token of a narrower scope.
    """
    here = installation_of(request)
    identity = _identify(request, here)
    scope = request.scope["route"].openapi_extra[SCOPE]
    if not identity.covers(scope):
        raise NotAllowed(
            f"This token is for “{identity.scope}”; this needs “{scope}”.", remedy="Use one of a wider scope."
        )
    if "project_id" in request.path_params:
        within(identity, request.path_params["project_id"])
    return here, identity


def within(identity: Identity, project_id: str) -> None:
    """Raises `NotFound` where a token is good for another project alone."""
    if identity.actor.project_id not in (None, project_id):
        raise NotFound("There is no such project.")


def installation_of(request: Request) -> Installation:
    here: Installation = request.app.state.installation
    return here


def visitor_of(request: Request) -> Visitor:
    """Where the request comes from."""
    address = request.client.host if request.client else ""
    return Visitor(address, request.headers.get("user-agent", ""))


def _identify(request: Request, here: Installation) -> Identity:
    authorization = request.headers.get("authorization")
    if authorization is not None:
        kind, _, secret = authorization.partition(" ")
        if kind.lower() != "bearer":
            raise NotSignedIn("Only bearer tokens are understood.", where="Authorization")
        return here.sign_in.by_token(secret.strip())
    secret = request.cookies.get(COOKIE, "")
    if not secret:
        raise NotSignedIn("You are not signed in.", remedy="Sign in, or send a token.")
    return here.sign_in.by_session(secret)


async def _raw(request: Request) -> bytes:
    return await request.body()


RawBody = Annotated[bytes, Depends(_raw)]


def decode(decoder: "msgspec.json.Decoder[T]", body: bytes) -> T:
    """The body as what the decoder reads. Raises `msgspec.DecodeError`; `Invalid` for what is nested without end,
    and for the NUL character, which PostgreSQL cannot keep.
    """
    try:
        found = decoder.decode(body)
        holds_nul = b"\\u0000" in body and _holds_nul(msgspec.json.decode(body))
    except RecursionError as error:
        raise Invalid("The body is nested too deep.", where="body") from error
    if holds_nul:
        raise Invalid("Text cannot hold the character U+0000.", where="body")
    return found


def _holds_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_holds_nul(key) or _holds_nul(held) for key, held in value.items())
    return isinstance(value, list) and any(_holds_nul(held) for held in value)


def once(
    request: Request,
    here: Installation,
    identity: Identity,
    conn: Any,
    body: bytes,
    make: Callable[[], object],
) -> Response:
    """The answer of `make` with 201; the one it gave before where the Idempotency-Key was sent before.

    `make` works within the unit of work of `conn`.
    """
    key, said = _key(request, body)
    answer = idempotency.once(conn, identity.actor.id, key, said, lambda: encode(make()), here.now())
    return reply_bytes(answer, 201)


def once_apart(
    request: Request, here: Installation, identity: Identity, body: bytes, make: Callable[[], object]
) -> Response:
    """As `once`, where `make` opens units of work itself."""
    key, said = _key(request, body)
    answer = idempotency.once_apart(
        here.database, identity.actor.id, key, said, lambda: encode(make()), here.now()
    )
    return reply_bytes(answer, 201)


def _key(request: Request, body: bytes) -> tuple[str | None, bytes]:
    said = request.method.encode() + request.url.path.encode() + b"\0" + body
    return request.headers.get("idempotency-key"), said
