"""Pictures of a project's guideline."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from labelwright.api.context import Id, RawBody, enter
from labelwright.api.describe import describe
from labelwright.api.ranges import blob_response
from labelwright.api.reply import reply
from labelwright.app.pictures import add_picture
from labelwright.app.reading import media
from labelwright.sdk.shapes import Picture
from labelwright.workflow import access

ROUTER = APIRouter(prefix="/projects/{project_id}/pictures")
Hash = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
Name = Annotated[str, Query(max_length=200)]


@ROUTER.post("", status_code=201, openapi_extra=describe("label", gives=Picture, status=201))
def add(project_id: Id, request: Request, body: RawBody, name: Name = "picture") -> Response:
    """Keep a picture (the bytes of the body); `url` is what the guideline's Markdown names."""
    here, identity = enter(request)
    with here.database.write() as conn:
        access.project(conn, identity.actor, project_id, "guideline.extend")
        blob_hash = add_picture(
            conn,
            here.blobs,
            identity.actor.id,
            project_id,
            name=name,
            content=body,
            most=here.settings.limits.picture,
            now=here.now(),
        )
    return reply({"hash": blob_hash, "url": f"/api/v1/projects/{project_id}/pictures/{blob_hash}"}, 201)


@ROUTER.get("/{blob_hash}", openapi_extra=describe("read", gives=str, media_type="application/octet-stream"))
def get(project_id: Id, blob_hash: Hash, request: Request) -> Response:
    """The picture, for members of the project."""
    here, identity = enter(request)
    with here.database.read() as conn:
        found = media.find_picture(conn, identity.actor, project_id, blob_hash)
    return blob_response(request, here, blob_hash, name=found.name, mime=found.mime)
