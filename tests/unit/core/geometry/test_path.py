"""Lines: how close they run, what lies between them, and how many of their points they need."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from labelwright.core.geometry import Interval, Path
from labelwright.core.geometry.line import between_lines, between_rings, lengths, simplified
from labelwright.core.views import Ring

points = st.tuples(st.integers(0, 90), st.integers(0, 90))
lines = st.lists(points, min_size=2, max_size=12, unique=True).map(tuple)
rings = st.lists(points, min_size=3, max_size=9, unique=True).map(tuple)

SQUARE: Ring = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))


@given(lines, points)
def test_gap_is_the_referees(line: Ring, place: tuple[int, int]) -> None:
    expected = shapely.LineString(line).distance(shapely.Point(place))
    assert Path(line).gap(*place) == pytest.approx(expected, abs=1e-9)


@given(lines)
def test_length_is_the_referees(line: Ring) -> None:
    assert lengths(line)[-1] == pytest.approx(shapely.LineString(line).length)


@given(st.integers(0, 30), st.integers(5, 30))
def test_strips_of_parallel_lines_share_what_their_rectangles_share(apart: int, width: int) -> None:
    """Ends apart: the lines are long, and the referee's strips end where they do."""
    a, b = ((0.0, 0.0), (9000.0, 0.0)), ((0.0, float(apart)), (9000.0, float(apart)))
    first, second = (shapely.LineString(line).buffer(width / 2, cap_style="flat") for line in (a, b))
    expected = first.intersection(second).area / first.union(second).area
    assert Path(a).strip_iou(Path(b), width) == pytest.approx(expected, abs=1e-9)


@given(lines, lines)
def test_it_makes_no_difference_which_line_is_asked_or_how_it_runs(a: Ring, b: Ring) -> None:
    found = Path(a).strip_iou(Path(b), 20)
    assert 0.0 <= found <= 1.0
    assert Path(b).strip_iou(Path(a), 20) == found
    assert Path(a[::-1]).strip_iou(Path(b), 20) == pytest.approx(found, abs=1e-9)


@given(lines, lines)
def test_the_way_from_one_line_to_another_begins_and_ends_with_them(a: Ring, b: Ring) -> None:
    for t, end in ((0.0, a), (1.0, b)):
        assert shapely.LineString(between_lines(a, b, t)).hausdorff_distance(
            shapely.LineString(end)
        ) == pytest.approx(0, abs=1e-6)


@given(rings, rings)
def test_the_way_from_one_ring_to_another_begins_and_ends_with_them(a: Ring, b: Ring) -> None:
    for t, end in ((0.0, a), (1.0, b)):
        found = shapely.LinearRing(between_rings(a, b, t))
        assert found.hausdorff_distance(shapely.LinearRing(end)) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("start", range(4))
@pytest.mark.parametrize("way", [1, -1])
def test_a_ring_that_moves_does_not_turn_over(start: int, way: int) -> None:
    moved = tuple((x + 40, y + 20) for x, y in SQUARE)
    again = (moved[start:] + moved[:start])[::way]
    assert between_rings(SQUARE, again, 0.5) == tuple((x + 20, y + 10) for x, y in SQUARE)


@given(lines, st.sampled_from([0.5, 3.0, 20.0]))
def test_simplified_lines_leave_no_point_farther_than_told(line: Ring, tolerance: float) -> None:
    found = simplified(line, tolerance)
    assert (found[0], found[-1]) == (line[0], line[-1])
    assert all(Path(found).gap(*point) <= tolerance + 1e-9 for point in line)


def test_points_along_a_straight_line_are_superfluous() -> None:
    assert simplified(((0, 0), (1, 0), (5, 0.001), (9, 0), (9, 9)), 0.01) == ((0, 0), (9, 0), (9, 9))


def test_another_kind_of_geometry_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be laid over a Interval"):
        Path(((0, 0), (1, 1))).iou(Interval(0, 4))
