"""The import job: a source is read in chunks, each chunk enters the project whole or not at all.

A chunk and the note that it is done are one transaction, so a job that is killed and taken up again adds nothing
twice; a second import of the same files finds their names and leaves them alone.
"""

import hashlib
import uuid
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from typing import Any, BinaryIO, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.app.jobs.worker import Outcome, Run
from labelwright.app.transfer.load import Incoming, Loaded, NewAnswer, Target, begun, load
from labelwright.app.transfer.marks import Lift
from labelwright.app.transfer.plain import MAX_TEXT, Entry, fault_of_text, read_plain
from labelwright.app.transfer.sources import open_import
from labelwright.app.transfer.taking import Taken, take_pictures
from labelwright.app.transfer.telltale import telltales
from labelwright.app.transfer.tools import Tools
from labelwright.core.errors import InvalidFile, LabelwrightError, NotAllowed, NotFound, TooLarge, Unavailable
from labelwright.core.exchange import Sample, SampleAnswer
from labelwright.core.ports import Source
from labelwright.core.records import Item
from labelwright.core.registry import FORMATS
from labelwright.core.report import Report
from labelwright.storage import bulk, events
from labelwright.storage.bulk import NewItem
from labelwright.storage.ids import now_us
from labelwright.workflow.service import running
from labelwright.workflow.service.gold import keep

KIND = "import"
PLAIN = "plain"
ANSWERS = ("answers", "truth", "none")
TEXTS_AT_ONCE = 2000
MEDIA_AT_ONCE = 50
SURE = 0.5
MAX_WORD = 10_000

_ANNOTATOR = text(
    "INSERT INTO users (id, kind, name, created_at) VALUES (:id, 'import', :name, :now) ON CONFLICT DO NOTHING"
)
_REFUSALS = (InvalidFile, NotFound, NotAllowed, TooLarge, Unavailable)
_T = TypeVar("_T")


class Job(Struct):
    """The arguments of an import. `source` is as `sources.open_import` wants it; `answers` one of `ANSWERS`.

    `gold` is the pool of gold that items with an answer come into, "" for none: the best answer of each then stands.
    """

    source: dict[str, Any]
    format: str = ""
    dialect: str = ""
    answers: str = "answers"
    gold: str = ""


class Arrival(Struct):
    """What is on its way in: where its content is, and what others said of it.

    It is one item, or where it comes `apart` one for each page of its file: a dataset tells of files, a folder of scans
    of pages.
    """

    entry: Entry
    answers: Sequence[SampleAnswer] = ()
    apart: bool = False


def run_import(run: Run, tools: Tools) -> Outcome:
    """Do the job. What is refused is in the report; what is broken as a whole raises."""
    job = msgspec.convert(run.job.arguments, Job)
    project_id = run.job.project_id or ""
    with tools.database.read() as conn:
        project = running.read(conn, project_id)
    target = Target(project_id, project.revision, project.spec)
    with open_import(job.source, tools, run.report) as source:
        chosen, arrivals = _arrivals(source, job, target, run.report)
        with closing(arrivals):
            totals = _take_in(run, tools, target, job, source, arrivals)
    if totals.gold:
        _warn_of_telltales(run, tools, target)
    report = {**totals.as_dict(), "format": chosen, **_merged(run)}
    _tell(run, tools, target, report)
    return Outcome(report)


class _Totals:
    """What has come in so far, over all attempts."""

    def __init__(self) -> None:
        self.seen = self.new = self.answers = self.known = self.gold = 0

    def add(self, seen: int, step: Mapping[str, Any]) -> None:
        self.seen += seen
        self.new += step["new"]
        self.answers += step["answers"]
        self.known += step["known"]
        self.gold += step.get("gold", 0)

    def as_dict(self) -> dict[str, int]:
        counts = {"imported": self.new, "answers": self.answers, "already_there": self.known}
        return counts | ({"gold": self.gold} if self.gold else {})


def _take_in(
    run: Run, tools: Tools, target: Target, job: Job, source: Source, arrivals: Iterable[Arrival]
) -> _Totals:
    size = TEXTS_AT_ONCE if target.spec.media == "text" else MEDIA_AT_ONCE
    lift = Lift(target.spec.ontology, complete=job.answers == "truth" or bool(job.gold))
    totals = _Totals()
    for number, chunk in enumerate(_batched(arrivals, size)):
        step = f"chunk-{number:06}"
        if step not in run.steps:
            run.check()
            report = Report(keep=200)
            prepared = _prepare(run, tools, target, job, source, lift, chunk, report)
            with tools.database.write() as conn:
                _annotators(conn, target, prepared)
                loaded = load(conn, target, prepared, gold=bool(job.gold))
                _make_gold(conn, run, target, job, loaded)
                _say(loaded, report)
                run.finish_step(conn, step, _summary(loaded, job, report))
        totals.add(len(chunk), run.steps[step])
        run.progress(totals.seen)
    return totals


def _arrivals(source: Source, job: Job, target: Target, report: Report) -> tuple[str, Generator[Arrival]]:
    """The name of the format that the source is read as, and what it holds."""
    name, dialect = job.format, job.dialect
    if not name:
        name, dialect = _sniffed(source)
    if name == PLAIN:
        return name, (Arrival(entry, apart=True) for entry in read_plain(source, target.spec.media, report))
    dataset = FORMATS[name].read(source, report, dialect=dialect)
    return name, _fitting(dataset.samples, target.spec.media, report)


def _sniffed(source: Source) -> tuple[str, str]:
    best, name = 0.0, PLAIN
    dialect = ""
    for candidate in FORMATS:
        guess = FORMATS[candidate].sniff(source)
        if guess is not None and guess.confidence > max(best, SURE):
            best, name, dialect = guess.confidence, candidate, guess.dialect
    return name, dialect


def _fitting(samples: Iterable[Sample], media: str, report: Report) -> Generator[Arrival]:
    for sample in samples:
        item = sample.item
        if item.media != media:
            report.refuse(f"The item is of medium {item.media}, the project of {media}.", item.name)
            continue
        metadata = dict(item.metadata)
        if sample.split:
            metadata.setdefault("split", sample.split)
        yield Arrival(Entry(item.name, item.text, sample.path, sample.url, metadata), sample.answers)


def _prepare(
    run: Run, tools: Tools, target: Target, job: Job, source: Source, lift: Lift, chunk: Sequence[Arrival],
    report: Report,
) -> list[Incoming]:  # fmt: skip
    """The chunk with its content in the blobs; what is broken is refused, each by its name."""
    prepared: list[Incoming] = []
    for arrival in chunk:
        if target.spec.media != "text":
            run.check()
        try:
            for incoming in _incoming(run, tools, target, source, arrival, report):
                if job.answers != "none" and arrival.answers:
                    incoming = _answered(incoming, arrival, job, lift, report)
                done = any(answer.truth for answer in incoming.answers)
                incoming.item = begun(target, incoming.item, done=done)
                prepared.append(incoming)
        except _REFUSALS as error:
            report.refuse(error.message, arrival.entry.name, error.remedy)
    return prepared


def _incoming(
    run: Run, tools: Tools, target: Target, source: Source, arrival: Arrival, report: Report
) -> Iterator[Incoming]:
    """The items that an arrival becomes."""
    entry = arrival.entry
    if fault := _unfit(entry.name) or next((f for f in map(_unfit, _words(entry.metadata)) if f), ""):
        raise InvalidFile(fault)
    if target.spec.media == "text":
        yield Incoming(_text_item(tools, source, entry))
        return
    with _bytes(tools, source, entry) as file:
        for taken in take_pictures(tools, file, entry.name, report, apart=arrival.apart):
            yield Incoming(_picture_item(taken, entry), renditions=taken.renditions)
            run.check()


def _text_item(tools: Tools, source: Source, entry: Entry) -> NewItem:
    content = entry.text if entry.text is not None else _text(tools, source, entry)
    fault = fault_of_text(content)
    if fault:
        raise InvalidFile(fault)
    data = content.encode()
    digest = hashlib.sha256(data).hexdigest()
    return NewItem(
        entry.name, "text", digest, mime="text/plain", bytes=len(data), text=content,
        metadata=dict(entry.metadata),
    )  # fmt: skip


def _picture_item(taken: Taken, entry: Entry) -> NewItem:
    """The item with its place in its file, which lists can be filtered by, and how large its pixels are.

    What comes with the item counts more than what its file says.
    """
    place = {"file": entry.name, "page": taken.page, "pages": taken.pages} if taken.apart else {}
    facts = taken.facts
    size = {"dpi": facts.dpi[0] if facts.dpi[0] == facts.dpi[1] else list(facts.dpi)} if facts.dpi else {}
    return NewItem(
        taken.name, "image", taken.content_hash, taken.blob_hash, facts.mime, taken.size, facts.width,
        facts.height, metadata=place | size | dict(entry.metadata), page=taken.page, pages=taken.pages,
    )  # fmt: skip


def _words(metadata: Mapping[str, Any]) -> Iterator[str]:
    for key, value in metadata.items():
        yield key
        if isinstance(value, str):
            yield value


def _unfit(word: str) -> str:
    """Why no database can keep a name or a value of metadata; empty where each can."""
    if len(word) > MAX_WORD:
        return f"A name or a value of its metadata is longer than {MAX_WORD:,} characters."
    if "\x00" in word or (not word.isascii() and any("\ud800" <= char <= "\udfff" for char in word)):
        return "A name or a value of its metadata holds a NUL or half of a surrogate pair."
    return ""


def _text(tools: Tools, source: Source, entry: Entry) -> str:
    with _bytes(tools, source, entry) as file:
        data = file.read(MAX_TEXT * 4 + 1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidFile(
            f"The text is not UTF-8 (byte {error.start}).", remedy="Save it as UTF-8."
        ) from error


def _bytes(tools: Tools, source: Source, entry: Entry) -> BinaryIO:
    """The content of an item, from the source, else from its address."""
    if entry.path and source.has(entry.path):
        return source.open(entry.path)
    if not entry.url:
        raise NotFound(
            "The source does not hold the item’s file." if entry.path else "The item has no content."
        )
    file = source.scratch()
    try:
        tools.fetcher.fetch(entry.url, file)
    except LabelwrightError as error:
        file.close()
        raise InvalidFile(f"{entry.url} could not be fetched: {error.message}") from error
    file.seek(0)
    return file


def _answered(incoming: Incoming, arrival: Arrival, job: Job, lift: Lift, report: Report) -> Incoming:
    new = incoming.item
    item = Item(new.name, new.media, new.content_hash, new.width, new.height, text=new.text)
    stands = job.answers == "truth" or job.gold
    chosen = Sample(item, tuple(arrival.answers)).truth if stands else None
    given = arrival.answers if job.answers == "answers" else ([chosen] if chosen else [])
    answers = []
    for answer in given:
        annotations = lift.annotations(answer.marks, item, report)
        if annotations is not None:
            answers.append(NewAnswer(answer.annotator, annotations, answer is chosen))
    return Incoming(new, answers, incoming.renditions)


def _annotators(conn: Connection, target: Target, prepared: Sequence[Incoming]) -> None:
    """Give each answer an annotator of the kind import; the same name in the same project is the same one."""
    known: dict[str, str] = {}
    for incoming in prepared:
        for answer in incoming.answers:
            name = answer.annotator_id[:200] or "Import"
            if name not in known:
                known[name] = uuid.uuid5(uuid.NAMESPACE_URL, f"{target.project_id}/{name}").hex
                conn.execute(_ANNOTATOR, {"id": known[name], "name": name, "now": now_us()})
            answer.annotator_id = known[name]


def _say(loaded: Loaded, report: Report) -> None:
    for name in loaded.clashing:
        report.refuse("The project has another item of that name.", name, "Rename one of them.")
    for name, other in loaded.duplicates:
        report.warn(f"It has the same content as {other}.", name)


def _make_gold(conn: Connection, run: Run, target: Target, job: Job, loaded: Loaded) -> None:
    """Let what has come in with a truth be gold, where the import asks for it."""
    for tasks in _batched(loaded.done, keep.CHUNK) if job.gold else ():
        chosen = dict.fromkeys(tasks)
        keep.add(conn, run.job.created_by or "", target.project_id, chosen, job.gold, "", now_us())


def _warn_of_telltales(run: Run, tools: Tools, target: Target) -> None:
    with tools.database.read() as conn:
        for sentence in telltales(conn, target.project_id):
            run.report.warn(sentence)


def _summary(loaded: Loaded, job: Job, report: Report) -> dict[str, Any]:
    return {
        "new": loaded.new,
        "answers": loaded.answers,
        "known": len(loaded.known),
        "gold": len(loaded.done) if job.gold else 0,
        "report": report.as_dict(),
    }


def _merged(run: Run) -> dict[str, Any]:
    """What was refused and lost, while reading and in every chunk, with the texts bounded and the counts exact."""
    reports: list[Mapping[str, Any]] = [run.report.as_dict()]
    reports += [step["report"] for name, step in sorted(run.steps.items()) if name.startswith("chunk-")]
    losses: dict[str, dict[str, Any]] = {}
    for report in reports:
        for loss in report["losses"]:
            known = losses.setdefault(loss["what"], {**loss, "count": 0})
            known["count"] += loss["count"]
    return {
        "refused_count": sum(report["refused_count"] for report in reports),
        "warning_count": sum(report["warning_count"] for report in reports),
        "refused": [entry for report in reports for entry in report["refused"]][:1000],
        "warnings": [entry for report in reports for entry in report["warnings"]][:1000],
        "losses": sorted(losses.values(), key=lambda loss: -loss["count"]),
    }


def _tell(run: Run, tools: Tools, target: Target, report: Mapping[str, Any]) -> None:
    if "told" in run.steps:
        return
    counts = {key: report[key] for key in ("imported", "answers", "already_there", "refused_count", "format")}
    with tools.database.write() as conn:
        if report["imported"] >= bulk.BATCH:
            bulk.learn_sizes(conn)
        run.finish_step(conn, "told", None)
        actor = run.job.created_by or ""
        events.append(conn, target.project_id, "project.imported", actor, run.job.id, counts)


def _batched(values: Iterable[_T], size: int) -> Iterator[list[_T]]:
    stream = iter(values)
    while chunk := list(islice(stream, size)):
        yield chunk
