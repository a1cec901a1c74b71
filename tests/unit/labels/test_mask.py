"""What the cases of a mask cannot say: every form but one is refused, votes of any number, maps that lose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright.core.errors import Invalid, InvalidAnswer
from labelwright.core.geometry import Affine
from labelwright.core.geometry.edges import counts_of_edges, edges_of_runs
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.registry import LABELS

MASK = LABELS["mask"]
ITEM = Item("street.jpg", "image", width=100, height=100)

cells = st.tuples(st.integers(0, 7), st.integers(0, 7))
areas = st.frozensets(cells, min_size=1, max_size=40)


def mask_of(area: frozenset[tuple[int, int]]) -> object:
    runs = [(y, x, x + 1) for y, x in sorted((y, x) for x, y in area)]
    merged: list[tuple[int, int, int]] = []
    for y, start, end in runs:
        if merged and merged[-1][0] == y and merged[-1][2] == start:
            merged[-1] = (y, merged[-1][1], end)
        else:
            merged.append((y, start, end))
    x, y, width, height, counts = counts_of_edges(edges_of_runs(merged))
    return MASK.decode({"x": x, "y": y, "width": width, "height": height, "counts": list(counts)})


def area_of(value: object) -> frozenset[tuple[int, int]]:
    raster = MASK.geometry(value)
    left, top, right, bottom = map(int, raster.bounds())
    return frozenset((x, y) for x in range(left, right) for y in range(top, bottom) if raster.contains(x, y))


def test_a_picture_of_unknown_size_has_no_outside() -> None:
    value = MASK.decode({"x": 1000, "y": 1000, "width": 1, "height": 1, "counts": [0, 1]})
    assert list(MASK.check(value, Item("a", "image"), Class("cell", "mask"))) == []


@pytest.mark.parametrize(
    ("width", "height", "counts", "says"),
    [
        (3, 3, [0, 8], "the runs cover 8 pixels, but the box has 9"),
        (2, 2, [0, 2, 0, 2], "only the first run may be empty"),
        (2, 2, [2, 2], "the box is larger than the pixels"),
        (3, 2, [1, 1, 2, 1, 1], "the box is larger than the pixels"),
        (100_000, 100_000, [0, 1 << 31], "at most 2147483648 pixels"),
    ],
)
def test_a_form_that_is_not_the_one_is_refused_with_its_reason(
    width: int, height: int, counts: list[int], says: str
) -> None:
    with pytest.raises(InvalidAnswer, match=says):
        MASK.decode({"x": 0, "y": 0, "width": width, "height": height, "counts": counts})


@given(st.lists(st.integers(0, 5), min_size=2, max_size=12), st.integers(1, 6), st.integers(1, 6))
def test_whatever_is_taken_is_the_one_form_of_its_pixels(counts: list[int], width: int, height: int) -> None:
    raw = {"x": 3, "y": 4, "width": width, "height": height, "counts": counts}
    try:
        value = MASK.decode(raw)
    except InvalidAnswer:
        return
    assert value == mask_of(area_of(value))


@given(st.lists(st.tuples(areas, st.integers(1, 4)), min_size=2, max_size=5))
def test_each_pixel_is_voted_on(given_votes: list[tuple[frozenset[tuple[int, int]], int]]) -> None:
    votes = [(area, float(weight)) for area, weight in given_votes]
    half = sum(weight for _, weight in votes) / 2
    expected = set()
    for cell in frozenset().union(*(area for area, _ in votes)):
        weight = sum(weight for area, weight in votes if cell in area)
        if weight > half or (weight == half and cell in votes[0][0]):
            expected.add(cell)
    fused = MASK.fuse([mask_of(area) for area, _ in votes], [weight for _, weight in votes], ITEM)
    if expected:
        assert area_of(fused) == expected
    else:
        assert area_of(fused) in [area for area, _ in votes]


@given(areas, st.sampled_from([0, 90, 180, 270]), st.booleans(), st.integers(-9, 9))
def test_quarter_turns_flips_and_shifts_carry_every_pixel_along(
    area: frozenset[tuple[int, int]], degrees: int, flipped: bool, by: int
) -> None:
    affine = Affine.rotate(degrees).then(Affine.translate(by, -by))
    affine = affine.then(Affine.flip_horizontally(8)) if flipped else affine
    centres = (affine.apply((x + 0.5, y + 0.5)) for x, y in area)
    moved = MASK.transform(mask_of(area), affine)
    assert area_of(moved) == {(int(x // 1), int(y // 1)) for x, y in centres}
    assert MASK.transform(moved, affine.inverse()) == mask_of(area)


@given(
    areas, st.sampled_from([Affine(0.83, -0.55, 0.31, 0.55, 0.83, 0.17), Affine(1.7, 0.3, 0.1, 0, 0.6, 0.2)])
)
def test_any_other_map_takes_the_nearest_pixel(area: frozenset[tuple[int, int]], affine: Affine) -> None:
    back = affine.inverse()
    expected = {
        (x, y)
        for x in range(-20, 30)
        for y in range(-20, 30)
        if tuple(int(place // 1) for place in back.apply((x + 0.5, y + 0.5))) in area
    }
    if expected:
        assert area_of(MASK.transform(mask_of(area), affine)) == expected


def test_a_map_that_leads_beyond_every_picture_is_refused() -> None:
    value = MASK.decode({"x": 0, "y": 0, "width": 1, "height": 1, "counts": [0, 1]})
    with pytest.raises(Invalid, match="larger than any picture"):
        MASK.transform(value, Affine.scale(1e9))
