"""Weighted medians, of numbers by table and of places by table and by what makes them medians."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright.core.aggregation.median import geometric_median, weighted_median


@pytest.mark.parametrize(
    ("values", "weights", "median"),
    [
        ([5], [1], 5),
        ([1, 3], [1, 1], 2),
        ([3, 1], [1, 1], 2),
        ([1, 2, 90], [1, 1, 1], 2),
        ([1, 2, 90], [1, 1, 3], 90),
        ([1, 2, 3, 4], [1, 1, 1, 1], 2.5),
        ([1, 3], [2, 1], 1),
        ([1, 2, 3], [1, 0, 1], 2),
        ([1, 5, 9], [1, 0, 1], 5),
        ([4, 7], [0, 0], 5.5),
        ([4], [0], 4),
        ([1, 2, 3], [0.1, 0.2, 0.3], 2.5),
    ],
)
def test_weighted_median(values: list[float], weights: list[float], median: float) -> None:
    assert weighted_median(values, weights) == pytest.approx(median)


@pytest.mark.parametrize(
    ("points", "weights", "median"),
    [
        ([(3, 4)], [1], (3, 4)),
        ([(0, 0), (4, 6)], [1, 1], (2, 3)),
        ([(0, 0), (4, 6)], [1, 3], (4, 6)),
        ([(0, 0), (4, 6)], [0, 0], (2, 3)),
        ([(0, 0), (4, 6), (9, 9)], [0, 0, 2], (9, 9)),
        ([(0, 0), (1, 0), (100, 0)], [1, 1, 1], (1, 0)),
        ([(0, 0), (0, 0), (0, 0), (9, 9)], [1, 1, 1, 1], (0, 0)),
        ([(0, 0), (10, 0), (10, 10), (0, 10)], [1, 1, 1, 1], (5, 5)),
        ([(0, 0), (10, 0), (5, 75**0.5)], [1, 1, 1], (5, 75**0.5 / 3)),
    ],
)
def test_geometric_median(
    points: list[tuple[float, float]], weights: list[float], median: tuple[float, float]
) -> None:
    assert geometric_median(points, weights) == pytest.approx(median, abs=1e-9)


@given(
    st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50), st.integers(1, 4)), min_size=1, max_size=7)
)
def test_no_place_nearby_is_nearer_to_all(given_points: list[tuple[int, int, int]]) -> None:
    points, weights = (
        [(float(x), float(y)) for x, y, _ in given_points],
        [float(w) for _, _, w in given_points],
    )

    def way(x: float, y: float) -> float:
        return sum(w * math.hypot(px - x, py - y) for (px, py), w in zip(points, weights, strict=True))

    x, y = geometric_median(points, weights)
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1), (0.01, 0.01), (-0.01, 0.01)):
        assert way(x, y) <= way(x + dx, y + dy) + 1e-6
