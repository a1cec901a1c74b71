"""Reads one file of COCO JSON in one pass, whatever the order of its lists. Never holds them in memory.

Pictures and annotations wait in scratch files; memory grows by 16 bytes for each of them.
"""

import re
from array import array
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec
import numpy as np

from labelwright.core.elements import elements
from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Mark, Sample, SampleAnswer
from labelwright.core.narrow import bounds, corners
from labelwright.core.ontology import Class
from labelwright.core.pictures import Pictures
from labelwright.core.ports import Source
from labelwright.core.records import AttributeValue, Item
from labelwright.core.report import Report
from labelwright.core.skeletons import distinct
from labelwright.core.views import Box, Polygon, Tag, Text, View
from labelwright.formats.coco import skeletons
from labelwright.formats.coco.records import BROKEN, Category, Found, Identity, Image, Owner, Runs

CAPTION = "caption"
"""The class of captions, which have none of their own."""

MASKS = "masks (their box is kept)"

_OWNER = msgspec.json.Decoder(Owner)
_FOUND = msgspec.json.Decoder(Found)
_IMAGE = msgspec.json.Decoder(Image)
_FAR = 2**62
_NONE = re.compile(rb'"annotations"\s{0,64}+:\s{0,64}+\[\s{0,64}+\]')
_OVERLAP = 256
_CHUNK = 1 << 20


class Reading:
    """One file: its categories first, then its pictures, each with the annotations found for it."""

    def __init__(self, source: Source, name: str, split: str, report: Report, *, results: bool) -> None:
        self.name, self.split, self.report, self.results = name, split, report, results
        self.names: dict[Identity, str] = {}
        self.parents: dict[str, str] = {}
        self.points: dict[str, list[str]] = {}
        self.options: dict[str, dict[str, Any]] = {}
        self.strings: dict[str, int] = {}
        self.images, self.annotations = _Spool(source), _Spool(source)
        self.owners = array("q")
        self.answered = False
        try:
            self._gather(source)
        except InvalidFile as error:
            report.refuse(error.message, name)
            self.names.clear()
            self.images.close()
            self.annotations.close()

    def classes(self) -> Iterator[Class]:
        """The classes listed; a supercategory is a parent where it is itself a category."""
        known = set(self.names.values())
        for name in dict.fromkeys(self.names.values()):
            parent = self.parents.get(name, "")
            parent = parent if parent in known and parent != name else ""
            kind = "keypoints" if name in self.options else ""
            yield Class(name, kind, parent=parent, options=self.options.get(name, {}))

    def samples(self, pictures: Pictures) -> Iterator[Sample]:
        """Each picture once. Can be walked once."""
        if self.images.closed:
            return
        owners = np.frombuffer(self.owners, dtype=np.int64) if self.owners else np.empty(0, np.int64)
        order = np.argsort(owners, kind="stable")
        ordered = owners[order]
        taken = np.zeros(len(order), dtype=bool)
        seen: set[int] = set()
        with self.images, self.annotations:
            for image in self._images(ordered):
                key = self._key(image.id)
                if key in seen:
                    self.report.refuse("Another picture has the same id.", f"{self.name}: {image.file_name}")
                    continue
                seen.add(key)
                low, high = np.searchsorted(ordered, [key, key + 1])
                taken[low:high] = True
                yield self._sample(image, tuple(self._marks(order[low:high].tolist(), image)), pictures)
            for index in order[~taken]:
                self.report.refuse(
                    "The picture of an annotation is not listed.", f"{self.name}: annotation {index + 1}"
                )

    def _gather(self, source: Source) -> None:
        """One pass: keep the categories, and set pictures and annotations aside."""
        wanted = "" if self.results else "annotations"
        with source.open(self.name) as stream:
            for key, data in elements(stream, self.name):
                if key == wanted:
                    self.answered = True
                    try:
                        owner = _OWNER.decode(data).image_id
                    except BROKEN as error:
                        self._refuse("annotation", data, error)
                        continue
                    self.owners.append(self._key(owner))
                    self.annotations.add(data)
                elif key == "images":
                    self.images.add(data)
                elif key == "categories":
                    self._category(data)
        self.answered = self.answered or _lists_none(source, self.name)

    def _category(self, data: bytes) -> None:
        try:
            category = msgspec.json.decode(data, type=Category)
        except BROKEN as error:
            self._refuse("category", data, error)
            return
        self.names[category.id] = category.name
        self.parents[category.name] = category.supercategory or ""
        if category.keypoints:
            names = distinct(category.keypoints)
            self.points[category.name] = names
            self.options[category.name] = skeletons.options_of(names, category.skeleton or ())

    def _images(self, owners: "np.ndarray[Any, Any]") -> Iterator[Image]:
        if self.results:
            back = {number: text for text, number in self.strings.items()}
            for key in np.unique(owners).tolist():
                identity = back.get(key, key)
                yield Image(identity, str(identity))
            return
        for data in self.images.all():
            try:
                yield _IMAGE.decode(data)
            except BROKEN as error:
                self._refuse("picture", data, error)

    def _sample(self, image: Image, marks: tuple[Mark, ...], pictures: Pictures) -> Sample:
        path = pictures.find(image.file_name, near=self.split)
        width, height = image.width, image.height
        if path and (width is None or height is None):
            width, height = pictures.measure(path, self.report)
        answers = (SampleAnswer(marks),) if self.answered else ()
        item = Item(image.file_name, "image", width=width, height=height)
        return Sample(item, answers, path=path, split=self.split)

    def _marks(self, indices: list[int], image: Image) -> Iterator[Mark]:
        where = f"{self.name}: {image.file_name}"
        for index in indices:
            try:
                found = _FOUND.decode(self.annotations.at(index))
                if found.segments_info:
                    for segment in found.segments_info:
                        self.report.lose(MASKS, where)
                        crowd: dict[str, AttributeValue] = {"iscrowd": True} if segment.iscrowd else {}
                        yield Mark(self._class(segment.category_id), (Box(*segment.bbox),), crowd)
                else:
                    yield self._mark(found, where)
            except BROKEN as error:
                self.report.refuse(str(error), where)

    def _class(self, category: Identity | None) -> str:
        if category is None:
            raise ValueError("An annotation says no category.")
        if category in self.names:
            return self.names[category]
        if self.results:
            return str(category)
        raise ValueError(f"Category {category} is not listed.")

    def _mark(self, found: Found, where: str) -> Mark:
        if found.caption is not None:
            return Mark(CAPTION, (Text(found.caption),), confidence=found.score)
        name = self._class(found.category_id)
        attributes, angle = self._attributes(found, where) if found.attributes else ({}, 0.0)
        if found.iscrowd:
            attributes["iscrowd"] = True
        views = self._views(found, angle)
        if found.keypoints and (skeleton := skeletons.read(found.keypoints, self.points.get(name, ()))):
            views = (skeleton, *views)
        views = views or (Tag("", (name,)),)
        return Mark(name, views, attributes, confidence=found.score)

    def _attributes(self, found: Found, where: str) -> tuple[dict[str, AttributeValue], float]:
        """The attributes that can be held, and the angle that CVAT puts among them."""
        attributes = {k: v for k, v in found.attributes.items() if _holdable(v)}
        if len(attributes) < len(found.attributes):
            self.report.warn(
                "An attribute that is neither text, number, yes or no, nor list of texts was left out.", where
            )
        angle = attributes.get("rotation")
        if isinstance(angle, int | float) and not isinstance(angle, bool):
            del attributes["rotation"]
            return attributes, float(angle)
        return attributes, 0.0

    def _views(self, found: Found, angle: float) -> tuple[View, ...]:
        """The views of an annotation: its pixels, or its area, where that says more than its box, and its box."""
        box = Box(*found.bbox, angle=angle) if found.bbox is not None else None
        if isinstance(found.segmentation, Runs):
            return tuple(view for view in (found.segmentation.mask(), box) if view is not None)
        if found.segmentation and not angle:
            rings = tuple(tuple(zip(ring[::2], ring[1::2], strict=True)) for ring in found.segmentation)
            if any(len(ring) < 3 for ring in rings):
                raise ValueError("An area has a ring of fewer than three points.")
            if box is None:
                box = bounds(point for ring in rings for point in ring)
            if rings != (corners(box),):
                return (Polygon(tuple((ring,) for ring in rings)), box)
        return () if box is None else (box,)

    def _key(self, identity: Identity) -> int:
        """An id as a number: texts are counted downwards from the smallest."""
        if isinstance(identity, int):
            return max(-_FAR, min(identity, _FAR))
        return self.strings.setdefault(identity, -_FAR - 1 - len(self.strings))

    def _refuse(self, what: str, data: bytes, error: Exception) -> None:
        excerpt = data[:80].decode(errors="replace")
        self.report.refuse(f"This is no {what}: {error}.", f"{self.name}: {excerpt}")


class _Spool:
    """Pieces of bytes in a scratch file, by their number."""

    def __init__(self, source: Source) -> None:
        self._file: BinaryIO = source.scratch()
        self._ends = array("q", [0])
        self._at = -1

    @property
    def closed(self) -> bool:
        return self._file.closed

    def add(self, data: bytes) -> None:
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))

    def at(self, index: int) -> bytes:
        start, end = self._ends[index], self._ends[index + 1]
        if self._at != start:
            self._file.seek(start)
        self._at = end
        return self._file.read(end - start)

    def all(self) -> Iterator[bytes]:
        return (self.at(index) for index in range(len(self._ends) - 1))

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> "_Spool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _lists_none(source: Source, name: str) -> bool:
    """Whether a file has a list of annotations with nothing in it, unlike one that only lists pictures."""
    rest = b""
    with source.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            if _NONE.search(rest + chunk):
                return True
            rest = chunk[-_OVERLAP:]
    return False


def _holdable(value: object) -> bool:
    return isinstance(value, str | bool | int | float) or (
        isinstance(value, list) and all(isinstance(v, str) for v in value)
    )
