"""Blobs over HTTP: whole, in part, not at all where the browser has them; never run, never guessed."""

from collections.abc import Iterator
from urllib.parse import quote

from fastapi import Request
from starlette.responses import Response, StreamingResponse

from labelwright.api.guard import MEDIA_POLICY
from labelwright.api.numbers import whole
from labelwright.app.wiring import Installation

IMMUTABLE = "private, max-age=31536000, immutable"
SHOWN = (
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/avif",
    "image/gif",
    "image/bmp",
    "image/tiff",
    "text/plain",
)
"""What a browser may show; everything else is handed over as bytes to be saved."""


def blob_response(
    request: Request, here: Installation, blob_hash: str, *, name: str, mime: str, save: bool = False
) -> Response:
    """The blob, honouring Range, If-Range and If-None-Match; its hash is its ETag."""
    tag = f'"{blob_hash}"'
    safe = mime.split(";", maxsplit=1)[0] in SHOWN
    headers = {
        "ETag": tag,
        "Cache-Control": IMMUTABLE,
        "Accept-Ranges": "bytes",
        "Content-Security-Policy": MEDIA_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": _disposition(name, save=save or not safe),
    }
    kind = mime if safe else "application/octet-stream"
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    size = here.blobs.size(blob_hash)
    wanted = request.headers.get("range", "") if request.headers.get("if-range", tag) == tag else ""
    span = _span(wanted, size)
    if span is None:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    start, end = span
    status = 200
    if wanted.startswith("bytes=") and (start, end) != (0, size):
        status = 206
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    headers["Content-Length"] = str(end - start)
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers, media_type=kind)
    chunks: Iterator[bytes] = here.blobs.open_range(blob_hash, start, end)
    return StreamingResponse(chunks, status, headers, kind)


def _span(wanted: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; all for a range that is not understood; None for one beyond the end."""
    unit, _, text = wanted.partition("=")
    first, dash, last = text.strip().partition("-")
    start, stop = whole(first), whole(last)
    if unit != "bytes" or not dash or (first and start is None) or (last and stop is None):
        return 0, size
    if start is None:
        return _suffix(stop, size)
    if stop is not None and stop < start:
        return 0, size
    end = size if stop is None else min(stop + 1, size)
    return (start, end) if start < size else None


def _suffix(length: int | None, size: int) -> tuple[int, int] | None:
    if length is None:
        return 0, size
    return (max(0, size - length), size) if length and size else None


def _disposition(name: str, *, save: bool) -> str:
    plain = name.rsplit("/", 1)[-1]
    return f"{'attachment' if save else 'inline'}; filename*=UTF-8''{quote(plain, safe='')}"
