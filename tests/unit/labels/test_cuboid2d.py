"""What the cases of a cuboid cannot say: pictures of unknown size, mirrors, and who can be a candidate."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright.core.geometry import Affine
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.registry import LABELS

CUBOID = LABELS["cuboid2d"]
ITEM = Item("street.jpg", "image", width=200, height=150)

places = st.integers(-100, 200).map(lambda n: n / 2)
sizes = st.integers(4, 80).map(lambda n: n / 2)


@st.composite
def cuboids(draw: st.DrawFn) -> Any:
    """A front that stands upright, and a back that is drawn towards a vanishing point."""
    x, y, width, height = draw(places), draw(places), draw(sizes), draw(sizes)
    (to_x, to_y), depth = (draw(places), draw(places)), draw(st.sampled_from([0.1, 0.4, 0.8]))
    front = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    back = [(a + depth * (to_x - a), b + depth * (to_y - b)) for a, b in front]
    return CUBOID.decode({"front": front, "back": back})


def test_a_picture_of_unknown_size_has_no_outside() -> None:
    value = CUBOID.decode(
        {
            "front": [(900, 900), (950, 900), (950, 950), (900, 950)],
            "back": [(910, 890), (940, 890), (940, 920), (910, 920)],
        }
    )
    assert list(CUBOID.check(value, Item("a", "image"), Class("car", "cuboid2d"))) == []


@given(st.lists(cuboids(), max_size=6), st.lists(cuboids(), max_size=6))
def test_whoever_is_no_candidate_is_nothing_alike(first: list[Any], second: list[Any]) -> None:
    candidates = set(CUBOID.candidates(first, second))
    for i, j in set(product(range(len(first)), range(len(second)))) - candidates:
        assert CUBOID.distance(first[i], second[j], ITEM) == 1.0


@given(
    cuboids(),
    st.sampled_from([Affine.flip_horizontally(200), Affine.flip_vertically(150), Affine.scale(-2, 1)]),
)
def test_in_a_mirror_both_faces_still_run_clockwise(value: Any, mirror: Affine) -> None:
    image = CUBOID.transform(value, mirror)
    assert list(CUBOID.check(image, Item("a", "image"), Class("car", "cuboid2d"))) == []
    assert {mirror.apply(corner) for corner in value.front} == set(image.front)


def test_a_turned_face_is_told_from_the_same_silhouette() -> None:
    """The back of one is the front of the other: one silhouette, yet half a car apart."""
    near, far = [(0, 0), (60, 0), (60, 60), (0, 60)], [(40, 10), (80, 10), (80, 50), (40, 50)]
    one, other = CUBOID.decode({"front": near, "back": far}), CUBOID.decode({"front": far, "back": near})
    assert CUBOID.geometry(one).iou(CUBOID.geometry(other)) == pytest.approx(1)
    assert CUBOID.distance(one, other, ITEM) > 0.4
