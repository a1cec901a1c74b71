"""What the cases of an ellipse cannot say: pictures of unknown size, any map, and fusion under every disagreement."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labelwright.core.geometry import Affine
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.registry import LABELS
from labelwright.core.views import Polygon

ELLIPSE = LABELS["ellipse"]
ITEM = Item("smear.png", "image", width=100, height=100)

places = st.integers(-40, 40).map(lambda n: n / 2)
axes = st.integers(1, 60).map(lambda n: n / 2)
ellipses = st.fixed_dictionaries(
    {"cx": places, "cy": places, "rx": axes, "ry": axes, "angle": st.integers(-180, 180).map(float)}
).map(ELLIPSE.decode)
weights = st.integers(1, 5).map(float)
factors = st.sampled_from([-2.0, -1.0, -0.5, 0.5, 1.0, 3.0])
maps = st.builds(Affine, factors, st.just(0.0), places, st.sampled_from([-1.0, 0.0, 0.5]), factors, places)


def test_a_picture_of_unknown_size_has_no_outside() -> None:
    value = ELLIPSE.decode({"cx": 1000, "cy": 1000, "rx": 5, "ry": 5})
    assert list(ELLIPSE.check(value, Item("a", "image"), Class("cell", "ellipse"))) == []


@settings(deadline=None)
@given(ellipses, maps)
def test_any_map_carries_the_outline_along(value: object, affine: Affine) -> None:
    image = ELLIPSE.geometry(ELLIPSE.transform(value, affine))
    for degrees in range(0, 360, 20):
        x, y = affine.apply(ELLIPSE.geometry(value).at(degrees))
        assert image.to_outline(x, y) == pytest.approx(0, abs=1e-6 * max(1.0, image.rx))


@given(ellipses, st.integers(1, 4))
def test_an_ellipse_fuses_to_itself_whichever_axis_comes_first(value: object, copies: int) -> None:
    place = ELLIPSE.geometry(value)
    swapped = {"cx": place.cx, "cy": place.cy, "rx": place.ry, "ry": place.rx}
    other = ELLIPSE.decode({**swapped, "angle": math.remainder(place.angle + 90, 180)})
    fused = ELLIPSE.fuse([value] * copies + [other], [1.0] * (copies + 1), ITEM)
    assert ELLIPSE.distance(fused, value, ITEM) == pytest.approx(0, abs=1e-6)


@given(st.lists(st.tuples(ellipses, weights), min_size=2, max_size=6))
def test_a_fused_centre_lies_among_the_centres(given_ellipses: list[tuple[object, float]]) -> None:
    values, votes = zip(*given_ellipses, strict=True)
    fused, all_given = ELLIPSE.fuse(values, votes, ITEM), [ELLIPSE.geometry(value) for value in values]
    assert min(g.cx for g in all_given) <= fused.cx <= max(g.cx for g in all_given)
    assert min(g.cy for g in all_given) <= fused.cy <= max(g.cy for g in all_given)
    assert min(min(g.rx, g.ry) for g in all_given) <= fused.rx <= max(max(g.rx, g.ry) for g in all_given)


@given(ellipses, st.sampled_from([16, 64, 100]))
def test_the_area_it_was_turned_into_is_an_ellipse_again(value: object, corners: int) -> None:
    back = ELLIPSE.from_view(Polygon(((ELLIPSE.geometry(value).outline(corners),),)))
    assert back is not None
    assert ELLIPSE.distance(back, value, ITEM) <= 2e-3
