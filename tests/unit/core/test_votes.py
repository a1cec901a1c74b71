"""Votes keep who called what what, in columns of numbers."""

import numpy as np

from labelwright.core.votes import votes_of

ROWS = [("b", "Ada", "cat"), ("a", "Ada", "dog"), ("b", "Bo", "cat")]


def test_names_are_numbered_as_they_first_come() -> None:
    votes = votes_of(ROWS)
    assert (votes.items, votes.annotators, votes.labels) == (("b", "a"), ("Ada", "Bo"), ("cat", "dog"))


def test_the_columns_give_the_rows_back() -> None:
    votes = votes_of(ROWS, [1.0, 0.5, 2.0])
    back = [
        (votes.items[i], votes.annotators[a], votes.labels[c])
        for i, a, c in zip(votes.item, votes.annotator, votes.label, strict=True)
    ]
    assert (len(votes), back) == (3, ROWS)
    assert votes.weight is not None
    assert votes.weight.tolist() == [1.0, 0.5, 2.0]


def test_no_votes_are_votes() -> None:
    votes = votes_of([])
    assert (len(votes), votes.item.dtype, votes.labels) == (0, np.int64, ())
