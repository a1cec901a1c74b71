"""How far apart the outlines of two areas run."""

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from labelwright.core.views import Polygon, Ring

_CELLS = 2_000_000
"""Distances held at a time."""

Points = npt.NDArray[np.float64]
"""Places in pixels (points × 2)."""


class Distances(Struct, frozen=True):
    """Pixels between two outlines: on average, at most, and the share of either that has the other near."""

    mean: float
    greatest: float
    f1: float


def boundary_distances(first: Polygon, second: Polygon, near: float = 2.0, step: float = 1.0) -> Distances:
    """The distances of the outlines (holes included) of two areas.

    Points are set along each outline at most `step` pixels apart, and measured to the nearest place of the other.
    `mean` is the mean over the points of both sides, `greatest` the Hausdorff distance, and `f1` the harmonic mean of
    the shares of each side's points that are at most `near` pixels off: Csurka, Larlus and Perronnin, What is a good
    evaluation measure for semantic segmentation?, BMVC 2013. nan where either has no outline.
    """
    ours, theirs = _sides(first), _sides(second)
    if not len(ours) or not len(theirs):
        return Distances(math.nan, math.nan, math.nan)
    there, back = _to_sides(_along(ours, step), theirs), _to_sides(_along(theirs, step), ours)
    precision, recall = float((there <= near).mean()), float((back <= near).mean())
    return Distances(
        float((there.sum() + back.sum()) / (len(there) + len(back))),
        float(max(there.max(), back.max())),
        2.0 * precision * recall / (precision + recall) if precision + recall else 0.0,
    )


def _sides(area: Polygon) -> Points:
    """The straight sides of all rings (sides × 2 ends × 2)."""
    sides = [np.stack([ring, np.roll(ring, -1, axis=0)], axis=1) for ring in map(np.asarray, _rings(area))]
    return np.concatenate(sides) if sides else np.empty((0, 2, 2))


def _rings(area: Polygon) -> Iterator[Ring]:
    return (ring for part in area.parts for ring in part if ring)


def _along(sides: Points, step: float) -> Points:
    """Points along each side, its start first, no further apart than `step`."""
    start, way = sides[:, 0], sides[:, 1] - sides[:, 0]
    parts = np.maximum(1, np.ceil(np.hypot(*way.T) / step)).astype(np.int64)
    side = np.repeat(np.arange(len(sides)), parts)
    share = (np.arange(len(side)) - np.repeat(np.cumsum(parts) - parts, parts)) / parts[side]
    points: Points = start[side] + share[:, None] * way[side]
    return points


def _to_sides(points: Points, sides: Points) -> npt.NDArray[np.float64]:
    """The distance of each point to the nearest side."""
    start, way = sides[:, 0], sides[:, 1] - sides[:, 0]
    squares = np.maximum((way**2).sum(axis=1), 1e-300)
    found = np.empty(len(points))
    rows = max(1, _CELLS // len(sides))
    for first in range(0, len(points), rows):
        off = points[first : first + rows, None] - start
        share = np.clip((off * way).sum(axis=2) / squares, 0.0, 1.0)
        found[first : first + rows] = np.sqrt(((off - share[..., None] * way) ** 2).sum(axis=2).min(axis=1))
    return found
