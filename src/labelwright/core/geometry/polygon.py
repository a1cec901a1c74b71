"""An area bounded by rings: in one part or several, with holes or without, crossed or not."""

from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from labelwright.core.geometry.coverage import covered
from labelwright.core.geometry.geometry import Bounds, Geometry
from labelwright.core.geometry.line import closed, gap, mean_worth
from labelwright.core.views import Ring


class Polygon(Struct, frozen=True, dict=True):
    """What lies within an odd number of `rings`. Its outline belongs to it."""

    rings: tuple[Ring, ...]

    def bounds(self) -> Bounds:
        xs, ys = zip(*(point for ring in self.rings for point in ring), strict=True)
        return (min(xs), min(ys), max(xs), max(ys))

    def area(self) -> float:
        return self._area

    def iou(self, other: Geometry) -> float:
        if not isinstance(other, Polygon):
            raise TypeError(f"A polygon cannot be laid over a {type(other).__name__}.")
        if self == other:
            return 1.0
        # In one order whichever is asked, so that both answers are the same to the last bit.
        first, second = sorted((self.rings, other.rings))
        one, two, both = covered(first, second)
        return min(1.0, both / (one + two - both)) if both > 0 else 0.0

    def outline_gap(self, other: "Polygon") -> float:
        """How far the outlines of both are apart, in pixels: what an IoU does not show of large areas.

        The average symmetric surface distance of medical imaging.
        """
        first, second = (list(map(closed, rings)) for rings in sorted((self.rings, other.rings)))
        return mean_worth(first, second, float)

    def gap(self, x: float, y: float) -> float:
        return 0.0 if self._surrounds(x, y) else min(gap(closed(ring), x, y) for ring in self.rings)

    def contains(self, x: float, y: float) -> bool:
        return self.gap(x, y) == 0.0

    @cached_property
    def _area(self) -> float:
        return covered(self.rings)[0]

    def _surrounds(self, x: float, y: float) -> bool:
        """Whether a ray to the right crosses the outline an odd number of times."""
        inside = False
        for ring in self.rings:
            for (x0, y0), (x1, y1) in pairwise(closed(ring)):
                if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
                    inside = not inside
        return inside
