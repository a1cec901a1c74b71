"""Convex areas: their hull around points, their overlap, and the ring arithmetic they stand on."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from labelwright.core.geometry.geometry import Bounds, Geometry
from labelwright.core.geometry.points import segment_gap
from labelwright.core.views import Point, Ring


class Convex(Struct, frozen=True):
    """A convex ring whose corners run clockwise on the screen; fewer than three are a line or a point."""

    ring: Ring

    @classmethod
    def around(cls, points: Iterable[Point]) -> "Convex":
        """The smallest convex area around points."""
        return cls(hull(points))

    def bounds(self) -> Bounds:
        xs, ys = zip(*self.ring, strict=True)
        return (min(xs), min(ys), max(xs), max(ys))

    def area(self) -> float:
        return ring_area(self.ring)

    def iou(self, other: Geometry) -> float:
        if not isinstance(other, Convex):
            raise TypeError(f"A convex area cannot be laid over a {type(other).__name__}.")
        if self == other:
            return 1.0
        shared = ring_area(clip(self.ring, other.ring)) if min(len(self.ring), len(other.ring)) > 2 else 0.0
        union = self.area() + other.area() - shared
        return min(1.0, shared / union) if shared > 0 else 0.0

    def gap(self, x: float, y: float) -> float:
        if self.contains(x, y):
            return 0.0
        return min(segment_gap((x, y), start, end) for start, end in _edges(self.ring))

    def contains(self, x: float, y: float) -> bool:
        if len(self.ring) < 3:
            return any(segment_gap((x, y), start, end) == 0.0 for start, end in _edges(self.ring))
        return all(side(start, end, (x, y)) >= 0 for start, end in _edges(self.ring))


def hull(points: Iterable[Point]) -> Ring:
    """The corners of the smallest convex area around points, clockwise on the screen from the leftmost.

    Andrew, Another efficient algorithm for convex hulls in two dimensions, Information Processing Letters 9 (1979).
    """
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return tuple(ordered)
    upper, lower = _chain(ordered), _chain(ordered[::-1])
    return tuple(upper[:-1] + lower[:-1])


def clip(subject: Sequence[Point], window: Sequence[Point]) -> list[Point]:
    """The part of a convex ring inside another whose corners run clockwise on the screen.

    Sutherland and Hodgman, Reentrant polygon clipping, CACM 17 (1974): cut by the window's edges in turn.
    """
    kept = list(subject)
    for start, end in _edges(window):
        ring, kept = kept, []
        sides = [side(start, end, point) for point in ring]
        for i, (point, here) in enumerate(zip(ring, sides, strict=True)):
            before, side_before = ring[i - 1], sides[i - 1]
            if (here < 0 < side_before) or (side_before < 0 < here):
                share = side_before / (side_before - here)
                kept.append(
                    (before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1]))
                )
            if here >= 0:
                kept.append(point)
    return kept


def ring_area(ring: Sequence[Point]) -> float:
    """The area inside a ring, by the shoelace formula."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _edges(ring))) / 2


def side(start: Point, end: Point, point: Point) -> float:
    """Positive right of the line from `start` to `end` as seen on the screen, negative left of it."""
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])


def _chain(ordered: Sequence[Point]) -> list[Point]:
    """The corners met on the way along sorted points that only turns clockwise on the screen."""
    chain: list[Point] = []
    for point in ordered:
        while len(chain) > 1 and side(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _edges(ring: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    return zip(ring, (*ring[1:], *ring[:1]), strict=True)
