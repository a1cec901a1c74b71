"""The run lengths of other tools: their own vectors, COCO's own library as referee, and what is broken."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycocotools import mask as referee

from labelwright.core.bitmaps import from_png, to_png
from labelwright.core.errors import Invalid
from labelwright.core.geometry.edges import edges_of_runs, runs_of
from labelwright.core.runs import (
    compress,
    decompress,
    edges_of_mask,
    from_box_tail,
    from_brush,
    from_columns,
    from_rows,
    mask_of_edges,
    to_box_tail,
    to_brush,
    to_columns,
)
from labelwright.core.views import Mask

BLOCK = Mask(1, 0, 2, 2, (0, 4))
"""The block of `0110/0110/0000`."""

grids = st.integers(1, 12).flatmap(
    lambda width: st.lists(st.lists(st.booleans(), min_size=width, max_size=width), min_size=1, max_size=12)
)


def mask_of(grid: np.ndarray) -> Mask | None:
    runs = []
    for y, row in enumerate(grid):
        ends = np.flatnonzero(np.diff(np.concatenate(([0], row, [0]))))
        runs += [(y, int(start), int(end)) for start, end in zip(ends[::2], ends[1::2], strict=True)]
    return mask_of_edges(edges_of_runs(runs))


def grid_of(mask: Mask | None, shape: tuple[int, int]) -> np.ndarray:
    grid = np.zeros(shape, np.uint8)
    for y, start, end in runs_of(edges_of_mask(mask)) if mask else ():
        grid[y, start:end] = 1
    return grid


@pytest.mark.parametrize(
    ("mask", "size", "counts", "text"),
    [
        (BLOCK, (4, 3), [3, 2, 1, 2, 4], "32103"),
        (Mask(0, 0, 2, 2, (0, 1, 2, 1)), (2, 2), [0, 1, 2, 1], "0120"),
        (Mask(0, 0, 2, 2, (0, 4)), (2, 2), [0, 4], "04"),
        (None, (2, 2), [4], "4"),
        (
            Mask(10, 20, 50, 50, (0, 2500)),
            (100, 100),
            [1020, *[50] * 99, 4030],
            "lo0b1b1" + "0" * 97 + r"\l3",
        ),
    ],
)
def test_coco_writes_these_runs(
    mask: Mask | None, size: tuple[int, int], counts: list[int], text: str
) -> None:
    assert (compress(counts), decompress(text), from_columns(counts, *size)) == (text, counts, mask)
    if mask is not None:
        assert to_columns(mask, *size) == counts


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of arrays within pycocotools
@given(grids)
def test_coco_reads_what_we_write_and_we_read_what_it_writes(rows: list[list[bool]]) -> None:
    grid = np.array(rows, np.uint8)
    height, width = grid.shape
    theirs = referee.encode(np.asfortranarray(grid))
    assert (
        grid_of(from_columns(decompress(theirs["counts"].decode()), width, height), grid.shape) == grid
    ).all()
    mask = mask_of(grid)
    if mask is not None:
        ours = {"size": [height, width], "counts": compress(to_columns(mask, width, height)).encode()}
        assert (referee.decode(ours) == grid).all()
        assert ours["counts"] == theirs["counts"]


def test_what_lies_outside_the_picture_is_not_written() -> None:
    mask = Mask(-1, -1, 3, 3, (0, 9))
    assert from_columns(to_columns(mask, 4, 4), 4, 4) == Mask(0, 0, 2, 2, (0, 4))
    assert from_brush(to_brush(mask, 4, 4), 4, 4) == Mask(0, 0, 2, 2, (0, 4))


def test_cvat_writes_a_box_that_includes_its_last_pixels() -> None:
    mask = Mask(1, 1, 3, 2, (0, 2, 2, 2))
    assert to_box_tail(mask) == [0, 2, 2, 2, 1, 1, 3, 2]
    assert from_box_tail([0.0, 2.0, 2.0, 2.0, 1.0, 1.0, 3.0, 2.0]) == mask


def test_a_box_of_cvat_that_is_too_wide_is_brought_to_the_pixels() -> None:
    assert from_rows([5, 2, 2, 2, 5], 10, 20, 4, 4) == Mask(11, 21, 2, 2, (0, 4))


@pytest.mark.parametrize(
    ("mask", "size", "data"),
    [
        (Mask(0, 0, 2, 2, (1, 2, 1)), (2, 2), [0, 0, 0, 16, 57, 27, 252, 96, 19, 255, 198, 0]),
        (BLOCK, (4, 3), [0, 0, 0, 48, 57, 27, 252, 96, 19, 255, 206, 1, 63, 254, 19, 0, 0]),
    ],
)
def test_label_studio_writes_these_bytes(mask: Mask, size: tuple[int, int], data: list[int]) -> None:
    assert from_brush(data, *size) == mask
    assert to_brush(mask, *size) == data


def test_a_brush_of_literals_and_of_any_strength_is_read() -> None:
    bits = f"{8:032b}" + f"{7:05b}" + "".join(f"{size - 1:04b}" for size in (3, 4, 8, 16))
    bits += "0" + "00" + f"{7:03b}" + "".join(f"{value:08b}" for value in (0, 0, 0, 0, 9, 9, 9, 1))
    bits += "0" * (-len(bits) % 8)
    data = [int(bits[i : i + 8], 2) for i in range(0, len(bits), 8)]
    assert from_brush(data, 2, 1) == Mask(1, 0, 1, 1, (0, 1))


@given(grids)
def test_every_way_out_leads_back(rows: list[list[bool]]) -> None:
    grid = np.array(rows, np.uint8)
    height, width = grid.shape
    mask = mask_of(grid)
    if mask is not None:
        assert from_box_tail(to_box_tail(mask)) == mask
        assert from_brush(to_brush(mask, width, height), width, height) == mask
        assert from_png(to_png(mask), mask.x, mask.y) == mask


def test_a_long_run_of_a_brush_is_cut_in_pieces() -> None:
    mask = Mask(0, 0, 400, 300, (0, 120_000))
    assert from_brush(to_brush(mask, 400, 300), 400, 300) == mask


@pytest.mark.parametrize(
    ("read", "says"),
    [
        (lambda: from_columns([3, 2], 3, 3), "cover 5 pixels, but its frame has 9"),
        (lambda: from_columns([-1, 10], 3, 3), "shorter than nothing"),
        (lambda: from_columns([0, 10**12], 10**6, 10**6), "cannot be 1000000 × 1000000"),
        (lambda: from_rows([], 0, 0, -1, 2), "cannot be -1 × 2"),
        (lambda: decompress("3 2"), "does not use"),
        (lambda: decompress("3P"), "break off"),
        (lambda: from_box_tail([0, 4, 0.5, 0, 1, 1]), "whole numbers"),
        (lambda: from_box_tail([4, 0, 0]), "ends with its box"),
        (lambda: from_brush([], 2, 2), "breaks off"),
        (lambda: from_brush([0, 0, 0, 16, 57, 27, 252], 2, 2), "breaks off"),
        (lambda: from_brush([0, 0, 0, 16, 57, 27, 252, 96, 19, 255, 198, 0], 9, 9), "the picture has 81"),
        (
            lambda: from_brush([0, 0, 0, 3, 57, 27, 252, 96, 19, 255, 198, 0], 1, 1),
            "more pixels than it says",
        ),
        (lambda: from_brush([256], 2, 2), "a list of bytes"),
        (lambda: from_png(b"GIF89a"), "no PNG"),
    ],
)
def test_what_is_broken_is_told_in_a_sentence(read: object, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        read()  # type: ignore[operator]
