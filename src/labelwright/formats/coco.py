"""COCO JSON: detections with boxes and areas, one file per split.

A rotated box follows CVAT: `bbox` is the rectangle before its turn, `attributes.rotation` the degrees clockwise,
and `segmentation` the turned corners. A confidence is the `score` of an annotation. A results file (a list of
scored detections without pictures or names) is read too. Facts: https://cocodataset.org/#format-data
"""

import re
from array import array
from collections.abc import Iterator
from typing import Annotated, Any, BinaryIO

import msgspec
import numpy as np
from msgspec import Meta, Struct

from labelwright.core.elements import elements
from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Dataset, Mark, Sample, SampleAnswer
from labelwright.core.names import Names, stem, tidy
from labelwright.core.narrow import area, bounds, corners, narrow
from labelwright.core.ontology import Class, Ontology
from labelwright.core.pictures import Pictures, carry
from labelwright.core.ports import Guess, Holds, Sink, Source
from labelwright.core.records import AttributeValue, Item
from labelwright.core.report import Report
from labelwright.core.views import Box, Polygon, View

HOLES = "holes of areas"
MASKS = "masks in run lengths (their box is kept)"
KEYPOINTS = "keypoints"

_Number = Annotated[float, Meta(ge=-1e9, le=1e9)]
_Name = Annotated[str, Meta(max_length=4096)]
_Side = Annotated[int, Meta(ge=1, le=2**31 - 1)]
_BROKEN = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError)
_SPLIT = re.compile(r"(?:^|[_\-./])(train|val|valid|validation|test|minival)(?:\d{4})?(?=[_\-./]|$)")
_KEYS = re.compile(rb'"(images|annotations|categories|licenses|info)"\s*:')


class _Category(Struct, frozen=True):
    id: int | str
    name: _Name
    supercategory: str | None = ""


class _Image(Struct, frozen=True):
    id: int | str
    file_name: _Name
    width: _Side | None = None
    height: _Side | None = None
    coco_url: str | None = ""


class _Annotation(Struct, frozen=True):
    image_id: int | str
    category_id: int | str
    bbox: tuple[_Number, _Number, _Number, _Number] | None = None
    segmentation: list[list[_Number]] | dict[str, Any] | None = None
    attributes: dict[str, Any] = {}
    iscrowd: int = 0
    score: Annotated[float, Meta(ge=0, le=1)] | None = None
    keypoints: list[_Number] = []


class _Written(Struct, frozen=True, omit_defaults=True):
    """An annotation as it is written."""

    id: int
    image_id: int
    category_id: int
    bbox: list[float]
    area: float
    iscrowd: int
    segmentation: list[list[float]]
    attributes: dict[str, AttributeValue] = {}
    score: float | None = None


class Coco:
    """Memory grows by 24 bytes an annotation: all else waits in a scratch file until its picture comes."""

    name = "coco"
    title = "COCO JSON"
    needs: tuple[str, ...] = ()
    dialects = ("instances", "results")
    holds = Holds(
        media=frozenset({"image"}),
        views=frozenset({Box, Polygon}),
        angle=True,
        attributes=True,
        confidence=True,
        hierarchy=True,
        splits=True,
        classes=True,
    )

    def sniff(self, source: Source) -> Guess | None:
        for name in _json_files(source):
            kind = _kind(source, name)
            if kind:
                return Guess(0.95 if kind == "instances" else 0.9, kind, f"{name} has the keys of COCO")
        return None

    def read(self, source: Source, report: Report, *, dialect: str = "") -> Dataset:
        files = [(name, kind) for name in _json_files(source) if (kind := dialect or _kind(source, name))]
        instances = [(n, k) for n, k in files if n.rpartition("/")[2].startswith("instances")]
        for name, _ in files:
            if instances and not name.rpartition("/")[2].startswith("instances"):
                report.warn("Left alone, since there are files of instances beside it.", name)
        files = instances or files
        if not files:
            raise InvalidFile("No file here is COCO JSON.", where=source.name)
        readers = [_File(source, name, kind, report) for name, kind in files]
        pictures = Pictures(source)
        classes = {cls.name: cls for reader in readers for cls in reader.classes()}
        samples = (sample for reader in readers for sample in reader.samples(pictures))
        return Dataset(Ontology(tuple(classes.values())), samples)

    def write(self, dataset: Dataset, sink: Sink, report: Report, *, dialect: str = "") -> None:
        if dialect == "results":
            raise InvalidFile("A results file holds no pictures and is only read.", where=self.name)
        categories = {cls.name: i for i, cls in enumerate(dataset.ontology.classes, 1)}
        files: dict[str, _Output] = {}
        for sample in narrow(dataset, self.holds, report):
            if sample.split not in files:
                files[sample.split] = _Output(sink, sample.split, categories)
            files[sample.split].add(sample, report)
        if not files:
            files[""] = _Output(sink, "", categories)
        for split in sorted(files):
            files[split].finish(dataset.ontology)


class _File:
    """One JSON file: its categories, then its pictures, each with the annotations found for it."""

    def __init__(self, source: Source, name: str, kind: str, report: Report) -> None:
        self.source, self.name, self.report = source, name, report
        self.results = kind == "results"
        self.names: dict[int | str, str] = {}
        self.parents: dict[str, str] = {}
        self.strings: dict[str, int] = {}
        self.images, self.starts = array("q"), array("q")
        self.spool: BinaryIO | None = None
        self.broken = False
        try:
            self._gather()
        except InvalidFile as error:
            report.refuse(error.message, name)
            self.broken = True

    def classes(self) -> Iterator[Class]:
        """The classes listed; a supercategory is a parent where it is itself a category."""
        known = set(self.names.values())
        for name in [] if self.broken else dict.fromkeys(self.names.values()):
            parent = self.parents.get(name, "")
            yield Class(name, "", parent=parent if parent in known and parent != name else "")

    def samples(self, pictures: Pictures) -> Iterator[Sample]:
        if self.broken or self.spool is None:
            return
        split = "" if self.results else _split(self.name)
        keys = np.frombuffer(self.images, dtype=np.int64) if self.images else np.empty(0, np.int64)
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        taken = np.zeros(len(order), dtype=bool)
        with self.spool:
            for image in self._images(ordered):
                low, high = np.searchsorted(ordered, [self._key(image.id), self._key(image.id) + 1])
                if taken[low:high].any():
                    self.report.refuse("Another picture has the same id.", f"{self.name}: {image.file_name}")
                    continue
                taken[low:high] = True
                marks = tuple(self._marks(order[low:high], image))
                yield self._sample(image, marks, split, pictures)
            for index in order[~taken]:
                self.report.refuse(
                    "The picture of an annotation is not listed.", f"{self.name}: annotation {index + 1}"
                )

    def _sample(self, image: _Image, marks: tuple[Mark, ...], split: str, pictures: Pictures) -> Sample:
        path = pictures.find(image.file_name, near=split)
        width, height = image.width, image.height
        if path and (width is None or height is None):
            try:
                width, height = pictures.size(path)
            except InvalidFile as error:
                self.report.warn(error.message, path)
        answers = (SampleAnswer(marks),) if self.images else ()
        item = Item(image.file_name, "image", width=width, height=height)
        return Sample(item, answers, path=path, split=split)

    def _gather(self) -> None:
        """One pass: keep the categories, and spool the annotations with the ids of their pictures."""
        self.spool = self.source.scratch()
        decode = msgspec.json.Decoder(_Annotation).decode
        wanted = "" if self.results else "annotations"
        with self.source.open(self.name) as stream:
            for key, data in elements(stream, self.name):
                if key == "categories":
                    self._category(data)
                elif key == wanted:
                    try:
                        image_id = decode(data).image_id
                    except _BROKEN as error:
                        self.report.refuse(
                            f"This is no annotation: {error}.", f"{self.name}: {_excerpt(data)}"
                        )
                        continue
                    self.images.append(self._key(image_id))
                    self.starts.append(self.spool.tell())
                    self.spool.write(data)
        self.starts.append(self.spool.tell())

    def _category(self, data: bytes) -> None:
        try:
            category = msgspec.json.decode(data, type=_Category)
        except _BROKEN as error:
            self.report.refuse(f"This is no category: {error}.", f"{self.name}: {_excerpt(data)}")
            return
        self.names[category.id] = category.name
        self.parents[category.name] = category.supercategory or ""

    def _images(self, keys: "np.ndarray[Any, Any]") -> Iterator[_Image]:
        if self.results:
            back = {number: text for text, number in self.strings.items()}
            for key in np.unique(keys):
                identity = back.get(int(key), int(key))
                yield _Image(identity, str(identity))
            return
        with self.source.open(self.name) as stream:
            for key, data in elements(stream, self.name):
                if key == "images":
                    try:
                        yield msgspec.json.decode(data, type=_Image)
                    except _BROKEN as error:
                        self.report.refuse(f"This is no picture: {error}.", f"{self.name}: {_excerpt(data)}")

    def _key(self, identity: int | str) -> int:
        """An id as a number: texts are counted downwards from the smallest."""
        if isinstance(identity, int):
            return max(-(2**62), min(identity, 2**62))
        return self.strings.setdefault(identity, -(2**62) - 1 - len(self.strings))

    def _marks(self, indices: "np.ndarray[Any, Any]", image: _Image) -> Iterator[Mark]:
        assert self.spool is not None  # noqa: S101 - samples() has opened it
        for index in indices:
            self.spool.seek(self.starts[index])
            data = self.spool.read(self.starts[index + 1] - self.starts[index])
            where = f"{self.name}: {image.file_name}"
            try:
                yield self._mark(msgspec.json.decode(data, type=_Annotation), where)
            except _BROKEN as error:
                self.report.refuse(str(error), where)

    def _mark(self, found: _Annotation, where: str) -> Mark:
        name = self.names.get(found.category_id)
        if name is None and not self.results:
            raise ValueError(f"Category {found.category_id} is not listed.")
        attributes = {k: v for k, v in found.attributes.items() if _holdable(v)}
        if len(attributes) < len(found.attributes):
            self.report.warn(
                "An attribute that is neither text, number, yes or no, nor list of texts was left out.", where
            )
        angle = attributes.pop("rotation", 0.0)
        angle = float(angle) if isinstance(angle, int | float) else 0.0
        if found.iscrowd:
            attributes["iscrowd"] = True
        views = _views(found, angle, self.report, where)
        if not views:
            raise ValueError("An annotation has neither a box nor an area.")
        return Mark(name or str(found.category_id), views, attributes, confidence=found.score)


class _Output:
    """One file being written: pictures and annotations wait in scratch files until all are known."""

    def __init__(self, sink: Sink, split: str, categories: dict[str, int]) -> None:
        self.sink, self.split, self.categories = sink, split, categories
        self.images, self.annotations = sink.scratch(), sink.scratch()
        self.image_count = self.count = 0
        self.names = Names()

    def add(self, sample: Sample, report: Report) -> None:
        name = self.names.take(sample.item.name)
        folder = f"images/{tidy(self.split)}" if self.split else "images"
        carry(sample, f"{folder}/{name}", self.sink)
        self.image_count += 1
        if sample.item.width is None or sample.item.height is None:
            report.warn("The size of the picture is not known, and is left out.", sample.item.name)
        image = {
            "id": self.image_count,
            "file_name": name,
            "width": sample.item.width,
            "height": sample.item.height,
        }
        self._put(self.images, {k: v for k, v in image.items() if v is not None}, self.image_count)
        for mark in sample.answers[0].marks if sample.answers else ():
            self.count += 1
            view = mark.views[0]
            if isinstance(view, Polygon) and any(len(part) > 1 for part in view.parts):
                report.lose(HOLES, sample.item.name)
            category = self.categories.setdefault(mark.cls, len(self.categories) + 1)
            self._put(self.annotations, _annotation(mark, self.count, self.image_count, category), self.count)

    def finish(self, ontology: Ontology) -> None:
        parents = {cls.name: cls.parent for cls in ontology.classes}
        categories = [
            {"id": number, "name": name, "supercategory": parents.get(name, "")}
            for name, number in self.categories.items()
        ]
        with self.sink.open(f"annotations/instances_{tidy(self.split or 'default')}.json") as out:
            out.write(b'{"info":{},"licenses":[],"categories":' + msgspec.json.encode(categories))
            for key, spool in ((b"images", self.images), (b"annotations", self.annotations)):
                out.write(b',"' + key + b'":[')
                spool.seek(0)
                while chunk := spool.read(1 << 20):
                    out.write(chunk)
                spool.close()
                out.write(b"]")
            out.write(b"}\n")

    @staticmethod
    def _put(spool: BinaryIO, data: object, number: int) -> None:
        spool.write((b",\n" if number > 1 else b"\n") + msgspec.json.encode(data))


def _annotation(mark: Mark, number: int, image: int, category: int) -> _Written:
    attributes = dict(mark.attributes)
    crowd = int(attributes.pop("iscrowd", False) is True)
    view = mark.views[0]
    if isinstance(view, Polygon):
        rings = [[c for point in part[0] for c in point] for part in view.parts]
        box, size = bounds(p for part in view.parts for p in part[0]), area(view)
    else:
        assert isinstance(view, Box)  # noqa: S101 - narrow leaves nothing else
        rings = [[c for point in corners(view) for c in point]]
        box, size = view, view.width * view.height
        if view.angle:
            attributes["rotation"] = view.angle
    bbox = [box.x, box.y, box.width, box.height]
    return _Written(number, image, category, bbox, size, crowd, rings, attributes, mark.confidence)


def _views(found: _Annotation, angle: float, report: Report, where: str) -> tuple[View, ...]:
    """The views of an annotation: its area, where that says more than its box, and its box."""
    if found.keypoints:
        report.lose(KEYPOINTS, where)
    box = Box(*found.bbox, angle=angle) if found.bbox is not None else None
    if isinstance(found.segmentation, dict):
        report.lose(MASKS, where)
    elif found.segmentation and not angle:
        rings = tuple(tuple(zip(ring[::2], ring[1::2], strict=True)) for ring in found.segmentation)
        if any(len(ring) < 3 for ring in rings):
            raise ValueError("An area has a ring of fewer than three points.")
        if box is None:
            box = bounds(point for ring in rings for point in ring)
        if rings != (corners(box),):
            return (Polygon(tuple((ring,) for ring in rings)), box)
    return () if box is None else (box,)


def _holdable(value: object) -> bool:
    return isinstance(value, str | bool | int | float) or (
        isinstance(value, list) and all(isinstance(v, str) for v in value)
    )


def _split(name: str) -> str:
    """The split that a file's name tells: instances_train2017.json, train/_annotations.coco.json."""
    folder, _, last = stem(name).rpartition("/")
    rest = last.removeprefix("instances_")
    if match := _SPLIT.search(rest) or _SPLIT.search(folder):
        return match.group(1)
    return rest if rest != last and rest != "default" else ""


def _excerpt(data: bytes) -> str:
    return data[:80].decode(errors="replace")


def _json_files(source: Source) -> Iterator[str]:
    return (name for name in source.names() if name.lower().endswith(".json"))


def _kind(source: Source, name: str) -> str:
    """The dialect of a file by its first bytes, or "" where it is no COCO."""
    with source.open(name) as stream:
        head = stream.read(1 << 16).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] == b"[":
        first = head[1:].lstrip()[:4096]
        return "results" if first[:1] == b"{" and b'"image_id"' in first and b'"category_id"' in first else ""
    keys = set(_KEYS.findall(head))
    listed = keys & {b"images", b"annotations", b"categories"}
    return "instances" if head[:1] == b"{" and len(keys) >= 2 and listed else ""


PART = Coco()
