"""Reads VOC: its documents one by one, each with its picture and the split that a list gives it."""

import re
from collections.abc import Iterator
from itertools import islice
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import parse

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Mark, Sample, SampleAnswer
from labelwright.core.names import stem
from labelwright.core.pictures import Pictures
from labelwright.core.ports import Source
from labelwright.core.records import AttributeValue, Item
from labelwright.core.report import Report
from labelwright.core.views import Box
from labelwright.formats.voc.records import BOTH, FLAGS, LOOKED_AT, NO_POSE, POSE

PARTS = "parts of objects"
ACTIONS = "actions of objects"
SEGMENTS = "pictures of segments (the boxes of objects are kept)"

LARGEST = 64 << 20
_OF_CLASS = re.compile(r"\s(-1|0|1)$")
"""Lists of one class say after each name whether it is there."""


def xml_files(source: Source) -> Iterator[str]:
    """The files that may be annotations, by their names."""
    return (name for name in source.names() if name.lower().endswith(".xml"))


def dialect_of(source: Source) -> str:
    """How the first files count pixels, by what they hold besides boxes."""
    found = "official"
    for name in islice(xml_files(source), LOOKED_AT):
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


def samples(source: Source, report: Report, dialect: str) -> Iterator[Sample]:
    """A sample for each document."""
    pictures, splits = Pictures(source), _splits(source, report)
    for name in source.names():
        if "SegmentationObject" in name.split("/")[:-1]:
            report.lose(SEGMENTS, name)
    for name in xml_files(source):
        try:
            root = _parse(source, name)
            if root.tag != "annotation":
                report.warn(f"Left alone, since it is a <{root.tag[:40]}>.", name)
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
        width, height = pictures.measure(path, report)
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
    pose = (element.findtext(POSE) or "").strip()
    if pose not in ("", NO_POSE):
        attributes[POSE] = pose
    for attribute in element.iterfind("attributes/attribute"):
        key = (attribute.findtext("name") or "").strip()
        if key:
            attributes[key] = _value(attribute.findtext("value") or "")
    if attributes.pop("rotation", "") not in ("", "0", "0.0"):
        report.warn(
            "A rotation among the attributes was left out: VOC does not say about which point.", where
        )
    if parts := len(element.findall("part")):
        report.lose(PARTS, where, parts)
    if element.find("actions") is not None:
        report.lose(ACTIONS, where)
    return Mark(name, (Box(left, top, right - left, bottom - top),), attributes)


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
        if split == BOTH or any(_OF_CLASS.search(line) for line in lines):
            continue
        splits.update({line: split for line in lines if line})
    return splits


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
