"""A stretch of a line: characters of a text, or seconds of a clip."""

from msgspec import Struct

from labelwright.core.geometry.geometry import Bounds, Geometry


class Interval(Struct, frozen=True):
    """From `start` up to, but without, `end`. On the plane it lies along x and is one high."""

    start: float
    end: float

    def bounds(self) -> Bounds:
        return (self.start, 0.0, self.end, 1.0)

    def area(self) -> float:
        return self.end - self.start

    def shared(self, other: "Interval") -> float:
        """The length that both cover."""
        return max(0.0, min(self.end, other.end) - max(self.start, other.start))

    def iou(self, other: Geometry) -> float:
        if not isinstance(other, Interval):
            raise TypeError(f"An interval cannot be laid over a {type(other).__name__}.")
        shared = self.shared(other)
        union = self.area() + other.area() - shared
        return shared / union if shared > 0 else 0.0

    def gap(self, x: float, y: float = 0.0) -> float:
        return max(self.start - x, x - self.end, 0.0)

    def contains(self, x: float, y: float = 0.0) -> bool:
        return self.start <= x < self.end
