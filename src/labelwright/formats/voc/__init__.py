"""Pascal VOC XML: one file a picture, in three dialects that count pixels differently.

`official` is integers, the first pixel being 1, both ends inclusive; `cvat` is floats from the corner of the first
pixel, with attributes; `labelimg` is integers as drawn, never below 1. Rotation is in none of them.
Facts: http://host.robots.ox.ac.uk/pascal/VOC/voc2012/devkit_doc.pdf
"""

import math
import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, TypeAlias
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import parse
from msgspec import structs

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Dataset, Mark, Sample, SampleAnswer
from labelwright.core.losses import NAMES, SPLITS, Difference
from labelwright.core.names import Names, stem, tidy
from labelwright.core.narrow import narrow
from labelwright.core.ontology import Ontology
from labelwright.core.pictures import Pictures, carry, picture_name
from labelwright.core.ports import Guess, Holds, Sink, Source
from labelwright.core.records import AttributeValue, Item
from labelwright.core.report import Report
from labelwright.core.views import Box

FRACTIONS = "fractions of pixels"
KINDS = "kinds of attributes (numbers and lists become text)"
BORDER = "the first column or row of pixels (LabelImg starts at 1)"
PARTS = "parts of objects"
SIGNS = "signs that XML cannot hold"

FLAGS = ("truncated", "difficult", "occluded")
LARGEST = 64 << 20
_SAMPLE = 8
_BOTH = "trainval"
_OF_CLASS = re.compile(r"\s(-1|0|1)$")
"""Lists of one class say after each name whether it is there."""

_Corners: TypeAlias = tuple[float, float, float, float]
_HOLDS = Holds(
    media=frozenset({"image"}),
    views=frozenset({Box}),
    splits=True,
    attribute_names=frozenset(FLAGS),
    own_losses={
        FRACTIONS: Difference.PLACE,
        BORDER: Difference.PLACE,
        KINDS: Difference.ATTRIBUTE,
        PARTS: Difference.MARK,
        SIGNS: Difference.CLASS,
    },
)


class Voc:
    """Streams file by file; a broken one is refused and the rest goes on."""

    name = "voc"
    title = "Pascal VOC XML"
    needs: tuple[str, ...] = ()
    dialects = ("official", "cvat", "labelimg")
    holds = _HOLDS

    def sniff(self, source: Source) -> Guess | None:
        for name in islice(_xml_files(source), _SAMPLE):
            with source.open(name) as stream:
                head = stream.read(4096)
            if (b"<annotation>" in head or b"<annotation " in head) and b"<pt>" not in head:
                return Guess(0.95, _dialect(source), f"{name} is an <annotation>")
        return None

    def read(self, source: Source, report: Report, *, dialect: str = "") -> Dataset:
        if next(_xml_files(source), None) is None:
            raise InvalidFile("There is no .xml file.", where=source.name)
        return Dataset(Ontology(), self._samples(source, report, dialect or _dialect(source)))

    def write(self, dataset: Dataset, sink: Sink, report: Report, *, dialect: str = "") -> None:
        dialect = dialect or self.dialects[0]
        holds = structs.replace(_HOLDS, attributes=dialect == "cvat")
        stems, images = Names(), Names()
        splits: dict[str, BinaryIO] = {}
        for sample in narrow(dataset, holds, report):
            image = images.take(picture_name(sample))
            if image != sample.item.name:
                report.lose(NAMES, sample.item.name)
            name = stem(stems.take(stem(image) + ".xml"))
            carry(sample, f"JPEGImages/{image}", sink)
            with sink.open(f"Annotations/{name}.xml") as out:
                out.write(_document(sample, image, dialect, report))
            if sample.split:
                if tidy(sample.split).replace("/", "_") != sample.split or sample.split == _BOTH:
                    report.lose(SPLITS, sample.item.name)
                if sample.split not in splits:
                    splits[sample.split] = sink.scratch()
                splits[sample.split].write(f"{name}\n".encode())
        for split, lines in sorted(splits.items()):
            lines.seek(0)
            with sink.open(f"ImageSets/Main/{tidy(split)}.txt") as out, lines:
                out.write(lines.read())

    def _samples(self, source: Source, report: Report, dialect: str) -> Iterator[Sample]:
        pictures, splits = Pictures(source), _splits(source, report)
        for name in _xml_files(source):
            try:
                root = _parse(source, name)
                if root.tag != "annotation":
                    report.warn(f"Left alone, since it is a <{root.tag}>.", name)
                    continue
                yield _sample(root, name, dialect, splits, pictures, report)
            except InvalidFile as error:
                report.refuse(error.message, name)


def _sample(
    root: Element, name: str, dialect: str, splits: dict[str, str], pictures: Pictures, report: Report
) -> Sample:
    key = name.partition("Annotations/")[2] or name.rpartition("/")[2]
    filename = (root.findtext("filename") or "").strip()
    path = pictures.find(filename) if filename else ""
    path = path or pictures.find(stem(key))
    width, height = _side(root, "width"), _side(root, "height")
    if path and (width is None or height is None):
        width, height = pictures.size(path)
    marks = []
    for number, element in enumerate(root.iterfind("object"), 1):
        try:
            marks.append(_mark(element, dialect, report, name))
        except ValueError as error:
            report.refuse(str(error), f"{name}: object {number}")
    item = Item(filename or path.rpartition("/")[2] or stem(key), "image", width=width, height=height)
    return Sample(item, (SampleAnswer(tuple(marks)),), path=path, split=splits.get(stem(key), ""))


def _mark(element: Element, dialect: str, report: Report, where: str) -> Mark:
    name = (element.findtext("name") or "").strip()
    found = element.find("bndbox")
    if not name or found is None:
        raise ValueError("An object has no name or no box.")
    left, top, right, bottom = (_number(found, side) for side in ("xmin", "ymin", "xmax", "ymax"))
    if dialect == "official":
        left, top = left - 1, top - 1
    if right < left or bottom < top:
        raise ValueError(f"The box of “{name}” ends before it starts.")
    attributes: dict[str, AttributeValue] = {
        flag: True for flag in FLAGS if (element.findtext(flag) or "").strip() in ("1", "true")
    }
    for attribute in element.iterfind("attributes/attribute"):
        key = (attribute.findtext("name") or "").strip()
        if key:
            attributes[key] = _value(attribute.findtext("value") or "")
    if attributes.pop("rotation", "") not in ("", "0", "0.0"):
        report.warn(
            "A rotation among the attributes was left out: VOC does not say about which point.", where
        )
    if element.find("part") is not None:
        report.lose(PARTS, where)
    return Mark(name, (Box(left, top, right - left, bottom - top),), attributes)


def _document(sample: Sample, image: str, dialect: str, report: Report) -> bytes:
    item = sample.item
    root = Element("annotation")
    _text(root, "folder", "JPEGImages")
    _text(root, "filename", _xml_text(image))
    if dialect == "labelimg":
        _text(root, "path", _xml_text(f"JPEGImages/{image}"))
    _text(SubElement(root, "source"), "database", "Unknown")
    if item.width is not None and item.height is not None:
        size = SubElement(root, "size")
        for key, value in (("width", item.width), ("height", item.height), ("depth", 3)):
            _text(size, key, str(value))
    _text(root, "segmented", "0")
    for mark in sample.answers[0].marks if sample.answers else ():
        _object(root, mark, dialect, report, item.name)
    indent(root)
    data: bytes = tostring(root, encoding="utf-8")
    return data + b"\n"


def _object(root: Element, mark: Mark, dialect: str, report: Report, where: str) -> None:
    element = SubElement(root, "object")
    _text(element, "name", _xml_text(mark.cls))
    _text(element, "pose", "Unspecified")
    for flag in FLAGS:
        _text(element, flag, "1" if mark.attributes.get(flag) is True else "0")
    box = mark.views[0]
    assert isinstance(box, Box)  # noqa: S101 - narrow leaves nothing else
    sides = _sides(box, dialect, report, where)
    bndbox = SubElement(element, "bndbox")
    for key, side in zip(("xmin", "ymin", "xmax", "ymax"), sides, strict=True):
        _text(bndbox, key, _plain(side))
    rest = {k: v for k, v in mark.attributes.items() if k not in FLAGS or v is not True}
    if dialect == "cvat" and rest:
        listed = SubElement(element, "attributes")
        for key, value in rest.items():
            if not isinstance(value, bool) and (not isinstance(value, str) or value in ("true", "false")):
                report.lose(KINDS, where)
            attribute = SubElement(listed, "attribute")
            _text(attribute, "name", _xml_text(key))
            _text(attribute, "value", _xml_text(_said(value)))
    elif rest:
        report.lose("attributes", where, len(rest))


def _sides(box: Box, dialect: str, report: Report, where: str) -> _Corners:
    """Left, top, right and bottom as the dialect counts them, with what rounding costs."""
    exact = (box.x, box.y, box.x + box.width, box.y + box.height)
    if dialect == "cvat":
        return exact
    if any(side != round(side) for side in exact):
        report.lose(FRACTIONS, where)
    if dialect == "official":
        left, top = math.floor(exact[0]), math.floor(exact[1])
        return (left + 1, top + 1, max(math.ceil(exact[2]), left + 1), max(math.ceil(exact[3]), top + 1))
    if min(exact) < 1:
        report.lose(BORDER, where)
    left, top, right, bottom = (max(1, round(side)) for side in exact)
    return (left, top, right, bottom)


def _dialect(source: Source) -> str:
    """How the first files count pixels, by what they hold besides boxes."""
    found = "official"
    for name in islice(_xml_files(source), _SAMPLE):
        try:
            root = _parse(source, name)
        except InvalidFile:
            continue
        sides = [side.text or "" for side in root.iterfind("object/bndbox/*")]
        if root.find("object/attributes") is not None or any("." in side for side in sides):
            return "cvat"
        if root.find("path") is not None or root.get("verified"):
            found = "labelimg"
    return found


def _parse(source: Source, name: str) -> Element:
    """The root of a document. Raises `InvalidFile`: too large, no XML, or with a document type of its own."""
    if source.size(name) > LARGEST:
        raise InvalidFile(f"The file is larger than {LARGEST >> 20} MB.", where=name)
    with source.open(name) as stream:
        try:
            root = parse(stream, forbid_dtd=True).getroot()
        except DefusedXmlException as error:
            raise InvalidFile(
                "The XML declares entities or a document type, and is not read.", where=name
            ) from error
        except (ParseError, LookupError, ValueError, RecursionError) as error:
            raise InvalidFile(f"This is no XML that can be read: {error}.", where=name) from error
    if root is None:
        raise InvalidFile("The XML is empty.", where=name)
    return root


def _splits(source: Source, report: Report) -> dict[str, str]:
    """The split of each picture by its stem: the lists in ImageSets/Main that name no class."""
    splits: dict[str, str] = {}
    for name in source.names():
        folder, _, last = name.rpartition("/")
        if not folder.endswith("ImageSets/Main") or not last.endswith(".txt"):
            continue
        split = stem(last)
        with source.open(name) as stream:
            try:
                lines = [line.strip() for line in stream.read(LARGEST).decode().splitlines()]
            except UnicodeDecodeError:
                report.refuse("The list is not UTF-8 text.", name)
                continue
        if split == _BOTH or any(_OF_CLASS.search(line) for line in lines):
            continue
        splits.update({line: split for line in lines if line})
    return splits


def _xml_files(source: Source) -> Iterator[str]:
    return (name for name in source.names() if name.lower().endswith(".xml"))


def _side(root: Element, key: str) -> int | None:
    text = (root.findtext(f"size/{key}") or "").strip()
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:12]) < 2**31 else None


def _number(parent: Element, key: str) -> float:
    try:
        number = float(parent.findtext(key) or "")
    except ValueError as error:
        raise ValueError(f"The box has no number in <{key}>.") from error
    if not abs(number) < 1e9:
        raise ValueError(f"The number in <{key}> is out of range.")
    return number


def _value(text: str) -> AttributeValue:
    return {"true": True, "false": False}.get(text.strip().lower(), text)


def _said(value: AttributeValue) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, list) else str(value)


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _xml_text(text: str) -> str:
    """The text without the characters that XML cannot say."""
    return "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)


PART = Voc()
