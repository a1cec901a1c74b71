"""Points that belong together, such as the joints of a body, with the lines that join them."""

import math
from collections.abc import Sequence

from msgspec import Struct

from labelwright.core.geometry.geometry import Bounds, Geometry
from labelwright.core.views import Point


class Points(Struct, frozen=True):
    """At least one point. `links` are drawn and can be hit; they have no area."""

    points: tuple[Point, ...]
    links: tuple[tuple[Point, Point], ...] = ()

    def bounds(self) -> Bounds:
        xs, ys = zip(*self.points, strict=True)
        return (min(xs), min(ys), max(xs), max(ys))

    def area(self) -> float:
        return 0.0

    def iou(self, other: Geometry) -> float:
        """The share of the points of either that both have."""
        if not isinstance(other, Points):
            raise TypeError(f"Points cannot be laid over a {type(other).__name__}.")
        ours, theirs = set(self.points), set(other.points)
        return len(ours & theirs) / len(ours | theirs)

    def gap(self, x: float, y: float) -> float:
        """The distance to the nearest point or link."""
        to_points = [math.hypot(px - x, py - y) for px, py in self.points]
        return min(to_points + [segment_gap((x, y), a, b) for a, b in self.links])

    def contains(self, x: float, y: float) -> bool:
        return self.gap(x, y) == 0.0


def farthest(before: Sequence[Point], after: Sequence[Point]) -> float | None:
    """How far the point went that went farthest, each from its own place; None where there are more or fewer now."""
    if len(before) != len(after):
        return None
    return max(map(math.dist, before, after), default=0.0)


def segment_gap(point: Point, start: Point, end: Point) -> float:
    """The distance from a point to a line between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    px, py = point[0] - start[0], point[1] - start[1]
    length = dx * dx + dy * dy
    share = min(max((px * dx + py * dy) / length, 0.0), 1.0) if length > 0 else 0.0
    return math.hypot(px - share * dx, py - share * dy)
