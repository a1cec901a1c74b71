"""Some of the votes: those of two annotators, those of a stretch of time."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Flags, Floats
from labelwright.core.votes import Votes


def select(votes: Votes, rows: Flags) -> Votes:
    """Only these votes; items, annotators and labels keep their numbers."""
    return replace(
        votes,
        item=votes.item[rows],
        annotator=votes.annotator[rows],
        label=votes.label[rows],
        weight=None if votes.weight is None else votes.weight[rows],
    )


def between(votes: Votes, first: int, second: int) -> Votes:
    """The votes of two annotators on the items that both voted on."""
    ours, theirs = votes.annotator == first, votes.annotator == second
    both = np.zeros(len(votes.items), dtype=np.int64)
    both[votes.item[ours]] |= 1
    both[votes.item[theirs]] |= 2
    return select(votes, (ours | theirs) & (both[votes.item] == 3))


def over_time(votes: Votes, times: Floats, edges: Floats) -> Iterator[Votes]:
    """The votes in stretches of time, [edges[0], edges[1]) and so on; an item falls in that of its last vote.

    `times` is when each vote was given, in the unit of `edges`, which ascend.
    """
    last = np.full(len(votes.items), -np.inf)
    np.maximum.at(last, votes.item, times)
    stretch = np.searchsorted(edges, last[votes.item], side="right") - 1
    for number in range(len(edges) - 1):
        yield select(votes, stretch == number)


def against(votes: Votes, label: int) -> Votes:
    """The same votes with two labels: “1” for this one and “0” for all others."""
    return replace(votes, label=(votes.label == label).astype(np.int64), labels=("0", "1"))
