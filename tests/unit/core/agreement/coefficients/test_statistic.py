"""Intervals come from drawing items anew: seeded, as wide as theory says, and right about as often as they claim."""

import numpy as np
import pytest
from tests.unit.core.agreement.coefficients.examples import DIAGNOSES, votes

from labelwright.core.agreement.coefficients.counts import counts_of, counts_of_table
from labelwright.core.agreement.coefficients.krippendorff import nominal_alpha
from labelwright.core.agreement.coefficients.percent import percent_agreement


def test_the_same_seed_gives_the_same_interval() -> None:
    alpha = nominal_alpha(counts_of_table(DIAGNOSES))
    first, second, other = (alpha.estimate(np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert first == second
    assert (first.low, first.high) != (other.low, other.high)


def test_folded_and_single_items_give_intervals_of_one_width() -> None:
    counts = counts_of_table(np.repeat([[2.0, 0.0], [1.0, 1.0]], 200, axis=0))
    single, folded = (
        percent_agreement(c).estimate(np.random.default_rng(0)) for c in (counts, counts.folded())
    )
    assert single.value == folded.value == 0.5
    assert (single.low, single.high) == pytest.approx((folded.low, folded.high), abs=0.01)


def test_the_interval_of_a_share_is_as_wide_as_the_binomial_says() -> None:
    counts = counts_of_table(np.repeat([[2.0, 0.0], [1.0, 1.0]], 200, axis=0))
    found = percent_agreement(counts).estimate(np.random.default_rng(0))
    half = 1.96 * np.sqrt(0.25 / 400)
    assert (found.low, found.high) == pytest.approx((0.5 - half, 0.5 + half), abs=0.006)


def test_the_interval_holds_the_truth_about_as_often_as_it_claims() -> None:
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(200):
        agree = rng.random(100) < 0.7
        table = np.where(agree[:, None], [2.0, 0.0], [1.0, 1.0])
        found = percent_agreement(counts_of_table(table)).estimate(rng, replicates=200)
        held += found.low <= 0.7 <= found.high
    assert 180 <= held <= 200


def test_perfect_agreement_has_no_doubt_and_nothing_has_no_interval() -> None:
    perfect = nominal_alpha(counts_of(votes("a b\na b"))).estimate(np.random.default_rng(0))
    assert (perfect.value, perfect.low, perfect.high) == (1.0, 1.0, 1.0)
    nothing = nominal_alpha(counts_of(votes("a"))).estimate(np.random.default_rng(0))
    assert np.isnan([nothing.value, nothing.low, nothing.high]).all()
