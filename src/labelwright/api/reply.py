"""Answers as bytes: JSON written by msgspec, without building a model object on the way out."""

import gzip
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from fastapi import Request
from starlette.responses import Response

from labelwright.api.numbers import whole
from labelwright.core.errors import Invalid, StaleRevision

WORTH_PACKING = 4096
encode = msgspec.json.Encoder().encode


def reply(data: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Any msgspec-encodable data as JSON."""
    return Response(encode(data), status, dict(headers or {}), "application/json")


def reply_bytes(body: bytes, status: int = 200) -> Response:
    """JSON that is already written."""
    return Response(body, status, media_type="application/json")


def reply_list(request: Request, items: object, following: str | None, **members: Any) -> Response:
    """A page of a list, `next` being the cursor of the one after; packed where the client can unpack it."""
    body = encode({"items": items, "next": following, **members})
    headers = {"Vary": "Accept-Encoding"}
    if len(body) >= WORTH_PACKING and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, compresslevel=1, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(body, 200, headers, "application/json")


def empty() -> Response:
    """204: done, and nothing to say."""
    return Response(status_code=204)


def iso(microseconds: int | None) -> str | None:
    """Microseconds since 1970 as ISO 8601 with `Z`; None stays None."""
    if microseconds is None:
        return None
    return datetime.fromtimestamp(microseconds / 1_000_000, UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def person(people: Mapping[str, str], user_id: str | None) -> dict[str, str] | None:
    """Somebody of `people`, who are names by ids; None for nobody, and for who is not among them."""
    return {"id": user_id, "name": people[user_id]} if user_id and user_id in people else None


def etag(revision: int) -> dict[str, str]:
    """The header that names the revision of a document."""
    return {"ETag": f'"{revision}"'}


def if_match(request: Request) -> int | None:
    """The revision that the client read before it writes, from `If-Match`; None where it says nothing or `*`."""
    given = request.headers.get("if-match", "*").strip()
    if given == "*":
        return None
    number = whole(given.removeprefix("W/").strip('"'))
    if number is None:
        raise Invalid(
            f"“{given[:40]}” is no revision.", where="If-Match", remedy='Send the ETag as it came, like "3".'
        )
    return number


def require_match(request: Request, current: int) -> None:
    """Raises `StaleRevision` where the client read another revision than the one that stands."""
    given = if_match(request)
    if given is not None and given != current:
        raise StaleRevision(
            f"Revision {given} is no longer the newest: somebody else saved first.",
            current=current,
            remedy="Read it again, then save.",
        )
