"""The sums between votes and annotators by hand."""

import numpy as np
import pytest

from labelwright.core.aggregation.ledger import Ledger, repeat
from labelwright.core.errors import Invalid
from labelwright.core.votes import votes_of

ROWS = [("x", "Ada", "cat"), ("x", "Bo", "cat"), ("x", "Cy", "dog"), ("y", "Ada", "dog")]


def test_shares_are_of_an_items_votes() -> None:
    assert pytest.approx(np.array([[2 / 3, 1 / 3], [0, 1]])) == Ledger(votes_of(ROWS)).shares().T


def test_shares_are_of_weight() -> None:
    shares = Ledger(votes_of(ROWS, [1.0, 1.0, 6.0, 0.0])).shares()
    assert pytest.approx(np.array([[0.25, 0.75], [0.5, 0.5]])) == shares.T


def test_tally_and_score_are_transposed_sums() -> None:
    generator = np.random.default_rng(0)
    votes = votes_of(ROWS, [1.0, 2.0, 0.5, 3.0])
    ledger = Ledger(votes)
    posterior, logs = generator.random((2, 2)), generator.random((2, 3, 2))
    assert votes.weight is not None
    tally, score = np.zeros((2, 3, 2)), np.zeros((2, 2))
    for item, annotator, label, weight in zip(
        votes.item, votes.annotator, votes.label, votes.weight, strict=True
    ):
        tally[:, annotator, label] += weight * posterior[:, item]
        score[:, item] += weight * logs[:, annotator, label]
    assert ledger.tally(posterior) == pytest.approx(tally)
    assert ledger.score(logs) == pytest.approx(score)


def test_right_votes_are_those_for_the_truth() -> None:
    ledger = Ledger(votes_of(ROWS, [1.0, 1.0, 1.0, 2.0]))
    right = ledger.right(np.array([[0.9, 0.2], [0.1, 0.8]]))
    assert right == pytest.approx([0.9, 0.9, 0.1, 1.6])
    assert ledger.by_annotator(right) == pytest.approx([2.5, 0.9, 0.1])
    assert ledger.by_annotator(None) == pytest.approx([3.0, 1.0, 1.0])


def test_settling_gives_probabilities_and_evidence() -> None:
    ledger = Ledger(votes_of(ROWS))
    posterior, evidence = ledger.settle(np.log(np.array([[0.2, 1e-300], [0.6, 3e-300]])))
    assert posterior == pytest.approx(np.array([[0.25, 0.25], [0.75, 0.75]]))
    assert evidence == pytest.approx(np.log([0.8, 4e-300]))


def test_gold_leaves_one_class_only() -> None:
    ledger = Ledger(votes_of(ROWS), {"x": "dog", "z": "bird"})
    assert ledger.votes.labels == ("cat", "dog")
    assert ledger.settle(np.zeros((2, 2)))[0] == pytest.approx(np.array([[0, 0.5], [1, 0.5]]))
    kinds = ledger.settle(np.zeros((3, 2)), np.array([0, 1, 1]))[0]
    assert kinds == pytest.approx(np.array([[0, 1 / 3], [0.5, 1 / 3], [0.5, 1 / 3]]))


def test_gold_may_bring_a_label_that_nobody_gave() -> None:
    ledger = Ledger(votes_of(ROWS), {"y": "bird"})
    assert ledger.votes.labels == ("cat", "dog", "bird")
    assert pytest.approx(np.array([[2 / 3, 1 / 3, 0], [0, 0, 1]])) == ledger.start().T


def test_no_votes_are_refused() -> None:
    with pytest.raises(Invalid, match="no votes"):
        Ledger(votes_of([]))


def test_repeating_ends_where_nothing_moves() -> None:
    rest = repeat(lambda p: (p + 0.5) / 2, np.array([[1.0], [0.0]]), 100, 1e-3)
    assert rest.converged
    assert rest.rounds == 9
    assert not repeat(lambda p: 1.0 - p, np.array([[1.0], [0.0]]), 5, 1e-3).converged
