"""What every request and answer passes: bounded bodies, forgery protection, security headers.

Cross-site request forgery is stopped twice. A request that changes something and is not authorised by a
bearer token (which no browser sends by itself) must carry a non-empty `X-CSRF` header: a page of another site
can send it only after a CORS preflight, which is never answered. And where the browser says where the request
comes from (`Sec-Fetch-Site`, `Origin`), it must be this site. A token echoed from a cookie would add
nothing to that and would need a second cookie that scripts can read. The session cookie is SameSite=Lax as a
third line. Signing in needs the header too, so nobody can be signed in to a stranger's account.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from labelwright.api import errors
from labelwright.core.errors import Invalid, LabelwrightError, NotAllowed, TooLarge

API_POLICY = "default-src 'none'; frame-ancestors 'none'"
MEDIA_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS = {
    "Content-Security-Policy": API_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


class Guard:
    """ASGI middleware. `origin` is the site's own; `streamed` are path prefixes whose bodies are bounded by
    the route itself because they are written to disk as they come.
    """

    def __init__(self, app: ASGIApp, *, origin: str, largest_body: int, streamed: Iterable[str]) -> None:
        self._app = app
        self._host = urlsplit(origin).netloc
        self._largest = largest_body
        self._streamed = tuple(streamed)
        self._https = origin.startswith("https:")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        guarded_send = self._with_headers(scope, send)
        refusal = self._refused(scope, headers)
        if refusal is not None:
            response = errors.of_error(refusal)
            await response(scope, receive, guarded_send)
            return
        if not scope["path"].startswith(self._streamed):
            receive = self._bounded(receive)
        await self._app(scope, receive, guarded_send)

    def _refused(self, scope: Scope, headers: Headers) -> LabelwrightError | None:
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:
            return Invalid("An address cannot hold the character U+0000.", where="url")
        if scope["method"] in SAFE_METHODS:
            return None
        return self._forged(headers) or self._too_large(scope, headers)

    def _forged(self, headers: Headers) -> NotAllowed | None:
        if headers.get("authorization"):
            return None
        if not headers.get("x-csrf"):
            return NotAllowed("This request may come from another site.", remedy="Send the header X-CSRF: 1.")
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return NotAllowed("This request comes from another site.")
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc not in (headers.get("host", ""), self._host):
            return NotAllowed("This request comes from another site.")
        return None

    def _too_large(self, scope: Scope, headers: Headers) -> TooLarge | None:
        length = headers.get("content-length", "0")
        if scope["path"].startswith(self._streamed):
            return None
        if length.isdecimal() and int(length) <= self._largest:
            return None
        return self._refusal()

    def _refusal(self) -> TooLarge:
        return TooLarge(
            f"A request holds at most {self._largest} bytes.", remedy="Send large files to /api/v1/uploads."
        )

    def _bounded(self, receive: Receive) -> Receive:
        seen = 0

        async def bounded() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._largest:
                raise self._refusal()
            return message

        return bounded

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if self._https:
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
                if scope["path"].startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        return guarded
