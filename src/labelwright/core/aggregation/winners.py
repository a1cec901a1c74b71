"""Which label wins, the same for any order of the votes."""

from collections.abc import Sequence

import numpy as np

from labelwright.core.aggregation.special import Floats
from labelwright.core.votes import Codes

ALIKE = 1e-9
"""Probabilities that differ by less are a tie: it is the order of a sum that parts them."""


def winners(posterior: Floats, labels: Sequence[str]) -> Codes:
    """The most probable class of each item, from a posterior (classes × items).

    Of equally probable ones the one that is rarer overall, because it is less often given by chance, and at last the
    first by name.
    """
    frequency = np.round(posterior.sum(axis=1), 6)
    order = np.array(sorted(range(len(labels)), key=lambda k: (frequency[k], labels[k])))
    highest = posterior.max(axis=0) - ALIKE
    best = np.full(posterior.shape[1], order[-1])
    for k in order[-2::-1]:
        best[posterior[k] >= highest] = k
    return best
