"""Pixels as edges: every operation is compared with the same on a grid of truth values, outlines with shapely."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry import Polygon

from labelwright.core.geometry import Affine, Interval, Raster
from labelwright.core.geometry import edges as arithmetic
from labelwright.core.geometry.edges import (
    Edges,
    combined,
    count,
    counts_of_edges,
    edges_of_counts,
    edges_of_runs,
    runs_of,
    shared,
    shifted,
    transposed,
    united,
)
from labelwright.core.geometry.filling import filled, filled_ellipse
from labelwright.core.geometry.outline import outlined, pieces_of
from labelwright.core.views import Ellipse

Pixels = frozenset[tuple[int, int]]

cells = st.tuples(st.integers(-4, 5), st.integers(-3, 6))
pixels = st.frozensets(cells, max_size=50)
areas = st.frozensets(cells, min_size=1, max_size=50)


def edges_of(area: Pixels) -> Edges:
    """By plain comparison of neighbours."""
    starts = sorted((y, x) for x, y in area if (x - 1, y) not in area)
    ends = sorted((y, x + 1) for x, y in area if (x + 1, y) not in area)
    return edges_of_runs([(y, start, end) for (y, start), (_, end) in zip(starts, ends, strict=True)])


def pixels_of(edges: Edges) -> Pixels:
    return frozenset((x, y) for y, start, end in runs_of(edges) for x in range(start, end))


def raster_of(area: Pixels) -> Raster:
    raster = Raster.of(edges_of(area))
    assert raster is not None
    return raster


@given(areas)
def test_pixels_come_back_from_runs_in_a_tight_box(area: Pixels) -> None:
    x, y, width, height, counts = counts_of_edges(edges_of(area))
    xs, ys = zip(*area, strict=True)
    assert (x, y, x + width, y + height) == (min(xs), min(ys), max(xs) + 1, max(ys) + 1)
    assert sum(counts) == width * height
    assert 0 not in counts[1:]
    assert edges_of_counts(x, y, width, counts) == edges_of(area)


def test_runs_that_touch_are_one() -> None:
    assert edges_of_counts(0, 0, 4, [1, 1, 0, 2, 0, 0, 2, 1, 1]) == edges_of_counts(0, 0, 4, [1, 3, 2, 1, 1])


def test_no_pixel_is_no_raster() -> None:
    assert Raster.of(()) is None


@given(pixels, pixels)
def test_shared_pixels_are_counted(first: Pixels, second: Pixels) -> None:
    assert shared(edges_of(first), edges_of(second)) == len(first & second)
    assert count(edges_of(first)) == len(first)


@given(areas, areas)
def test_arrays_count_as_loops_do(first: Pixels, second: Pixels) -> None:
    before, arithmetic.LARGE = arithmetic.LARGE, 0
    try:
        assert shared(edges_of(first), edges_of(second)) == len(first & second)
    finally:
        arithmetic.LARGE = before


@given(pixels, pixels, pixels)
def test_layers_combine_as_sets_do(a: Pixels, b: Pixels, c: Pixels) -> None:
    layers = [edges_of(area) for area in (a, b, c)]
    assert pixels_of(combined(layers, lambda covering: covering == 0b001)) == a - b - c
    assert pixels_of(combined(layers, lambda covering: covering.bit_count() > 1)) == a & b | a & c | b & c
    assert united(layers) == edges_of(a | b | c)


@given(pixels, st.integers(-5, 5), st.integers(-5, 5))
def test_shifting_moves_every_pixel(area: Pixels, dx: int, dy: int) -> None:
    assert pixels_of(shifted(edges_of(area), dx, dy)) == {(x + dx, y + dy) for x, y in area}


@given(pixels)
def test_rows_and_columns_change_places(area: Pixels) -> None:
    assert edges_of_runs(transposed(runs_of(edges_of(area)))) == edges_of(frozenset((y, x) for x, y in area))


@given(areas)
def test_outlines_are_valid_polygons_that_fill_to_the_same_pixels(area: Pixels) -> None:
    edges = edges_of(area)
    parts = outlined(edges)
    polygons = [Polygon(outer, holes) for outer, *holes in parts]
    assert all(polygon.is_valid for polygon in polygons)
    assert sum(polygon.area for polygon in polygons) == len(area)
    assert filled(parts) == edges


@given(areas)
def test_outlines_run_clockwise_and_holes_the_other_way_each_from_its_top(area: Pixels) -> None:
    for outer, *holes in outlined(edges_of(area)):
        for ring, sign in ((outer, 1), *((hole, -1) for hole in holes)):
            turned = ring[1:] + ring[:1]
            doubled = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, turned, strict=True))
            assert doubled * sign > 0
            assert ring[0] == min(ring, key=lambda corner: (corner[1], corner[0]))


@given(areas)
def test_pieces_hang_together_and_are_apart(area: Pixels) -> None:
    pieces = [pixels_of(piece) for piece in pieces_of(edges_of(area))]
    assert sum(map(len, pieces)) == len(area)
    assert frozenset().union(*pieces) == area
    for piece in pieces:
        beside = {(x + dx, y + dy) for x, y in piece for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0))}
        assert not (beside - piece) & area
        reached = {min(piece)}
        while grown := {
            p for p in piece - reached if any(abs(p[0] - x) + abs(p[1] - y) == 1 for x, y in reached)
        }:
            reached |= grown
        assert reached == piece
    assert len(outlined(edges_of(area))) == len(pieces)


places = st.integers(-60, 60).map(lambda n: n / 7)


@given(st.lists(st.tuples(places, places), min_size=3, max_size=9))
def test_a_polygon_holds_the_pixels_whose_centres_it_holds(ring: list[tuple[float, float]]) -> None:
    found = pixels_of(filled([[tuple(ring)]]))
    for x, y in product(range(-10, 10), repeat=2):
        crossings = 0
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y0 > y + 0.5) != (y1 > y + 0.5):
                at = (x1 - x0) * (y + 0.5 - y0) / (y1 - y0) + x0
                assume(abs(at - x - 0.5) > 1e-9)
                crossings += at < x + 0.5
        assert ((x, y) in found) == (crossings % 2 == 1)


@given(places, places, st.integers(1, 30), st.integers(1, 30), st.integers(-180, 180))
def test_an_ellipse_holds_the_pixels_whose_centres_it_holds(
    cx: float, cy: float, a: int, b: int, angle: int
) -> None:
    rx, ry = a / 3, b / 3
    found = pixels_of(filled_ellipse(Ellipse(cx, cy, rx, ry, angle)))
    back = Affine.rotate(-angle)
    for x, y in product(range(-20, 20), repeat=2):
        dx, dy = back.apply((x + 0.5 - cx, y + 0.5 - cy))
        far = (dx / rx) ** 2 + (dy / ry) ** 2
        if abs(far - 1) > 1e-9:
            assert ((x, y) in found) == (far < 1)


@given(areas, places, places)
def test_a_point_is_as_far_as_its_nearest_pixel(area: Pixels, x: float, y: float) -> None:
    raster = raster_of(area)
    gaps = [math.hypot(max(px - x, x - px - 1, 0), max(py - y, y - py - 1, 0)) for px, py in area]
    assert raster.gap(x, y) == pytest.approx(min(gaps))
    assert raster.contains(x, y) == ((math.floor(x), math.floor(y)) in area)


@given(areas)
def test_the_centre_is_the_mean_of_the_pixels_centres(area: Pixels) -> None:
    found = raster_of(area).centre()
    assert found == pytest.approx(tuple(np.mean([(x + 0.5, y + 0.5) for x, y in area], axis=0)))


@given(areas, areas)
def test_iou_is_that_of_the_sets(first: Pixels, second: Pixels) -> None:
    expected = len(first & second) / len(first | second)
    assert raster_of(first).iou(raster_of(second)) == pytest.approx(expected)


def test_pixels_cannot_be_laid_over_an_interval() -> None:
    with pytest.raises(TypeError, match="cannot be laid over"):
        raster_of(frozenset({(0, 0)})).iou(Interval(0, 1))
