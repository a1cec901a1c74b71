"""Points that belong together, with the links between them."""

import pytest

from labelwright.core.geometry import Interval, Points

BODY = Points(((0, 0), (10, 0), (10, 20)), links=(((0, 0), (10, 0)),))


@pytest.mark.parametrize(
    ("point", "gap"),
    [((0, 0), 0), ((5, 0), 0), ((5, 3), 3), ((10, 10), 10), ((13, 24), 5), ((-3, -4), 5)],
)
def test_the_nearest_point_or_link_counts(point: tuple[float, float], gap: float) -> None:
    assert BODY.gap(*point) == gap
    assert BODY.contains(*point) == (gap == 0)


def test_points_have_bounds_but_no_area() -> None:
    assert (BODY.bounds(), BODY.area()) == ((0, 0, 10, 20), 0)


def test_overlap_is_the_share_of_points_in_common() -> None:
    assert BODY.iou(Points(((0, 0), (10, 0), (5, 5)))) == pytest.approx(2 / 4)
    with pytest.raises(TypeError, match="Interval"):
        BODY.iou(Interval(0, 1))
