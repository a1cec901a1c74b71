"""A line through points."""

from msgspec import Struct

from labelwright.core.geometry.geometry import Bounds, Geometry
from labelwright.core.geometry.line import gap, mean_worth
from labelwright.core.views import Point


class Path(Struct, frozen=True):
    """At least two points, joined by straight lines in their order."""

    points: tuple[Point, ...]

    def bounds(self) -> Bounds:
        xs, ys = zip(*self.points, strict=True)
        return (min(xs), min(ys), max(xs), max(ys))

    def area(self) -> float:
        return 0.0

    def iou(self, other: Geometry) -> float:
        """Lines cover nothing: 1 with itself and 0 with any other. `strip_iou` says how close two of them run."""
        if not isinstance(other, Path):
            raise TypeError(f"A path cannot be laid over a {type(other).__name__}.")
        return 1.0 if self == other else 0.0

    def strip_iou(self, other: "Path", width: float) -> float:
        """How alike two lines are if each is taken for a strip `width` pixels wide: the IoU of the strips.

        Two parallel strips a distance d apart have `width` − d of their width in common, if any. The mean of
        max(0, 1 − d / width) along both lines is therefore the Dice coefficient D of the strips, and D / (2 − D)
        their IoU, without painting them. Which way a line runs does not count. So lanes are compared, with strips 30
        pixels wide, since Pan et al., Spatial as deep (2018).
        """
        if self == other:
            return 1.0
        first, second = sorted((self.points, other.points))
        dice = mean_worth([first], [second], lambda apart: max(0.0, 1.0 - apart / width))
        return dice / (2.0 - dice)

    def gap(self, x: float, y: float) -> float:
        return gap(self.points, x, y)

    def contains(self, x: float, y: float) -> bool:
        return self.gap(x, y) == 0.0
