"""Affine maps: what turning, flipping, chaining and undoing mean in pixels with y down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright.core.errors import Invalid
from labelwright.core.geometry import Affine, turn

numbers = st.integers(-50, 50).map(lambda n: n / 7)
affines = st.builds(Affine, numbers, numbers, numbers, numbers, numbers, numbers)
points = st.tuples(numbers, numbers)


@pytest.mark.parametrize(
    ("affine", "point", "image"),
    [
        (Affine.identity(), (3, 4), (3, 4)),
        (Affine.translate(10, -2), (3, 4), (13, 2)),
        (Affine.scale(2), (3, 4), (6, 8)),
        (Affine.scale(2, 3), (3, 4), (6, 12)),
        (Affine.rotate(90), (1, 0), (0, 1)),
        (Affine.rotate(-90), (1, 0), (0, -1)),
        (Affine.rotate(90, about=(5, 5)), (5, 0), (10, 5)),
        (Affine.rotate(180, about=(5, 5)), (0, 0), (10, 10)),
        (Affine.flip_horizontally(100), (10, 20), (90, 20)),
        (Affine.flip_vertically(80), (10, 20), (10, 60)),
    ],
)
def test_where_a_point_goes(affine: Affine, point: tuple[float, float], image: tuple[float, float]) -> None:
    assert affine.apply(point) == image


def test_a_direction_is_not_shifted() -> None:
    assert Affine.rotate(90, about=(7, 9)).direct((2, 0)) == (0, 2)


@given(affines, affines, points)
def test_a_chain_maps_one_after_the_other(first: Affine, second: Affine, point: tuple[float, float]) -> None:
    expected = second.apply(first.apply(point))
    assert first.then(second).apply(point) == pytest.approx(expected, abs=1e-6)
    assert (second @ first).apply(point) == pytest.approx(expected, abs=1e-6)


@given(affines.filter(lambda affine: abs(affine.determinant) > 0.01), points)
def test_the_inverse_leads_back(affine: Affine, point: tuple[float, float]) -> None:
    assert affine.inverse().apply(affine.apply(point)) == pytest.approx(point, abs=1e-6)


def test_a_map_that_flattens_has_no_inverse() -> None:
    with pytest.raises(Invalid, match="flattens the plane"):
        Affine.scale(0).inverse()


@pytest.mark.parametrize(
    ("affine", "rotation", "scales", "mirrors"),
    [
        (Affine.identity(), 0, (1, 1), False),
        (Affine.rotate(30).then(Affine.scale(2)), 30, (2, 2), False),
        (Affine.rotate(-135), -135, (1, 1), False),
        (Affine.flip_vertically(10), 0, (1, 1), True),
        (Affine.scale(2, 5), 0, (2, 5), False),
    ],
)
def test_what_a_map_is_made_of(
    affine: Affine, rotation: float, scales: tuple[float, float], mirrors: bool
) -> None:
    assert affine.rotation == pytest.approx(rotation)
    assert affine.scales == pytest.approx(scales)
    assert affine.mirrors is mirrors


@pytest.mark.parametrize(
    ("degrees", "same"),
    [(0, 0), (180, 180), (-180, 180), (181, -179), (360, 0), (-270, 90), (725, 5), (540, 180), (-540, 180)],
)
def test_angles_lie_in_one_turn(degrees: float, same: float) -> None:
    assert turn(degrees) == same
