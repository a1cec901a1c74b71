"""Alpha over values of any kind is alpha over labels where the values are labels."""

import numpy as np
import pytest
from tests.unit.core.agreement.coefficients.examples import FOUR_CODERS, THREE_CODERS, votes

from labelwright.core.agreement.coefficients.counts import counts_of
from labelwright.core.agreement.coefficients.distances import distance_alpha
from labelwright.core.agreement.coefficients.krippendorff import interval_alpha, nominal_alpha
from labelwright.core.agreement.coefficients.measures import numbers


def units(text: str) -> list[list[float]]:
    columns = zip(*(line.split() for line in text.strip().splitlines()), strict=True)
    return [[float(said) for said in column if said != "."] for column in columns]


@pytest.mark.parametrize("text", [FOUR_CODERS, THREE_CODERS])
def test_a_distance_of_values_gives_what_labels_give(text: str) -> None:
    said, rng = votes(text), np.random.default_rng(0)
    nominal = distance_alpha(units(text), lambda a, b: float(a != b), rng)
    interval = distance_alpha(units(text), lambda a, b: (a - b) ** 2, rng)
    assert nominal.value == pytest.approx(nominal_alpha(counts_of(said)).value)
    expected = interval_alpha(counts_of(said), numbers(said.labels))
    assert interval.value == pytest.approx(expected.value)
    ours, theirs = (alpha.estimate(np.random.default_rng(1)) for alpha in (interval, expected))
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=0.1)


def test_pairs_that_are_drawn_give_nearly_the_same() -> None:
    rng = np.random.default_rng(0)
    truth = rng.normal(0, 1, 400)
    said = (truth[:, None] + rng.normal(0, 0.5, (400, 2))).tolist()
    whole, drawn = (
        distance_alpha(said, lambda a, b: (a - b) ** 2, np.random.default_rng(0), pairs).value
        for pairs in (1_000_000, 5_000)
    )
    assert whole == pytest.approx(0.8, abs=0.05)
    assert drawn == pytest.approx(whole, abs=0.02)


def test_values_that_nobody_else_gave_do_not_count() -> None:
    rng = np.random.default_rng(0)
    alone = distance_alpha([["a", "a"], ["b", "b"], ["z"]], lambda a, b: float(a != b), rng)
    assert alone.value == 1.0
    assert np.isnan(distance_alpha([["a"]], lambda a, b: 0.0, rng).value)
