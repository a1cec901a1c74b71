"""Label Studio JSON: a list of tasks, each with the annotations of people and the predictions of models.

Places are percent of the picture; a rectangle turns about its top-left corner; offsets in texts are code points.
Answers to attributes are regions of the same id. Facts: https://labelstud.io/guide/task_format
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from labelwright.core.elements import elements
from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Dataset, Mark, Sample, SampleAnswer
from labelwright.core.geometry import turn
from labelwright.core.geometry.affine import cosine_sine
from labelwright.core.losses import HIERARCHY, TIMING, TRUTH, URLS, Difference
from labelwright.core.names import Names
from labelwright.core.narrow import corners, narrow
from labelwright.core.ontology import Ontology
from labelwright.core.pictures import Pictures, carry, picture_name
from labelwright.core.ports import Guess, Holds, Sink, Source
from labelwright.core.records import AttributeValue, Item
from labelwright.core.report import Report
from labelwright.core.views import Box, Polygon, Span, Tag, View

KINDS = "kinds of attributes (lists of one and words for yes and no)"
SIZELESS = "places on pictures whose size is not known"
CROWD = "which annotators are a crowd (they become persons)"
RINGS = "holes and further parts of areas"
GROUPS = "groups of tags named choices"
UNREAD = "regions of type"

_Percent = Annotated[float, Meta(ge=-1e5, le=1e5)]
_Side = Annotated[int, Meta(ge=1, le=2**31 - 1)]
_BROKEN = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError)
_KINDS = {"rectanglelabels", "polygonlabels", "labels", "choices", "taxonomy"}
_NO_GROUP = "choices"
_PICTURES = ("image", "img", "picture", "photo")


class _Region(Struct, frozen=True):
    type: str
    value: dict[str, Any]
    id: str = ""
    from_name: str = ""
    to_name: str = ""
    original_width: _Side | None = None
    original_height: _Side | None = None
    score: Annotated[float, Meta(ge=0, le=1)] | None = None
    meta: dict[str, Any] = {}


class _Annotation(Struct, frozen=True):
    result: list[dict[str, Any]] = []
    completed_by: int | str | dict[str, Any] | None = None
    was_cancelled: bool = False
    ground_truth: bool = False
    created_at: str | None = ""
    lead_time: float | None = None
    model_version: str | None = ""


class _Task(Struct, frozen=True):
    data: dict[str, Any]
    annotations: list[_Annotation] = []
    predictions: list[_Annotation] = []
    id: int | str | None = None
    meta: dict[str, Any] | None = None


class _Place(Struct, frozen=True):
    """Where a rectangle lies, in percent."""

    x: _Percent
    y: _Percent
    width: Annotated[float, Meta(ge=0, le=1e5)]
    height: Annotated[float, Meta(ge=0, le=1e5)]
    rotation: Annotated[float, Meta(ge=-1e4, le=1e4)] = 0.0


class LabelStudio:
    """Streams task by task; a broken task is refused and the rest goes on."""

    name = "labelstudio"
    title = "Label Studio JSON"
    needs: tuple[str, ...] = ()
    dialects: tuple[str, ...] = ()
    holds = Holds(
        media=frozenset({"image", "text"}),
        views=frozenset({Box, Polygon, Span, Tag}),
        angle=True,
        attributes=True,
        confidence=True,
        notes=True,
        annotator=True,
        several_answers=True,
        metadata=True,
        overlapping_spans=True,
        unanswered=True,
        ids=True,
        timing=True,
        urls=True,
        own_losses={
            KINDS: Difference.ATTRIBUTE,
            SIZELESS: Difference.MARK,
            CROWD: Difference.ANNOTATOR,
            RINGS: Difference.SHAPE,
            GROUPS: Difference.GROUP,
        },
    )

    def sniff(self, source: Source) -> Guess | None:
        for name in _files(source):
            if _is_tasks(source, name):
                return Guess(0.9, why=f"{name} is a list of tasks with data")
        return None

    def read(self, source: Source, report: Report, *, dialect: str = "") -> Dataset:
        names = [name for name in _files(source) if _is_tasks(source, name)]
        if not names:
            raise InvalidFile("No file here is a list of Label Studio tasks.", where=source.name)
        return Dataset(Ontology(), self._samples(source, names, report))

    def write(self, dataset: Dataset, sink: Sink, report: Report, *, dialect: str = "") -> None:
        kinds = {(c.name, a.name): a.kind for c in dataset.ontology.classes for a in c.attributes}
        for cls in dataset.ontology.classes:
            if cls.parent and cls.type != "tag":
                report.lose(HIERARCHY, cls.name)
        held = msgspec.structs.replace(self.holds, hierarchy=True)
        names = Names()
        with sink.open("tasks.json") as out:
            out.write(b"[")
            for number, sample in enumerate(narrow(dataset, held, report), 1):
                path = names.take(f"images/{picture_name(sample)}") if sample.path else ""
                carried = bool(path) and carry(sample, path, sink)
                if carried and sample.url:
                    report.lose(URLS, sample.item.name)
                task = _Writer(sample, kinds, report).task(number, path if carried else "")
                out.write((b",\n" if number > 1 else b"\n") + msgspec.json.encode(task))
            out.write(b"\n]\n")

    def _samples(self, source: Source, names: Sequence[str], report: Report) -> Iterator[Sample]:
        pictures = Pictures(source)
        decode = msgspec.json.Decoder(_Task).decode
        for name in names:
            try:
                with source.open(name) as stream:
                    for number, (_, data) in enumerate(elements(stream, name), 1):
                        where = f"{name}: task {number}"
                        try:
                            yield _sample(decode(data), number, pictures, report, where)
                        except _BROKEN as error:
                            report.refuse(f"This is no task: {error}.", where)
            except InvalidFile as error:
                report.refuse(error.message, name, "What came before is kept.")


def _sample(task: _Task, number: int, pictures: Pictures, report: Report, where: str) -> Sample:
    key, content = _content(task)
    meta = dict(task.meta or {})
    metadata = {**{k: v for k, v in task.data.items() if k not in (key, "name")}, **meta}
    answers = tuple(_answers(task, content, report, where))
    given = task.data.get("name")
    if key == "image":
        width, height = _size(task)
        path = pictures.find(content.partition("?d=")[2] or content.partition("?")[0])
        if path and width is None:
            width, height = pictures.size(path)
        name = given if isinstance(given, str) and given else content.rstrip("/").rpartition("/")[2]
        item = Item(name or f"task-{number}", "image", width=width, height=height, metadata=metadata)
        return Sample(item, answers, path=path, url=content if "://" in content else "")
    name = given if isinstance(given, str) and given else f"task-{task.id if task.id is not None else number}"
    return Sample(Item(name, "text", text=content, metadata=metadata), answers)


def _content(task: _Task) -> tuple[str, str]:
    """The medium of a task and its content: the field that says picture or that regions lie on, or a text."""
    texts = {k: v for k, v in task.data.items() if isinstance(v, str)}
    kinds = {str(r.get("type")) for a in (*task.annotations, *task.predictions) for r in a.result}
    picture = next((texts[k] for k in _PICTURES if k in texts), None)
    if picture is None and kinds & {"rectanglelabels", "polygonlabels"}:
        picture = next(iter(texts.values()), None)
    if picture is not None:
        return "image", picture
    if not texts:
        raise ValueError("its data hold neither a picture nor a text")
    return "text", texts.get("text", next(iter(texts.values())))


def _answers(task: _Task, text: str, report: Report, where: str) -> Iterator[SampleAnswer]:
    for annotation in task.annotations:
        if annotation.was_cancelled:
            report.warn("An annotation that was skipped is left out.", where)
            continue
        who = annotation.completed_by
        if isinstance(who, dict):
            who = who.get("email") or who.get("id")
        marks = tuple(_marks(annotation.result, text, report, where))
        yield SampleAnswer(
            marks,
            "" if who is None else str(who),
            "person",
            annotation.ground_truth,
            annotation.lead_time,
            annotation.created_at or "",
        )
    for annotation in task.predictions:
        marks = tuple(_marks(annotation.result, text, report, where))
        yield SampleAnswer(
            marks, annotation.model_version or "", "model", created_at=annotation.created_at or ""
        )


def _marks(result: Sequence[Mapping[str, Any]], text: str, report: Report, where: str) -> Iterator[Mark]:
    """The regions of an annotation; those that share an id are one mark with its attributes."""
    regions: dict[str, list[_Region]] = {}
    for index, data in enumerate(result):
        try:
            region = msgspec.convert(data, _Region)
        except _BROKEN as error:
            report.refuse(f"This is no region: {error}.", f"{where}, region {index + 1}")
            continue
        regions.setdefault(region.id or f"#{index}", []).append(region)
    for key, group in regions.items():
        shape = next((r for r in group if r.type in ("rectanglelabels", "polygonlabels", "labels")), group[0])
        attributes = {r.from_name: v for r in group if r is not shape and (v := _attribute(r)) is not None}
        try:
            for cls, view in _read(shape, text):
                note = shape.meta.get("text")
                yield Mark(
                    cls,
                    (view,),
                    attributes,
                    id="" if key.startswith("#") else key,
                    confidence=shape.score,
                    note="\n".join(map(str, note)) if isinstance(note, list) else str(note or ""),
                )
        except _BROKEN as error:
            report.refuse(f"This is no region: {error}.", f"{where}, region {key}")
            continue
        if shape.type not in _KINDS:
            report.lose(f"{UNREAD} {shape.type[:40]}", where)


def _read(region: _Region, text: str) -> Iterator[tuple[str, View]]:
    """Class and view of each label of a region."""
    value = region.value
    if region.type == "choices":
        for choice in msgspec.convert(value.get("choices"), list[str]):
            yield choice, Tag("" if region.from_name == _NO_GROUP else region.from_name, (choice,))
    elif region.type == "taxonomy":
        for path in msgspec.convert(value.get("taxonomy"), list[list[str]]):
            if path:
                yield path[-1], Tag("" if region.from_name == _NO_GROUP else region.from_name, tuple(path))
    elif region.type in _KINDS:
        view = _shape(region, text)
        for name in msgspec.convert(value.get(region.type), list[str]):
            yield name, view


def _shape(region: _Region, text: str) -> View:
    if region.type == "labels":
        start, end = msgspec.convert([region.value.get("start"), region.value.get("end")], tuple[int, int])
        if not 0 <= start < end <= len(text):
            raise ValueError(f"its span [{start}, {end}) lies outside the text")
        return Span(start, end)
    if region.original_width is None or region.original_height is None:
        raise ValueError("it does not say the size of its picture")
    width, height = region.original_width / 100, region.original_height / 100
    if region.type == "polygonlabels":
        points = msgspec.convert(region.value.get("points"), list[tuple[_Percent, _Percent]])
        if len(points) < 3:
            raise ValueError("its area has fewer than three points")
        return Polygon(((tuple((x * width, y * height) for x, y in points),),))
    place = msgspec.convert(region.value, _Place)
    x, y, w, h = place.x * width, place.y * height, place.width * width, place.height * height
    cosine, sine = cosine_sine(place.rotation)
    cx, cy = x + w / 2 * cosine - h / 2 * sine, y + w / 2 * sine + h / 2 * cosine
    return Box(cx - w / 2, cy - h / 2, w, h, turn(place.rotation)) if place.rotation else Box(x, y, w, h)


def _attribute(region: _Region) -> AttributeValue | None:
    """The answer to a question about a region, or None where it is of a type that we do not know."""
    value = region.value
    if region.type == "choices" and isinstance(chosen := value.get("choices"), list):
        texts = [str(v) for v in chosen]
        if texts in (["true"], ["false"]):
            return texts == ["true"]
        return texts[0] if len(texts) == 1 else texts
    if region.type == "number" and isinstance(number := value.get("number"), int | float):
        return number
    if region.type == "textarea" and isinstance(said := value.get("text"), list):
        return "\n".join(map(str, said))
    return None


class _Writer:
    """Turns one sample into a task."""

    def __init__(self, sample: Sample, kinds: Mapping[tuple[str, str], str], report: Report) -> None:
        self.sample, self.kinds, self.report = sample, kinds, report
        self.where = sample.item.name
        self.media = sample.item.media

    def task(self, number: int, path: str) -> dict[str, Any]:
        item = self.sample.item
        content = item.text or "" if self.media == "text" else path or self.sample.url or item.name
        task: dict[str, Any] = {"id": number, "data": {self.media: content, "name": item.name}}
        task["annotations"] = [
            self._annotation(a, i) for i, a in enumerate(self.sample.answers, 1) if a.kind != "model"
        ]
        task["predictions"] = [self._prediction(a) for a in self.sample.answers if a.kind == "model"]
        if item.metadata:
            task["meta"] = dict(item.metadata)
        return task

    def _annotation(self, answer: SampleAnswer, number: int) -> dict[str, Any]:
        if answer.kind == "crowd":
            self.report.lose(CROWD, self.where)
        found: dict[str, Any] = {"id": number, "result": list(self._result(answer)), "was_cancelled": False}
        if answer.annotator:
            found["completed_by"] = {"email": answer.annotator}
        found["ground_truth"] = answer.truth
        if answer.created_at:
            found["created_at"] = answer.created_at
        if answer.seconds is not None:
            found["lead_time"] = answer.seconds
        return found

    def _prediction(self, answer: SampleAnswer) -> dict[str, Any]:
        if answer.truth:
            self.report.lose(TRUTH, self.where)
        if answer.seconds is not None:
            self.report.lose(TIMING, self.where)
        found: dict[str, Any] = {"model_version": answer.annotator, "result": list(self._result(answer))}
        if answer.created_at:
            found["created_at"] = answer.created_at
        return found

    def _result(self, answer: SampleAnswer) -> Iterator[dict[str, Any]]:
        taken = {mark.id for mark in answer.marks}
        free = (key for number in count(1) if (key := f"r{number}") not in taken)
        for mark in answer.marks:
            key = mark.id or next(free)
            view = mark.views[0]
            if isinstance(view, Tag):
                deep = len(view.path) > 1
                if view.group == _NO_GROUP:
                    self.report.lose(GROUPS, self.where)
                value = {"taxonomy": [list(view.path)]} if deep else {"choices": [mark.cls]}
                yield self._region(
                    mark, key, "taxonomy" if deep else "choices", view.group or _NO_GROUP, value
                )
            else:
                placed = self._placed(view)
                if placed is None:
                    self.report.lose(SIZELESS, self.where)
                    continue
                kind, value = placed
                yield self._region(mark, key, kind, "label", {**value, kind: [mark.cls]})
            yield from self._attributes(mark, key)

    def _region(
        self, mark: Mark, key: str, kind: str, source: str, value: Mapping[str, Any]
    ) -> dict[str, Any]:
        region: dict[str, Any] = {"id": key, "from_name": source, "to_name": self.media, "type": kind}
        if self.media == "image" and self.sample.item.width is not None:
            region["original_width"] = self.sample.item.width
            region["original_height"] = self.sample.item.height
            region["image_rotation"] = 0
        region["value"] = value
        if mark.confidence is not None:
            region["score"] = mark.confidence
        if mark.note:
            region["meta"] = {"text": [mark.note]}
        return region

    def _placed(self, view: View) -> tuple[str, dict[str, Any]] | None:
        item = self.sample.item
        if isinstance(view, Span):
            return "labels", {
                "start": view.start,
                "end": view.end,
                "text": (item.text or "")[view.start : view.end],
            }
        if item.width is None or item.height is None:
            return None
        width, height = 100 / item.width, 100 / item.height
        if isinstance(view, Polygon):
            if len(view.parts) > 1 or len(view.parts[0]) > 1:
                self.report.lose(RINGS, self.where)
            return "polygonlabels", {
                "points": [[x * width, y * height] for x, y in view.parts[0][0]],
                "closed": True,
            }
        assert isinstance(view, Box)  # noqa: S101 - narrow leaves nothing else
        x, y = corners(view)[0]
        sides = {"width": view.width * width, "height": view.height * height}
        return "rectanglelabels", {"x": x * width, "y": y * height, **sides, "rotation": view.angle}

    def _attributes(self, mark: Mark, key: str) -> Iterator[dict[str, Any]]:
        said: dict[str, Any]
        for name, value in mark.attributes.items():
            if isinstance(value, bool):
                kind, said = "choices", {"choices": [str(value).lower()]}
            elif isinstance(value, int | float):
                kind, said = "number", {"number": value}
            elif isinstance(value, str) and self.kinds.get((mark.cls, name)) == "text":
                kind, said = "textarea", {"text": [value]}
            else:
                texts = value if isinstance(value, list) else [value]
                kind, said = "choices", {"choices": texts}
                if (isinstance(value, list) and len(value) == 1) or texts in (["true"], ["false"]):
                    self.report.lose(KINDS, self.where)
            yield {"id": key, "from_name": name, "to_name": self.media, "type": kind, "value": said}


def _size(task: _Task) -> tuple[int | None, int | None]:
    """The size that the first region with one says."""
    for annotation in (*task.annotations, *task.predictions):
        for region in annotation.result:
            width, height = region.get("original_width"), region.get("original_height")
            if isinstance(width, int) and isinstance(height, int) and 0 < min(width, height) < 2**31:
                return width, height
    return None, None


def _files(source: Source) -> Iterator[str]:
    return (name for name in source.names() if name.lower().endswith(".json"))


def _is_tasks(source: Source, name: str) -> bool:
    """Whether a file begins as a list of objects that have data, or that regions lie in."""
    with source.open(name) as stream:
        head = stream.read(1 << 16).lstrip(b"\xef\xbb\xbf \t\r\n")
    inner = head[1:].lstrip()
    if head[:1] != b"[" or inner[:1] not in (b"{", b"]") or b'"category_id"' in inner[:4096]:
        return False
    return inner[:1] == b"]" or b'"data"' in inner


PART = LabelStudio()
