"""Writes VOC: a document for each picture, and the lists of the splits."""

import math
from typing import BinaryIO, TypeAlias
from xml.etree.ElementTree import Element, SubElement, indent, tostring

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
from labelwright.formats.voc.records import BOTH, FLAGS

FRACTIONS = "fractions of pixels"
KINDS = "kinds of attributes (numbers and lists become text)"
BORDER = "the first column or row of pixels (LabelImg starts at 1)"
SIGNS = "signs that XML cannot hold"

_Corners: TypeAlias = tuple[float, float, float, float]
_CHUNK = 1 << 20


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
            out.write(_Document(sample, dialect, report).bytes(image))
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

    def bytes(self, image: str) -> bytes:
        item = self.sample.item
        root = Element("annotation")
        self._text(root, "folder", "JPEGImages")
        self._text(root, "filename", image)
        if self.dialect == "labelimg":
            self._text(root, "path", f"JPEGImages/{image}")
        self._text(SubElement(root, "source"), "database", "Unknown")
        if item.width is not None and item.height is not None:
            size = SubElement(root, "size")
            for key, value in (("width", item.width), ("height", item.height), ("depth", 3)):
                self._text(size, key, str(value))
        self._text(root, "segmented", "0")
        for mark in self.sample.answers[0].marks if self.sample.answers else ():
            self._object(root, mark)
        indent(root)
        data: bytes = tostring(root, encoding="utf-8")
        return data + b"\n"

    def _object(self, root: Element, mark: Mark) -> None:
        element = SubElement(root, "object")
        self._text(element, "name", mark.cls)
        self._text(element, "pose", "Unspecified")
        for flag in FLAGS:
            self._text(element, flag, "1" if mark.attributes.get(flag) is True else "0")
        box = mark.views[0]
        assert isinstance(box, Box)  # noqa: S101 - narrow leaves nothing else
        bndbox = SubElement(element, "bndbox")
        for key, side in zip(("xmin", "ymin", "xmax", "ymax"), self._sides(box), strict=True):
            self._text(bndbox, key, _plain(side))
        rest = {k: v for k, v in mark.attributes.items() if k not in FLAGS or v is not True}
        if self.dialect == "cvat" and rest:
            listed = SubElement(element, "attributes")
            for key, value in rest.items():
                if not isinstance(value, bool) and (not isinstance(value, str) or value in ("true", "false")):
                    self.report.lose(KINDS, self.where)
                attribute = SubElement(listed, "attribute")
                self._text(attribute, "name", key)
                self._text(attribute, "value", _said(value))
        elif rest:
            self.report.lose(ATTRIBUTES, self.where, len(rest))

    def _sides(self, box: Box) -> _Corners:
        """Left, top, right and bottom as the dialect counts them, with what rounding costs."""
        exact = (box.x, box.y, box.x + box.width, box.y + box.height)
        if self.dialect == "cvat":
            return exact
        if any(side != round(side) for side in exact):
            self.report.lose(FRACTIONS, self.where)
        if self.dialect == "official":
            left, top = math.floor(exact[0]), math.floor(exact[1])
            return (
                left + 1,
                top + 1,
                max(math.ceil(exact[2]), left + 1),
                max(math.ceil(exact[3]), top + 1),
            )
        if min(exact) < 1:
            self.report.lose(BORDER, self.where)
        left, top, right, bottom = (max(1, round(side)) for side in exact)
        return (left, top, right, bottom)

    def _text(self, parent: Element, tag: str, text: str) -> None:
        """A child with a text, without the signs that XML cannot say."""
        said = "".join(
            c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text
        )
        if said != text:
            self.report.lose(SIGNS, self.where)
        SubElement(parent, tag).text = said


def _said(value: AttributeValue) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, list) else str(value)


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)
