"""Each pair of annotators is judged on the items that both labelled, as if they were alone."""

import numpy as np
import pytest
from tests.unit.core.agreement.coefficients.examples import FOUR_CODERS, votes

from labelwright.core.agreement.coefficients.cohen import cohen_kappa
from labelwright.core.agreement.coefficients.measures import MEASURES
from labelwright.core.agreement.coefficients.pairs import pairs_of, table_of
from labelwright.core.agreement.coefficients.parts import against, between, over_time
from labelwright.core.agreement.coefficients.weights import quadratic
from labelwright.core.votes import votes_of


@pytest.mark.parametrize("weighted", [False, True])
def test_all_pairs_at_once_are_each_pair_alone(weighted: bool) -> None:
    four = votes(FOUR_CODERS)
    weights = quadratic(np.array([float(label) for label in four.labels])) if weighted else np.eye(5)
    pairs = pairs_of(four, weights if weighted else None)
    assert pairs.items.tolist() == [10, 10, 9, 9, 9, 8]
    for first, second, items, agreement, kappa in zip(
        pairs.first, pairs.second, pairs.items, pairs.agreement, pairs.kappa, strict=True
    ):
        table = table_of(four, first, second)
        assert first < second
        assert table.sum() == items
        assert agreement == pytest.approx((table * weights).sum() / items)
        assert kappa == pytest.approx(cohen_kappa(table, weights).value)


def test_only_common_items_are_between_two() -> None:
    two = between(votes("a b . c\n. b a c\na a a a"), 0, 1)
    assert len(two) == 4
    assert MEASURES["agreement"].of(two).value == 1.0


def test_annotators_who_never_meet_are_no_pair() -> None:
    assert len(pairs_of(votes("a .\n. b")).items) == 0


def test_an_item_falls_in_the_stretch_of_its_last_vote() -> None:
    rows = [("x", "Ada", "a"), ("y", "Ada", "a"), ("x", "Bo", "a"), ("y", "Bo", "b"), ("z", "Bo", "b")]
    times = np.array([0.0, 1.0, 2.0, 12.0, 25.0])
    first, second = over_time(votes_of(rows), times, np.array([0.0, 10.0, 20.0]))
    assert [first.items[i] for i in first.item] == ["x", "x"]
    assert [second.items[i] for i in second.item] == ["y", "y"]


def test_a_label_is_held_against_all_others() -> None:
    three = votes("a b c a\na c b b")
    assert MEASURES["agreement"].of(against(three, 0)).value == 0.75
