"""The media of items: bytes, thumbnails, text. Immutable, so a browser fetches each once."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from labelwright.api.context import Id, enter
from labelwright.api.describe import describe
from labelwright.api.ranges import IMMUTABLE, blob_response
from labelwright.app.reading import media
from labelwright.app.transfer.cutouts import cutouts_of, squares_of
from labelwright.app.transfer.thumbnails import thumbnail_of
from labelwright.app.transfer.views import Sort, tile_of, view_of
from labelwright.core.errors import NotFound
from labelwright.datasets.pages import MAX_PAGES
from labelwright.datasets.pyramid import TILE

ROUTER = APIRouter(prefix="/items/{item_id}")
Step = Annotated[int, Path(ge=0, le=1_000_000)]
Squares = Annotated[str, Query(max_length=1000)]
MADE_AS = {Sort.PLAIN: "image/png", Sort.DEEP: "image/png", Sort.TILED: "image/webp"}
Page = Annotated[int | None, Query(ge=1, le=MAX_PAGES, description="Another page of the item's file.")]
BYTES = describe("read", gives=str, media_type="application/octet-stream")


@ROUTER.get("/media", openapi_extra=BYTES)
@ROUTER.head("/media", openapi_extra=BYTES)
def item_media(item_id: Id, request: Request) -> Response:
    """The bytes of the item's file as they came in. Range and If-None-Match are honoured."""
    here, identity = enter(request)
    with here.database.read() as conn:
        found = media.find_item(conn, identity.actor, item_id)
    if found.blob_hash is None:
        raise NotFound("This item has no bytes of its own.", remedy="Its text is at /text.")
    return blob_response(request, here, found.blob_hash, name=found.name, mime=found.mime)


@ROUTER.get("/view", openapi_extra=BYTES)
def item_view(item_id: Id, request: Request, page: Page = None) -> Response:
    """The picture as a browser can show it, upright: its own bytes where they will do, else a PNG.

    It is the item's own page of its file, or the one asked for.

    With the header `Labelwright-Depth: 16`, red and green hold the high and the low byte of each grey value. With
    `Labelwright-Tile: N` it is a preview, and the picture itself comes in tiles of N × N pixels.
    """
    here, identity = enter(request)
    with here.database.read() as conn:
        found = media.find_item(conn, identity.actor, item_id)
    if found.blob_hash is None:
        raise NotFound("This item is no picture.", remedy="Its text is at /text.")
    shown = view_of(here.database, here.blobs, here.files, found.blob_hash, page or found.page)
    mime = found.mime if shown.own else MADE_AS[shown.sort]
    answer = blob_response(request, here, shown.hash, name=found.name, mime=mime)
    if shown.sort is Sort.DEEP:
        answer.headers["Labelwright-Depth"] = "16"
    elif shown.sort is Sort.TILED:
        answer.headers["Labelwright-Tile"] = str(TILE)
    return answer


@ROUTER.get("/tiles/{level}/{column}/{row}", openapi_extra=BYTES)
def item_tile(
    item_id: Id, request: Request, level: Step, column: Step, row: Step, page: Page = None
) -> Response:
    """A tile of a very large picture, JPEG: at level n the picture is 1 / 2ⁿ of its size."""
    here, identity = enter(request)
    with here.database.read() as conn:
        found = media.find_item(conn, identity.actor, item_id)
    if found.blob_hash is None:
        raise NotFound("This item is no picture.", remedy="Its text is at /text.")
    place = (level, column, row)
    data = tile_of(here.database, here.blobs, here.files, found.blob_hash, place, page or found.page)
    return Response(data, headers={"Cache-Control": IMMUTABLE}, media_type="image/jpeg")


@ROUTER.get("/thumbnail", openapi_extra=BYTES)
def item_thumbnail(item_id: Id, request: Request, size: int = 256) -> Response:
    """A small upright picture, WebP, at most `size` pixels on the longer side: 128, 256, 512 or 1024."""
    here, identity = enter(request)
    with here.database.read() as conn:
        found = media.find_item(conn, identity.actor, item_id)
    if found.blob_hash is None:
        raise NotFound("A text has no thumbnail.")
    small = thumbnail_of(here.database, here.blobs, here.files, found.blob_hash, size, found.page)
    return blob_response(request, here, small, name=f"{found.name}.webp", mime="image/webp")


@ROUTER.get("/cutouts", openapi_extra=BYTES)
def item_cutouts(item_id: Id, request: Request, squares: Squares, size: int = 256) -> Response:
    """Parts of an upright picture in a row, WebP, each `size` pixels wide and high: 128, 256 or 512.

    `squares` are `left,top,side` in pixels, joined by `_`; what of them lies beyond the picture is black.
    """
    here, identity = enter(request)
    with here.database.read() as conn:
        found = media.find_item(conn, identity.actor, item_id)
    if found.blob_hash is None:
        raise NotFound("A text has no picture to cut from.")
    wanted = squares_of(squares)
    data = cutouts_of(here.database, here.blobs, here.files, found.blob_hash, wanted, size, found.page)
    return Response(data, headers={"Cache-Control": IMMUTABLE}, media_type="image/webp")


@ROUTER.get("/text", openapi_extra=describe("read", gives=str, media_type="text/plain"))
def item_text(item_id: Id, request: Request) -> Response:
    """The text of a text item."""
    here, identity = enter(request)
    with here.database.read() as conn:
        found = media.find_item(conn, identity.actor, item_id)
    if found.text is None:
        raise NotFound("This item is no text.")
    return Response(found.text, headers={"Cache-Control": IMMUTABLE}, media_type="text/plain")
