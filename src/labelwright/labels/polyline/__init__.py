"""A polyline: a line on a picture through points, such as a lane, a wire or a vessel."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated, Any

from msgspec import Meta, Struct

from labelwright.core.aggregation.median import weighted_median
from labelwright.core.geometry import Affine, Bounds, Path, meetings
from labelwright.core.geometry.line import aligned, between_lines, simplified
from labelwright.core.geometry.points import farthest
from labelwright.core.label import Label
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.views import Line, View

OUTSIDE = 1.0
"""Pixels that a line may reach beyond its picture: files from elsewhere round outwards."""

POINTS_MAX = 10_000

TOLERANCE = 20.0
"""How far apart, in pixels, two lines have nothing in common, where a class does not say."""

SUPERFLUOUS = 0.01
"""Points of a fused line that lie no farther from it, in pixels, are left out."""

Coordinate = Annotated[float, Meta(ge=-1e7, le=1e7)]
Points = Annotated[tuple[tuple[Coordinate, Coordinate], ...], Meta(min_length=2, max_length=POINTS_MAX)]


class PolylineValue(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Pixels of the upright picture. Raises `ValueError` where all points are one."""

    points: Points

    def __post_init__(self) -> None:
        if len(set(self.points)) < 2:
            raise ValueError("a line has at least two different points")

    @cached_property
    def path(self) -> Path:
        return Path(self.points)


class PolylineLabel(Label[PolylineValue]):
    """Distance is 1 − IoU of the strips along both lines, as wide as their class tolerates; see `Path.strip_iou`.

    It is comparable with the distance of areas, does not care how many points a line is drawn with, and lets a line
    that covers half of another be half right, where the Fréchet distance would only tell of its farthest point.
    """

    name = "polyline"
    title = "Polyline"
    media = frozenset({"image"})
    Value = PolylineValue
    shows = frozenset({Line})

    def __init__(self, tolerance: float = TOLERANCE) -> None:
        self._tolerance = tolerance

    def options_schema(self) -> dict[str, Any]:
        tolerance = {
            "type": "number",
            "exclusiveMinimum": 0,
            "maximum": 1000,
            "default": TOLERANCE,
            "description": "How far apart, in pixels, two lines have nothing in common.",
        }
        return {"type": "object", "properties": {"tolerance": tolerance}, "additionalProperties": False}

    def of(self, cls: Class) -> "PolylineLabel":
        return PolylineLabel(float(cls.options.get("tolerance", TOLERANCE)))

    def check(self, value: PolylineValue, item: Item, cls: Class) -> Iterator[str]:
        if item.width is None or item.height is None:
            return
        left, top, right, bottom = value.path.bounds()
        within = left >= -OUTSIDE and right <= item.width + OUTSIDE
        if not (within and top >= -OUTSIDE and bottom <= item.height + OUTSIDE):
            yield f"The line reaches out of the picture, which is {item.width} × {item.height} pixels."

    def geometry(self, value: PolylineValue) -> Path:
        return value.path

    def distance(self, a: PolylineValue, b: PolylineValue, item: Item) -> float:
        return 1.0 - a.path.strip_iou(b.path, self._tolerance)

    def farthest(self, a: PolylineValue, b: PolylineValue) -> float | None:
        return farthest(a.points, b.points)

    def candidates(
        self, first: Sequence[PolylineValue], second: Sequence[PolylineValue]
    ) -> Iterator[tuple[int, int]]:
        grown = [_grown(value.path.bounds(), self._tolerance) for value in first]
        return meetings(grown, [value.path.bounds() for value in second])

    def fuse(self, values: Sequence[PolylineValue], weights: Sequence[float], item: Item) -> PolylineValue:
        """The weighted median of the points at equal shares of all lengths, along the way the weighted medoid runs."""
        medoid = super().fuse(values, weights, item)
        if all(value == medoid for value in values) or sum(len(v.points) for v in values) > POINTS_MAX:
            return medoid
        _, *lines = aligned([medoid.points, *(value.points for value in values)])
        points = tuple(
            (
                weighted_median([x for x, _ in answering], weights),
                weighted_median([y for _, y in answering], weights),
            )
            for answering in zip(*lines, strict=True)
        )
        return _of(simplified(points, SUPERFLUOUS)) or medoid

    def views(self, value: PolylineValue, cls: Class, path: tuple[str, ...]) -> tuple[View, ...]:
        return (Line(value.points),)

    def from_view(self, view: View) -> PolylineValue | None:
        return _of(view.points) if isinstance(view, Line) else None

    def transform(self, value: PolylineValue, affine: Affine) -> PolylineValue:
        return PolylineValue(tuple(map(affine.apply, value.points)))

    def between(self, a: PolylineValue, b: PolylineValue, t: float) -> PolylineValue:
        """Points at equal shares of both lengths move in straight lines; a line drawn the other way is turned."""
        if t <= 0 or t >= 1:
            return a if t <= 0 else b
        return _of(between_lines(a.points, b.points, t)) or a


def _of(points: tuple[tuple[float, float], ...]) -> PolylineValue | None:
    """The line through points; None where they are too many or all one."""
    return PolylineValue(points) if len(points) <= POINTS_MAX and len(set(points)) > 1 else None


def _grown(bounds: Bounds, by: float) -> Bounds:
    left, top, right, bottom = bounds
    return (left - by, top - by, right + by, bottom + by)


PART = PolylineLabel()
