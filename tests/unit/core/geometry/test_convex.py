"""Convex areas: hulls, overlaps and distances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright.core.geometry import Convex, Points
from labelwright.core.geometry.convex import hull, side

SQUARE = Convex(((0, 0), (10, 0), (10, 10), (0, 10)))
points = st.lists(st.tuples(st.integers(-20, 20), st.integers(-20, 20)), min_size=1, max_size=12)


def test_a_hull_leaves_out_what_lies_inside_or_between() -> None:
    given_points = [(0, 0), (5, 5), (10, 0), (10, 10), (0, 10), (5, 0), (3, 7)]
    assert hull(given_points) == SQUARE.ring


@given(points)
def test_a_hull_holds_every_point_and_turns_one_way(given_points: list[tuple[float, float]]) -> None:
    ring = hull(given_points)
    assert set(ring) <= set(given_points)
    for start, end in zip(ring, (*ring[1:], *ring[:1]), strict=True):
        assert all(side(start, end, point) >= 0 for point in given_points)


@given(points, points)
def test_overlap_is_symmetric_and_at_most_the_smaller(
    first: list[tuple[float, float]], second: list[tuple[float, float]]
) -> None:
    a, b = Convex.around(first), Convex.around(second)
    assert a.iou(b) == pytest.approx(b.iou(a), abs=1e-9)
    if a != b and a.area() + b.area() > 0:
        assert a.iou(b) <= min(a.area(), b.area()) / max(a.area(), b.area()) + 1e-9


def test_overlap_of_two_squares() -> None:
    assert SQUARE.iou(Convex(((5, 0), (15, 0), (15, 10), (5, 10)))) == pytest.approx(1 / 3)
    assert SQUARE.iou(Convex(((5, 5), (6, 5)))) == 0
    with pytest.raises(TypeError, match="Points"):
        SQUARE.iou(Points(((0, 0),)))


@pytest.mark.parametrize(
    ("point", "gap"), [((5, 5), 0), ((10, 3), 0), ((13, 14), 5), ((-2, 5), 2), ((5, 11), 1)]
)
def test_gaps(point: tuple[float, float], gap: float) -> None:
    assert SQUARE.gap(*point) == gap
    assert SQUARE.contains(*point) == (gap == 0)


def test_a_line_and_a_point_have_no_area_but_a_place() -> None:
    line, dot = Convex.around([(0, 0), (5, 0), (10, 0)]), Convex.around([(3, 4)])
    assert (line.ring, line.area(), line.bounds()) == (((0, 0), (10, 0)), 0, (0, 0, 10, 0))
    assert (line.contains(4, 0), line.contains(4, 1), line.gap(4, 1)) == (True, False, 1)
    assert (dot.contains(3, 4), dot.gap(0, 0), dot.area()) == (True, 5, 0)
