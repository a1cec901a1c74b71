"""Sets are matched at the least cost, where a thing left alone has its price."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from labelwright.core.agreement.pairing import pair_up

sides = st.integers(0, 5)


def test_a_pair_is_made_where_it_costs_less_than_leaving_both_alone() -> None:
    near, far = pair_up([{0: 0.9}], 1, unmatched=0.5), pair_up([{0: 1.0}], 1, unmatched=0.5)
    assert (near.pairs, near.cost) == ({0: 0}, pytest.approx(0.9))
    assert (far.pairs, far.cost) == ({}, pytest.approx(1.0))


def test_nothing_costs_nothing() -> None:
    assert pair_up([], 0).cost == 0.0


@settings(deadline=None)
@given(sides, sides, st.sampled_from([0.2, 0.5, 2.0]), st.randoms(use_true_random=False))
def test_no_matching_is_cheaper(
    rows: int, columns: int, unmatched: float, chance: "np.random.Generator"
) -> None:
    """scipy's assignment, where every thing may also be assigned to nobody."""
    distances = np.array([[chance.random() for _ in range(columns)] for _ in range(rows)]).reshape(
        rows, columns
    )
    whole = np.full((rows + columns, rows + columns), unmatched)
    whole[:rows, :columns] = distances
    whole[rows:, columns:] = 0.0
    best = whole[linear_sum_assignment(whole)].sum()
    found = pair_up([dict(enumerate(row)) for row in distances.tolist()], columns, unmatched)
    assert found.cost == pytest.approx(best)
