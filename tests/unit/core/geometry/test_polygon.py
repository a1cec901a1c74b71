"""Areas of any shape: shapely is the referee, and so are sums that must come out."""

import math
from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from labelwright.core.geometry import Interval, Polygon
from labelwright.core.geometry.coverage import STEPS_MAX, covered
from labelwright.core.views import Ring

radii = st.lists(st.integers(10, 100), min_size=3, max_size=12)
places = st.tuples(st.integers(-50, 50), st.integers(-50, 50))
points = st.tuples(st.integers(0, 12), st.integers(0, 12))
tangles = st.lists(points, min_size=3, max_size=9, unique=True).map(tuple)
areas = st.lists(tangles, min_size=1, max_size=3).map(tuple)


def star(radii: list[int], centre: tuple[int, int]) -> Ring:
    """A ring that does not cross itself: corners at equal angles, each at its own distance."""
    turn = 2 * math.pi / len(radii)
    return tuple(
        (centre[0] + r * math.cos(i * turn), centre[1] + r * math.sin(i * turn)) for i, r in enumerate(radii)
    )


stars = st.builds(star, radii, places)


@given(stars, stars)
def test_iou_is_the_referees(a: Ring, b: Ring) -> None:
    first, second = shapely.Polygon(a), shapely.Polygon(b)
    expected = first.intersection(second).area / first.union(second).area
    assert Polygon((a,)).iou(Polygon((b,))) == pytest.approx(expected, abs=1e-9)


@given(stars, st.floats(0.1, 0.9))
def test_a_hole_and_a_part_count_as_the_referee_counts_them(outline: Ring, share: float) -> None:
    cx, cy = (sum(axis) / len(outline) for axis in zip(*outline, strict=True))
    hole = tuple((cx + share * (x - cx), cy + share * (y - cy)) for x, y in outline)
    beside = tuple((x + 500, y) for x, y in outline)
    whole = shapely.Polygon(outline).symmetric_difference(shapely.Polygon(hole).buffer(0))
    expected = whole.area + shapely.Polygon(beside).area
    assert Polygon((outline, hole, beside)).area() == pytest.approx(expected, rel=1e-9)


@given(areas, areas)
def test_what_lies_in_one_alone_and_in_both_adds_up(a: tuple[Ring, ...], b: tuple[Ring, ...]) -> None:
    one, two, both = covered(a, b)
    assert covered((*a, *b))[0] == pytest.approx(one + two - 2 * both, abs=1e-9)


@given(areas)
def test_tangled_areas_are_counted_as_by_looking_everywhere(rings: tuple[Ring, ...]) -> None:
    """Whole coordinates up to 12 make crossings at multiples of 1/n: a fine raster comes close to the area."""
    polygon, fine = Polygon(rings), 8
    places = [(i + 0.37) / fine for i in range(12 * fine)]
    inside = sum(polygon._surrounds(x, y) for x in places for y in places)
    length = sum(math.dist(p, q) for ring in rings for p, q in pairwise((*ring, ring[0])))
    assert polygon.area() == pytest.approx(inside / fine**2, abs=length / fine)


@given(stars, places)
def test_gap_is_the_referees(ring: Ring, place: tuple[int, int]) -> None:
    expected = shapely.Polygon(ring).distance(shapely.Point(place))
    assert Polygon((ring,)).gap(*place) == pytest.approx(expected, abs=1e-9)


def test_it_makes_no_difference_which_is_asked() -> None:
    a, b = Polygon((star([30, 50, 20, 90], (3, 5)),)), Polygon((star([70, 20, 40], (1, 1)),))
    assert a.iou(b) == b.iou(a)


def test_touching_shares_nothing() -> None:
    square = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))
    beside = tuple((x + 4, y) for x, y in square)
    assert Polygon((square,)).iou(Polygon((beside,))) == 0.0


def test_outlines_are_as_far_apart_as_one_was_moved() -> None:
    large = ((0.0, 0.0), (1000.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0))
    smaller = ((2.0, 2.0), (998.0, 2.0), (998.0, 998.0), (2.0, 998.0))
    assert Polygon((large,)).outline_gap(Polygon((smaller,))) == pytest.approx(2.0, abs=0.01)
    assert Polygon((large,)).outline_gap(Polygon((large,))) == 0.0


def test_outlines_tangled_beyond_measure_are_measured_at_fewer_places() -> None:
    """A comb with long teeth laid over one turned by a quarter: every tooth crosses all of the other's."""
    teeth = 1_500
    comb = [
        (x, y)
        for i in range(teeth)
        for x, y in ((0.0, i), (1500.0, i + 0.25), (1500.0, i + 0.5), (0.0, i + 0.75))
    ]
    lying = (*comb, (-10.0, teeth), (-10.0, 0.0))
    standing = tuple((y, x) for x, y in lying)
    assert 4 * teeth * 4 * teeth > STEPS_MAX
    one, two, both = covered((lying,), (standing,))
    exact = shapely.Polygon(lying).area
    assert (one, two) == pytest.approx((exact, exact), rel=0.02)
    assert both == pytest.approx(exact / 2, rel=0.1)


def test_another_kind_of_geometry_is_refused() -> None:
    triangle = Polygon((((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)),))
    with pytest.raises(TypeError, match="cannot be laid over a Interval"):
        triangle.iou(Interval(0, 4))
