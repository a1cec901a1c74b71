"""Intervals: half open, one high."""

import pytest

from labelwright.core.geometry import Interval, Rectangle


def test_bounds_and_area() -> None:
    assert Interval(3, 8).bounds() == (3, 0, 8, 1)
    assert Interval(3, 8).area() == 5


@pytest.mark.parametrize(
    ("a", "b", "iou"),
    [
        ((0, 4), (0, 4), 1.0),
        ((0, 4), (4, 8), 0.0),
        ((0, 4), (6, 8), 0.0),
        ((0, 4), (2, 6), 1 / 3),
        ((0, 8), (2, 4), 0.25),
    ],
)
def test_iou(a: tuple[float, float], b: tuple[float, float], iou: float) -> None:
    assert Interval(*a).iou(Interval(*b)) == pytest.approx(iou)
    assert Interval(*b).iou(Interval(*a)) == pytest.approx(iou)


def test_the_start_belongs_to_it_and_the_end_does_not() -> None:
    assert [Interval(3, 8).contains(x) for x in (2.9, 3, 7.9, 8)] == [False, True, True, False]


def test_gap_is_to_the_nearer_end() -> None:
    assert [Interval(3, 8).gap(x) for x in (1, 3, 5, 8, 10)] == [2, 0, 0, 0, 2]


def test_another_kind_of_geometry_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be laid over a Rectangle"):
        Interval(0, 4).iou(Rectangle(0, 0, 4, 4))
