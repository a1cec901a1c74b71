"""The export job: the answers of a project, as one moment saw them, written in a format and kept as a blob.

A job that is killed begins anew: nothing of it shows before the file is whole.
"""

import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct, field
from sqlalchemy import Connection, bindparam, select, text

from labelwright.app.jobs.worker import Outcome, Run
from labelwright.app.transfer.marks import Lower
from labelwright.app.transfer.standing import Standing
from labelwright.app.transfer.tools import Tools
from labelwright.core.errors import LabelwrightError
from labelwright.core.exchange import Dataset, Sample, SampleAnswer
from labelwright.core.names import tidy
from labelwright.core.records import Item, decode_annotations
from labelwright.core.registry import FORMATS
from labelwright.core.report import Report
from labelwright.datasets.files import scratch
from labelwright.datasets.images import look, upright
from labelwright.datasets.pyramid import MAX_PIXELS
from labelwright.datasets.sinks import DiscardSink, open_sink
from labelwright.storage import events, tasks_list
from labelwright.storage.filters import Filter
from labelwright.storage.ids import now_us
from labelwright.storage.tables import answers, item_pages, items, tasks, users
from labelwright.workflow.service import running
from labelwright.workflow.service.running import Running

KIND = "export"
WHICH = ("truth", "all")
BATCH = 1000
PAGE = "@"
"""What stands between a blob and the page of it that is meant."""

_ITEMS = (
    select(
        tasks.c.id, tasks.c.truth_answer_id, items.c.name, items.c.media, items.c.content_hash, items.c.blob_hash,
        items.c.width, items.c.height, items.c.text, items.c.metadata, item_pages.c.page,
    )
    .join(items, items.c.id == tasks.c.item_id)
    .outerjoin(item_pages, item_pages.c.item_id == items.c.id)
    .where(tasks.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(tasks.c.seq)
)  # fmt: skip
_ANSWERS = (
    select(
        answers.c.id, answers.c.task_id, answers.c.annotations, answers.c.kind, answers.c.seconds,
        answers.c.created_at, users.c.name,
    )
    .join(users, users.c.id == answers.c.annotator_id, isouter=True)
    .order_by(answers.c.task_id, answers.c.id)
)  # fmt: skip
_TRUTHS = _ANSWERS.where(answers.c.id.in_(bindparam("ids", expanding=True)))
_ALL = _ANSWERS.where(answers.c.task_id.in_(bindparam("ids", expanding=True)))
_BLOB = text(
    "INSERT INTO blobs (hash, size, mime, created_at) VALUES (:hash, :size, :mime, :now) ON CONFLICT DO NOTHING"
)


class Job(Struct):
    """The arguments of an export.

    `answers` is one of `WHICH`; `media` puts the items' bytes beside the answers; `without_errors` refuses to write
    where a check finds an error in an answer that stands.
    """

    format: str
    dialect: str = ""
    answers: str = "truth"
    media: bool = False
    without_errors: bool = False
    filter: Filter = field(default_factory=Filter)


class Preview(Struct, frozen=True):
    """What an export would write and lose, and what the project's checks find in the answers that stand."""

    tasks: int
    answers: int
    annotations: int
    report: Mapping[str, Any]
    findings: Mapping[str, int]


def run_export(run: Run, tools: Tools) -> Outcome:
    """Do the job; the result names the blob."""
    job = msgspec.convert(run.job.arguments, Job)
    project_id = run.job.project_id or ""
    with tools.database.read() as conn, tempfile.TemporaryDirectory(dir=tools.scratch) as folder:
        project = running.read(conn, project_id)
        selection = _Selection(conn, project, job, run.report, run)
        dataset = Dataset(project.spec.ontology, selection.samples(), project.spec.name)
        path = _write(dataset, job, tools, Path(folder), run.report)
        if job.without_errors:
            selection.tally.refuse_errors()
        with path.open("rb") as file:
            stored = tools.blobs.put(file)
    name = f"{tidy(project.spec.name).replace('/', ' ')} {job.format}{path.suffix}"
    mime = "application/zip" if path.suffix == ".zip" else "application/octet-stream"
    report = {**selection.counts(), **run.report.as_dict(), "format": job.format}
    with tools.database.write() as conn:
        conn.execute(_BLOB, {"hash": stored.hash, "size": stored.size, "mime": mime, "now": now_us()})
        if "told" not in run.steps:
            run.finish_step(conn, "told", None)
            told = {"format": job.format, **selection.counts()}
            events.append(conn, project_id, "project.exported", run.job.created_by or "", run.job.id, told)
    return Outcome(report, {"blob": stored.hash, "name": name, "size": stored.size, "mime": mime})


def preview(conn: Connection, project_id: str, job: Job) -> Preview:
    """What `job` would write and lose, by writing it to nowhere. Raises `UnknownPart` for a format that is not."""
    project = running.read(conn, project_id)
    report = Report(keep=100)
    selection = _Selection(conn, project, job, report, None)
    dataset = Dataset(project.spec.ontology, selection.samples(), project.spec.name)
    FORMATS[job.format].write(dataset, DiscardSink(), report, dialect=job.dialect)
    return Preview(**selection.counts(), report=report.as_dict(), findings=selection.tally.counts())


class _Selection:
    """The chosen tasks as samples, counted as they pass."""

    def __init__(self, conn: Connection, project: Running, job: Job, report: Report, run: Run | None) -> None:
        self._conn = conn
        self._project_id = project.id
        self._lower = Lower(project.spec.ontology)
        self.tally = Standing(project)
        self._job = job
        self._report = report
        self._run = run
        self._tasks = self._answers = self._annotations = 0

    def counts(self) -> dict[str, int]:
        return {"tasks": self._tasks, "answers": self._answers, "annotations": self._annotations}

    def samples(self) -> Iterator[Sample]:
        total = tasks_list.count(self._conn, self._project_id, self._job.filter).count
        seen = without = 0
        for batch in tasks_list.walk(self._conn, self._project_id, self._job.filter, batch=BATCH):
            if self._run is not None:
                self._run.check()
                self._run.progress(seen, max(total, seen))
            for sample in self._batch([task_id for task_id, _ in batch]):
                yield sample
                self._tasks += 1
                without -= 1
            seen += len(batch)
            without += len(batch)
        if without:
            kind = "truth" if self._job.answers == "truth" else "answer"
            self._report.warn(f"{without:,} tasks have no {kind} yet and were left out.")

    def _batch(self, ids: list[str]) -> Iterator[Sample]:
        rows = self._conn.execute(_ITEMS, {"ids": ids}).all()
        if self._job.answers == "truth":
            wanted = [row.truth_answer_id for row in rows if row.truth_answer_id is not None]
            found = self._conn.execute(_TRUTHS, {"ids": wanted}).all()
        else:
            found = self._conn.execute(_ALL, {"ids": ids}).all()
        given: dict[str, list[Any]] = {}
        for answer in found:
            given.setdefault(answer.task_id, []).append(answer)
        for row in rows:
            if row.id in given:
                yield self._sample(row, given[row.id])

    def _sample(self, row: Any, given: Sequence[Any]) -> Sample:
        item = Item(
            row.name, row.media, row.content_hash, row.width, row.height, text=row.text,
            metadata=msgspec.json.decode(row.metadata),
        )  # fmt: skip
        made = tuple(self._answer(answer, item, answer.id == row.truth_answer_id) for answer in given)
        return Sample(item, made, path=_path_of(row) if self._job.media and row.blob_hash else "")

    def _answer(self, row: Any, item: Item, truth: bool) -> SampleAnswer:
        annotations = decode_annotations(row.annotations)
        if truth:
            self.tally.see(annotations, item)
        self._answers += 1
        self._annotations += len(annotations)
        marks = self._lower.marks(annotations, item, self._report)
        when = datetime.fromtimestamp(row.created_at // 1_000_000, UTC).isoformat()[:19] + "Z"
        return SampleAnswer(marks, row.name or "", row.kind, truth, row.seconds, when)


def _path_of(row: Any) -> str:
    """Where the bytes of an item are: a blob, or a page of one where each of its pages is an item."""
    apart = row.page is not None and row.content_hash != row.blob_hash
    return f"{row.blob_hash}{PAGE}{row.page}" if apart else str(row.blob_hash)


def _write(dataset: Dataset, job: Job, tools: Tools, folder: Path, report: Report) -> Path:
    """One file with everything: the format's own where it writes only one, else a zip."""
    target = folder / ("export.zip" if job.media else "export")
    media = _Media(tools, report)
    with open_sink(target, media.open) as sink:
        FORMATS[job.format].write(dataset, sink, report, dialect=job.dialect)
    if job.media:
        return target
    files = sorted(path for path in target.rglob("*") if path.is_file())
    if len(files) == 1:
        return files[0]
    packed = folder / "export.zip"
    with zipfile.ZipFile(packed, "x", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in files:
            archive.write(path, path.relative_to(target).as_posix())
    return packed


class _Media:
    """The bytes of items by their paths: as they came in, but for pictures that lie on a side and pages of a file."""

    def __init__(self, tools: Tools, report: Report) -> None:
        self._blobs = tools.blobs
        self._report = report

    def open(self, path: str) -> BinaryIO | None:
        blob, _, page = path.partition(PAGE)
        file = scratch()
        for chunk in self._blobs.open_range(blob):
            file.write(chunk)
        try:
            file.seek(0)
            if not page and look(file, blob, MAX_PIXELS).orientation == 1:
                file.seek(0)
                return file
            file.seek(0)
            with file:
                return io.BytesIO(upright(file, blob, int(page or 1)))
        except LabelwrightError as error:
            file.close()
            self._report.refuse(error.message, path, error.remedy)
            return None
