"""Ellipses: overlaps against closed forms and against fine polygons, distances against sampled outlines."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labelwright.core.geometry import Ellipse, Rectangle
from labelwright.core.geometry.convex import clip, ring_area
from labelwright.core.geometry.ellipse import half_turn, through

places = st.floats(-30, 30)
axes = st.floats(0.5, 40)
ellipses = st.builds(Ellipse, places, places, axes, axes, st.floats(-180, 180))


def circle(x: float, y: float, radius: float) -> Ellipse:
    return Ellipse(x, y, radius, radius)


@pytest.mark.parametrize("apart", [0.001, 1.0, 7.5, 19.9])
def test_two_circles_share_a_lens(apart: float) -> None:
    lens = 200 * math.acos(apart / 20) - apart / 2 * math.sqrt(400 - apart * apart)
    assert circle(0, 0, 10).iou(circle(apart, 0, 10)) == pytest.approx(
        lens / (200 * math.pi - lens), abs=1e-12
    )


def test_two_crossed_ellipses_share_what_geometry_says() -> None:
    shared = 4 * 300 * math.atan(1 / 3)
    expected = shared / (600 * math.pi - shared)
    assert Ellipse(5, 5, 30, 10).iou(Ellipse(5, 5, 30, 10, 90)) == pytest.approx(expected, abs=1e-12)


def test_one_inside_the_other() -> None:
    assert circle(0, 0, 10).iou(Ellipse(1, 2, 5, 4, 20)) == pytest.approx(0.2, abs=1e-12)


@pytest.mark.parametrize("apart", [20.0, 20.0001, 1000.0])
def test_apart_or_touching_they_share_nothing(apart: float) -> None:
    assert circle(0, 0, 10).iou(circle(apart, 0, 10)) == pytest.approx(0, abs=1e-9)


def test_the_same_ellipse_by_another_name() -> None:
    assert Ellipse(3, 4, 30, 10, 20).iou(Ellipse(3, 4, 10, 30, -70)) == pytest.approx(1, abs=1e-9)


def test_only_ellipses_are_laid_over_ellipses() -> None:
    with pytest.raises(TypeError, match="Rectangle"):
        circle(0, 0, 1).iou(Rectangle(0, 0, 1, 1))


@settings(deadline=None)
@given(ellipses, ellipses)
def test_overlap_is_that_of_fine_polygons(a: Ellipse, b: Ellipse) -> None:
    """Polygons of 48 corners have 0.3 % less area than the ellipse."""
    first, second = a.outline(48), b.outline(48)
    shared = ring_area(clip(first, second))
    rough = shared / (ring_area(first) + ring_area(second) - shared)
    assert a.iou(b) == pytest.approx(rough, abs=6e-3)
    assert a.iou(b) == pytest.approx(b.iou(a), abs=1e-12)


@settings(deadline=None)
@given(ellipses, places, places)
def test_distance_is_that_to_the_nearest_point_of_the_outline(ellipse: Ellipse, x: float, y: float) -> None:
    sampled = min(math.hypot(px - x, py - y) for px, py in ellipse.outline(90))
    longest_chord = max(ellipse.rx, ellipse.ry) * math.tau / 90
    assert sampled - longest_chord <= ellipse.to_outline(x, y) <= sampled + 1e-9
    assert (ellipse.gap(x, y) == 0) == ellipse.contains(x, y)


@settings(deadline=None)
@given(ellipses)
def test_bounds_touch_the_outline(ellipse: Ellipse) -> None:
    xs, ys = zip(*ellipse.outline(180), strict=True)
    left, top, right, bottom = ellipse.bounds()
    slack = 4e-4 * max(ellipse.rx, ellipse.ry)
    assert (left, top) == pytest.approx((min(xs), min(ys)), abs=slack)
    assert (right, bottom) == pytest.approx((max(xs), max(ys)), abs=slack)


@given(ellipses, st.integers(16, 90))
def test_an_ellipse_is_found_in_its_corners(ellipse: Ellipse, corners: int) -> None:
    found = through(ellipse.outline(corners))
    assert found is not None
    assert found.iou(ellipse) >= 1 - 1e-3
    assert found.rx >= found.ry


@pytest.mark.parametrize(
    "ring",
    [
        circle(0, 0, 10).outline(8),
        Rectangle(0, 0, 10, 10).corners() * 5,
        tuple((x, 0.0) for x in range(20)),
        (*circle(0, 0, 10).outline(40)[1:], (10.5, 0.0)),
    ],
)
def test_no_ellipse_is_seen_in_anything_else(ring: tuple[tuple[float, float], ...]) -> None:
    assert through(ring) is None


@pytest.mark.parametrize(
    ("degrees", "axis"), [(0, 0), (90, 90), (-90, 90), (91, -89), (180, 0), (-135, 45), (360, 0), (540, 0)]
)
def test_an_axis_has_no_sense(degrees: float, axis: float) -> None:
    assert half_turn(degrees) == axis
