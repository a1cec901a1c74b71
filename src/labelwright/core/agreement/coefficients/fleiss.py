"""Kappas of any number of annotators who are not told apart: Fleiss', and Randolph's without marginals.

Items with a single vote tell of the frequency of labels only. With weights as in Gwet, Handbook of Inter-Rater
Reliability (2014), part 2.
"""

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats
from labelwright.core.agreement.coefficients.chance import coincidence, frequencies, kappa
from labelwright.core.agreement.coefficients.counts import Counts
from labelwright.core.agreement.coefficients.statistic import Statistic


def fleiss_kappa(counts: Counts, weights: Floats | None = None) -> Statistic:
    """Chance draws two labels by how frequent they are among all: Fleiss, Psychological Bulletin 76 (1971).

    Of two annotators who both label every item it is pi: Scott, Public Opinion Quarterly 19 (1955).
    """
    frequency = frequencies(counts)
    return kappa(counts, weights, lambda times: coincidence(frequency(times), weights))


def randolph_kappa(counts: Counts, weights: Floats | None = None) -> Statistic:
    """Chance draws all labels alike: Randolph, Free-marginal multirater kappa (2005).

    Of two annotators it is S (Bennett, Alpert and Goldstein, 1954); others know it as Brennan and Prediger's
    coefficient (1981).
    """
    chance = coincidence(np.full(counts.kinds, 1.0 / max(1, counts.kinds)), weights)
    return kappa(counts, weights, lambda times: np.full(len(times), chance))
