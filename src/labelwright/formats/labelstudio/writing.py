"""Writes Label Studio: one list of tasks, and the pictures beside it."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

import msgspec
from msgspec import structs

from labelwright.core.exchange import Dataset, Mark, Sample, SampleAnswer, compounds
from labelwright.core.losses import HIERARCHY, TIMING, TRUTH, URLS
from labelwright.core.names import Names
from labelwright.core.narrow import around, corners, narrow
from labelwright.core.pictures import carry, picture_name
from labelwright.core.ports import Holds, Sink
from labelwright.core.report import Report
from labelwright.core.runs import to_brush
from labelwright.core.views import Box, Ellipse, Keypoints, Mask, Polygon, Span, Tag, View
from labelwright.formats.labelstudio.records import HIDDEN, NO_GROUP, VISIBILITY

KINDS = "kinds of attributes (lists of one and words for yes and no)"
SIZELESS = "places on pictures whose size is not known"
CROWD = "which annotators are a crowd (they become persons)"
RINGS = "holes and further parts of areas"
GROUPS = "groups of tags named choices"
TAGS_APART = "which tags belong together with something (compounds)"

POINT_WIDTH = 0.5
"""How wide a point is drawn, in percent of the picture."""


def write(dataset: Dataset, holds: Holds, sink: Sink, report: Report) -> None:
    """Write each sample as a task. The parents of tags are held, as paths of a taxonomy, and those of others not."""
    kinds = {(c.name, a.name): a.kind for c in dataset.ontology.classes for a in c.attributes}
    for cls in dataset.ontology.classes:
        if cls.parent and cls.type != "tag":
            report.lose(HIERARCHY, cls.name)
    names = Names()
    encode = msgspec.json.Encoder().encode
    with sink.open("tasks.json") as out:
        out.write(b"[")
        for number, sample in enumerate(narrow(dataset, structs.replace(holds, hierarchy=True), report), 1):
            path = names.take(f"images/{picture_name(sample)}") if sample.path else ""
            carried = bool(path) and carry(sample, path, sink)
            if carried and sample.url:
                report.lose(URLS, sample.item.name)
            task = _Writing(sample, kinds, report).task(number, path if carried else "")
            out.write((b",\n" if number > 1 else b"\n") + encode(task))
        out.write(b"\n]\n")


class _Writing:
    """One sample on its way to a task."""

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
        together, firsts = compounds(answer.marks), dict[str, str]()
        for mark in answer.marks:
            key = mark.id or next(free)
            view = mark.views[0]
            if isinstance(view, Tag):
                deep = len(view.path) > 1
                if view.group == NO_GROUP:
                    self.report.lose(GROUPS, self.where)
                if mark.compound in together:
                    self.report.lose(TAGS_APART, self.where)
                value = {"taxonomy": [list(view.path)]} if deep else {"choices": [mark.cls]}
                kind = "taxonomy" if deep else "choices"
                yield self._region(mark, key, kind, view.group or NO_GROUP, value)
            else:
                placed = self._placed(view)
                if placed is None:
                    self.report.lose(SIZELESS, self.where)
                    continue
                kind, value = placed
                region = self._region(mark, key, kind, "label", {**value, kind: [mark.cls]})
                if mark.compound in together and (first := firsts.setdefault(mark.compound, key)) != key:
                    region["parentID"] = first
                yield region
                if isinstance(view, Keypoints):
                    yield from self._joints(view, key)
            yield from self._attributes(mark, key)

    def _joints(self, view: Keypoints, parent: str) -> Iterator[dict[str, Any]]:
        """A region for each labelled point, and one that says so where it is hidden."""
        item = self.sample.item
        width, height = 100 / (item.width or 1), 100 / (item.height or 1)
        for number, point in enumerate((p for p in view.points if p.visibility > 0), 1):
            key = f"{parent}.{number}"
            value = {
                "x": point.x * width,
                "y": point.y * height,
                "width": POINT_WIDTH,
                "keypointlabels": [point.name],
            }
            mark = Mark(point.name)
            yield {**self._region(mark, key, "keypointlabels", "points", value), "parentID": parent}
            if point.visibility == 1:
                yield self._region(mark, key, "choices", VISIBILITY, {"choices": [HIDDEN]})

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
        """The type of a region and its value but for its label, or None where the size of the picture is not known."""
        item = self.sample.item
        if isinstance(view, Span):
            text = (item.text or "")[view.start : view.end]
            return "labels", {"start": view.start, "end": view.end, "text": text}
        if item.width is None or item.height is None:
            return None
        width, height = 100 / item.width, 100 / item.height
        if isinstance(view, Mask):
            return "brushlabels", {"format": "rle", "rle": to_brush(view, item.width, item.height)}
        if isinstance(view, Polygon):
            if len(view.parts) > 1 or len(view.parts[0]) > 1:
                self.report.lose(RINGS, self.where)
            points = [[x * width, y * height] for x, y in view.parts[0][0]]
            return "polygonlabels", {"points": points, "closed": True}
        if isinstance(view, Ellipse):
            radii = {"radiusX": view.rx * width, "radiusY": view.ry * height}
            return "ellipselabels", {
                "x": view.cx * width,
                "y": view.cy * height,
                **radii,
                "rotation": view.angle,
            }
        if isinstance(view, Keypoints):
            view = around(view)
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
