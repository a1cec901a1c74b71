"""Files that arrive piece by piece: announced, sent, taken up again where the line broke."""

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from labelwright.api.context import Id, RawBody, decode, enter, once_apart
from labelwright.api.describe import describe
from labelwright.api.numbers import whole
from labelwright.api.reply import reply
from labelwright.app.transfer import uploads as service
from labelwright.core.errors import Invalid, TooLarge
from labelwright.sdk.shapes import Upload

ROUTER = APIRouter(prefix="/uploads")


class UploadBody(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    size: int


_NEW = msgspec.json.Decoder(UploadBody)
_EXAMPLE = {"name": "pictures.zip", "size": 1048576}


@ROUTER.post(
    "",
    status_code=201,
    openapi_extra=describe("manage", takes=UploadBody, gives=Upload, example=_EXAMPLE, once=True, status=201),
)
def begin(request: Request, body: RawBody) -> Response:
    """Announce a file; then send its bytes in pieces by PATCH."""
    here, identity = enter(request)
    wish = decode(_NEW, body)

    def make() -> object:
        return _shape(here.uploads.begin(wish.name, wish.size, identity.actor.id))

    return once_apart(request, here, identity, body, make)


@ROUTER.get("/{upload_id}", openapi_extra=describe("manage", gives=Upload))
def get(upload_id: Id, request: Request) -> Response:
    """How far the upload has come."""
    here, identity = enter(request)
    upload = here.uploads.get(upload_id, user_id=identity.actor.id)
    return reply(_shape(upload), headers=_offset(upload))


@ROUTER.head("/{upload_id}", openapi_extra=describe("manage"))
def head(upload_id: Id, request: Request) -> Response:
    """How far the upload has come, in the header Upload-Offset alone."""
    here, identity = enter(request)
    upload = here.uploads.get(upload_id, user_id=identity.actor.id)
    return Response(headers=_offset(upload))


@ROUTER.patch("/{upload_id}", openapi_extra=describe("manage", gives=Upload))
async def append(upload_id: Id, request: Request) -> Response:
    """Add the bytes of the body at Upload-Offset, which must be where the upload stands.

    `Upload-Checksum: sha256 HEX` is checked where it is given.
    """
    here, identity = await run_in_threadpool(enter, request)
    offset = whole(request.headers.get("upload-offset", ""))
    if offset is None:
        raise Invalid(
            "Say at which byte this piece begins.",
            where="Upload-Offset",
            remedy="Send the offset that the upload stands at.",
        )
    kind, _, checksum = request.headers.get("upload-checksum", "").partition(" ")
    if kind not in ("", "sha256"):
        raise Invalid(
            f"“{kind[:20]}” is no checksum we know.", where="Upload-Checksum", remedy="Take sha256."
        )
    upload = await run_in_threadpool(
        here.uploads.append,
        upload_id,
        offset,
        await _piece(request),
        user_id=identity.actor.id,
        sha256=checksum or None,
    )
    return reply(_shape(upload), headers=_offset(upload))


async def _piece(request: Request) -> bytes:
    piece = bytearray()
    async for chunk in request.stream():
        piece += chunk
        if len(piece) > service.MAX_PIECE:
            raise TooLarge(f"A piece holds at most {service.MAX_PIECE} bytes.", remedy="Send smaller pieces.")
    return bytes(piece)


def _shape(upload: service.Upload) -> dict[str, object]:
    return {"id": upload.id, "name": upload.name, "size": upload.size, "offset": upload.offset}


def _offset(upload: service.Upload) -> dict[str, str]:
    return {"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.size)}
