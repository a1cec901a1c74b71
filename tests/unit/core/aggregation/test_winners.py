"""Which label wins, by table."""

import numpy as np
import pytest

from labelwright.core.aggregation.winners import winners

A, B, C = 0, 1, 2


@pytest.mark.parametrize(
    ("posterior", "expected"),
    [
        ([[0.6, 0.4, 0.0]], [A]),
        ([[0.1, 0.2, 0.7]], [C]),
        ([[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]], [B, A]),
        ([[0.5, 0.5, 0.0], [0.0, 1.0, 0.0]], [A, B]),
        ([[0.5, 0.5, 0.0]], [A]),
        ([[0.3, 0.3 + 1e-15, 0.4 - 1e-15]], [C]),
        ([[0.5 - 1e-13, 0.5 + 1e-13, 0.0]], [A]),
    ],
    ids=["most", "last", "rarer", "rarer, otherwise", "by name", "no tie", "tie but for rounding"],
)
def test_the_winner(posterior: list[list[float]], expected: list[int]) -> None:
    assert winners(np.array(posterior).T, ("a", "b", "c")).tolist() == expected


def test_the_order_of_labels_changes_nothing() -> None:
    posterior = np.array([[0.4, 0.4, 0.2], [0.2, 0.4, 0.4], [0.1, 0.1, 0.8]]).T
    names = np.array(["b", "c", "a"])
    for order in ([0, 1, 2], [2, 0, 1], [1, 0, 2]):
        won = names[order][winners(posterior[order], tuple(names[order]))]
        assert won.tolist() == ["b", "c", "a"]
