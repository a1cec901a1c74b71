"""What the cases of a polygon cannot say: limits, fusion under every kind of disagreement, pixels and back."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright.core.errors import InvalidAnswer
from labelwright.core.geometry import Polygon
from labelwright.core.geometry.coverage import covered
from labelwright.core.geometry.edges import edges_of_counts
from labelwright.core.geometry.filling import filled
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.registry import LABELS
from labelwright.core.views import Ellipse, Mask
from labelwright.core.views import Polygon as PolygonView

POLYGON = LABELS["polygon"]
ITEM = Item("street.jpg", "image", width=100, height=100)

corners = st.tuples(st.integers(0, 40), st.integers(0, 40))
rings = st.lists(corners, min_size=3, max_size=7, unique=True)
polygons = rings.map(lambda ring: POLYGON.decode({"parts": [[ring]]}))
weights = st.integers(1, 5).map(float)


def square(x: float, y: float, side: float) -> Any:
    return POLYGON.decode({"parts": [[[[x, y], [x + side, y], [x + side, y + side], [x, y + side]]]]})


def wheel(count: int) -> list[tuple[float, float]]:
    turns = [2 * math.pi * i / count for i in range(count)]
    return [(50 + 40 * math.cos(turn), 50 + 40 * math.sin(turn)) for turn in turns]


def test_a_polygon_has_at_most_a_hundred_thousand_points() -> None:
    halves = [[wheel(50_000)], [wheel(50_001)]]
    POLYGON.decode({"parts": [[wheel(100_000)]]})
    with pytest.raises(InvalidAnswer, match="it has 100001 points, and a polygon at most 100000"):
        POLYGON.decode({"parts": halves})


def test_what_is_wrong_with_a_ring_is_said() -> None:
    with pytest.raises(InvalidAnswer, match="a ring has fewer than three different points"):
        POLYGON.decode({"parts": [[[[0, 0], [1, 1], [0, 0]]]]})


def test_a_picture_of_unknown_size_has_no_outside() -> None:
    assert list(POLYGON.check(square(5000, 5000, 9), Item("a", "image"), Class("roof", "polygon"))) == []


@given(st.lists(st.tuples(polygons, weights), min_size=2, max_size=5))
def test_what_is_fused_has_the_support_of_half_of_the_weight(given_ones: list[tuple[Any, float]]) -> None:
    """Each place of it is covered by half of the weight at least: what less cover is at most rounding."""
    values, votes = zip(*given_ones, strict=True)
    fused = POLYGON.fuse(values, votes, ITEM)
    if fused in values:
        return
    support = sum(
        weight * covered(fused.rings, value.rings)[2] for value, weight in zip(values, votes, strict=True)
    )
    assert support >= (sum(votes) / 2) * POLYGON.geometry(fused).area() - 0.02 * sum(votes) * 300


@given(polygons, polygons)
def test_of_two_that_count_alike_the_first_decides(a: Any, b: Any) -> None:
    fused = POLYGON.fuse([a, b], [1.0, 1.0], ITEM)
    assert abs(POLYGON.geometry(fused).area() - POLYGON.geometry(a).area()) <= 0.02 * 500


def test_polygons_that_share_no_place_give_way_to_the_one_nearest_to_all() -> None:
    far = [square(0, 0, 5), square(20, 0, 5), square(21, 0, 5)]
    assert POLYGON.fuse([far[0], far[1], square(50, 0, 5)], [1.0, 1.0, 1.0], ITEM) == far[0]


def test_polygons_smaller_than_the_grid_give_way_to_the_one_nearest_to_all() -> None:
    tiny = [square(0.001, 0.001, 0.001), square(0.0015, 0.001, 0.001)]
    assert POLYGON.fuse(tiny, [1.0, 2.0], ITEM) == tiny[1]


@given(st.lists(st.integers(0, 1), min_size=12, max_size=12).filter(any))
def test_pixels_become_outlines_that_hold_just_these_pixels(pixels: list[int]) -> None:
    counts, last = [0], 0
    for pixel in pixels:
        if pixel != last:
            counts.append(0)
            last = pixel
        counts[-1] += 1
    value = POLYGON.from_view(Mask(7, 3, 4, 3, tuple(counts)))
    assert POLYGON.geometry(value).area() == sum(pixels)
    assert filled(value.parts) == edges_of_counts(7, 3, 4, counts)


def test_an_ellipse_becomes_its_outline() -> None:
    value = POLYGON.from_view(Ellipse(50, 40, 30, 10, 20))
    assert POLYGON.geometry(value).area() == pytest.approx(math.pi * 300, rel=0.002)


def test_outlines_of_files_with_more_points_than_a_polygon_may_have_are_not_held() -> None:
    assert POLYGON.from_view(PolygonView(((tuple(wheel(100_001)),),))) is None


def test_a_part_that_one_polygon_alone_has_is_seen_with_it_alone() -> None:
    one = square(0, 0, 10)
    two = POLYGON.decode(
        {"parts": [*POLYGON.encode(one)["parts"], *POLYGON.encode(square(50, 0, 10))["parts"]]}
    )
    assert [len(POLYGON.between(a, b, 0.5).parts) for a, b in ((one, two), (two, one))] == [1, 2]


def test_geometry_knows_the_rings_of_all_parts() -> None:
    assert POLYGON.geometry(square(0, 0, 4)) == Polygon((((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)),))
