"""A consensus is doubted where it goes against the votes and other models do not go along."""

import numpy as np
import pytest
from tests.unit.core.aggregation.crowds import coins, crowd

from labelwright.core.aggregation.consensus import consensus
from labelwright.core.aggregation.doubts import doubts
from labelwright.core.aggregation.ledger import Ledger
from labelwright.core.registry import METHODS

GOOD = crowd(coins([0.9, 0.85, 0.8, 0.75, 0.7, 0.65], 3), items=500, per_item=5, seed=2)
LEDGER = Ledger(GOOD.votes)


def test_a_count_of_hands_is_never_doubted() -> None:
    assert doubts(LEDGER, LEDGER.shares()) == ()


def test_one_class_for_everything_is_doubted() -> None:
    collapsed = np.zeros((3, 500))
    collapsed[0] = 1.0
    (sentence,) = doubts(LEDGER, collapsed)
    assert "against the majority" in sentence


def test_swapped_classes_are_doubted() -> None:
    assert len(doubts(LEDGER, LEDGER.shares()[[1, 0, 2]])) == 1


@pytest.mark.parametrize(("wrong", "doubted"), [(10, 0), (40, 1)])
def test_a_share_of_items_within_two_points_is_let_pass(wrong: int, doubted: int) -> None:
    posterior = LEDGER.shares()
    sure = np.flatnonzero(posterior.max(axis=0) > 0.7)[:wrong]
    posterior[:, sure] = posterior[:, sure].min(axis=0) == posterior[:, sure]
    posterior /= posterior.sum(axis=0)
    assert len(doubts(LEDGER, posterior)) == doubted


def test_going_against_many_bad_annotators_for_good_ones_is_right() -> None:
    skills = [0.97, 0.95, 0.93, *[0.35] * 6]
    mixed = crowd(coins(skills, 3), items=800, per_item=7, seed=4)
    result = consensus(mixed.votes, METHODS["dawid_skene"])
    shares = Ledger(mixed.votes).shares()
    against = shares[result.winners(), np.arange(800)] < shares.max(axis=0) - 1e-9
    assert against.mean() > 0.02
    assert result.warnings == ()


def test_many_items_are_judged_by_some() -> None:
    many = crowd(coins([0.9, 0.8, 0.7, 0.6], 2), items=50_000, per_item=3, seed=3)
    ledger = Ledger(many.votes)
    assert len(doubts(ledger, ledger.shares()[::-1])) == 1
