"""Errors as problem+json (RFC 9457). The only map from Labelwright's errors to HTTP status codes."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import msgspec
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from labelwright.core import errors
from labelwright.core.errors import Invalid, LabelwrightError, StaleRevision, TooMany, UnknownPart

STATUS: Mapping[type[LabelwrightError], int] = {
    errors.Invalid: 422,
    errors.NotFound: 404,
    errors.NotSignedIn: 401,
    errors.NotAllowed: 403,
    errors.Conflict: 409,
    errors.TooLarge: 413,
    errors.TooMany: 429,
    errors.MissingLibrary: 501,
    errors.Unavailable: 503,
    errors.Cancelled: 409,
    errors.LabelwrightError: 500,
}
MEDIA_TYPE = "application/problem+json"

_log = structlog.get_logger(__name__)


def install(app: FastAPI) -> None:
    """Make every error of the application leave as problem+json."""
    handlers: dict[Any, Any] = {
        LabelwrightError: _on_error,
        HTTPException: _on_http_exception,
        RequestValidationError: _on_invalid_request,
        msgspec.DecodeError: _on_invalid_json,
        OSError: _on_os_error,
        Exception: _on_fault,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def status_of(error: LabelwrightError) -> int:
    """The status of the nearest ancestor that has one."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    **members: Any,
) -> Response:
    """One problem document; `members` are added beside the standard ones."""
    body = {
        "type": f"about:blank#{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        **members,
    }
    return Response(msgspec.json.encode(body), status, dict(headers or {}), MEDIA_TYPE)


def of_error(error: LabelwrightError, *, has_if_match: bool = False, **more: Any) -> Response:
    """The problem document of an error that was raised on purpose.

    A stale revision is 412 where the client said `If-Match`, else 409. `more` are members beside the others.
    """
    status = status_of(error)
    members: dict[str, Any] = {"message": error.message}
    headers: dict[str, str] = {}
    if error.where:
        members["where"] = error.where
    if error.remedy:
        members["remedy"] = error.remedy
    if isinstance(error, Invalid):
        members["problems"] = error.problems
    if isinstance(error, UnknownPart):
        members |= {"family": error.family, "name": error.name, "nearest": error.nearest}
    if isinstance(error, StaleRevision):
        members["current"] = error.current
        status = 412 if has_if_match else status
    if isinstance(error, TooMany):
        members["retry_after_s"] = error.retry_after_s
        headers["Retry-After"] = str(max(1, round(error.retry_after_s)))
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return problem(status, error.code, str(error), headers=headers, **members, **more)


async def _on_error(request: Request, error: LabelwrightError) -> Response:
    return of_error(error, has_if_match="if-match" in request.headers)


async def _on_http_exception(_: Request, error: HTTPException) -> Response:
    code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
    return problem(error.status_code, code, str(error.detail), headers=error.headers)


async def _on_invalid_request(_: Request, error: RequestValidationError) -> Response:
    faults = [
        {"message": f"{fault['msg']}.", "where": ".".join(str(step) for step in fault["loc"])}
        for fault in error.errors()
    ]
    return problem(422, Invalid.code, "The request is not as it should be.", problems=faults)


async def _on_invalid_json(_: Request, error: Exception) -> Response:
    fault = {"message": f"{error}.", "where": "body"}
    return problem(422, Invalid.code, f"The body is not as it should be: {error}.", problems=[fault])


async def _on_os_error(request: Request, error: OSError) -> Response:
    full = errors.of_disk(error)
    if full is None:
        return await _on_fault(request, error)
    _log.error("disk.full", path=request.url.path, exc_info=error)
    return of_error(full)


async def _on_fault(request: Request, error: Exception) -> Response:
    _log.error("request.failed", method=request.method, path=request.url.path, exc_info=error)
    return problem(500, "fault", "Something broke in the server; its log says what. Nothing was changed.")
