"""The media of items: bytes, thumbnails, text. Immutable, so a browser fetches each once."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from labelwright.api.context import Id, enter
from labelwright.api.describe import describe
from labelwright.api.ranges import IMMUTABLE, blob_response
from labelwright.app.reading import media
from labelwright.app.transfer.thumbnails import thumbnail_of
from labelwright.app.transfer.views import view_of
from labelwright.core.errors import NotFound

ROUTER = APIRouter(prefix="/items/{item_id}")
BYTES = describe("read", gives=str, media_type="application/octet-stream")


@ROUTER.get("/media", openapi_extra=BYTES)
@ROUTER.head("/media", openapi_extra=BYTES)
def item_media(item_id: Id, request: Request) -> Response:
    """The bytes, upright where they are a picture. Range and If-None-Match are honoured."""
    here, identity = enter(request)
    with here.database.read() as conn:
        found = media.find_item(conn, identity.actor, item_id)
    if found.blob_hash is None:
        raise NotFound("This item has no bytes of its own.", remedy="Its text is at /text.")
    return blob_response(request, here, found.blob_hash, name=found.name, mime=found.mime)


@ROUTER.get("/view", openapi_extra=BYTES)
def item_view(item_id: Id, request: Request) -> Response:
    """The picture as a browser can show it, upright: its own bytes where they will do, else a PNG.

    With the header `Labelwright-Depth: 16`, red and green hold the high and the low byte of each grey value.
    """
    here, identity = enter(request)
    with here.database.read() as conn:
        found = media.find_item(conn, identity.actor, item_id)
    if found.blob_hash is None:
        raise NotFound("This item is no picture.", remedy="Its text is at /text.")
    shown = view_of(here.database, here.blobs, found.blob_hash)
    mime = found.mime if shown.own else "image/png"
    answer = blob_response(request, here, shown.hash, name=found.name, mime=mime)
    if shown.deep:
        answer.headers["Labelwright-Depth"] = "16"
    return answer


@ROUTER.get("/thumbnail", openapi_extra=BYTES)
def item_thumbnail(item_id: Id, request: Request, size: int = 256) -> Response:
    """A small upright picture, WebP, at most `size` pixels on the longer side: 128, 256, 512 or 1024."""
    here, identity = enter(request)
    with here.database.read() as conn:
        found = media.find_item(conn, identity.actor, item_id)
    if found.blob_hash is None:
        raise NotFound("A text has no thumbnail.")
    small = thumbnail_of(here.database, here.blobs, found.blob_hash, size)
    return blob_response(request, here, small, name=f"{found.name}.webp", mime="image/webp")


@ROUTER.get("/text", openapi_extra=describe("read", gives=str, media_type="text/plain"))
def item_text(item_id: Id, request: Request) -> Response:
    """The text of a text item."""
    here, identity = enter(request)
    with here.database.read() as conn:
        found = media.find_item(conn, identity.actor, item_id)
    if found.text is None:
        raise NotFound("This item is no text.")
    return Response(found.text, headers={"Cache-Control": IMMUTABLE}, media_type="text/plain")
