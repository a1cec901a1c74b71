"""`labelwright import` and `export`: items and answers in and out of a project, with a bar that tells how far."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from labelwright.cli.here import AsJson, DataDir, answer, installation
from labelwright.cli.where import As, Token, Url, actor_here, connect, must_be, project_here, project_there
from labelwright.core.errors import Cancelled, Conflict, Invalid, NotFound, Unavailable

if TYPE_CHECKING:
    from labelwright.app.jobs.model import Job
    from labelwright.app.wiring import Installation

LOOK_S = 0.2
CHUNK = 8 * 1024 * 1024
Show = Callable[[int, int], None]

Which = Annotated[str, typer.Argument(help="The project's name or id.")]
FormatName = Annotated[str, typer.Option("--format", help="One of `labelwright parts formats`.")]
Dialect = Annotated[str, typer.Option(help="A form of the format.")]


def register(app: typer.Typer) -> None:
    app.command("import")(bring)
    app.command("export")(take)


def bring(
    project: Which,
    source: Annotated[str, typer.Argument(help="A file, a folder or s3://bucket/prefix.")],
    format_name: FormatName = "",
    dialect: Dialect = "",
    answers: Annotated[str, typer.Option(help="What answers become: answers, truth or none.")] = "answers",
    gold: Annotated[
        str, typer.Option(help="Make the answers that come in gold: hidden, training or qualify.")
    ] = "",
    data_dir: DataDir = None,
    url: Url = None,
    token: Token = None,
    acting: As = None,
    as_json: AsJson = False,
) -> None:
    """Bring items in: pictures, texts, lists with addresses, or a dataset in any known format."""
    with _bar("Importing") as show:
        if url:
            report = _bring_there(url, token, project, source, format_name, dialect, answers, gold, show)
        else:
            report = _bring_here(data_dir, acting, project, source, format_name, dialect, answers, gold, show)
    answer(report, "\n".join(_said(report)), as_json)


def take(
    project: Which,
    target: Annotated[Path, typer.Argument(help="The file to write.")],
    format_name: FormatName = "jsonl",
    dialect: Dialect = "",
    answers: Annotated[str, typer.Option(help="truth, or all answers.")] = "truth",
    media: Annotated[bool, typer.Option("--media", help="Put the pictures beside the answers.")] = False,
    data_dir: DataDir = None,
    url: Url = None,
    token: Token = None,
    acting: As = None,
    as_json: AsJson = False,
) -> None:
    """Write a training set, and say what the format cannot hold."""
    if target.exists():
        raise Conflict(f"{target} is there already.", remedy="Choose another name.")
    with _bar("Exporting") as show:
        if url:
            report = _take_there(url, token, project, target, format_name, dialect, answers, media, show)
        else:
            report = _take_here(data_dir, acting, project, target, format_name, dialect, answers, media, show)
    answer({**report, "written": str(target)}, "\n".join([*_said(report), f"Wrote {target}."]), as_json)


def _bring_here(
    data_dir: Path | None, acting: str | None, project: str, source: str, format_name: str, dialect: str,
    answers: str, gold: str, show: Show,
) -> dict[str, Any]:  # fmt: skip
    from labelwright.app.transfer.service import start_import
    from labelwright.app.transfer.uploads import Uploads

    place = Path(source).absolute()
    roots = () if source.startswith("s3://") else (place.resolve().parent,)
    with installation(data_dir, import_roots=roots or None) as here:
        uploads = Uploads(
            here.database,
            here.blobs,
            here.settings.data_dir / "uploads",
            max_bytes=here.settings.limits.upload,
        )
        given = (
            {"kind": "s3", "url": source} if not roots else {"kind": "folder", "path": str(place.resolve())}
        )
        job = start_import(
            here.jobs, uploads, project_id=must_be(project_here(here, project), project),
            actor_id=actor_here(here, acting), source=given, format_name=format_name, dialect=dialect,
            answers=answers, gold=gold,
        )  # fmt: skip
        return dict(_work_off(here, job.id, show).report or {})


def _take_here(
    data_dir: Path | None, acting: str | None, project: str, target: Path, format_name: str, dialect: str,
    answers: str, media: bool, show: Show,
) -> dict[str, Any]:  # fmt: skip
    from labelwright.app.transfer.exporting import Job
    from labelwright.app.transfer.service import start_export

    with installation(data_dir) as here:
        job = start_export(
            here.jobs, project_id=must_be(project_here(here, project), project),
            actor_id=actor_here(here, acting), job=Job(format_name, dialect, answers, media),
        )  # fmt: skip
        done = _work_off(here, job.id, show)
        if done.result is None:
            raise Unavailable("The job left no file.")
        with target.open("xb") as file:
            for chunk in here.blobs.open_range(done.result["blob"]):
                file.write(chunk)
        return dict(done.report or {})


def _work_off(here: "Installation", job_id: str, show: Show) -> "Job":
    """Work in a thread of this process, beside any worker that runs already, until the job is over."""
    import threading

    from labelwright.app.jobs.worker import Worker
    from labelwright.app.transfer.kinds import kinds
    from labelwright.app.transfer.process import name
    from labelwright.app.transfer.tools import Tools

    worker = Worker(here.jobs, kinds(Tools.of(here.settings, here.database)), name(), poll_s=LOOK_S)
    thread = threading.Thread(target=worker.work, name="worker", daemon=True)
    thread.start()
    try:
        while (job := here.jobs.get(job_id)).state in ("queued", "running"):
            show(job.progress.done, job.progress.total)
            time.sleep(LOOK_S)
    finally:
        worker.stop()
        thread.join()
    return _whole(job)


def _whole(job: "Job") -> "Job":
    if job.state == "cancelled":
        raise Cancelled("The job was cancelled.")
    if job.state == "failed":
        raise Unavailable(job.error or "The job failed.")
    return job


def _bring_there(
    url: str,
    token: str | None,
    project: str,
    source: str,
    format_name: str,
    dialect: str,
    answers: str,
    gold: str,
    show: Show,
) -> dict[str, Any]:
    with connect(url, token) as client:
        project_id = must_be(project_there(client, project), project)
        if source.startswith("s3://"):
            given = {"kind": "s3", "url": source}
        else:
            path = Path(source)
            if path.is_dir():
                raise Invalid("A server takes a file.", where=source, remedy="Pack the folder into a zip.")
            if not path.is_file():
                raise NotFound("There is no such file.", where=source)
            given = {"kind": "upload", "id": client.uploads.send(path, progress=show).id}
        job = client.imports.start(
            project_id, given, format_name=format_name, dialect=dialect, answers=answers, gold=gold
        )
        return _waited(client, job.id, show)


def _take_there(
    url: str, token: str | None, project: str, target: Path, format_name: str, dialect: str, answers: str,
    media: bool, show: Show,
) -> dict[str, Any]:  # fmt: skip
    with connect(url, token) as client:
        project_id = must_be(project_there(client, project), project)
        job = client.exports.start(project_id, format_name, dialect=dialect, answers=answers, media=media)
        report = _waited(client, job.id, show)
        data = client.jobs.result(job.id)
    with target.open("xb") as file:
        file.write(data)
    return report


def _waited(client: Any, job_id: str, show: Show) -> dict[str, Any]:
    import msgspec

    done = client.jobs.wait(job_id, progress=lambda progress: show(progress.done, progress.total or 0))
    report: dict[str, Any] = msgspec.to_builtins(done.report) or {}
    return report


@contextmanager
def _bar(what: str) -> Iterator[Show]:
    """A bar on the terminal, where there is one."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as bar:
        row = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(row, completed=done, total=total or None)


def _said(report: dict[str, Any]) -> Iterator[str]:
    counts = {
        "imported": "items came in",
        "gold": "are gold",
        "already_there": "were there already",
        "tasks": "tasks went out",
    }
    for key, words in counts.items():
        if report.get(key) or (key in ("imported", "tasks") and key in report):
            yield f"{report[key]:,} {words}."
    for problem in report.get("refused", ()):
        yield f"refused: {problem.get('where', '')}: {problem['message']} {problem.get('remedy', '')}".rstrip()
    for loss in report.get("losses", ()):
        yield f"lost: {loss['what']} × {loss['count']:,}"
    for problem in report.get("warnings", ()):
        yield f"warning: {problem.get('where', '')}: {problem['message']}"
