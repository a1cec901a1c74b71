"""A polygon: an area of a picture, in one part or several, with holes or without."""

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Annotated, Any

from msgspec import Meta, Struct

from labelwright.core.geometry import Affine, Polygon, Rectangle
from labelwright.core.geometry.convex import ring_area
from labelwright.core.geometry.edges import edges_of_counts
from labelwright.core.geometry.ellipse import Ellipse
from labelwright.core.geometry.line import between_rings
from labelwright.core.geometry.outline import outlined
from labelwright.core.geometry.overlay import crossing, overlay
from labelwright.core.geometry.points import farthest
from labelwright.core.label import Label
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.views import Box, Mask, Ring, View
from labelwright.core.views import Ellipse as EllipseView
from labelwright.core.views import Polygon as PolygonView

TOLERANCE = 1.0
"""Pixels that a polygon may reach beyond its picture: files from elsewhere round outwards."""

POINTS_MAX = 100_000
RINGS_MAX = 10_000

ELLIPSE_CORNERS = 64
"""Corners of the polygon that stands for an ellipse: 0.16 % smaller than it."""

SPECK = 1.0
"""Square pixels below which a part or a hole that voting leaves beside larger ones is dropped."""

Coordinate = Annotated[float, Meta(ge=-1e7, le=1e7)]
Corners = Annotated[tuple[tuple[Coordinate, Coordinate], ...], Meta(min_length=3, max_length=POINTS_MAX)]
Part = Annotated[tuple[Corners, ...], Meta(min_length=1, max_length=RINGS_MAX)]
Parts = Annotated[tuple[Part, ...], Meta(min_length=1, max_length=RINGS_MAX)]


class PolygonValue(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Pixels of the upright picture: parts, each an outline followed by its holes; the last point joins the first.

    What belongs to the area is told by the even-odd rule over all rings, so that outlines which cross have one
    meaning, too. Raises `ValueError` for a ring without three different points, and for too many points.
    """

    parts: Parts

    def __post_init__(self) -> None:
        count = sum(map(len, self.rings))
        if count > POINTS_MAX:
            raise ValueError(f"it has {count} points, and a polygon at most {POINTS_MAX}")
        if not all(map(_is_ring, self.rings)):
            raise ValueError("a ring has fewer than three different points")

    @cached_property
    def rings(self) -> tuple[Ring, ...]:
        return tuple(ring for part in self.parts for ring in part)

    @cached_property
    def area(self) -> Polygon:
        return Polygon(self.rings)


class PolygonLabel(Label[PolygonValue]):
    """Distance is 1 − IoU, exact; several polygons of one object fuse to the area that most of the votes cover.

    Outlines may cross themselves, as they do in many files. Classes with `simple` refuse that.
    """

    name = "polygon"
    title = "Polygon"
    media = frozenset({"image"})
    Value = PolygonValue
    shows = frozenset({PolygonView})

    def options_schema(self) -> dict[str, Any]:
        simple = {
            "type": "boolean",
            "default": False,
            "description": "Whether outlines that cross themselves or one another are refused.",
        }
        return {"type": "object", "properties": {"simple": simple}, "additionalProperties": False}

    def check(self, value: PolygonValue, item: Item, cls: Class) -> Iterator[str]:
        if item.width is not None and item.height is not None:
            left, top, right, bottom = value.area.bounds()
            within = left >= -TOLERANCE and right <= item.width + TOLERANCE
            if not (within and top >= -TOLERANCE and bottom <= item.height + TOLERANCE):
                yield f"The polygon reaches out of the picture, which is {item.width} × {item.height} pixels."
        place = crossing(value.rings) if cls.options.get("simple", False) else None
        if place is not None:
            yield f"The outline crosses itself at ({place[0]:g}, {place[1]:g}); move a corner, or untangle it."

    def geometry(self, value: PolygonValue) -> Polygon:
        return value.area

    def farthest(self, a: PolygonValue, b: PolygonValue) -> float | None:
        """Corner by corner, where no ring has lost or won one."""
        if len(a.parts) != len(b.parts) or len(a.rings) != len(b.rings):
            return None
        gone = [farthest(before, after) for before, after in zip(a.rings, b.rings, strict=True)]
        told = [far for far in gone if far is not None]
        return max(told) if len(told) == len(gone) else None

    def fuse(self, values: Sequence[PolygonValue], weights: Sequence[float], item: Item) -> PolygonValue:
        """The area that more than half of the weight covers; where it is even, the first polygon decides.

        Where no place has so much, or the outlines are too tangled to be laid over one another, the weighted medoid.
        """
        if all(value == values[0] for value in values):
            return values[0]
        half = math.fsum(weights) / 2

        def keep(covering: int) -> bool:
            weight = math.fsum(w for i, w in enumerate(weights) if covering >> i & 1)
            even = math.isclose(weight, half)
            return bool(covering & 1) if even else weight > half

        voted = overlay([value.rings for value in values], keep)
        return _of(_without_specks(voted or ())) or super().fuse(values, weights, item)

    def views(self, value: PolygonValue, cls: Class, path: tuple[str, ...]) -> tuple[View, ...]:
        return (PolygonView(value.parts),)

    def from_view(self, view: View) -> PolygonValue | None:
        """An area whatever its shape: a mask becomes the outlines along the sides of its pixels."""
        match view:
            case PolygonView():
                return _of(view.parts)
            case Box() if view.width > 0 and view.height > 0:
                return _of(((Rectangle(view.x, view.y, view.width, view.height, view.angle).corners(),),))
            case EllipseView() if view.rx > 0 and view.ry > 0:
                ellipse = Ellipse(view.cx, view.cy, view.rx, view.ry, view.angle)
                return _of(((ellipse.outline(ELLIPSE_CORNERS),),))
            case Mask() if view.width > 0 and len(view.counts) <= POINTS_MAX:
                return _of(outlined(edges_of_counts(view.x, view.y, view.width, view.counts)))
        return None

    def transform(self, value: PolygonValue, affine: Affine) -> PolygonValue:
        return PolygonValue(
            tuple(tuple(tuple(map(affine.apply, ring)) for ring in part) for part in value.parts)
        )

    def between(self, a: PolygonValue, b: PolygonValue, t: float) -> PolygonValue:
        """Each ring goes to the one in the same place of `b`; rings that only one has are seen with it alone."""
        if t <= 0 or t >= 1:
            return a if t <= 0 else b
        mixed = [_between_parts(p, q, t) for p, q in zip(a.parts, b.parts, strict=False)]
        return _of([*mixed, *a.parts[len(b.parts) :]]) or a


def _of(parts: Iterable[Sequence[Ring]]) -> PolygonValue | None:
    """The polygon of what of these parts is an area; None where nothing is, or it has too many points."""
    kept = tuple(tuple(filter(_is_ring, part)) for part in parts if part and _is_ring(part[0]))
    count = sum(len(ring) for part in kept for ring in part)
    return PolygonValue(kept) if 0 < count <= POINTS_MAX else None


def _between_parts(a: tuple[Ring, ...], b: tuple[Ring, ...], t: float) -> tuple[Ring, ...]:
    return (*(between_rings(r, s, t) for r, s in zip(a, b, strict=False)), *a[len(b) :])


def _is_ring(points: Sequence[tuple[float, float]]) -> bool:
    return len(set(points[:3])) == 3 or len(set(points)) > 2


def _without_specks(parts: tuple[tuple[Ring, ...], ...]) -> tuple[tuple[Ring, ...], ...]:
    """The parts and holes that are larger than a speck; of parts that all are small the largest."""
    sizes = [ring_area(part[0]) for part in parts]
    return tuple(
        tuple(ring for ring in part if ring is part[0] or ring_area(ring) >= SPECK)
        for part, size in zip(parts, sizes, strict=True)
        if size >= min(SPECK, max(sizes))
    )


PART = PolygonLabel()
