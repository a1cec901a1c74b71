"""The scan job: every answer that stands in a project, before the checks of its document. It changes nothing."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, select, text

from labelwright.app.jobs.worker import Outcome, Run
from labelwright.app.transfer.scans import Job
from labelwright.app.transfer.suspecting import Suspecting
from labelwright.app.transfer.tools import Tools
from labelwright.core.checks.checks import Checks, Surveys, usual_checks
from labelwright.core.checks.finding import ERROR, Finding
from labelwright.core.checks.scene import Scene
from labelwright.core.errors import InvalidFile, TooLarge
from labelwright.core.names import tidy
from labelwright.core.records import Annotation, Item, decode_annotations
from labelwright.core.registry import LABELS, RULES
from labelwright.datasets.looks import picture_look
from labelwright.storage import tasks_list
from labelwright.storage.filters import Filter
from labelwright.storage.ids import now_us
from labelwright.storage.tables import answers, items, tasks
from labelwright.workflow.service import running
from labelwright.workflow.service.running import Running

SHOWN_MAX = 1000
"""Findings that the report of a scan holds; its file has them all."""

ONTOLOGY = "ontology"
"""The rule under which a scan tells what `core/check.py` finds: what was allowed once, and is not any more."""

_BATCH = 500
_MIME = "application/x-ndjson"
_STANDING = (
    select(
        tasks.c.id, items.c.name, items.c.media, items.c.content_hash, items.c.blob_hash, items.c.width,
        items.c.height, items.c.text, answers.c.annotations, answers.c.created_at,
    )
    .join(items, items.c.id == tasks.c.item_id)
    .join(answers, answers.c.id == tasks.c.truth_answer_id)
    .where(tasks.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(tasks.c.seq)
)  # fmt: skip
_NAMES = (
    select(tasks.c.id, items.c.name)
    .join(items, items.c.id == tasks.c.item_id)
    .where(tasks.c.id.in_(bindparam("ids", expanding=True)))
)
_BLOB = text(
    "INSERT INTO blobs (hash, size, mime, created_at) VALUES (:hash, :size, :mime, :now) ON CONFLICT DO NOTHING"
)


class Standing(Struct, frozen=True):
    """An answer that stands, with its task and what the look of its picture is taken from."""

    task_id: str
    item: Item
    annotations: list[Annotation]
    at: float
    blob: str


class Named(Struct, frozen=True):
    """A task by its id and the name of its item."""

    id: str
    name: str


class Found(Struct, frozen=True, omit_defaults=True):
    """A finding, the task that it is in, and those that it compares that with."""

    task: Named
    finding: Finding
    others: tuple[Named, ...] = ()


class Tally:
    """How many findings of each check there are, and the first of all."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str, str]] = Counter()
        self.first: list[Found] = []

    def add(self, found: Found) -> None:
        finding = found.finding
        self.counts[finding.severity, finding.check, finding.rule] += 1
        if len(self.first) < SHOWN_MAX:
            self.first.append(found)

    def of(self, severity: str) -> int:
        """How many findings are of a severity."""
        return sum(n for (own, _, _), n in self.counts.items() if own == severity)

    def report(self) -> dict[str, Any]:
        """JSON-able: checks with errors first, then those with most findings."""
        ranked = sorted(self.counts.items(), key=lambda entry: (entry[0][0] != ERROR, -entry[1], entry[0]))
        checks = [
            {"check": check, "rule": rule, "severity": severity, "count": count}
            for (severity, check, rule), count in ranked
        ]
        total = {"findings": sum(self.counts.values()), "errors": self.of(ERROR)}
        return {**total, "checks": checks, "found": msgspec.to_builtins(self.first)}


def run_scan(run: Run, tools: Tools) -> Outcome:
    """Do the job; the result is a file of all findings, a line of JSON for each."""
    project_id = run.job.project_id or ""
    tally, seen = Tally(), 0
    with tools.database.read() as conn, tempfile.TemporaryDirectory(dir=tools.scratch) as folder:
        project = running.read(conn, project_id)
        path = Path(folder) / "findings.jsonl"
        with path.open("wb") as file:
            for scanned, found in _scan(conn, project, run, tools):
                seen = scanned
                if found is not None:
                    tally.add(found)
                    file.write(msgspec.json.encode(found) + b"\n")
        with path.open("rb") as file:
            stored = tools.blobs.put(file)
    with tools.database.write() as conn:
        conn.execute(_BLOB, {"hash": stored.hash, "size": stored.size, "mime": _MIME, "now": now_us()})
    name = f"{tidy(project.spec.name).replace('/', ' ')} findings.jsonl"
    report = {**run.report.as_dict(), "tasks": seen, **tally.report()}
    return Outcome(report, {"blob": stored.hash, "name": name, "size": stored.size, "mime": _MIME})


def checks_of(project: Running) -> Checks:
    """The checks of a project; the usual ones where it has none."""
    if project.checks:
        return project.checks
    return Checks(usual_checks(RULES), project.spec.ontology, LABELS, RULES)


def findings_of(
    project: Running, checks: Checks, scene: Scene, annotations: list[Annotation]
) -> list[Finding]:
    """What is wrong with one answer that stands: by the ontology of today, and by the checks."""
    return [
        Finding(
            p.message,
            (p.where,) if p.where else (),
            rule=ONTOLOGY,
            check=ONTOLOGY,
            severity=ERROR,
            item=scene.key,
        )
        for p in project.rules.problems(annotations, scene.item)
    ] + checks.findings(scene)


def standing(conn: Connection, ids: list[str]) -> Iterator[Standing]:
    """The answers that stand for these tasks; a task without one is passed over."""
    for row in conn.execute(_STANDING, {"ids": ids}):
        item = Item(row.name, row.media, row.content_hash, row.width, row.height, text=row.text)
        yield Standing(
            row.id, item, decode_annotations(row.annotations), row.created_at / 1e6, row.blob_hash or ""
        )


def _scan(conn: Connection, project: Running, run: Run, tools: Tools) -> Iterator[tuple[int, Found | None]]:
    """How many answers were seen, with each finding; once at least for each batch of tasks."""
    checks = checks_of(project)
    surveys = checks.survey()
    job = msgspec.convert(run.job.arguments, Job)
    ontology = project.spec.ontology
    suspecting = Suspecting(job.predictions, ontology, run.report) if job.predictions else None
    total = tasks_list.count(conn, project.id, Filter()).count
    walked = seen = 0
    for batch in tasks_list.walk(conn, project.id, Filter(), batch=_BATCH):
        run.check()
        run.progress(walked, max(total, walked))
        for each in standing(conn, [task_id for task_id, _ in batch]):
            look = _look(tools, each, run) if checks.looks else None
            scene = checks.scene(each.annotations, each.item, key=each.task_id, at=each.at, look=look)
            surveys.see(scene)
            if suspecting is not None:
                suspecting.see(each.task_id, each.item, each.annotations)
            seen += 1
            for finding in findings_of(project, checks, scene, each.annotations):
                yield seen, Found(Named(each.task_id, each.item.name), finding)
        walked += len(batch)
        yield seen, None
    yield from ((seen, found) for found in _compared(conn, surveys))
    if suspecting is not None:
        for name, finding in suspecting.findings(tools):
            yield seen, Found(Named(finding.item, name), finding)


def _compared(conn: Connection, surveys: Surveys) -> Iterator[Found]:
    """The findings that compare items, with their names."""
    for finding in surveys.findings():
        ids = [finding.item, *finding.others]
        names = dict(conn.execute(_NAMES, {"ids": ids}).tuples().all())
        task, *others = (Named(name, names.get(name, "")) for name in ids)
        yield Found(task, finding, tuple(others))


def _look(tools: Tools, each: Standing, run: Run) -> int | None:
    """How the picture of an item looks; None where it is none, or cannot be read."""
    if not each.blob or each.item.media != "image":
        return None
    try:
        return picture_look(_bytes(tools, each.blob), each.item.name)
    except (InvalidFile, TooLarge) as error:
        run.report.warn(f"Its look is not known: {error.message}", each.item.name)
        return None


def _bytes(tools: Tools, blob: str) -> BinaryIO:
    file = tempfile.SpooledTemporaryFile(max_size=1 << 24)  # noqa: SIM115  # given to the caller
    for chunk in tools.blobs.open_range(blob):
        file.write(chunk)
    file.seek(0)
    return file  # type: ignore[return-value]  # a binary file in all but its declared type
