"""A point on a picture: a third label type, with a geometry of its own."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Annotated

from msgspec import Meta, Struct

from labelwright.core.geometry import Affine, Bounds, Geometry
from labelwright.core.label import Label
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.views import Keypoint, Keypoints, View

Coordinate = Annotated[float, Meta(ge=-1e7, le=1e7)]

FAR = 0.1
"""Points this share of the picture's diagonal apart have nothing to do with one another."""


@dataclass(frozen=True)
class Place:
    x: float
    y: float

    def bounds(self) -> Bounds:
        return (self.x, self.y, self.x, self.y)

    def area(self) -> float:
        return 0.0

    def iou(self, other: Geometry) -> float:
        return float(self == other)

    def gap(self, x: float, y: float) -> float:
        return math.hypot(x - self.x, y - self.y)

    def contains(self, x: float, y: float) -> bool:
        return (x, y) == (self.x, self.y)


class PointValue(Struct, frozen=True, forbid_unknown_fields=True):
    x: Coordinate
    y: Coordinate


class PointLabel(Label[PointValue]):
    name = "point"
    title = "Point"
    media = frozenset({"image"})
    Value = PointValue

    def check(self, value: PointValue, item: Item, cls: Class) -> Iterator[str]:
        width, height = item.width or math.inf, item.height or math.inf
        if not (0 <= value.x <= width and 0 <= value.y <= height):
            yield "The point lies outside the picture."

    def geometry(self, value: PointValue) -> Place:
        return Place(value.x, value.y)

    def distance(self, a: PointValue, b: PointValue, item: Item) -> float:
        reach = FAR * math.hypot(item.width or 1, item.height or 1)
        return min(1.0, math.hypot(a.x - b.x, a.y - b.y) / reach)

    def candidates(
        self, first: Sequence[PointValue], second: Sequence[PointValue]
    ) -> Iterator[tuple[int, int]]:
        return product(range(len(first)), range(len(second)))

    def views(self, value: PointValue, cls: Class, path: tuple[str, ...]) -> tuple[View, ...]:
        return (Keypoints((Keypoint(cls.name, value.x, value.y),)),)

    def from_view(self, view: View) -> PointValue | None:
        if isinstance(view, Keypoints) and len(view.points) == 1:
            return PointValue(view.points[0].x, view.points[0].y)
        return None

    def transform(self, value: PointValue, affine: Affine) -> PointValue:
        return PointValue(*affine.apply((value.x, value.y)))

    def between(self, a: PointValue, b: PointValue, t: float) -> PointValue:
        return PointValue((1 - t) * a.x + t * b.x, (1 - t) * a.y + t * b.y)


PART = PointLabel()
