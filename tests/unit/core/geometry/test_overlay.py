"""Areas laid over one another: the result is clean by shapely's rules, and as large as the exact sums say."""

import math
from collections.abc import Callable
from itertools import pairwise

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from labelwright.core.geometry.coverage import covered
from labelwright.core.geometry.overlay import GRID, crossing, overlay
from labelwright.core.views import Ring

Parts = tuple[tuple[Ring, ...], ...]

scales = st.sampled_from([0.01, 0.5, 1.0, 7.0])
points = st.tuples(st.integers(0, 9), st.integers(0, 9))
tangles = st.lists(points, min_size=3, max_size=8).map(tuple)
layers = st.lists(st.lists(tangles, min_size=1, max_size=2), min_size=1, max_size=3)


def at_any(cover: int) -> bool:
    return cover > 0


def in_the_first_alone(cover: int) -> bool:
    return cover == 1


def where_layers_disagree(cover: int) -> bool:
    return cover.bit_count() % 2 == 1


keeps = st.sampled_from([at_any, in_the_first_alone, where_layers_disagree])


def square(x: float, y: float, side: float) -> Ring:
    return ((x, y), (x + side, y), (x + side, y + side), (x, y + side))


def laid(layers: list[list[Ring]], keep: Callable[[int], bool]) -> Parts:
    parts = overlay(layers, keep)
    assert parts is not None
    return parts


def rings_of(parts: Parts) -> list[Ring]:
    return [ring for part in parts for ring in part]


def on_grid(ring: Ring) -> list[tuple[int, int]]:
    return [(round(x * GRID), round(y * GRID)) for x, y in ring]


@settings(max_examples=300)
@given(layers, scales, keeps)
def test_what_comes_out_is_clean(layers: list[list[Ring]], scale: float, keep: Callable[[int], bool]) -> None:
    scaled = [[tuple((scale * x, scale * y) for x, y in ring) for ring in rings] for rings in layers]
    parts = laid(scaled, keep)
    polygons = [shapely.Polygon(on_grid(part[0]), [on_grid(hole) for hole in part[1:]]) for part in parts]
    assert shapely.is_valid_reason(shapely.MultiPolygon(polygons)) == "Valid Geometry"
    assert laid([rings_of(parts)], at_any) == parts


@settings(max_examples=300)
@given(tangles, tangles)
def test_it_is_as_large_as_the_exact_sums_say(a: Ring, b: Ring) -> None:
    one, two, both = covered([a], [b])
    length = sum(math.dist(p, q) for ring in (a, b) for p, q in pairwise((*ring, ring[0])))
    for keep, expected in (
        (at_any, one + two - both),
        (in_the_first_alone, one - both),
        (lambda cover: cover == 3, both),
    ):
        assert covered(rings_of(laid([[a], [b]], keep)))[0] == pytest.approx(expected, abs=2 * length / GRID)


def test_an_outline_runs_clockwise_and_its_hole_the_other_way() -> None:
    parts = laid([[square(0, 0, 9)], [square(3, 3, 3)]], in_the_first_alone)
    assert parts == (
        (((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)), ((3.0, 3.0), (3.0, 6.0), (6.0, 6.0), (6.0, 3.0))),
    )


def test_a_part_within_a_hole_is_a_part() -> None:
    parts = laid([[square(0, 0, 9), square(2, 2, 5), square(3, 3, 2)]], at_any)
    assert [len(part) for part in parts] == [2, 1]


def test_what_touches_in_a_point_is_told_apart() -> None:
    assert len(laid([[square(0, 0, 4)], [square(4, 4, 4)]], at_any)) == 2
    ((outline, hole),) = laid([[square(0, 0, 8)], [((0, 0), (4, 2), (2, 4))]], in_the_first_alone)
    assert (len(outline), len(hole)) == (4, 3)


def test_a_hole_may_touch_its_outline_in_the_middle_of_a_side() -> None:
    outline = ((0, 0), (9, 0), (9, 9), (0, 9), (2, 4))
    ((_, hole),) = laid([[outline], [((2, 2), (5, 4), (2, 6))]], in_the_first_alone)
    assert hole == ((2.0, 2.0), (2.0, 6.0), (5.0, 4.0))


def test_shared_borders_and_points_along_straight_lines_go() -> None:
    assert laid([[square(0, 0, 4)], [((4, 0), (8, 0), (8, 4), (4, 4))]], at_any) == (
        (((0.0, 0.0), (8.0, 0.0), (8.0, 4.0), (0.0, 4.0)),),
    )


def test_outlines_that_cross_become_simple() -> None:
    parts = laid([[((0, 0), (4, 4), (4, 0), (0, 4))]], at_any)
    assert parts == (
        (((0.0, 0.0), (2.0, 2.0), (0.0, 4.0)),),
        (((2.0, 2.0), (4.0, 0.0), (4.0, 4.0)),),
    )


def test_nothing_is_left_of_what_shares_nothing() -> None:
    assert laid([[square(0, 0, 4)], [square(9, 9, 4)]], lambda cover: cover == 3) == ()


def test_what_no_hand_draws_is_not_laid_over() -> None:
    teeth = 2_000
    comb = tuple((x, y) for i in range(teeth) for x, y in ((0.0, i), (2000.0, i + 0.25), (2000.0, i + 0.5)))
    assert overlay([[comb], [tuple((y, x) for x, y in comb)]], at_any) is None


@given(tangles)
def test_a_crossing_is_found_where_the_referee_finds_the_ring_not_simple(ring: Ring) -> None:
    """Rings that merely touch themselves are not simple to the referee, so only one way round can be asked."""
    if shapely.LinearRing(ring).is_simple:
        assert crossing([ring]) is None


def test_a_crossing_is_told_with_its_place() -> None:
    assert crossing([((0, 0), (4, 4), (4, 0), (0, 4))]) == (2.0, 2.0)
    assert crossing([square(0, 0, 4), square(3, 1, 2)]) == (4.0, 1.0)
    assert crossing([square(0, 0, 4), square(1, 1, 2)]) is None
