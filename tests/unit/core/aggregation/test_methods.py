"""What every method of consensus must do, ours and those that others bring."""

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.core.aggregation.crowds import coins, crowd

from labelwright.core.aggregation.consensus import Consensus, consensus
from labelwright.core.registry import METHODS
from labelwright.core.votes import Votes, votes_of

SKILLS = np.array([0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5])
CROWD = crowd(coins(SKILLS, 3), items=400, per_item=5, seed=1)
every_method = pytest.mark.parametrize("name", sorted(METHODS))


def accuracy(result: Consensus, truth: np.ndarray) -> float:
    return float((result.winners() == truth).mean())


@every_method
def test_probabilities_add_up_to_one(name: str) -> None:
    result = consensus(CROWD.votes, METHODS[name])
    assert result.posterior.shape == (400, 3)
    assert result.posterior.min() >= 0.0
    assert result.posterior.sum(axis=1) == pytest.approx(np.ones(400))
    assert result.probabilities() == pytest.approx(result.posterior.max(axis=1))


@every_method
def test_the_same_votes_give_the_same_bits(name: str) -> None:
    first, second = (consensus(CROWD.votes, METHODS[name], seed=7) for _ in range(2))
    assert (first.posterior == second.posterior).all()


@every_method
def test_no_order_changes_anything(name: str) -> None:
    """Not that of the rows, nor how annotators, items and labels happen to be numbered."""
    votes = CROWD.votes
    generator = np.random.default_rng(3)
    rows, people = generator.permutation(len(votes)), generator.permutation(10)
    items, labels = generator.permutation(400), np.array([2, 0, 1])
    shuffled = Votes(
        np.argsort(items)[votes.item[rows]],
        np.argsort(people)[votes.annotator[rows]],
        np.argsort(labels)[votes.label[rows]],
        [votes.items[i] for i in items],
        [votes.annotators[a] for a in people],
        [votes.labels[k] for k in labels],
    )
    expected, result = consensus(votes, METHODS[name]), consensus(shuffled, METHODS[name])
    assert result.posterior == pytest.approx(expected.posterior[items][:, labels], abs=1e-6)
    assert result.skill == pytest.approx(expected.skill[people], abs=1e-6)
    assert (labels[result.winners()] == expected.winners()[items]).all()


@every_method
def test_what_all_agree_on_stands(name: str) -> None:
    votes = votes_of([(i, a, "cat" if i in "xy" else "dog") for i in "wxyz" for a in ("Ada", "Bo", "Cy")])
    result = consensus(votes, METHODS[name])
    assert [result.labels[k] for k in result.winners()] == ["dog", "cat", "cat", "dog"]
    assert result.warnings == ()


@every_method
def test_gold_stands_and_teaches(name: str) -> None:
    """Two who are always wrong outvote one who is right, until gold tells who is who; majority alone learns nothing."""
    rows = [
        (f"{i}", a, "cat" if (i % 2 == 0) == (a == "Ada") else "dog")
        for i in range(40)
        for a in ("Ada", "Bo", "Cy")
    ]
    gold = {f"{i}": "cat" if i % 2 == 0 else "dog" for i in range(30)}
    result = consensus(votes_of(rows), METHODS[name], gold)
    won = {item: result.labels[k] for item, k in zip(result.items, result.winners(), strict=True)}
    assert {item: won[item] for item in gold} == gold
    assert [result.posterior[result.items.index(item)].max() for item in gold] == [1.0] * 30
    if name != "majority":
        assert result.skill[0] > 0.8 > 0.5 > result.skill[1]


@every_method
def test_few_votes_are_no_obstacle(name: str) -> None:
    for rows, certain in (
        ([("x", "Ada", "cat")], True),
        ([("x", "Ada", "cat"), ("x", "Bo", "dog")], False),
        ([("x", "Ada", "cat"), ("y", "Bo", "dog")], True),
        ([("x", "Ada", "cat"), ("x", "Ada", "cat"), ("x", "Ada", "dog")], True),
    ):
        result = consensus(votes_of(rows), METHODS[name])
        assert np.isfinite(result.posterior).all()
        assert result.labels[result.winners()[0]] == "cat" or not certain


@every_method
def test_an_item_without_votes_is_left_open(name: str) -> None:
    votes = replace(CROWD.votes, items=[*CROWD.votes.items, "unseen"])
    result = consensus(votes, METHODS[name])
    assert result.posterior[-1].max() < 0.5
    assert result.posterior[:-1] == pytest.approx(consensus(CROWD.votes, METHODS[name]).posterior, abs=0.02)


@every_method
def test_a_vote_without_weight_is_no_vote(name: str) -> None:
    votes = CROWD.votes
    padded = replace(
        votes,
        item=np.concatenate([votes.item, np.arange(400)]),
        annotator=np.concatenate([votes.annotator, np.zeros(400, dtype=np.int64)]),
        label=np.concatenate([votes.label, np.zeros(400, dtype=np.int64)]),
        weight=np.concatenate([np.ones(len(votes)), np.zeros(400)]),
    )
    expected = consensus(votes, METHODS[name])
    assert consensus(padded, METHODS[name]).posterior == pytest.approx(expected.posterior, abs=1e-6)


@every_method
def test_an_uncertain_answer_is_a_row_for_each_label_it_may_be(name: str) -> None:
    """Someone 70 % sure gives two rows, of weight .7 and .3; that decides where all else is even."""
    even = [
        ("x", "Ada", "cat"),
        ("x", "Bo", "dog"),
        ("y", "Ada", "cat"),
        ("y", "Bo", "cat"),
        ("z", "Bo", "dog"),
    ]
    votes = votes_of(
        [*even, ("z", "Ada", "dog"), ("x", "Cy", "cat"), ("x", "Cy", "dog")], [1.0] * 6 + [0.3, 0.7]
    )
    result = consensus(votes, METHODS[name])
    assert result.labels[result.winners()[0]] == "dog"


@every_method
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_a_perfect_annotator_makes_nothing_worse(name: str, seed: int) -> None:
    weak = crowd(coins(SKILLS[4:], 3), items=300, per_item=3, seed=seed)
    votes = weak.votes
    with_perfect = replace(
        votes,
        item=np.concatenate([votes.item, np.arange(300)]),
        annotator=np.concatenate([votes.annotator, np.full(300, 6)]),
        label=np.concatenate([votes.label, weak.truth]),
        annotators=[*votes.annotators, "perfect"],
    )
    before = accuracy(consensus(votes, METHODS[name]), weak.truth)
    result = consensus(with_perfect, METHODS[name])
    assert accuracy(result, weak.truth) >= before
    assert result.skill[6] == max(result.skill)


@pytest.mark.parametrize("name", sorted(set(METHODS) - {"majority", "weighted"}))
def test_planted_skills_are_recovered(name: str) -> None:
    planted = crowd(coins(SKILLS, 3), items=2000, per_item=6, seed=5)
    result = consensus(planted.votes, METHODS[name])
    assert result.skill == pytest.approx(SKILLS, abs=0.06)
    assert accuracy(result, planted.truth) >= accuracy(
        consensus(planted.votes, METHODS["majority"]), planted.truth
    )


def test_counts_of_hands_rank_the_planted_skills() -> None:
    planted = crowd(coins(SKILLS, 3), items=2000, per_item=6, seed=5)
    for name in ("majority", "weighted"):
        assert np.argsort(-consensus(planted.votes, METHODS[name]).skill).tolist() == list(range(10))


@pytest.mark.parametrize("name", ["dawid_skene", "hierarchical", "subtypes", "panel"])
def test_planted_confusion_is_recovered(name: str) -> None:
    careful = np.array([[0.9, 0.1, 0.0], [0.05, 0.9, 0.05], [0.0, 0.1, 0.9]])
    blurred = np.array([[0.5, 0.5, 0.0], [0.1, 0.8, 0.1], [0.3, 0.0, 0.7]])
    planted = crowd(np.stack([careful] * 4 + [blurred] * 2), items=3000, per_item=5, seed=6)
    result = consensus(planted.votes, METHODS[name])
    assert result.confusion is not None
    assert result.confusion == pytest.approx(planted.confusion, abs=0.06)


def test_an_unknown_method_is_answered_with_the_nearest() -> None:
    with pytest.raises(Exception, match="dawid_skene"):
        METHODS["david_skene"]
