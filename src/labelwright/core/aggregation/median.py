"""Weighted medians, of numbers and of places: averages that a single careless annotator cannot drag away."""

import math
from collections.abc import Sequence

from labelwright.core.views import Point

ROUNDS_MAX = 200
"""Steps towards a median of places; each goes a good part of the rest of the way."""


def weighted_median(values: Sequence[float], weights: Sequence[float]) -> float:
    """The value with at most half of the weight below it and at most half above.

    Where two values share the middle, it lies halfway between them, so that two annotators count alike. Where no
    value has weight, all count alike.
    """
    ordered = sorted((v, w) for v, w in zip(values, weights, strict=True) if w > 0)
    if not ordered:
        ordered = sorted((v, 1.0) for v in values)
    half = math.fsum(weight for _, weight in ordered) / 2
    below = 0.0
    for position, (value, weight) in enumerate(ordered):
        below += weight
        if math.isclose(below, half):
            return (value + ordered[position + 1][0]) / 2
        if below > half:
            break
    return value


def geometric_median(points: Sequence[Point], weights: Sequence[float]) -> Point:
    """The place from which the weighted distances to all points add up to the least.

    Two points of equal weight meet halfway. Where no point has weight, all count alike. By the iteration of Weiszfeld
    from the mean; a point that is itself the median is found first, as Vardi and Zhang say in The multivariate
    L1-median and associated data depth, PNAS 97 (2000).
    """
    given = [(point, w) for point, w in zip(points, weights, strict=True) if w > 0] or [
        (p, 1.0) for p in points
    ]
    for point, _ in given:
        here = math.fsum(w for other, w in given if other == point)
        x, y = _pull(point, given)
        if math.hypot(x, y) < here * (1 - 1e-12):
            return point
    total = math.fsum(w for _, w in given)
    x, y = (math.fsum(w * p[axis] for p, w in given) / total for axis in (0, 1))
    for _ in range(ROUNDS_MAX):
        shares = [w / far for (px, py), w in given if (far := math.hypot(px - x, py - y)) > 0]
        pull_x, pull_y = _pull((x, y), given)
        step_x, step_y = pull_x / math.fsum(shares), pull_y / math.fsum(shares)
        x, y = x + step_x, y + step_y
        if math.hypot(step_x, step_y) <= 1e-12 * (1 + math.hypot(x, y)):
            break
    return (x, y)


def _pull(place: Point, given: Sequence[tuple[Point, float]]) -> Point:
    """The sum of the directions from a place to all points elsewhere, each as long as the point's weight."""
    x = y = 0.0
    for (px, py), weight in given:
        far = math.hypot(px - place[0], py - place[1])
        if far > 0:
            x, y = x + weight * (px - place[0]) / far, y + weight * (py - place[1]) / far
    return (x, y)
