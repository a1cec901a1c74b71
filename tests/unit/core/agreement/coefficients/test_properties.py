"""What must hold of every coefficient whatever the votes are."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labelwright.core.agreement.coefficients.measures import MEASURES
from labelwright.core.votes import Votes, votes_of

LABELS = "1234"
names = st.sampled_from(sorted(MEASURES))
grids = st.integers(2, 4).flatmap(
    lambda people: st.lists(
        st.lists(st.sampled_from([*LABELS, ""]), min_size=people, max_size=people), min_size=1, max_size=8
    )
)


def voted(grid: list[list[str]]) -> Votes:
    return votes_of(
        (f"item {row}", f"annotator {column}", label)
        for row, said in enumerate(grid)
        for column, label in enumerate(said)
        if label
    )


@settings(deadline=None)
@given(names, grids, st.randoms(use_true_random=False))
def test_who_comes_first_changes_nothing(
    name: str, grid: list[list[str]], chance: "np.random.Generator"
) -> None:
    people = list(range(len(grid[0])))
    chance.shuffle(people)
    shuffled = [[said[person] for person in people] for said in reversed(grid)]
    of = MEASURES[name].of
    assert of(voted(shuffled)).value == pytest.approx(of(voted(grid)).value, nan_ok=True)


@settings(deadline=None)
@given(names, grids)
def test_no_coefficient_is_above_one(name: str, grid: list[list[str]]) -> None:
    value = MEASURES[name].of(voted(grid)).value
    assert np.isnan(value) or value <= 1.0 + 1e-9


@settings(deadline=None)
@given(names, st.lists(st.sampled_from(LABELS), min_size=2, max_size=8).filter(lambda said: len({*said}) > 1))
def test_copies_agree_wholly(name: str, said: list[str]) -> None:
    assert MEASURES[name].of(voted([[label] * 3 for label in said])).value == pytest.approx(1.0)


@pytest.mark.parametrize("name", sorted(MEASURES.keys() - {"agreement"}))
def test_noise_agrees_as_chance_does(name: str) -> None:
    rng = np.random.default_rng(7)
    grid = rng.choice(list(LABELS), (3000, 3)).tolist()
    found = MEASURES[name].of(voted(grid)).estimate(rng, replicates=200)
    assert found.value == pytest.approx(0.0, abs=0.03)
    assert found.low < found.value < found.high


@settings(deadline=None)
@given(names, grids)
def test_what_labels_are_called_does_not_matter(name: str, grid: list[list[str]]) -> None:
    if MEASURES[name].numeric:
        return
    votes = voted(grid)
    other = replace(votes, labels=tuple(f"label {label}" for label in votes.labels))
    assert MEASURES[name].of(other).value == pytest.approx(MEASURES[name].of(votes).value, nan_ok=True)
