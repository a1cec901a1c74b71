"""Reads Label Studio: tasks one by one, their answers, and what media they are of."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from labelwright.core.elements import elements
from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Sample, SampleAnswer
from labelwright.core.pictures import Pictures
from labelwright.core.ports import Source
from labelwright.core.records import Item
from labelwright.core.report import Report
from labelwright.formats.labelstudio.records import BROKEN, Answer, Task
from labelwright.formats.labelstudio.regions import SHAPES, marks

DRAFTS = "drafts"
SCORES = "scores of predictions as a whole"

_PICTURES = ("image", "img", "picture", "photo")


def files(source: Source) -> Iterator[str]:
    """The files that begin as a list of objects that have data."""
    for name in source.names():
        if name.lower().endswith(".json"):
            with source.open(name) as stream:
                head = stream.read(1 << 16).lstrip(b"\xef\xbb\xbf \t\r\n")
            inner = head[1:].lstrip()
            told = inner[:1] == b"]" or (inner[:1] == b"{" and b'"data"' in inner)
            if head[:1] == b"[" and told and b'"category_id"' not in inner[:4096]:
                yield name


def samples(source: Source, names: Sequence[str], report: Report) -> Iterator[Sample]:
    """A sample for each task; a broken task is refused."""
    pictures = Pictures(source)
    decode = msgspec.json.Decoder(Task).decode
    for name in names:
        try:
            for number, data in enumerate(_tasks(source, name), 1):
                where = f"{name}: task {number}"
                try:
                    task = decode(data)
                    if task.data is None:
                        task = Task(msgspec.json.decode(data, type=dict[str, Any]))
                    yield _Reading(task, number, report, where).sample(pictures)
                except BROKEN as error:
                    report.refuse(f"This is no task: {error}.", where)
        except InvalidFile as error:
            report.refuse(error.message, name, "What came before is kept.")


def _tasks(source: Source, name: str) -> Iterator[bytes]:
    with source.open(name) as stream:
        for key, data in elements(stream, name):
            if key:
                raise InvalidFile("The file is no list of tasks.", where=name)
            yield data


class _Reading:
    """One task."""

    def __init__(self, task: Task, number: int, report: Report, where: str) -> None:
        self.task, self.report, self.where = task, report, where
        self.number = number if task.id is None else task.id
        self.data = task.data or {}
        self.key, self.content = self._content()

    def sample(self, pictures: Pictures) -> Sample:
        given = self.data.get("name")
        name = given if isinstance(given, str) and given else ""
        rest = {k: v for k, v in self.data.items() if k not in (self.key, "name")}
        metadata = {**rest, **(self.task.meta or {})}
        answers = tuple(self._answers())
        if self.key != "image":
            item = Item(name or f"task-{self.number}", "text", text=self.content, metadata=metadata)
            return Sample(item, answers)
        width, height = self._size()
        path = pictures.find(self.content.partition("?d=")[2] or self.content.partition("?")[0])
        if path and width is None:
            width, height = pictures.measure(path, self.report)
        name = name or self.content.rstrip("/").rpartition("/")[2] or f"task-{self.number}"
        item = Item(name, "image", width=width, height=height, metadata=metadata)
        return Sample(item, answers, path=path, url=self.content if "://" in self.content else "")

    def _content(self) -> tuple[str, str]:
        """The medium of the task and its content: the field that says picture or that regions lie on, or a text."""
        texts = {k: v for k, v in self.data.items() if isinstance(v, str)}
        answers = (*self.task.annotations, *self.task.predictions)
        kinds = {str(region.get("type")) for answer in answers for region in answer.result}
        picture = next((texts[k] for k in _PICTURES if k in texts), None)
        if picture is None and kinds & SHAPES:
            picture = next(iter(texts.values()), None)
        if picture is not None:
            return "image", picture
        if not texts:
            raise ValueError("its data hold neither a picture nor a text")
        return "text", texts.get("text", next(iter(texts.values())))

    def _answers(self) -> Iterator[SampleAnswer]:
        if self.task.drafts:
            self.report.lose(DRAFTS, self.where, len(self.task.drafts))
        for annotation in self.task.annotations:
            if annotation.was_cancelled:
                self.report.warn("An annotation that was skipped is left out.", self.where)
                continue
            yield SampleAnswer(
                tuple(marks(annotation.result, self.content, self.report, self.where)),
                _who(annotation),
                "person",
                annotation.ground_truth,
                annotation.lead_time,
                annotation.created_at or "",
            )
        for prediction in self.task.predictions:
            if prediction.score is not None:
                self.report.lose(SCORES, self.where)
            found = tuple(marks(prediction.result, self.content, self.report, self.where))
            made = prediction.created_at or ""
            yield SampleAnswer(found, prediction.model_version or "", "model", created_at=made)

    def _size(self) -> tuple[int | None, int | None]:
        """The size that the first region with one says."""
        for answer in (*self.task.annotations, *self.task.predictions):
            for region in answer.result:
                width, height = region.get("original_width"), region.get("original_height")
                if isinstance(width, int) and isinstance(height, int) and 0 < min(width, height) < 2**31:
                    return width, height
        return None, None


def _who(annotation: Answer) -> str:
    who = annotation.completed_by
    if isinstance(who, dict):
        who = who.get("email") or who.get("id")
    return "" if who is None else str(who)
