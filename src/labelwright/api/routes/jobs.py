"""Imports, exports, and what becomes of them."""

from collections.abc import Mapping
from typing import Any

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.context import Cursor, Id, Limit, RawBody, decode, enter, once_apart
from labelwright.api.describe import describe
from labelwright.api.filters import FilterBody, filter_of
from labelwright.api.ranges import blob_response
from labelwright.api.reply import iso, reply, reply_list
from labelwright.app.jobs.model import Job
from labelwright.app.transfer import exporting
from labelwright.app.transfer import service as transfer
from labelwright.core.errors import NotFound
from labelwright.sdk import shapes
from labelwright.workflow import access

ROUTER = APIRouter()


class ImportBody(Struct, frozen=True, forbid_unknown_fields=True):
    """`source` is an upload, a folder, an S3 prefix or a manifest; `as`: answers, truth or none.

    `gold` makes the best answer of each item the right one, and gold of this pool: hidden, training or qualify.
    """

    source: dict[str, Any]
    format: str = ""
    dialect: str = ""
    answers: str = msgspec.field(default="answers", name="as")
    gold: str = ""


class ExportBody(Struct, frozen=True, forbid_unknown_fields=True):
    """`answers` is truth or all; `media` puts the items' bytes beside the answers.

    `without_errors` makes the job fail where a check of the project finds an error in an answer that stands.
    """

    format: str
    dialect: str = ""
    answers: str = "truth"
    media: bool = False
    without_errors: bool = False
    filter: FilterBody | None = None


_IMPORT = msgspec.json.Decoder(ImportBody)
_EXPORT = msgspec.json.Decoder(ExportBody)


@ROUTER.post(
    "/projects/{project_id}/imports",
    status_code=201,
    openapi_extra=describe(
        "manage",
        takes=ImportBody,
        gives=shapes.Job,
        example={"source": {"kind": "folder", "path": "/data/street"}, "format": "coco", "as": "truth"},
        once=True,
        status=201,
    ),
)
def start_import(project_id: Id, request: Request, body: RawBody) -> Response:
    """Bring items in, with answers where the source has them. The work is a job."""
    here, identity = enter(request)
    wish = decode(_IMPORT, body)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "items.import")

    def make() -> object:
        job = transfer.start_import(
            here.jobs,
            here.uploads,
            project_id=project_id,
            actor_id=identity.actor.id,
            source=_source(wish.source),
            format_name=wish.format,
            dialect=wish.dialect,
            answers=wish.answers,
            gold=wish.gold,
        )
        here.supervisor.wake()
        return job_data(job)

    return once_apart(request, here, identity, body, make)


@ROUTER.post(
    "/projects/{project_id}/exports/preview",
    openapi_extra=describe(
        "manage", takes=ExportBody, gives=shapes.ExportPreview, example={"format": "coco"}
    ),
)
def preview_export(project_id: Id, request: Request, body: RawBody) -> Response:
    """What the format cannot hold, before anything is written."""
    here, identity = enter(request)
    job = _export(decode(_EXPORT, body), here.now())
    transfer.check_export(job)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "answers.export")
        found = exporting.preview(conn, project_id, job)
    counts = {"tasks": found.tasks, "answers": found.answers, "annotations": found.annotations}
    report = found.report
    said = {"losses": report["losses"], "warnings": report["warnings"], "counts": counts}
    return reply({**said, "findings": found.findings})


@ROUTER.post(
    "/projects/{project_id}/exports",
    status_code=201,
    openapi_extra=describe(
        "manage", takes=ExportBody, gives=shapes.Job, example={"format": "coco"}, once=True, status=201
    ),
)
def start_export(project_id: Id, request: Request, body: RawBody) -> Response:
    """Write a training set. The work is a job, the file its result."""
    here, identity = enter(request)
    job = _export(decode(_EXPORT, body), here.now())
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "answers.export")

    def make() -> object:
        started = transfer.start_export(here.jobs, project_id=project_id, actor_id=identity.actor.id, job=job)
        here.supervisor.wake()
        return job_data(started)

    return once_apart(request, here, identity, body, make)


@ROUTER.get("/jobs", openapi_extra=describe("read", lists=shapes.Job))
def list_jobs(
    request: Request, project: str | None = None, kind: str = "", cursor: Cursor = "", limit: Limit = 50
) -> Response:
    """The jobs of a project, newest first; without a project, those of the installation, for administrators.

    `kind` asks for those of one kind, such as `scan`.
    """
    here, identity = enter(request)
    project = project or identity.actor.project_id
    if project is not None or not identity.actor.is_admin:
        with here.database.read() as conn:
            access.project(conn, identity.actor, project or "", "jobs.view")
    found = here.jobs.page(project, before=cursor, limit=limit, kind=kind)
    following = found[-1].id if len(found) == limit else None
    return reply_list(request, [job_data(job) for job in found], following)


@ROUTER.get("/jobs/{job_id}", openapi_extra=describe("read", gives=shapes.Job))
def get_job(job_id: Id, request: Request) -> Response:
    """One job: how far it is, what it reports."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.job(conn, identity.actor, job_id)
    return reply(job_data(here.jobs.get(job_id)))


@ROUTER.post("/jobs/{job_id}/cancel", openapi_extra=describe("manage", gives=shapes.Job))
def cancel_job(job_id: Id, request: Request) -> Response:
    """Ask the job to stop."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.job(conn, identity.actor, job_id, "items.import")
    return reply(job_data(here.jobs.cancel(job_id)))


@ROUTER.post("/jobs/{job_id}/resume", openapi_extra=describe("manage", gives=shapes.Job))
def resume_job(job_id: Id, request: Request) -> Response:
    """Let a job that failed or was cancelled go on from its last finished step."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.job(conn, identity.actor, job_id, "items.import")
    job = here.jobs.resume(job_id)
    here.supervisor.wake()
    return reply(job_data(job))


@ROUTER.get(
    "/jobs/{job_id}/result",
    openapi_extra=describe("read", gives=str, media_type="application/octet-stream"),
)
def job_result(job_id: Id, request: Request) -> Response:
    """The file that the job made."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.job(conn, identity.actor, job_id)
    result = here.jobs.get(job_id).result
    if not result or "blob" not in result:
        raise NotFound("This job has made no file, or not yet.")
    return blob_response(
        request, here, result["blob"], name=result["name"], mime=result.get("mime", ""), save=True
    )


def job_data(job: Job) -> dict[str, Any]:
    """A job as JSON. Its arguments stay inside: they may hold credentials."""
    progress = job.progress
    return {
        "id": job.id,
        "kind": job.kind,
        "project_id": job.project_id,
        "state": job.state,
        "progress": {
            "done": progress.done,
            "total": progress.total or None,
            "rate": progress.rate,
            "seconds_left": progress.seconds_left,
        },
        "report": job.report,
        "error": job.error or None,
        "result": _result(job.result),
        "created_at": iso(job.created_at),
        "updated_at": iso(job.updated_at),
    }


def _result(result: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return {name: result.get(name) for name in ("name", "size", "mime")} if result else None


def _export(wish: ExportBody, now: int) -> exporting.Job:
    return exporting.Job(
        wish.format,
        wish.dialect,
        wish.answers,
        wish.media,
        wish.without_errors,
        filter_of(wish.filter or FilterBody(), now),
    )


def _source(source: dict[str, Any]) -> dict[str, Any]:
    """One upload may be named by `id`, `upload`, or as the only one of `uploads`."""
    rest = {name: value for name, value in source.items() if name not in ("upload", "uploads")}
    if "upload" in source:
        return {**rest, "id": source["upload"]}
    uploads = source.get("uploads")
    if isinstance(uploads, list) and uploads:
        return {**rest, "id": uploads[0]} if len(uploads) == 1 else {**rest, "ids": uploads}
    return rest
