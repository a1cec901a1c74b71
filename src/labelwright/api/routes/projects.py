"""Projects: list, begin, look at, archive."""

from collections.abc import Mapping
from typing import Any

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.context import Cursor, Id, Limit, RawBody, decode, enter, once
from labelwright.api.describe import describe
from labelwright.api.reply import empty, iso, reply, reply_list
from labelwright.app.reading import projects as reading
from labelwright.core.errors import Invalid, NotAllowed
from labelwright.sdk import shapes
from labelwright.workflow import access
from labelwright.workflow.service import projects as service
from labelwright.workflow.spec import Spec, parse_document, parse_yaml

ROUTER = APIRouter(prefix="/projects")
YAML_FILE = "project.yaml"


class DocumentBody(Struct, frozen=True, forbid_unknown_fields=True):
    """A project document: as YAML text, or as the same data in JSON."""

    document: dict[str, Any] | None = None
    yaml: str | None = None


class ProjectChangeBody(Struct, frozen=True, forbid_unknown_fields=True):
    archived: bool


_DOCUMENT = msgspec.json.Decoder(DocumentBody)
_CHANGE = msgspec.json.Decoder(ProjectChangeBody)
EXAMPLE = {"yaml": "name: Cells\nmedia: image\nclasses:\n  - {name: RBC, type: box}\n"}


@ROUTER.get("", openapi_extra=describe("read", lists=shapes.Project))
def list_projects(
    request: Request, cursor: Cursor = "", limit: Limit = 100, archived: bool = False
) -> Response:
    """The projects in which I have a role; an administrator sees all."""
    here, identity = enter(request)
    with here.database.read() as conn:
        rows = reading.list_projects(conn, identity.actor, after=cursor, limit=limit, archived=archived)
    following = rows[-1]["id"] if len(rows) == limit else None
    return reply_list(request, [_project(row) for row in rows], following)


@ROUTER.post(
    "",
    status_code=201,
    openapi_extra=describe(
        "manage", takes=DocumentBody, gives=shapes.Project, example=EXAMPLE, once=True, status=201
    ),
)
def create_project(request: Request, body: RawBody) -> Response:
    """Begin a project, which I then own."""
    here, identity = enter(request)
    if identity.actor.project_id is not None:
        raise NotAllowed("This token is for one project only.", remedy="Use one that is for all.")
    wish = decode(_DOCUMENT, body)
    with here.database.write() as conn:

        def make() -> object:
            spec = spec_of(wish.document, wish.yaml)
            project_id = service.create(conn, identity.actor.id, spec, here.now())
            return _project(reading.get_project(conn, identity.actor, project_id))

        return once(request, here, identity, conn, body, make)


@ROUTER.get("/{project_id}", openapi_extra=describe("read", gives=shapes.Project))
def get_project(project_id: Id, request: Request) -> Response:
    """One project, with its counters."""
    here, identity = enter(request)
    with here.database.read() as conn:
        return reply(_project(reading.get_project(conn, identity.actor, project_id)))


@ROUTER.patch(
    "/{project_id}",
    openapi_extra=describe(
        "manage", takes=ProjectChangeBody, gives=shapes.Project, example={"archived": False}
    ),
)
def change_project(project_id: Id, request: Request, body: RawBody) -> Response:
    """Archive a project or bring it back. All else of it is in its document."""
    here, identity = enter(request)
    archived = decode(_CHANGE, body).archived
    with here.database.write() as conn:
        access.project(conn, identity.actor, project_id, "project.archive")
        service.set_archived(conn, identity.actor.id, project_id, archived, here.now())
        return reply(_project(reading.get_project(conn, identity.actor, project_id)))


@ROUTER.delete("/{project_id}", status_code=204, openapi_extra=describe("manage", status=204))
def archive_project(project_id: Id, request: Request) -> Response:
    """Archive a project: nothing of it is lost, and nothing in it changes until it is brought back."""
    here, identity = enter(request)
    with here.database.write() as conn:
        access.project(conn, identity.actor, project_id, "project.archive")
        service.set_archived(conn, identity.actor.id, project_id, True, here.now())
    return empty()


def spec_of(document: Mapping[str, Any] | None, yaml: str | None) -> Spec:
    """The document of a body. Raises `InvalidProject` with every fault, in YAML with line and column."""
    if (document is None) == (yaml is None):
        raise Invalid("Send either `document` or `yaml`.", where="body")
    return parse_yaml(yaml, YAML_FILE) if yaml is not None else parse_document(document or {})


def _project(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "name": row["name"],
        "media": row["media"],
        "description": row["description"],
        "role": row["role"],
        "counts": {"tasks": row["task_count"], "by_stage": row["by_stage"]},
        "created_at": iso(row["created_at"]),
        "archived": row["archived_at"] is not None,
        "revision": row["spec_revision"],
    }
