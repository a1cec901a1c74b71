"""Krippendorff's alpha over labels: 1 − observed / expected disagreement, with gaps, any annotators, any distance.

Observed is the mean distance of two votes on one item, expected that of any two votes on items that have at least two.
Krippendorff, Content Analysis (2004), chapter 11; Hayes and Krippendorff, Communication Methods and Measures 1 (2007).
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats, total
from labelwright.core.agreement.coefficients.chance import ratio
from labelwright.core.agreement.coefficients.counts import Counts
from labelwright.core.agreement.coefficients.statistic import Statistic
from labelwright.core.errors import Invalid

MATRIX_LABELS = 4_000
"""Labels up to which all their distances are held at once: 128 MB."""

Observed: TypeAlias = Callable[[Floats, Floats], Floats]
"""From votes by label (draws × labels) and items (draws × units), the distances within units, summed."""

Expected: TypeAlias = Callable[[Floats], Floats]
"""From votes by label (draws × labels), the distances of all pairs of votes, summed."""


def nominal_alpha(counts: Counts) -> Statistic:
    """Alpha where two labels are equal or not."""
    counts = counts.select(counts.paired)
    apart = counts.size**2 - counts.by_unit(counts.count**2)
    return _alpha(counts, lambda _, times: times @ _per_vote(counts, apart), _unequal)


def matrix_alpha(counts: Counts, distances: Floats) -> Statistic:
    """Alpha for any distances of labels (labels × labels, symmetric, zeros on the diagonal)."""
    counts = counts.select(counts.paired)
    apart = counts.by_unit(counts.count * counts.spread(distances))

    def expected(totals: Floats) -> Floats:
        return total(totals * (totals @ distances))

    return _alpha(counts, lambda _, times: times @ _per_vote(counts, apart), expected)


def interval_alpha(counts: Counts, values: Floats) -> Statistic:
    """Alpha for labels that are numbers, one value each, at the distance (x − y)²."""
    counts = counts.select(counts.paired)
    values = values - values.sum() / max(1, len(values))
    apart = _squares(counts, values[None])[0]

    def expected(totals: Floats) -> Floats:
        return 2.0 * (total(totals) * (totals @ values**2) - (totals @ values) ** 2)

    return _alpha(counts, lambda _, times: times @ _per_vote(counts, apart), expected)


def ordinal_alpha(counts: Counts, values: Floats) -> Statistic:
    """Alpha for labels of which only the order counts, which is that of their values.

    Two labels are as far apart as the square of the number of votes between them, with half of those on either: of
    the difference of their mean ranks.
    """
    steps, place = np.unique(values, return_inverse=True)
    counts = counts.select(counts.paired).renamed(place, len(steps))

    def ranks(totals: Floats) -> Floats:
        return np.cumsum(totals, axis=1) - (totals + total(totals)[:, None]) / 2

    def observed(totals: Floats, times: Floats) -> Floats:
        apart = _squares(counts, ranks(totals))
        return total(times * _per_vote(counts, apart))

    def expected(totals: Floats) -> Floats:
        rank = ranks(totals)
        return 2.0 * (total(totals) * total(totals * rank**2) - total(totals * rank) ** 2)

    return _alpha(counts, observed, expected)


def ratio_alpha(counts: Counts, values: Floats) -> Statistic:
    """Alpha for labels that are numbers from 0 up, at the distance ((x − y) / (x + y))²."""
    if values.min(initial=0.0) < 0:
        raise Invalid("A ratio scale has no numbers below 0.", remedy="Ask for alpha-interval instead.")
    if len(values) > MATRIX_LABELS:
        raise Invalid(
            f"There are {len(values):,} different numbers, and a ratio scale takes at most {MATRIX_LABELS:,}.",
            remedy="Round them, or ask for alpha-interval.",
        )
    both = values[:, None] + values
    return matrix_alpha(
        counts, np.nan_to_num(((values[:, None] - values) / np.where(both > 0, both, 1.0)) ** 2)
    )


def _alpha(counts: Counts, observed: Observed, expected: Expected) -> Statistic:
    """1 − D_o / D_e; nan where all votes are alike, so that no disagreement could be expected."""
    square = counts.by_unit(counts.square)

    def of(times: Floats) -> Floats:
        totals = counts.by_label(times[:, counts.unit] * counts.count)
        votes = times @ counts.size
        mean = ratio(observed(totals, times), votes)
        by_chance = ratio(expected(totals), votes**2 - times @ square)
        return 1.0 - ratio(mean, by_chance)

    return Statistic(counts.times, of, len(counts.unit))


def _per_vote(counts: Counts, apart: Floats) -> Floats:
    """From the distances of all pairs of a unit, summed, what they are for each of its votes, summed."""
    return apart * counts.size / counts.pairs


def _squares(counts: Counts, values: Floats) -> Floats:
    """The squared differences of all pairs of each unit, summed, for values of labels (draws × labels)."""
    value = values[:, counts.label]
    weighted = counts.count * value
    return 2.0 * (counts.size * counts.by_unit(weighted * value) - counts.by_unit(weighted) ** 2)


def _unequal(totals: Floats) -> Floats:
    return total(totals) ** 2 - total(totals**2)
