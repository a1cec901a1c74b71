"""Writes files of COCO JSON, one for each split; pictures and annotations wait in scratch files until all are known."""

from typing import BinaryIO

import msgspec

from labelwright.core.exchange import Mark, Sample
from labelwright.core.geometry.outline import outlined
from labelwright.core.losses import NAMES, SPLITS
from labelwright.core.names import Names, stem
from labelwright.core.narrow import area, around, bounds, corners
from labelwright.core.ontology import Ontology
from labelwright.core.pictures import carry, picture_name
from labelwright.core.ports import Sink
from labelwright.core.records import Item
from labelwright.core.report import Report
from labelwright.core.runs import edges_of_mask
from labelwright.core.skeletons import UNDECLARED, Orders
from labelwright.core.views import Box, Keypoints, Mask, Polygon
from labelwright.formats.coco.records import Runs, Written, split_of
from labelwright.formats.coco.skeletons import category

HOLES = "holes of areas"
ROTATION = "attributes named rotation that are numbers (COCO takes them for angles)"
CROWD = "attributes named iscrowd (COCO takes them for crowds)"

_ENCODE = msgspec.json.Encoder().encode


class Writing:
    """One file on its way."""

    def __init__(self, sink: Sink, name: str, split: str, categories: dict[str, int], orders: Orders) -> None:
        self.sink, self.name, self.split = sink, name, split
        self.categories, self.orders = categories, orders
        self.images, self.annotations = sink.scratch(), sink.scratch()
        self.image_count = self.count = 0
        self.names = Names()
        self.folder = (
            f"images/{stem(name).rpartition('/')[2].removeprefix('instances_')}" if split else "images"
        )
        self.told = split_of(name) == split

    def add(self, sample: Sample, report: Report) -> None:
        """Write a sample that is narrowed already."""
        name = self.names.take(picture_name(sample))
        if name != sample.item.name:
            report.lose(NAMES, sample.item.name)
        if not self.told:
            report.lose(SPLITS, sample.item.name)
        carry(sample, f"{self.folder}/{name}", self.sink)
        self.image_count += 1
        if sample.item.width is None or sample.item.height is None:
            report.warn("The size of the picture is not known, and is left out.", sample.item.name)
        image = {
            "id": self.image_count,
            "file_name": name,
            "width": sample.item.width,
            "height": sample.item.height,
        }
        _put(self.images, {k: v for k, v in image.items() if v is not None}, self.image_count)
        for mark in sample.answers[0].marks if sample.answers else ():
            self.count += 1
            _put(self.annotations, self._annotation(mark, sample.item, report), self.count)

    def finish(self, ontology: Ontology) -> None:
        """Put the parts together under the file's name."""
        parents = {cls.name: cls.parent for cls in ontology.classes}
        categories = [
            {
                "id": number,
                "name": name,
                "supercategory": parents.get(name, ""),
                **category(self.orders, name),
            }
            for name, number in self.categories.items()
        ]
        with self.sink.open(self.name) as out:
            out.write(b'{"info":{},"licenses":[],"categories":' + _ENCODE(categories))
            for key, spool in ((b"images", self.images), (b"annotations", self.annotations)):
                out.write(b',"' + key + b'":[')
                spool.seek(0)
                while chunk := spool.read(1 << 20):
                    out.write(chunk)
                spool.close()
                out.write(b"]")
            out.write(b"}\n")

    def _annotation(self, mark: Mark, item: Item, report: Report) -> Written:
        where = item.name
        attributes = dict(mark.attributes)
        crowd = int(attributes.get("iscrowd") is True)
        if "iscrowd" in attributes and attributes.pop("iscrowd") is not True:
            report.lose(CROWD, where)
        rotation = attributes.get("rotation")
        if isinstance(rotation, int | float) and not isinstance(rotation, bool):
            del attributes["rotation"]
            report.lose(ROTATION, where)
        view = mark.views[0]
        points: list[float] = []
        rings: list[list[float]] | Runs
        if isinstance(view, Mask):
            box = Box(view.x, view.y, view.width, view.height)
            rings, size = self._pixels(view, item, report), float(sum(view.counts[1::2]))
        elif isinstance(view, Keypoints):
            found, whole = self.orders.points(mark.cls, view)
            if not whole:
                report.lose(UNDECLARED, where)
            points = [number for p in found for number in (p.x, p.y, p.visibility)]
            rings, box = [], around(view)
            size = box.width * box.height
        elif isinstance(view, Polygon):
            rings = _outer(view, where, report)
            box, size = bounds(p for part in view.parts for p in part[0]), area(view)
        else:
            assert isinstance(view, Box)  # noqa: S101 - narrow leaves nothing else
            rings = [[c for point in corners(view) for c in point]]
            box, size = view, view.width * view.height
            if view.angle:
                attributes["rotation"] = view.angle
        number = self.categories.setdefault(mark.cls, len(self.categories) + 1)
        sides = [box.x, box.y, box.width, box.height]
        labelled = sum(seen > 0 for seen in points[2::3])
        return Written(
            self.count, self.image_count, number, sides, size, crowd, rings, attributes, mark.confidence,
            points, labelled,
        )  # fmt: skip

    def _pixels(self, mask: Mask, item: Item, report: Report) -> list[list[float]] | Runs:
        """Run lengths of the picture or, where its size is not known, outlines."""
        if item.width is None or item.height is None:
            return _outer(Polygon(outlined(edges_of_mask(mask))), item.name, report)
        return Runs.of(mask, item.width, item.height)


def _outer(area: Polygon, where: str, report: Report) -> list[list[float]]:
    """The outer rings, which are all that lists of points can say."""
    if any(len(part) > 1 for part in area.parts):
        report.lose(HOLES, where)
    return [[c for point in part[0] for c in point] for part in area.parts]


def _put(spool: BinaryIO, data: object, number: int) -> None:
    spool.write((b",\n" if number > 1 else b"\n") + _ENCODE(data))
