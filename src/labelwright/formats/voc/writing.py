"""Writes VOC: a document for each picture, and the lists of the splits.

Documents are put together as text, which is ten times as fast as a tree of elements.
"""

import math
import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape

from msgspec import structs

from labelwright.core.exchange import Dataset, Mark, Sample
from labelwright.core.losses import ATTRIBUTES, NAMES, SPLITS
from labelwright.core.names import Names, stem, tidy
from labelwright.core.narrow import narrow
from labelwright.core.pictures import carry, picture_name
from labelwright.core.ports import Holds, Sink
from labelwright.core.records import AttributeValue
from labelwright.core.report import Report
from labelwright.core.views import Box
from labelwright.formats.voc.records import BOTH, FLAGS, NO_POSE, POSE

FRACTIONS = "fractions of pixels"
KINDS = "kinds of attributes (numbers and lists become text)"
BORDER = "the first column or row of pixels (LabelImg starts at 1)"
SIGNS = "signs that XML cannot hold"

_CHUNK = 1 << 20
_NEAR = 1e-3
"""Pixels by which a side may miss a whole number through the digits of another format."""

_UNSAYABLE = re.compile("[^\t\n\\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What a document may not hold; a carriage return may stand there, but would be read as a new line."""


def write(dataset: Dataset, holds: Holds, sink: Sink, report: Report, dialect: str) -> None:
    """Write each sample as a document; CVAT's dialect holds attributes besides."""
    stems, images = Names(), Names()
    splits: dict[str, BinaryIO] = {}
    for sample in narrow(dataset, structs.replace(holds, attributes=dialect == "cvat"), report):
        image = images.take(picture_name(sample))
        if image != sample.item.name:
            report.lose(NAMES, sample.item.name)
        name = stem(stems.take(stem(image) + ".xml"))
        carry(sample, f"JPEGImages/{image}", sink)
        with sink.open(f"Annotations/{name}.xml") as out:
            out.write("".join(_Document(sample, dialect, report).lines(image)).encode())
        if sample.split:
            if tidy(sample.split).replace("/", "_") != sample.split or sample.split == BOTH:
                report.lose(SPLITS, sample.item.name)
            if sample.split not in splits:
                splits[sample.split] = sink.scratch()
            splits[sample.split].write(f"{name}\n".encode())
    for split, lines in sorted(splits.items()):
        lines.seek(0)
        with sink.open(f"ImageSets/Main/{tidy(split)}.txt") as out, lines:
            while chunk := lines.read(_CHUNK):
                out.write(chunk)


class _Document:
    """One picture's XML, and what writing it loses."""

    def __init__(self, sample: Sample, dialect: str, report: Report) -> None:
        self.sample, self.dialect, self.report = sample, dialect, report
        self.where = sample.item.name

    def lines(self, image: str) -> Iterator[str]:
        item = self.sample.item
        yield "<annotation>\n  <folder>JPEGImages</folder>\n"
        yield f"  <filename>{self._text(image)}</filename>\n"
        if self.dialect == "labelimg":
            yield f"  <path>JPEGImages/{self._text(image)}</path>\n"
        yield "  <source>\n    <database>Unknown</database>\n  </source>\n"
        if item.width is not None and item.height is not None:
            yield f"  <size>\n    <width>{item.width}</width>\n    <height>{item.height}</height>\n"
            yield "    <depth>3</depth>\n  </size>\n"
        yield "  <segmented>0</segmented>\n"
        for mark in self.sample.answers[0].marks if self.sample.answers else ():
            yield from self._object(mark)
        yield "</annotation>\n"

    def _object(self, mark: Mark) -> Iterator[str]:
        box = mark.views[0]
        assert isinstance(box, Box)  # noqa: S101 - narrow leaves nothing else
        rest = {k: v for k, v in mark.attributes.items() if k not in FLAGS or v is not True}
        pose = NO_POSE
        if isinstance(said := rest.get(POSE), str) and said not in ("", NO_POSE) and said == said.strip():
            pose = said
            del rest[POSE]
        yield f"  <object>\n    <name>{self._text(mark.cls)}</name>\n    <pose>{self._text(pose)}</pose>\n"
        for flag in FLAGS:
            yield f"    <{flag}>{int(mark.attributes.get(flag) is True)}</{flag}>\n"
        left, top, right, bottom = self._sides(box)
        yield f"    <bndbox>\n      <xmin>{left}</xmin>\n      <ymin>{top}</ymin>\n"
        yield f"      <xmax>{right}</xmax>\n      <ymax>{bottom}</ymax>\n    </bndbox>\n"
        if rest and self.dialect == "cvat":
            yield from self._attributes(rest)
        elif rest:
            self.report.lose(ATTRIBUTES, self.where, len(rest))
        yield "  </object>\n"

    def _attributes(self, attributes: dict[str, AttributeValue]) -> Iterator[str]:
        yield "    <attributes>\n"
        for name, value in attributes.items():
            if not isinstance(value, bool) and (not isinstance(value, str) or value in ("true", "false")):
                self.report.lose(KINDS, self.where)
            yield f"      <attribute>\n        <name>{self._text(name)}</name>\n"
            yield f"        <value>{self._text(_said(value))}</value>\n      </attribute>\n"
        yield "    </attributes>\n"

    def _sides(self, box: Box) -> tuple[float, float, float, float] | tuple[int, int, int, int]:
        """Left, top, right and bottom as the dialect counts them, with what rounding costs.

        CVAT's are floats even where they are whole, since whole numbers would be taken for those of the other dialects.
        """
        exact = (float(box.x), float(box.y), float(box.x + box.width), float(box.y + box.height))
        if self.dialect == "cvat":
            return exact
        near = [round(side) if abs(side - round(side)) < _NEAR else side for side in exact]
        if any(side != round(side) for side in near):
            self.report.lose(FRACTIONS, self.where)
        if self.dialect == "official":
            left, top = math.floor(near[0]) + 1, math.floor(near[1]) + 1
            return (left, top, max(math.ceil(near[2]), left), max(math.ceil(near[3]), top))
        if min(near) < 1:
            self.report.lose(BORDER, self.where)
        left, top, right, bottom = (max(1, round(side)) for side in near)
        return (left, top, right, bottom)

    def _text(self, text: str) -> str:
        """A text as XML, without the signs that it cannot say."""
        said, count = _UNSAYABLE.subn("\ufffd", text)
        if count:
            self.report.lose(SIGNS, self.where)
        return escape(said)


def _said(value: AttributeValue) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, list) else str(value)
