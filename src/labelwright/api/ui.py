"""The browser's half: the built files, cached for good where their name carries a hash, and one page for all
addresses that the browser itself resolves.
"""

from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from labelwright.api import errors
from labelwright.api.guard import PAGE_POLICY

BUILD_COMMAND = "make web"
_MISSING = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Labelwright</title></head>
<body><h1>Labelwright is running</h1>
<p>Its pages are not built yet. Run <code>{BUILD_COMMAND}</code> in the project's folder, then load this page again.</p>
<p>The <a href="/api/v1/openapi.json">HTTP interface</a> works without them.</p></body></html>"""


class Ui:
    """ASGI application that serves the files below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = self.respond(scope["method"], scope["path"], Headers(scope=scope))
        await response(scope, receive, send)

    def respond(self, method: str, path: str, headers: Headers) -> Response:
        """The file at the path; for an address without a file name, the page."""
        if path.startswith("/api/"):
            return errors.problem(404, "not-found", "There is no such address.")
        if method not in ("GET", "HEAD"):
            return errors.problem(405, "method-not-allowed", "Pages can only be read.")
        file = self._find(path)
        if file is not None:
            return self._file(file, headers, immutable=path.startswith("/assets/"))
        if "." in path.rsplit("/", 1)[-1] and path != "/index.html":
            return errors.problem(404, "not-found", "There is no such file.")
        index = self._folder / "index.html"
        if not index.is_file():
            return HTMLResponse(_MISSING, headers=_page_headers("no-store"))
        return self._file(index, headers, immutable=False)

    def _find(self, path: str) -> Path | None:
        if "\0" in path or path in ("/", "/index.html"):
            return None
        file = (self._folder / path.lstrip("/")).resolve()
        return file if file.is_relative_to(self._folder) and file.is_file() else None

    def _file(self, file: Path, request: Headers, *, immutable: bool) -> Response:
        headers = _page_headers("public, max-age=31536000, immutable" if immutable else "no-cache")
        packed = file.with_name(file.name + ".gz")
        if "gzip" in request.get("accept-encoding", "") and packed.is_file():
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
            return FileResponse(packed, headers=headers, media_type=FileResponse(file).media_type)
        return FileResponse(file, headers=headers)


def _page_headers(cache: str) -> dict[str, str]:
    return {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": cache}
