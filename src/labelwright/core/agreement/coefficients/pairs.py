"""Agreement of every pair of annotators who share items, all pairs at once."""

from dataclasses import dataclass

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats, Ints, tally, total
from labelwright.core.agreement.coefficients.chance import corrected
from labelwright.core.agreement.coefficients.counts import cast
from labelwright.core.votes import Votes

_CELLS = 2_000_000
"""Numbers held at a time for the labels of pairs."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of annotators (`first` before `second`), the most items in common first.

    `agreement` is the share of common items on which they agree, `kappa` Cohen's kappa, nan where both always say the
    same.
    """

    first: Ints
    second: Ints
    items: Ints
    agreement: Floats
    kappa: Floats


def pairs_of(votes: Votes, weights: Floats | None = None) -> Pairs:
    """Every pair of annotators with an item in common; `weights` is how much two labels agree."""
    (a, b), (said_a, said_b) = _meetings(votes)
    code, pair = np.unique(a * len(votes.annotators) + b, return_inverse=True)
    items = np.bincount(pair, minlength=len(code))
    agreed = (said_a == said_b).astype(np.float64) if weights is None else weights[said_a, said_b]
    agreement = tally(pair, agreed) / items
    kappa = corrected(agreement, _expected(pair, items, said_a, said_b, len(votes.labels), weights))
    order = np.argsort(-items, kind="stable")
    first, second = np.divmod(code[order], max(1, len(votes.annotators)))
    return Pairs(first, second, items[order], agreement[order], kappa[order])


def table_of(votes: Votes, first: int, second: int) -> Floats:
    """The labels that two annotators gave to the same items: (labels × labels), the first one's in rows."""
    unit, label, _, annotator = cast(votes)
    ours, theirs = annotator == first, annotator == second
    _, i, j = np.intersect1d(unit[ours], unit[theirs], assume_unique=True, return_indices=True)
    kinds = len(votes.labels)
    code = label[ours][i] * kinds + label[theirs][j]
    return np.bincount(code, minlength=kinds**2).reshape(kinds, kinds).astype(np.float64)


def _meetings(votes: Votes) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
    """The annotators and the labels of each two votes on one item; the annotator of the lower number comes first."""
    unit, label, _, annotator = cast(votes)
    order = np.lexsort((annotator, unit))
    unit, label, annotator = unit[order], label[order], annotator[order]
    lower, upper = [], []
    rows = np.arange(len(unit))
    step = 1
    while len(rows := rows[: np.searchsorted(rows, len(unit) - step)]):
        rows = rows[unit[rows] == unit[rows + step]]
        lower.append(rows)
        upper.append(rows + step)
        step += 1
    i, j = (np.concatenate(parts) if parts else rows for parts in (lower, upper))
    return (annotator[i], annotator[j]), (label[i], label[j])


def _expected(
    pair: Ints, items: Ints, said_a: Ints, said_b: Ints, kinds: int, weights: Floats | None
) -> Floats:
    """How often a pair would agree if each drew labels by how frequent they are with them on the common items."""
    order = np.argsort(pair, kind="stable")
    pair, said_a, said_b = pair[order], said_a[order], said_b[order]
    expected = np.empty(len(items))
    step = max(1, _CELLS // max(1, kinds))
    for first in range(0, len(items), step):
        last = min(first + step, len(items))
        low, high = np.searchsorted(pair, (first, last))
        codes = (pair[low:high] - first) * kinds
        shape = (last - first, kinds)
        a, b = (
            np.bincount(codes + said[low:high], minlength=shape[0] * kinds).reshape(shape).astype(np.float64)
            for said in (said_a, said_b)
        )
        expected[first:last] = total(a * (b if weights is None else b @ weights)) / items[first:last] ** 2
    return expected
