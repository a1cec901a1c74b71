"""What annotators have in common: a Dirichlet distribution learned from all of them, towards which each is drawn."""

import numpy as np

from labelwright.core.aggregation.special import Floats, digamma

SHAPE, RATE = 2.0, 0.2
"""Each parameter has a Gamma prior of mean 10, which keeps it off 0 and infinity where annotators are few or alike."""
LEAST = 1e-3


def concentrate(counts: Floats, parameters: Floats) -> Floats:
    """One step towards the parameters of a Dirichlet distribution that make `counts` (annotators × labels) most
    probable, each annotator having drawn their own multinomial from it.

    The fixed-point iteration of Minka, Estimating a Dirichlet distribution, 2000, equation 55, with a Gamma prior.
    """
    given = counts.sum(axis=1)
    counts, given = counts[given > 0], given[given > 0]
    total = parameters.sum()
    gain = (digamma(counts + parameters) - digamma(parameters)).sum(axis=0)
    loss = float((digamma(given + total) - digamma(np.array([total]))).sum())
    new: Floats = np.maximum((parameters * gain + SHAPE - 1.0) / (loss + RATE), LEAST)
    return new
