"""Keypoints: the named points of one body, hand or part on a picture, joined to a skeleton by their class."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from labelwright.core.aggregation.median import geometric_median
from labelwright.core.geometry import Affine, Bounds, Points, meetings
from labelwright.core.geometry.points import farthest
from labelwright.core.label import Label
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.views import Keypoint, Keypoints, View
from labelwright.labels.keypoints.template import (
    OPTIONS_SCHEMA,
    POINTS_MAX,
    SIGMA,
    SIGMA_MAX,
    Name,
    Template,
    template_of,
)

TOLERANCE = 1.0
"""Pixels that a point may lie beyond its picture: files from elsewhere round outwards."""

NARROWEST = 0.25
"""A box of points counts as at least this wide for its height, and as high for its width: a straight arm has a size."""

LONE_SIZE = 100.0
"""A single point has no size; it counts as one of an object that is so many pixels wide and high."""

FARTHEST = 9.0
"""Beyond this many tolerances two points are nothing alike: exp(−9²/2) is lost in the rounding of 1 − it."""

Coordinate = Annotated[float, Meta(ge=-1e7, le=1e7)]
Place = tuple[Coordinate, Coordinate, Literal[1, 2]]


class KeypointsValue(Struct, frozen=True, forbid_unknown_fields=True):
    """By name: x and y in pixels of the upright picture, and whether the point is hidden (1) or visible (2).

    A point that is not labelled is left out, so that COCO's visibility 0, which has no place, cannot have one.
    """

    points: Annotated[dict[Name, Place], Meta(min_length=1, max_length=POINTS_MAX)]


class KeypointsLabel(Label[KeypointsValue]):
    """Distance is 1 − OKS with the tolerances of the class; several skeletons fuse point by point."""

    name = "keypoints"
    title = "Keypoints"
    media = frozenset({"image"})
    Value = KeypointsValue
    shows = frozenset({Keypoints})

    def __init__(self, template: Template | None = None) -> None:
        self._template = template
        self._sigmas: Mapping[str, float] = template.sigmas if template else {}

    def options_schema(self) -> dict[str, Any]:
        return OPTIONS_SCHEMA

    def check_options(self, options: Mapping[str, Any]) -> Iterator[str]:
        try:
            yield from template_of(options).faults()
        except msgspec.ValidationError as error:
            yield f"{error}."

    def widened(self, cls: Class, value: KeypointsValue, item: Item) -> Mapping[str, Any]:
        """With the points that the class does not declare yet."""
        points = list(cls.options.get("points", ()))
        known = {point["name"] for point in points}
        return {
            **cls.options,
            "points": [*points, *({"name": name} for name in value.points if name not in known)],
        }

    def of(self, cls: Class) -> "KeypointsLabel":
        try:
            return KeypointsLabel(template_of(cls.options))
        except msgspec.ValidationError:  # such as a class that lost its points: none is joined, all are alike
            return self

    def check(self, value: KeypointsValue, item: Item, cls: Class) -> Iterator[str]:
        known = {point.get("name") for point in cls.options.get("points", ())}
        unknown = [name for name in value.points if name not in known]
        if unknown:
            yield f"The class “{cls.name}” has no point named {_listed(unknown)}."
        if item.width is None or item.height is None:
            return
        outside = [
            name
            for name, (x, y, _) in value.points.items()
            if not (-TOLERANCE <= x <= item.width + TOLERANCE and -TOLERANCE <= y <= item.height + TOLERANCE)
        ]
        if outside:
            size = f"{item.width} × {item.height} pixels"
            yield f"Points lie outside the picture, which is {size}: {_listed(outside)}."

    def geometry(self, value: KeypointsValue) -> Points:
        places = {name: (x, y) for name, (x, y, _) in value.points.items()}
        skeleton = self._template.skeleton if self._template else ()
        links = tuple((places[a], places[b]) for a, b in skeleton if a in places and b in places)
        return Points(tuple(places.values()), links)

    def farthest(self, a: KeypointsValue, b: KeypointsValue) -> float | None:
        """Point by point, where both have the same ones, and hidden are the same."""
        seen = [{name: place[2] for name, place in value.points.items()} for value in (a, b)]
        if seen[0] != seen[1]:
            return None
        return farthest([p[:2] for p in a.points.values()], [b.points[name][:2] for name in a.points])

    def distance(self, a: KeypointsValue, b: KeypointsValue, item: Item) -> float:
        """1 − object keypoint similarity: the mean over all points of exp(−d² / 2s²k²), with k = 2·sigma.

        As https://cocodataset.org/#keypoints-eval, made symmetric: a point that only one has counts as 0, and s² is
        the mean of the areas of the boxes around the points. As there, it does not matter which points are visible.
        """
        names = a.points.keys() | b.points.keys()
        area = (_area(a) + _area(b)) / 2
        alike = math.fsum(
            _likeness(a.points[name], b.points[name], area, self._sigmas.get(name, SIGMA))
            for name in a.points.keys() & b.points.keys()
        )
        return 1.0 - alike / len(names)

    def candidates(
        self, first: Sequence[KeypointsValue], second: Sequence[KeypointsValue]
    ) -> Iterator[tuple[int, int]]:
        """Those whose bounds meet once they have grown by as much as any of their points may be off."""
        sigma = max(self._sigmas.values(), default=SIGMA_MAX)
        return meetings(*([_reach(value, sigma) for value in values] for values in (first, second)))

    def fuse(self, values: Sequence[KeypointsValue], weights: Sequence[float], item: Item) -> KeypointsValue:
        """Each point that at least half of the weight has, at the median of its places; visible if most say so."""
        if len(values) == 1:
            return values[0]
        half = math.fsum(weights) / 2
        fused: dict[str, Place] = {}
        for name in dict.fromkeys(name for value in values for name in value.points):
            given = [(v.points[name], w) for v, w in zip(values, weights, strict=True) if name in v.points]
            if math.fsum(w for _, w in given) >= half:
                x, y = geometric_median([(px, py) for (px, py, _), _ in given], [w for _, w in given])
                hidden = math.fsum(w if seen == 1 else -w for (_, _, seen), w in given)
                fused[name] = (x, y, 1 if hidden > 0 else 2)
        return KeypointsValue(fused) if fused else super().fuse(values, weights, item)

    def views(self, value: KeypointsValue, cls: Class, path: tuple[str, ...]) -> tuple[View, ...]:
        """All points of the class in its order; those not labelled at the origin, with visibility 0, as COCO does."""
        template = self.of(cls)._template
        names = dict.fromkeys([*(template.names if template else ()), *value.points])
        return (Keypoints(tuple(Keypoint(name, *value.points.get(name, (0.0, 0.0, 0))) for name in names)),)

    def from_view(self, view: View) -> KeypointsValue | None:
        if not isinstance(view, Keypoints):
            return None
        points: dict[str, Place] = {
            p.name: (p.x, p.y, 1 if p.visibility == 1 else 2) for p in view.points if p.visibility > 0
        }
        return KeypointsValue(points) if points else None

    def transform(self, value: KeypointsValue, affine: Affine) -> KeypointsValue:
        """Every point where the map puts it. In a mirror left becomes right: the points of each pair change names."""
        swaps = self._template.swaps if self._template and affine.mirrors else {}
        return KeypointsValue(
            {
                swaps.get(name, name): (*affine.apply((x, y)), seen)
                for name, (x, y, seen) in value.points.items()
            }
        )

    def between(self, a: KeypointsValue, b: KeypointsValue, t: float) -> KeypointsValue:
        """What both have moves in a straight line; what only one has stays, or comes, when `b` is reached."""
        if t >= 1:
            return b
        points: dict[str, Place] = {}
        for name, (x, y, seen) in a.points.items():
            to_x, to_y, _ = b.points.get(name, (x, y, seen))
            points[name] = ((1 - t) * x + t * to_x, (1 - t) * y + t * to_y, seen)
        return KeypointsValue(points)


def _likeness(a: Place, b: Place, area: float, sigma: float) -> float:
    squared = (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
    return math.exp(-squared / (2 * area * (2 * sigma) ** 2))


def _area(value: KeypointsValue) -> float:
    """Square pixels of the box around the points, thin ones widened."""
    left, top, right, bottom = _bounds(value)
    width, height = right - left, bottom - top
    longer = max(width, height)
    if longer == 0:
        return LONE_SIZE * LONE_SIZE
    return max(width, NARROWEST * longer) * max(height, NARROWEST * longer)


def _reach(value: KeypointsValue, sigma: float) -> Bounds:
    """The bounds, grown by `FARTHEST` tolerances."""
    left, top, right, bottom = _bounds(value)
    by = FARTHEST * 2 * sigma * (max(right - left, bottom - top) or LONE_SIZE)
    return (left - by, top - by, right + by, bottom + by)


def _bounds(value: KeypointsValue) -> Bounds:
    xs, ys, _ = zip(*value.points.values(), strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"


PART = KeypointsLabel()
