"""Probabilities mean what they say, measured and mended."""

import numpy as np
import pytest
from tests.unit.core.aggregation.crowds import coins, crowd

from labelwright.core.aggregation.calibration import (
    FEWEST,
    Bin,
    consensus_with_gold,
    expected_calibration_error,
    reliability,
    temperature,
    tempered,
)
from labelwright.core.aggregation.consensus import consensus
from labelwright.core.registry import METHODS

CROWD = crowd(coins([0.9, 0.8, 0.7, 0.6, 0.55], 2), items=3000, per_item=3, seed=8)


def test_the_reliability_diagram_by_hand() -> None:
    bins = reliability(np.array([0.55, 0.58, 0.93, 1.0]), np.array([1.0, 0.0, 1.0, 1.0]))
    assert bins == [
        Bin(0.5, 0.6, 2, pytest.approx(0.565), 0.5),
        Bin(0.9, 1.0, 2, pytest.approx(0.965), 1.0),
    ]
    assert expected_calibration_error(bins) == pytest.approx((2 * 0.065 + 2 * 0.035) / 4)
    assert expected_calibration_error([]) == 0.0


@pytest.mark.parametrize("name", ["dawid_skene", "hierarchical", "one_coin", "panel"])
def test_probabilities_of_a_crowd_that_fits_the_model_are_right(name: str) -> None:
    result = consensus(CROWD.votes, METHODS[name])
    right = (result.winners() == CROWD.truth).astype(float)
    assert expected_calibration_error(reliability(result.probabilities(), right)) < 0.03


@pytest.mark.parametrize("planted", [0.5, 1.0, 3.0])
def test_a_planted_temperature_is_found(planted: float) -> None:
    generator = np.random.default_rng(0)
    honest = generator.dirichlet([1.0, 1.0, 1.0], 20_000)
    truth = (generator.random(20_000)[:, None] > honest.cumsum(axis=1)).sum(axis=1)
    assert temperature(tempered(honest, 1 / planted), truth) == pytest.approx(planted, rel=0.05)


def test_tempering_keeps_order_and_certainty() -> None:
    posterior = np.array([[0.7, 0.2, 0.1], [1.0, 0.0, 0.0]])
    warm = tempered(posterior, 2.0)
    assert warm.sum(axis=1) == pytest.approx([1.0, 1.0])
    assert warm[0, 0] / warm[0, 1] == pytest.approx(3.5**0.5)
    assert warm[1].tolist() == [1.0, 0.0, 0.0]


def test_gold_mends_probabilities_and_no_winner() -> None:
    """Nine who are right in three of four cases are right together far more often than the share of hands says."""
    nine = crowd(coins([0.75] * 9, 2), items=1000, per_item=9, seed=8)
    gold = {item: nine.votes.labels[k] for item, k in zip(nine.votes.items[:300], nine.truth, strict=False)}
    rest = slice(300, None)
    before, after = (fuse(nine.votes, METHODS["majority"], gold) for fuse in (consensus, consensus_with_gold))
    assert (before.winners() == after.winners()).all()
    right = (after.winners() == nine.truth).astype(float)[rest]
    errors = [
        expected_calibration_error(reliability(c.probabilities()[rest], right)) for c in (before, after)
    ]
    assert errors[1] < 0.05 < 0.15 < errors[0]
    assert after.probabilities()[:300] == pytest.approx(np.ones(300))


def test_a_few_lucky_items_change_nothing() -> None:
    generator = np.random.default_rng(1)
    honest = generator.dirichlet([3.0, 1.0], 40)
    truth = (generator.random(40)[:, None] > honest.cumsum(axis=1)).sum(axis=1)
    assert temperature(honest, truth) == 1.0


def test_a_handful_of_gold_changes_no_probability() -> None:
    gold = dict.fromkeys(CROWD.votes.items[: FEWEST - 1], "a")
    told = consensus(CROWD.votes, METHODS["majority"], gold)
    assert (consensus_with_gold(CROWD.votes, METHODS["majority"], gold).posterior == told.posterior).all()
