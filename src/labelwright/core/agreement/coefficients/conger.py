"""Conger's kappa: Cohen's for any number of annotators, where chance draws from what each of them says."""

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats, total
from labelwright.core.agreement.coefficients.chance import coincidence, kappa, ratio
from labelwright.core.agreement.coefficients.counts import cast, counts_of
from labelwright.core.agreement.coefficients.statistic import Statistic
from labelwright.core.votes import Votes


def conger_kappa(votes: Votes, weights: Floats | None = None) -> Statistic:
    """Chance draws two annotators, and of each a label by how frequent it is with that one.

    Of two annotators it is Cohen's kappa. Conger, Psychological Bulletin 88 (1980); with gaps and weights as in Gwet,
    Handbook of Inter-Rater Reliability (2014), part 2.
    """
    unit, label, weight, annotator = cast(votes)
    people, kinds = len(votes.annotators), len(votes.labels)
    code = annotator * kinds + label
    order = np.argsort(code, kind="stable")
    starts = np.flatnonzero(np.diff(code[order], prepend=-1))
    filled = code[order][starts]
    unit, weight = unit[order], weight[order]

    def expected(times: Floats) -> Floats:
        cells = np.zeros((len(times), people * kinds))
        if len(filled):
            cells[:, filled] = np.add.reduceat(times[:, unit] * weight, starts, axis=1)
        said = cells.reshape(len(times), people, kinds)
        frequency = np.nan_to_num(ratio(said, total(said)[..., None]))
        there = np.count_nonzero(total(said), axis=1)
        both = coincidence(frequency.sum(axis=1), weights) - total(coincidence(frequency, weights))
        return ratio(both, there * (there - 1.0))

    statistic = kappa(counts_of(votes), weights, expected)
    return Statistic(statistic.times, statistic.of, max(len(votes), people * kinds))
