"""A cuboid as a camera sees it: a car, a lorry, a crate, drawn by its nearer face and how far it reaches back."""

import math
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from labelwright.core.aggregation.median import geometric_median
from labelwright.core.geometry import Affine, Bounds, Convex, meetings
from labelwright.core.geometry.points import farthest
from labelwright.core.label import Label
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.views import Cuboid, Point, View

Coordinate = Annotated[float, Meta(ge=-1e7, le=1e7)]
Corner = tuple[Coordinate, Coordinate]
Face = tuple[Corner, Corner, Corner, Corner]

MIRRORED = (1, 0, 3, 2)
"""Which corner takes the place of each in a mirror, so that both faces go on running clockwise."""


class CuboidValue(Struct, frozen=True, forbid_unknown_fields=True):
    """Pixels of the upright picture: the nearer face and the farther one, corner by corner joined.

    Both run top left, top right, bottom right, bottom left, as the object itself stands.
    """

    front: Face
    back: Face


class CuboidLabel(Label[CuboidValue]):
    """Distance is that of the corners, each from its own; several cuboids fuse corner by corner."""

    name = "cuboid2d"
    title = "Cuboid"
    media = frozenset({"image"})
    Value = CuboidValue
    shows = frozenset({Cuboid})

    def check(self, value: CuboidValue, item: Item, cls: Class) -> Iterator[str]:
        """What is cut off by the border is drawn whole, so that only the middle must lie in the picture."""
        for name, face in (("front", value.front), ("back", value.back)):
            if _signed_area(face) <= 0:
                yield (
                    f"The {name} face does not run clockwise: top left, top right, bottom right, bottom left."
                )
        if item.width is None or item.height is None:
            return
        left, top, right, bottom = self.geometry(value).bounds()
        if not (0 <= (left + right) / 2 <= item.width and 0 <= (top + bottom) / 2 <= item.height):
            yield f"The middle lies outside the picture, which is {item.width} × {item.height} pixels."

    def geometry(self, value: CuboidValue) -> Convex:
        """The silhouette: the smallest convex area around all corners."""
        return Convex.around((*value.front, *value.back))

    def distance(self, a: CuboidValue, b: CuboidValue, item: Item) -> float:
        """The mean distance of the eight corners over half the mean diagonal of the boxes around them, at most 1.

        Silhouettes hardly tell which face is near, and an overlap of faces is nothing as soon as the small one is off
        by its width, while corners tell depth and direction and fall off evenly. So normed, a square that is moved by
        a third of its side, which is an overlap of one half, is 0.47 away.
        """
        pairs = zip((*a.front, *a.back), (*b.front, *b.back), strict=True)
        mean = math.fsum(math.dist(p, q) for p, q in pairs) / 8
        size = (_diagonal(self.geometry(a).bounds()) + _diagonal(self.geometry(b).bounds())) / 4
        return min(1.0, mean / size) if mean > 0 else 0.0

    def farthest(self, a: CuboidValue, b: CuboidValue) -> float | None:
        return farthest((*a.front, *a.back), (*b.front, *b.back))

    def candidates(
        self, first: Sequence[CuboidValue], second: Sequence[CuboidValue]
    ) -> Iterator[tuple[int, int]]:
        """Those whose bounds meet once each has grown by a quarter of its diagonal."""
        return meetings(*([_reach(self.geometry(v).bounds()) for v in values] for values in (first, second)))

    def fuse(self, values: Sequence[CuboidValue], weights: Sequence[float], item: Item) -> CuboidValue:
        """Each corner at the weighted median of its places."""
        if len(values) == 1:
            return values[0]
        corners = [
            geometric_median(places, weights)
            for places in zip(*((*value.front, *value.back) for value in values), strict=True)
        ]
        return _value(corners)

    def views(self, value: CuboidValue, cls: Class, path: tuple[str, ...]) -> tuple[View, ...]:
        return (Cuboid(value.front, value.back),)

    def from_view(self, view: View) -> CuboidValue | None:
        return CuboidValue(view.front, view.back) if isinstance(view, Cuboid) else None

    def transform(self, value: CuboidValue, affine: Affine) -> CuboidValue:
        """Every corner where the map puts it; in a mirror left and right change places, so that faces run clockwise."""
        order = MIRRORED if affine.mirrors else range(4)
        return _value([affine.apply(face[i]) for face in (value.front, value.back) for i in order])

    def between(self, a: CuboidValue, b: CuboidValue, t: float) -> CuboidValue:
        """Every corner moves in a straight line."""
        pairs = zip((*a.front, *a.back), (*b.front, *b.back), strict=True)
        return _value([((1 - t) * px + t * qx, (1 - t) * py + t * qy) for (px, py), (qx, qy) in pairs])


def _value(corners: Sequence[Point]) -> CuboidValue:
    a, b, c, d, e, f, g, h = corners
    return CuboidValue((a, b, c, d), (e, f, g, h))


def _signed_area(face: Face) -> float:
    """Positive where the corners run clockwise on the screen."""
    pairs = zip(face, (*face[1:], face[0]), strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def _diagonal(bounds: Bounds) -> float:
    left, top, right, bottom = bounds
    return math.hypot(right - left, bottom - top)


def _reach(bounds: Bounds) -> Bounds:
    left, top, right, bottom = bounds
    by = _diagonal(bounds) / 4
    return (left - by, top - by, right + by, bottom + by)


PART = CuboidLabel()
