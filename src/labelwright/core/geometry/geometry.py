"""What every geometry can tell of itself. A geometry is a value: it never changes and knows no label type."""

from typing import Protocol, TypeAlias

Bounds: TypeAlias = tuple[float, float, float, float]


class Geometry(Protocol):
    """Where a mark lies: in pixels of the upright image, or in text offsets or seconds along x."""

    def bounds(self) -> Bounds:
        """The smallest upright rectangle around it, as (left, top, right, bottom)."""
        ...

    def area(self) -> float:
        """Its size: square pixels, or a length for what lies on a line."""
        ...

    def iou(self, other: "Geometry") -> float:
        """Intersection over union with its own kind, from 0 to 1. Raises `TypeError` for another."""
        ...

    def gap(self, x: float, y: float) -> float:
        """How far a point is from it: 0 inside and on its edge."""
        ...

    def contains(self, x: float, y: float) -> bool:
        """Whether a point belongs to it."""
        ...
