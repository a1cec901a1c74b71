"""How far apart outlines run, in pixels."""

import math

import numpy as np
import pytest
from shapely.geometry import LinearRing

from labelwright.core.agreement.marks.boundary import boundary_distances
from labelwright.core.views import Point, Polygon


def square(x: float, side: float = 10) -> tuple[Point, ...]:
    return ((x, 0.0), (x + side, 0.0), (x + side, side), (x, side))


def area(*rings: tuple[Point, ...]) -> Polygon:
    return Polygon((rings,))


def test_the_same_outline_is_nowhere_apart() -> None:
    found = boundary_distances(area(square(0)), area(square(0)))
    assert (found.mean, found.greatest, found.f1) == (0.0, 0.0, 1.0)


def test_a_square_moved_sideways() -> None:
    found = boundary_distances(area(square(0)), area(square(3)), near=2.0)
    assert found.greatest == pytest.approx(3.0)
    assert 0.0 < found.mean < 3.0
    assert found.f1 < 1.0
    assert boundary_distances(area(square(0)), area(square(3)), near=3.0).f1 == 1.0


def test_either_side_may_come_first() -> None:
    first, second = area(square(0), square(3, 2)), area(square(1, 7))
    one, other = boundary_distances(first, second), boundary_distances(second, first)
    assert (one.mean, one.greatest, one.f1) == pytest.approx((other.mean, other.greatest, other.f1))


def test_holes_have_an_outline_too() -> None:
    assert boundary_distances(
        area(square(0)), area(square(0), ((4, 4), (6, 4), (6, 6), (4, 6)))
    ).greatest == pytest.approx(4.0)


def test_the_greatest_distance_is_shapelys() -> None:
    rng = np.random.default_rng(0)
    for _ in range(5):
        first, second = (
            tuple(
                (50 + r * math.cos(angle), 50 + r * math.sin(angle))
                for angle, r in zip(np.linspace(0, 6, 8), rng.uniform(10, 40, 8), strict=True)
            )
            for _ in range(2)
        )
        found = boundary_distances(area(first), area(second), step=0.25).greatest
        assert found == pytest.approx(_hausdorff(LinearRing(first), LinearRing(second)), abs=0.2)


def test_what_has_no_outline_is_nowhere() -> None:
    assert math.isnan(boundary_distances(Polygon(()), area(square(0))).mean)


def _hausdorff(first: LinearRing, second: LinearRing) -> float:
    """By shapely, from points so close that no place of an outline is missed by much."""
    shares = np.linspace(0, 1, 2000)
    return max(
        max(b.distance(a.interpolate(share, normalized=True)) for share in shares)
        for a, b in ((first, second), (second, first))
    )
