"""STAPLE on outlines whose makers are known."""

import numpy as np
import pytest

from labelwright.core.aggregation.staple import Outlined, staple
from labelwright.core.geometry.edges import Edges, combined, count, edges_of_runs, shared

SIDE = 60


def pixels(mask: np.ndarray) -> Edges:
    """The edges of a picture of yes and no."""
    runs = []
    for y, row in enumerate(mask):
        steps = np.flatnonzero(np.diff(np.concatenate([[0], row.astype(int), [0]]))).tolist()
        runs += [(y, start, end) for start, end in zip(steps[::2], steps[1::2], strict=True)]
    return edges_of_runs(runs)


def disc(x: float, y: float, radius: float) -> np.ndarray:
    rows, columns = np.mgrid[:SIDE, :SIDE] + 0.5
    return (columns - x) ** 2 + (rows - y) ** 2 <= radius**2


def dice(a: Edges, b: Edges) -> float:
    return 2 * shared(a, b) / (count(a) + count(b))


def test_copies_fuse_to_themselves() -> None:
    edges = pixels(disc(30, 30, 12))
    result = staple([Outlined({"Ada": edges, "Bo": edges}, SIDE * SIDE)])
    assert result.areas == [edges]
    assert min(min(rates) for rates in result.outliners.values()) > 0.95


def test_nothing_outlined_is_nothing() -> None:
    assert staple([]) == ([], {})
    assert staple([Outlined({"Ada": (), "Bo": ()}, SIDE * SIDE)]).areas == [()]


def test_planted_rates_are_found_and_beat_a_vote_on_each_pixel() -> None:
    """Ada and Bo are careful, three see half of the structure and much beside it."""
    generator = np.random.default_rng(0)
    rates = {"Ada": (0.97, 0.99), "Bo": (0.95, 0.98), "Cy": (0.5, 0.9), "Dee": (0.5, 0.9), "Eve": (0.5, 0.9)}
    truths, pictures = [], []
    for _ in range(6):
        truth = disc(*generator.uniform(20, 40, 2), generator.uniform(8, 15))
        outlines = {}
        for name, (sensitive, specific) in rates.items():
            chance = generator.random((SIDE, SIDE))
            outlines[name] = pixels(np.where(truth, chance < sensitive, chance > specific))
        truths.append(pixels(truth))
        pictures.append(Outlined(outlines, SIDE * SIDE))
    result = staple(pictures)
    for name, planted in rates.items():
        assert result.outliners[name] == pytest.approx(planted, abs=0.03)
    for picture, truth, area in zip(pictures, truths, result.areas, strict=True):
        voted = combined(list(picture.outlines.values()), lambda pattern: pattern.bit_count() > 2)
        assert dice(area, truth) > max(0.95, dice(voted, truth) + 0.03)


def test_who_did_not_look_has_no_vote() -> None:
    """Bo is careless on the first picture, and leaves the second to the careful Ada and Cy."""
    full, half = pixels(disc(30, 30, 12)), pixels(disc(30, 30, 12) & (np.mgrid[:SIDE, :SIDE][1] < 30))
    first = Outlined({"Ada": full, "Bo": half, "Cy": full}, SIDE * SIDE)
    result = staple([first, Outlined({"Ada": full, "Cy": full}, SIDE * SIDE)])
    assert result.areas == [full, full]
    assert result.outliners["Bo"].sensitivity == pytest.approx(0.5, abs=0.05)


def test_the_order_of_annotators_changes_nothing() -> None:
    outlines = {name: pixels(disc(30 + n, 30, 12)) for n, name in enumerate("abc")}
    turned = dict(reversed(outlines.items()))
    first, second = (staple([Outlined(each, SIDE * SIDE)]) for each in (outlines, turned))
    assert first.areas == second.areas
    for name in outlines:
        assert first.outliners[name] == pytest.approx(second.outliners[name])
