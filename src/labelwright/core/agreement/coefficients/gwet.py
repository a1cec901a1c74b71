"""Gwet's AC1 and, with weights, AC2: chance agreement that does not soar where one label is frequent.

Gwet, Computing inter-rater reliability and its variance in the presence of high agreement, British Journal of
Mathematical and Statistical Psychology 61 (2008); with gaps and weights in his Handbook (2014), part 2.
"""

import math

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats, total
from labelwright.core.agreement.coefficients.chance import frequencies, kappa
from labelwright.core.agreement.coefficients.counts import Counts
from labelwright.core.agreement.coefficients.statistic import Statistic


def gwet_ac(counts: Counts, weights: Floats | None = None) -> Statistic:
    """AC1, or AC2 where weights are given: chance agreement is that of labels given where an item leaves room for it.

    p_e = T / (q (q − 1)) · Σ π (1 − π), with q labels of mean frequency π, and T the sum of all weights.
    """
    frequency, scale = frequencies(counts), _scale(counts, weights)

    def expected(times: Floats) -> Floats:
        likely = frequency(times)
        return scale * total(likely * (1.0 - likely))

    return kappa(counts, weights, expected)


def gwet_error(counts: Counts, weights: Floats | None = None) -> float:
    """The standard error of AC1 or AC2 for items drawn from many: Gwet 2014, part 2, section 5.3.

    nan for fewer than two items.
    """
    items = counts.times.sum()
    paired = counts.times @ counts.paired
    if items < 2 or not paired:
        return math.nan
    value = gwet_ac(counts, weights).value
    frequency = frequencies(counts)(counts.times[None])[0]
    scale = _scale(counts, weights)
    expected = scale * float(frequency @ (1.0 - frequency))
    share = counts.count / counts.size[counts.unit]
    expected_of = scale * counts.by_unit(share * (1.0 - frequency[counts.label]))
    value_of = np.where(counts.paired, (items / paired) * (counts.likeness(weights) - expected), 0.0)
    moved = (value_of - 2.0 * (1.0 - value) * (expected_of - expected)) / (1.0 - expected)
    return math.sqrt(float(counts.times @ (moved - value) ** 2) / (items * (items - 1)))


def _scale(counts: Counts, weights: Floats | None) -> float:
    """T / (q (q − 1)). With a single label there is nothing that chance could confuse."""
    if counts.kinds < 2:
        return 0.0
    total = counts.kinds if weights is None else float(weights.sum())
    return total / (counts.kinds * (counts.kinds - 1))
