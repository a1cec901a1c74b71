"""What the coefficients share: agreement of pairs, the frequency of labels, and the correction for chance."""

from collections.abc import Callable

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats, total
from labelwright.core.agreement.coefficients.counts import Counts
from labelwright.core.agreement.coefficients.statistic import Statistic

OfTimes = Callable[[Floats], Floats]
"""A function of how many items each unit stands for (draws × units)."""


def kappa(counts: Counts, weights: Floats | None, expected: OfTimes) -> Statistic:
    """(p_a − p_e) / (1 − p_e), with the mean agreement of pairs on an item and the agreement expected by chance."""
    agreed = agreement(counts, weights)

    def of(times: Floats) -> Floats:
        return corrected(agreed(times), expected(times))

    return Statistic(counts.times, of, len(counts.unit))


def agreement(counts: Counts, weights: Floats | None) -> OfTimes:
    """The share of pairs of votes on an item that agree, as the mean over items with at least two votes."""
    likeness, paired = counts.likeness(weights), counts.paired.astype(np.float64)
    return lambda times: ratio(times @ likeness, times @ paired)


def frequencies(counts: Counts) -> OfTimes:
    """The share of votes that each label has, as the mean over items (draws × labels)."""
    share = counts.count / counts.size[counts.unit]
    return lambda times: ratio(counts.by_label(times[:, counts.unit] * share), total(times)[:, None])


def coincidence(frequency: Floats, weights: Floats | None) -> Floats:
    """How much two labels agree that are drawn by their frequencies (… × labels)."""
    return total(frequency * (frequency if weights is None else frequency @ weights))


def corrected(observed: Floats, expected: Floats) -> Floats:
    """Agreement beyond chance, as a share of what is possible; nan where chance alone gives all."""
    return ratio(observed - expected, np.where(expected < 1.0 - 1e-12, 1.0 - expected, 0.0))


def ratio(part: Floats, whole: Floats) -> Floats:
    """part / whole, and nan where the whole is nothing."""
    shape = np.broadcast_shapes(part.shape, whole.shape)
    shares: Floats = np.divide(part, whole, out=np.full(shape, np.nan), where=whole > 0)
    return shares
