"""Rectangles, upright and turned: shapely is the referee."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon

from labelwright.core.geometry import Interval, Rectangle

places = st.integers(-60, 60).map(lambda n: n / 3)
sizes = st.integers(1, 90).map(lambda n: n / 3)
angles = st.one_of(st.just(0.0), st.sampled_from([90.0, 180.0, -45.0]), st.integers(-179, 180).map(float))
rectangles = st.builds(Rectangle, places, places, sizes, sizes, angles)


def polygon(rectangle: Rectangle) -> Polygon:
    return Polygon(rectangle.corners())


@given(rectangles, rectangles)
def test_iou_is_the_referees(a: Rectangle, b: Rectangle) -> None:
    first, second = polygon(a), polygon(b)
    shared = first.intersection(second).area
    expected = shared / (first.area + second.area - shared)
    assert a.iou(b) == pytest.approx(expected, abs=1e-9)


@given(rectangles)
def test_area_and_bounds_are_the_referees(rectangle: Rectangle) -> None:
    assert rectangle.area() == pytest.approx(polygon(rectangle).area)
    assert rectangle.bounds() == pytest.approx(polygon(rectangle).bounds, abs=1e-9)


@given(rectangles, places, places)
def test_gap_is_the_referees(rectangle: Rectangle, x: float, y: float) -> None:
    assert rectangle.gap(x, y) == pytest.approx(polygon(rectangle).distance(Point(x, y)), abs=1e-9)


def test_the_edge_belongs_to_it() -> None:
    rectangle = Rectangle(0, 0, 4, 2)
    assert [rectangle.contains(x, 1) for x in (-0.01, 0, 2, 4, 4.01)] == [False, True, True, True, False]


def test_a_quarter_turn_is_exact() -> None:
    assert Rectangle(0, 0, 4, 2, 90).bounds() == (1, -1, 3, 3)


def test_the_same_rectangle_is_wholly_alike_however_thin() -> None:
    thin = Rectangle(1e6, 1e6, 1e-9, 1e-9, 33)
    assert thin.iou(thin) == 1.0


def test_touching_shares_nothing() -> None:
    assert Rectangle(0, 0, 4, 4, 45).iou(Rectangle(30, 0, 4, 4, 45)) == 0.0
    assert Rectangle(0, 0, 4, 4).iou(Rectangle(4, 0, 4, 4)) == 0.0


def test_another_kind_of_geometry_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be laid over a Interval"):
        Rectangle(0, 0, 4, 4).iou(Interval(0, 4))
