"""Starts transfers: turns what a person asked for into a job. Who may ask is decided by the caller."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import or_, select

from labelwright.app.jobs.model import Job
from labelwright.app.jobs.port import JobQueue
from labelwright.app.transfer import exporting, importing, scans
from labelwright.app.transfer.sources import S3_OPTIONS
from labelwright.app.transfer.uploads import Uploads
from labelwright.core.errors import Invalid
from labelwright.core.registry import FORMATS
from labelwright.storage.database import Database
from labelwright.storage.tables import projects
from labelwright.workflow.service.gold.kept import POOLS

_KEYS: Mapping[str, tuple[str, ...]] = {
    "upload": ("id",),
    "manifest": ("id",),
    "folder": ("path",),
    "s3": ("url",),
}


def start_import(
    queue: JobQueue,
    uploads: Uploads,
    *,
    project_id: str,
    actor_id: str,
    source: Mapping[str, Any],
    format_name: str = "",
    dialect: str = "",
    answers: str = "answers",
    gold: str = "",
) -> Job:
    """Queue an import.

    `source` is `{"kind": "upload" | "manifest", "id"}`, `{"kind": "upload", "ids": […]}` for several files that belong
    together, `{"kind": "folder", "path"}` or `{"kind": "s3", "url", …}`; a manifest is an upload of a CSV or JSONL
    list. With `gold` the best answer of each item stands, and is gold of that pool. Raises `Invalid`, `NotFound`,
    `UnknownPart`, or `Conflict` for an upload that is not whole.
    """
    if format_name and format_name != importing.PLAIN:
        _check_dialect(format_name, dialect)
    if answers not in importing.ANSWERS:
        raise Invalid(f"Answers come in as one of {', '.join(importing.ANSWERS)}.", where=answers)
    if gold and gold not in POOLS:
        raise Invalid(f"Gold comes in as one of {', '.join(POOLS)}.", where=gold)
    if gold and answers == "none":
        raise Invalid("Without answers nothing is gold.", where=answers, remedy="Let answers come in.")
    job = importing.Job(_source(source, uploads, actor_id), format_name, dialect, answers, gold)
    return queue.enqueue(importing.KIND, msgspec.to_builtins(job), project_id=project_id, actor_id=actor_id)


def start_export(queue: JobQueue, *, project_id: str, actor_id: str, job: exporting.Job) -> Job:
    """Queue an export. Raises `Invalid` or `UnknownPart` for what cannot be."""
    check_export(job)
    return queue.enqueue(exporting.KIND, msgspec.to_builtins(job), project_id=project_id, actor_id=actor_id)


def start_scan(
    queue: JobQueue, uploads: Uploads, *, project_id: str, actor_id: str, predictions: str | None = None
) -> Job:
    """Queue a scan; `predictions` is an upload. Raises `NotFound`, or `Conflict` where it is not whole."""
    file = None
    if predictions is not None:
        blob, name = uploads.blob_of(predictions, user_id=actor_id)
        file = {"blob": blob, "name": name}
    job = scans.Job(file)
    return queue.enqueue(scans.KIND, msgspec.to_builtins(job), project_id=project_id, actor_id=actor_id)


def check_export(job: exporting.Job) -> None:
    """Raises `Invalid` or `UnknownPart` for an export that cannot be."""
    _check_dialect(job.format, job.dialect)
    if job.answers not in exporting.WHICH:
        raise Invalid(f"Exported are one of {', '.join(exporting.WHICH)}.", where=job.answers)


def projects_called(database: Database, name: str) -> list[str]:
    """The ids of the projects in use that have this name or id."""
    called = or_(projects.c.id == name, projects.c.name == name)
    with database.read() as conn:
        query = select(projects.c.id).where(projects.c.archived_at.is_(None), called)
        return list(conn.execute(query).scalars())


def _check_dialect(format_name: str, dialect: str) -> None:
    known = FORMATS[format_name].dialects
    if dialect and dialect not in known:
        raise Invalid(
            f"The format {format_name} has no dialect “{dialect}”.",
            remedy=f"It has: {', '.join(known) or 'none'}.",
        )


def _source(source: Mapping[str, Any], uploads: Uploads, actor_id: str) -> dict[str, Any]:
    kind = str(source.get("kind", ""))
    if kind not in _KEYS:
        raise Invalid(f"An import cannot come from “{kind}”.", remedy=f"Possible are: {', '.join(_KEYS)}.")
    if kind == "upload" and "ids" in source:
        return _several(source["ids"], uploads, actor_id)
    for key in _KEYS[kind]:
        if not isinstance(source.get(key), str) or not source[key]:
            raise Invalid(f"The source of an import from {kind} needs “{key}”.")
    if kind in ("upload", "manifest"):
        blob, name = uploads.blob_of(source["id"], user_id=actor_id)
        return {"kind": "upload", "blob": blob, "name": name}
    allowed = ("kind", *_KEYS[kind], *(S3_OPTIONS if kind == "s3" else ()))
    strange = sorted(set(source) - set(allowed))
    if strange:
        raise Invalid(f"The source of an import from {kind} has no “{strange[0]}”.")
    return dict(source)


def _several(ids: object, uploads: Uploads, actor_id: str) -> dict[str, Any]:
    if not isinstance(ids, list) or not ids or not all(isinstance(one, str) for one in ids):
        raise Invalid("“ids” is a list of one upload or more.")
    found = [uploads.blob_of(one, user_id=actor_id) for one in ids]
    return {"kind": "uploads", "files": [{"blob": blob, "name": name} for blob, name in found]}
