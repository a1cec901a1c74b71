"""A rectangle, upright or turned. Upright ones are measured by plain formulas, turned ones by clipping."""

import math

from msgspec import Struct

from labelwright.core.geometry.affine import cosine_sine
from labelwright.core.geometry.convex import clip, ring_area
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
            shared = ring_area(clip(self.corners(), other.corners()))
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
