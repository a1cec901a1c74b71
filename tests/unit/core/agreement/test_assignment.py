"""The assignment is the best there is: scipy's dense solver is the referee."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from labelwright.core.agreement import assign

Weights = list[list[float]]


@st.composite
def matrices(draw: st.DrawFn) -> Weights:
    rows, columns = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    weight = st.one_of(st.just(0.0), st.sampled_from([0.25, 0.5, 1.0]), st.floats(0.001, 1.0))
    return draw(st.lists(st.lists(weight, min_size=columns, max_size=columns), min_size=rows, max_size=rows))


def sparse(weights: Weights) -> list[dict[int, float]]:
    return [{j: w for j, w in enumerate(row) if w > 0} for row in weights]


def best(weights: Weights) -> float:
    matrix = np.array(weights)
    return float(matrix[linear_sum_assignment(matrix, maximize=True)].sum())


@given(matrices())
def test_no_assignment_is_better(weights: Weights) -> None:
    pairs = assign(sparse(weights))
    assert len(set(pairs.values())) == len(pairs)
    assert sum(weights[i][j] for i, j in pairs.items()) == pytest.approx(best(weights), abs=1e-9)


@given(matrices())
def test_pairs_that_are_absent_are_never_made(weights: Weights) -> None:
    assert all(weights[i][j] > 0 for i, j in assign(sparse(weights)).items())


@pytest.mark.parametrize(
    ("rows", "pairs"),
    [
        ([], {}),
        ([{}], {}),
        ([{0: 0.5}, {0: 0.9}], {1: 0}),
        ([{0: 0.9, 1: 0.8}, {0: 0.8}], {0: 1, 1: 0}),
        ([{0: 0.9, 1: 0.1}, {0: 0.7}], {0: 0}),
    ],
    ids=["nothing", "no pair", "the heavier row wins", "one gives way", "one row stays alone"],
)
def test_small_assignments(rows: list[dict[int, float]], pairs: dict[int, int]) -> None:
    assert assign(rows) == pairs


def test_a_crowded_picture_is_assigned_as_the_referee_does() -> None:
    chance = random.Random(5)
    weights = [[chance.random() if abs(i - j) < 12 else 0.0 for j in range(150)] for i in range(140)]
    pairs = assign(sparse(weights))
    assert sum(weights[i][j] for i, j in pairs.items()) == pytest.approx(best(weights), abs=1e-6)
