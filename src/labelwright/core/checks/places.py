"""How marks lie to one another, whatever their label types: measured on their geometries or, failing that, on views."""

from collections.abc import Iterator, Sequence
from itertools import islice

from labelwright.core.checks.scene import Seen
from labelwright.core.geometry import Convex, Ellipse, Interval, Polygon, Raster, Rectangle, meetings
from labelwright.core.geometry.coverage import covered
from labelwright.core.geometry.outline import outlined
from labelwright.core.views import Keypoints, Line, Point, Ring

PAIRS_MAX = 100_000
"""Pairs that are looked at in one answer: ten thousand marks with ten neighbours each."""

_CORNERS = 64
"""Corners of the outline that stands for an ellipse among areas of other kinds."""

Shared = tuple[float, float, float]
"""The size of one mark, of another, and of what both cover: square pixels, characters or seconds."""


def neighbours(marks: Sequence[Seen], others: Sequence[Seen]) -> Iterator[tuple[Seen, Seen]]:
    """The pairs whose bounds meet, each two of them once and none with itself."""
    first = [(mark, mark.geometry.bounds()) for mark in marks if mark.geometry is not None]
    second = [(mark, mark.geometry.bounds()) for mark in others if mark.geometry is not None]
    both = {mark.id for mark, _ in first} & {mark.id for mark, _ in second}
    met = meetings([bounds for _, bounds in first], [bounds for _, bounds in second])
    for i, j in islice(met, PAIRS_MAX):
        one, other = first[i][0], second[j][0]
        if one.id == other.id:
            continue
        if one.id in both and other.id in both and other.id < one.id:
            continue  # comes the other way round as well
        yield one, other


def shared(one: Seen, other: Seen) -> Shared | None:
    """What two marks cover alone and together; None where either has no size."""
    a, b = one.geometry, other.geometry
    if a is None or b is None or isinstance(a, Interval) != isinstance(b, Interval):
        return None
    if type(a) is type(b) and not isinstance(a, Polygon):
        first, second = a.area(), b.area()
        if first <= 0 or second <= 0:
            return None
        iou = a.iou(b)
        return first, second, iou * (first + second) / (1 + iou)
    rings, others = _rings(one), _rings(other)
    sizes = covered(rings, others) if rings and others else (0.0, 0.0, 0.0)
    return sizes if sizes[0] > 0 and sizes[1] > 0 else None


def share_within(one: Seen, other: Seen) -> float:
    """How much of a mark lies in another, from 0 to 1: of its size, or of its points where it has none."""
    if (sizes := shared(one, other)) is not None:
        return min(1.0, sizes[2] / sizes[0])
    points, place = points_of(one), other.geometry
    if not points or place is None or place.area() <= 0:
        return 0.0
    return sum(place.contains(x, y) for x, y in points) / len(points)


def points_of(mark: Seen) -> tuple[Point, ...]:
    """The points of a mark that is made of points or lines; hidden ones count, those not labelled do not."""
    if (points := mark.view(Keypoints)) is not None:
        return tuple((p.x, p.y) for p in points.points if p.visibility > 0)
    line = mark.view(Line)
    return line.points if line is not None else ()


def _rings(mark: Seen) -> Sequence[Ring]:
    """The outline of an area; none where it is no area."""
    match mark.geometry:
        case Rectangle() as rectangle:
            return [rectangle.corners()]
        case Polygon() as polygon:
            return polygon.rings
        case Ellipse() as ellipse:
            return [ellipse.outline(_CORNERS)]
        case Convex() as convex:
            return [convex.ring]
        case Raster() as raster:
            return [ring for part in outlined(raster.edges) for ring in part]
    return []
