"""The consensus kept up to date answer by answer is that of all answers at once."""

import numpy as np
import pytest
from tests.unit.core.aggregation.crowds import coins, crowd

from labelwright.core.aggregation.consensus import consensus
from labelwright.core.aggregation.standing import Standing
from labelwright.core.errors import Invalid
from labelwright.core.registry import METHODS

SKILLS = [0.95, 0.85, 0.75, 0.65, 0.55]
CROWD = crowd(coins(SKILLS, 3), items=300, per_item=4, seed=9)


def filled(gold: dict[str, str] | None = None) -> Standing:
    standing, votes = Standing("abc", gold), CROWD.votes
    for item, annotator, label in zip(votes.item, votes.annotator, votes.label, strict=True):
        standing.add(votes.items[item], votes.annotators[annotator], votes.labels[label])
    return standing


def posteriors(standing: Standing) -> np.ndarray:
    return np.stack([standing.posterior(item) for item in CROWD.votes.items])


def test_after_a_refresh_it_is_the_estimate_of_all_votes() -> None:
    standing = filled()
    standing.refresh()
    expected = consensus(CROWD.votes, METHODS["hierarchical"])
    assert posteriors(standing) == pytest.approx(expected.posterior, abs=1e-9)
    assert expected.confusion is not None
    assert standing.confusion("annotator 3") == pytest.approx(expected.confusion[3], abs=1e-9)


def test_answer_by_answer_comes_close_to_it() -> None:
    standing = filled()
    expected = consensus(CROWD.votes, METHODS["hierarchical"])
    same = posteriors(standing).argmax(axis=1) == expected.posterior.argmax(axis=1)
    assert same.mean() > 0.97
    assert [standing.skill(name) for name in CROWD.votes.annotators] == pytest.approx(SKILLS, abs=0.08)


def test_one_more_answer_after_a_refresh_moves_what_a_new_estimate_would() -> None:
    standing = filled()
    standing.refresh()
    moved = standing.add("item 0", "annotator 4", "c")
    standing.refresh()
    assert moved == pytest.approx(standing.probabilities("item 0"), abs=0.02)


def test_taking_back_and_learning_again_changes_nothing() -> None:
    standing = filled()
    standing.refresh()
    before = standing.confusion("annotator 0"), standing.posterior("item 1")
    standing.add("item 0", "annotator 0", "a", weight=0.0)
    standing.refresh()
    after = standing.confusion("annotator 0"), standing.posterior("item 1")
    assert after[0] == pytest.approx(before[0], abs=1e-3)
    assert after[1] == pytest.approx(before[1], abs=1e-3)


def test_nothing_known_is_even() -> None:
    standing = Standing(["a", "b"])
    assert standing.probabilities("new") == {"a": 0.5, "b": 0.5}
    assert (standing.given("new"), standing.hands("new").tolist()) == (0, [0.0, 0.0])
    assert standing.skill() == pytest.approx(0.8)
    standing.refresh()
    assert standing.probabilities("new") == {"a": 0.5, "b": 0.5}


def test_one_vote_leans_to_its_label() -> None:
    standing = Standing(["a", "b"])
    assert standing.add("x", "Ada", "b")["b"] > 0.7


def test_gold_stands_and_teaches_at_once() -> None:
    standing = Standing(["a", "b"])
    for n in range(10):
        standing.add(f"{n}", "Ada", "a")
        standing.add(f"{n}", "Bo", "b")
    for n in range(8):
        standing.tell(f"{n}", "a")
    assert standing.probabilities("0") == {"a": 1.0, "b": 0.0}
    assert standing.skill("Ada") > 0.8 > 0.4 > standing.skill("Bo")
    assert standing.add("9", "Cy", "a")["a"] > 0.9


def test_gold_calibrates() -> None:
    """Four who copy one another promise too much, until gold shows it."""
    generator = np.random.default_rng(0)
    truth = generator.integers(0, 2, 200)
    said = np.where(generator.random(200) < 0.7, truth, 1 - truth)
    standing = Standing(["0", "1"], {f"{n}": f"{truth[n]}" for n in range(0, 200, 2)})
    for n in range(200):
        for who in "abcd":
            standing.add(f"{n}", who, f"{said[n]}")
    unseen = [f"{n}" for n in range(1, 200, 2)]
    boasted = np.mean([standing.posterior(item).max() for item in unseen])
    standing.refresh()
    honest = np.mean([standing.posterior(item).max() for item in unseen])
    assert standing.warmth > 1.0
    assert boasted > 0.9
    assert honest == pytest.approx(np.mean(said[::2] == truth[::2]), abs=0.03)


def test_questions_are_checked() -> None:
    with pytest.raises(Invalid, match="at least two labels"):
        Standing(["a"])
    standing = Standing(["a", "b"])
    with pytest.raises(Invalid, match="no label “c”"):
        standing.add("x", "Ada", "c")
    with pytest.raises(Invalid, match="no label “c”"):
        standing.tell("x", "c")
    assert standing.given("x") == 0
