"""Percent agreement on labels: not corrected for chance."""

from labelwright.core.agreement.coefficients.arrays import Floats
from labelwright.core.agreement.coefficients.chance import agreement
from labelwright.core.agreement.coefficients.counts import Counts
from labelwright.core.agreement.coefficients.statistic import Statistic


def percent_agreement(counts: Counts, weights: Floats | None = None) -> Statistic:
    """The share of pairs of votes on an item that agree, as the mean over items with at least two votes."""
    return Statistic(counts.times, agreement(counts, weights), len(counts.unit))
