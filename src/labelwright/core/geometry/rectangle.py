"""A rectangle, upright or turned. Upright ones are measured by plain formulas, turned ones by clipping."""

import math

from msgspec import Struct

from labelwright.core.geometry.affine import cosine_sine
from labelwright.core.geometry.geometry import Bounds, Geometry
from labelwright.core.views import Point, Ring


class Rectangle(Struct, frozen=True):
    """The top-left corner before rotation, the size, and degrees clockwise about the centre."""

    x: float
    y: float
    width: float
    height: float
    angle: float = 0.0

    @property
    def centre(self) -> Point:
        return (self.x + self.width / 2, self.y + self.height / 2)

    def corners(self) -> Ring:
        """Where top left, top right, bottom right and bottom left lie after the turn."""
        if self.angle == 0:
            right, bottom = self.x + self.width, self.y + self.height
            return ((self.x, self.y), (right, self.y), (right, bottom), (self.x, bottom))
        cosine, sine = cosine_sine(self.angle)
        (cx, cy), w, h = self.centre, self.width / 2, self.height / 2
        return tuple(
            (cx + cosine * dx - sine * dy, cy + sine * dx + cosine * dy)
            for dx, dy in ((-w, -h), (w, -h), (w, h), (-w, h))
        )

    def bounds(self) -> Bounds:
        if self.angle == 0:
            return (self.x, self.y, self.x + self.width, self.y + self.height)
        xs, ys = zip(*self.corners(), strict=True)
        return (min(xs), min(ys), max(xs), max(ys))

    def area(self) -> float:
        return self.width * self.height

    def iou(self, other: Geometry) -> float:
        if not isinstance(other, Rectangle):
            raise TypeError(f"A rectangle cannot be laid over a {type(other).__name__}.")
        if self == other:
            return 1.0
        shared = self._shared_bounds(other)
        if shared > 0 and (self.angle or other.angle):
            shared = _area(_clip(self.corners(), other.corners()))
        union = self.area() + other.area() - shared
        return min(1.0, shared / union) if shared > 0 else 0.0

    def gap(self, x: float, y: float) -> float:
        cosine, sine = cosine_sine(self.angle)
        cx, cy = self.centre
        dx, dy = x - cx, y - cy
        along = abs(cosine * dx + sine * dy) - self.width / 2
        across = abs(cosine * dy - sine * dx) - self.height / 2
        return math.hypot(max(along, 0.0), max(across, 0.0))

    def contains(self, x: float, y: float) -> bool:
        return self.gap(x, y) == 0.0

    def _shared_bounds(self, other: "Rectangle") -> float:
        """The area that the bounds have in common: the intersection itself where both are upright."""
        left, top, right, bottom = self.bounds()
        other_left, other_top, other_right, other_bottom = other.bounds()
        width = min(right, other_right) - max(left, other_left)
        height = min(bottom, other_bottom) - max(top, other_top)
        return width * height if width > 0 and height > 0 else 0.0


def _clip(subject: Ring, window: Ring) -> list[Point]:
    """The part of a convex ring inside another whose corners run clockwise on the screen.

    Sutherland and Hodgman, Reentrant polygon clipping, CACM 17 (1974): cut by the window's edges in turn.
    """
    kept = list(subject)
    for start, end in zip(window, window[1:] + window[:1], strict=True):
        ring, kept = kept, []
        sides = [_side(start, end, point) for point in ring]
        for i, (point, side) in enumerate(zip(ring, sides, strict=True)):
            before, side_before = ring[i - 1], sides[i - 1]
            if (side < 0 < side_before) or (side_before < 0 < side):
                share = side_before / (side_before - side)
                kept.append(
                    (before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1]))
                )
            if side >= 0:
                kept.append(point)
    return kept


def _side(start: Point, end: Point, point: Point) -> float:
    """Positive right of the line from `start` to `end` as seen on the screen, negative left of it."""
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])


def _area(ring: list[Point]) -> float:
    """The area inside a ring, by the shoelace formula."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2
