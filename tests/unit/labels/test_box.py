"""What the cases of a box cannot say: items of unknown size, and fusion under every kind of disagreement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright.core.geometry import Affine, Rectangle
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.registry import LABELS

BOX = LABELS["box"]
ITEM = Item("street.jpg", "image", width=100, height=100)

places = st.integers(-40, 40).map(lambda n: n / 2)
sizes = st.integers(1, 60).map(lambda n: n / 2)
upright = st.fixed_dictionaries({"x": places, "y": places, "width": sizes, "height": sizes}).map(BOX.decode)
turned = st.fixed_dictionaries(
    {"x": places, "y": places, "width": sizes, "height": sizes, "angle": st.integers(-180, 180).map(float)}
).map(BOX.decode)
weights = st.integers(1, 5).map(float)


def test_a_picture_of_unknown_size_has_no_outside() -> None:
    value = BOX.decode({"x": 1000, "y": 1000, "width": 5, "height": 5})
    assert list(BOX.check(value, Item("a", "image"), Class("car", "box"))) == []


def test_boxes_too_thin_for_their_place_give_way_to_the_one_nearest_to_all() -> None:
    thin = BOX.decode({"x": 1e6, "y": 0, "width": 1e-12, "height": 9})
    assert thin.x + thin.width == thin.x
    assert BOX.fuse([thin, thin], [1.0, 1.0], ITEM) == thin


@given(st.lists(st.tuples(upright, weights), min_size=2, max_size=6))
def test_upright_boxes_fuse_to_an_upright_box_within_their_bounds(
    given_boxes: list[tuple[object, float]],
) -> None:
    values, votes = zip(*given_boxes, strict=True)
    fused = BOX.geometry(BOX.fuse(values, votes, ITEM))
    bounds = [BOX.geometry(value).bounds() for value in values]
    left, top, right, bottom = fused.bounds()
    assert min(b[0] for b in bounds) - 1e-9 <= left < right <= max(b[2] for b in bounds) + 1e-9
    assert min(b[1] for b in bounds) - 1e-9 <= top < bottom <= max(b[3] for b in bounds) + 1e-9


@given(turned, st.integers(-180, 180), st.integers(1, 4))
def test_a_rectangle_fuses_to_itself_whatever_its_sides_are_called(
    value: object, degrees: int, copies: int
) -> None:
    place = BOX.geometry(value)
    (cx, cy), swapped = place.centre, place.angle + 90
    other = Rectangle(cx - place.height / 2, cy - place.width / 2, place.height, place.width, swapped % 180)
    raw = {name: getattr(other, name) for name in ("x", "y", "width", "height", "angle")}
    fused = BOX.fuse([value] * copies + [BOX.decode(raw)], [1.0] * (copies + 1), ITEM)
    assert BOX.distance(fused, value, ITEM) == pytest.approx(0, abs=1e-6)


@given(turned, st.integers(-180, 180), st.sampled_from([0.5, 1.0, 3.0]), places, places)
def test_maps_that_keep_right_angles_carry_the_corners_along(
    value: object, degrees: int, scale: float, dx: float, dy: float
) -> None:
    affine = Affine.rotate(degrees).then(Affine.scale(scale)).then(Affine.translate(dx, dy))
    expected = [affine.apply(corner) for corner in BOX.geometry(value).corners()]
    found = BOX.geometry(BOX.transform(value, affine)).corners()
    for corner in expected:
        assert min(abs(corner[0] - x) + abs(corner[1] - y) for x, y in found) == pytest.approx(0, abs=1e-6)


@given(turned, st.sampled_from([Affine(1, 0.5, 0, 0, 1, 0), Affine.scale(3, 1), Affine(2, 1, 5, -1, 0.5, 0)]))
def test_any_other_map_encloses_the_image(value: object, affine: Affine) -> None:
    around = BOX.geometry(BOX.transform(value, affine))
    for corner in BOX.geometry(value).corners():
        assert around.gap(*affine.apply(corner)) == pytest.approx(0, abs=1e-6)
