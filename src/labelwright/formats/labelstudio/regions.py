"""From the regions of a result to marks."""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

import msgspec

from labelwright.core.exchange import Mark
from labelwright.core.geometry import turn
from labelwright.core.geometry.affine import cosine_sine
from labelwright.core.losses import marks_of
from labelwright.core.records import AttributeValue
from labelwright.core.report import Report
from labelwright.core.runs import from_brush
from labelwright.core.views import Box, Ellipse, Keypoint, Keypoints, Mask, Polygon, Relation, Span, Tag, View
from labelwright.formats.labelstudio.records import (
    BROKEN,
    HIDDEN,
    NO_GROUP,
    VISIBILITY,
    Oval,
    Percent,
    Place,
    Region,
    Spot,
)

FURTHER = "regions on further pictures of a task"

RECTANGLES = frozenset({"rectanglelabels", "rectangle"})
POLYGONS = frozenset({"polygonlabels", "polygon"})
ELLIPSES = frozenset({"ellipselabels", "ellipse"})
POINTS = frozenset({"keypointlabels", "keypoint"})
BRUSHES = frozenset({"brushlabels", "brush"})
SHAPES = RECTANGLES | POLYGONS | ELLIPSES | POINTS | BRUSHES
"""Regions that lie on a picture."""

_TAGS = frozenset({"choices", "taxonomy"})
_RELATION = "relation"
_LABELS = "labels"


def marks(result: Sequence[Mapping[str, Any]], text: str, report: Report, where: str) -> Iterator[Mark]:
    """The marks of a result; regions that share an id are one mark with its class and its attributes.

    Points whose parent is a rectangle are its skeleton, each called by its label; any other is one of its own. What has
    another parent belongs together with it, in a compound called by the id of the topmost.
    """
    objects: dict[str, list[Region]] = {}
    for index, data in enumerate(result):
        try:
            region = msgspec.convert(data, Region)
        except BROKEN as error:
            report.refuse(f"This is no region: {error}.", f"{where}, region {index + 1}")
            continue
        if region.item_index:
            report.lose(FURTHER, where)
            continue
        objects.setdefault(region.id or f"#{index}", []).append(region)
    skeletons = _skeletons(objects)
    joined = {key for keys in skeletons.values() for key in keys}
    tops = _tops(objects, joined)
    for key, regions in objects.items():
        if key in joined:
            continue
        shape = _shape(regions)
        try:
            points = [point for joint in skeletons.get(key, ()) for point in _points(objects[joint])]
            found = list(_read(shape, regions, text))
        except BROKEN as error:
            report.refuse(f"This is no region: {error}.", f"{where}, region {key}")
            continue
        if not found:
            report.lose(marks_of(shape.type[:40]), where)
        attributes = {r.from_name: v for r in regions if r is not shape and (v := _attribute(r)) is not None}
        if shape.type in POINTS:
            attributes.pop(VISIBILITY, None)
        for cls, view in found:
            yield Mark(
                cls,
                (Keypoints(tuple(points)), view) if points else (view,),
                attributes,
                id="" if key.startswith("#") else key,
                confidence=shape.score,
                note=_note(shape),
                compound=tops.get(key, ""),
            )


def _shape(regions: Sequence[Region]) -> Region:
    """The region that says where a mark lies or, where none does, what it is."""
    shape = next((r for r in regions if r.type in SHAPES), None)
    return shape or next((r for r in regions if r.type == _LABELS), regions[0])


def _skeletons(objects: Mapping[str, Sequence[Region]]) -> dict[str, list[str]]:
    """The points of each rectangle that is the parent of some, by their ids."""
    found: dict[str, list[str]] = {}
    for key, regions in objects.items():
        shape = _shape(regions)
        parent = shape.parentID or ""
        if shape.type in POINTS and parent in objects and _shape(objects[parent]).type in RECTANGLES:
            found.setdefault(parent, []).append(key)
    return found


def _tops(objects: Mapping[str, Sequence[Region]], joined: Set[str]) -> dict[str, str]:
    """The topmost of the parents of each region that has some or is one, in a file that may go round in circles."""
    parents = {
        key: parent
        for key, regions in objects.items()
        if key not in joined
        and (parent := _shape(regions).parentID or "") in objects
        and parent not in joined
    }
    tops: dict[str, str] = {}
    for start in parents:
        path: dict[str, None] = {}
        key = start
        while key in parents and key not in path and key not in tops:
            path[key] = None
            key = parents[key]
        tops |= dict.fromkeys([*path, key], tops.get(key, key))
    return tops


def _points(regions: Sequence[Region]) -> Iterator[Keypoint]:
    """The points of a joint: one for each of its labels."""
    shape = _shape(regions)
    spot, (width, height) = msgspec.convert(shape.value, Spot), _percents(shape)
    said = [r.value.get("choices") for r in regions if r.from_name == VISIBILITY]
    for region in regions:
        if region.type == _LABELS or (region is shape and region.type in region.value):
            for name in msgspec.convert(region.value.get(region.type), list[str]):
                yield Keypoint(name, spot.x * width, spot.y * height, 1 if [HIDDEN] in said else 2)


def _read(shape: Region, regions: Sequence[Region], text: str) -> Iterator[tuple[str, View]]:
    """Class and view of each label of a mark, and nothing for a type that we do not know.

    The control that draws and the one that names may be two: then the labels stand in a region of their own.
    """
    group = "" if shape.from_name == NO_GROUP else shape.from_name
    if shape.type == "choices":
        for choice in msgspec.convert(shape.value.get("choices"), list[str]):
            yield choice, Tag(group, (choice,))
    elif shape.type == "taxonomy":
        for path in msgspec.convert(shape.value.get("taxonomy"), list[list[str]]):
            if path:
                yield path[-1], Tag(group, tuple(path))
    elif shape.type == _RELATION:
        source, target = (
            (shape.to_id, shape.from_id) if shape.direction == "left" else (shape.from_id, shape.to_id)
        )
        yield (
            shape.labels[0] if shape.labels else _RELATION,
            Relation(source, target, directed=shape.direction != "bi"),
        )
    elif shape.type in POINTS:
        for point in _points(regions):
            yield point.name, Keypoints((point,))
    elif shape.type in SHAPES or shape.type == _LABELS:
        view = _view(shape, text)
        for region in regions:
            names = region.value.get(region.type)
            if region.type == _LABELS or (region is shape and names is not None):
                for name in msgspec.convert(names, list[str]):
                    yield name, view


def _view(region: Region, text: str) -> View:
    if region.type == _LABELS:
        start, end = msgspec.convert([region.value.get("start"), region.value.get("end")], tuple[int, int])
        if not 0 <= start < end <= len(text):
            raise ValueError(f"its span [{start}, {end}) lies outside the text")
        return Span(start, end)
    width, height = _percents(region)
    if region.type in BRUSHES:
        return _painted(region)
    if region.type in ELLIPSES:
        oval = msgspec.convert(region.value, Oval)
        rx, ry = oval.radiusX * width, oval.radiusY * height
        return Ellipse(oval.x * width, oval.y * height, rx, ry, turn(oval.rotation))
    if region.type in POLYGONS:
        points = msgspec.convert(region.value.get("points"), list[tuple[Percent, Percent]])
        if len(points) < 3:
            raise ValueError("its area has fewer than three points")
        return Polygon(((tuple((x * width, y * height) for x, y in points),),))
    place = msgspec.convert(region.value, Place)
    x, y, w, h = place.x * width, place.y * height, place.width * width, place.height * height
    if not place.rotation:
        return Box(x, y, w, h)
    cosine, sine = cosine_sine(place.rotation)
    cx, cy = x + w / 2 * cosine - h / 2 * sine, y + w / 2 * sine + h / 2 * cosine
    return Box(cx - w / 2, cy - h / 2, w, h, turn(place.rotation))


def _painted(region: Region) -> Mask:
    if region.value.get("format") != "rle":
        raise ValueError("its brush is in no form that we know")
    data = msgspec.convert(region.value.get("rle"), list[int])
    mask = from_brush(data, region.original_width or 0, region.original_height or 0)
    if mask is None:
        raise ValueError("its brush has painted nothing")
    return mask


def _percents(region: Region) -> tuple[float, float]:
    """How many pixels a percent of the picture's width and height is."""
    if region.original_width is None or region.original_height is None:
        raise ValueError("it does not say the size of its picture")
    if region.image_rotation:
        raise ValueError(f"it was drawn on a picture turned by {region.image_rotation} degrees")
    return region.original_width / 100, region.original_height / 100


def _attribute(region: Region) -> AttributeValue | None:
    """The answer to a question about a region, or None where it is of a type that we do not know."""
    value = region.value
    if region.type == "choices" and isinstance(chosen := value.get("choices"), list):
        texts = [str(v) for v in chosen]
        if texts in (["true"], ["false"]):
            return texts == ["true"]
        return texts[0] if len(texts) == 1 else texts
    if region.type in ("number", "rating") and isinstance(number := value.get(region.type), int | float):
        return number
    if region.type == "textarea" and isinstance(said := value.get("text"), list):
        return "\n".join(map(str, said))
    return None


def _note(region: Region) -> str:
    note = region.meta.get("text")
    return "\n".join(map(str, note)) if isinstance(note, list) else str(note or "")
