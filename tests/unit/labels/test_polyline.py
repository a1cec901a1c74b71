"""What the cases of a polyline cannot say: limits, and what the tolerance of its class does."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright.core.errors import InvalidAnswer
from labelwright.core.geometry import Path
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.registry import LABELS

POLYLINE = LABELS["polyline"]
ITEM = Item("street.jpg", "image", width=100, height=100)

points = st.tuples(st.integers(0, 80), st.integers(0, 80))
lines = st.lists(points, min_size=2, max_size=6, unique=True).map(
    lambda found: POLYLINE.decode({"points": found})
)


def level(y: float) -> Any:
    return POLYLINE.decode({"points": [[0, y], [80, y]]})


def test_a_line_has_at_most_ten_thousand_points() -> None:
    points = [[i, i % 2] for i in range(10_001)]
    POLYLINE.decode({"points": points[:-1]})
    with pytest.raises(InvalidAnswer, match="This is no polyline"):
        POLYLINE.decode({"points": points})


def test_all_points_in_one_place_are_no_line() -> None:
    with pytest.raises(InvalidAnswer, match="a line has at least two different points"):
        POLYLINE.decode({"points": [[1, 1], [1, 1], [1, 1]]})


@pytest.mark.parametrize(("tolerance", "distance"), [(5, 1.0), (10, 1.0), (20, 2 / 3), (30, 0.5)])
def test_the_class_says_how_far_lines_may_run_apart(tolerance: float, distance: float) -> None:
    label = POLYLINE.of(Class("lane", "polyline", options={"tolerance": tolerance}))
    assert label.distance(level(0), level(10), ITEM) == pytest.approx(distance)
    assert (0, 0) in set(label.candidates([level(0)], [level(tolerance - 0.1)]))


def test_a_class_that_says_nothing_tolerates_twenty_pixels() -> None:
    plain = POLYLINE.of(Class("lane", "polyline"))
    found = [plain.distance(level(0), level(y), ITEM) for y in (0, 5, 10, 20)]
    assert found == pytest.approx([0, 0.4, 2 / 3, 1])


@given(lines, lines)
def test_two_that_count_alike_fuse_to_a_line_on_the_way_between_them(a: Any, b: Any) -> None:
    fused = POLYLINE.fuse([a, b], [1.0, 1.0], ITEM)
    halfway = Path(POLYLINE.between(a, b, 0.5).points)
    assert max(halfway.gap(*point) for point in fused.points) == pytest.approx(0, abs=0.02)


def test_one_careless_line_does_not_drag_the_others_away() -> None:
    assert POLYLINE.fuse([level(10), level(12), level(70)], [1.0, 1.0, 1.0], ITEM) == level(12)
