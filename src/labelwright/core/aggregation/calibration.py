"""Whether probabilities mean what they say, and how to make them, from items of known truth."""

from collections.abc import Mapping
from dataclasses import replace
from math import exp, log
from typing import NamedTuple

import numpy as np

from labelwright.core.aggregation.consensus import Consensus, consensus
from labelwright.core.aggregation.method import Method
from labelwright.core.aggregation.special import Floats
from labelwright.core.votes import Codes, Votes

FEWEST = 20
"""Items of known truth, with fewer of which probabilities are left as they are."""
PROOF = 3.32
"""By how much the truths' log-likelihood must rise: what chance reaches once in a hundred times (χ²₁ / 2)."""
FLOOR = 1e-12
_GOLDEN = (5**0.5 - 1) / 2


class Bin(NamedTuple):
    """Items whose winner is about as probable: how many, how probable as a mean, and the share that is right."""

    low: float
    high: float
    items: int
    probability: float
    right: float


def reliability(probability: Floats, right: Floats, bins: int = 10) -> list[Bin]:
    """The reliability diagram: bins of equal width that hold an item, of `right` from 0 to 1 against `probability`."""
    place = np.minimum((probability * bins).astype(np.int64), bins - 1)
    return [
        Bin(
            b / bins, (b + 1) / bins, int(own.sum()), float(probability[own].mean()), float(right[own].mean())
        )
        for b in range(bins)
        if (own := place == b).any()
    ]


def expected_calibration_error(bins: list[Bin]) -> float:
    """By how much the probabilities are off as a mean over items: Naeini and others, AAAI 2015."""
    items = sum(b.items for b in bins)
    return sum(b.items * abs(b.right - b.probability) for b in bins) / items if items else 0.0


def consensus_with_gold(votes: Votes, method: Method, gold: Mapping[str, str], seed: int = 0) -> Consensus:
    """Fuse votes with the truth of some items given, which also sets how far probabilities are to be trusted.

    The temperature is learned on a consensus made without the gold, which else would prove nothing; fewer than
    `FEWEST` known items change nothing. Winners stay the same. Raises `Invalid` where there are no votes.
    """
    told = consensus(votes, method, gold, seed)
    labels = {label: k for k, label in enumerate(votes.labels)}
    known = [(i, labels[gold[item]]) for i, item in enumerate(votes.items) if gold.get(item) in labels]
    if len(known) < FEWEST:
        return told
    blind = consensus(votes, method, None, seed)
    items, classes = np.array(known, dtype=np.int64).T
    warmth = temperature(blind.posterior[items], classes)
    return replace(told, posterior=tempered(told.posterior, warmth))


def temperature(posterior: Floats, truth: Codes) -> float:
    """The temperature that makes the true classes most probable, given posteriors (items × classes).

    Every probability is raised to the power 1 / temperature: Guo and others, On calibration of modern neural networks,
    ICML 2017. It is 1 where that explains the truths about as well (`PROOF`): a few lucky or unlucky items are no
    reason to change anything.
    """

    def loss(cold: float) -> float:
        fitted = tempered(posterior, exp(cold))[np.arange(len(truth)), truth]
        return -float(np.log(np.maximum(fitted, FLOOR)).sum())

    low, high = log(0.05), log(20.0)
    while high - low > 1e-4:
        first, second = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        low, high = (low, second) if loss(first) < loss(second) else (first, high)
    best = (low + high) / 2
    return exp(best) if loss(0.0) - loss(best) > PROOF else 1.0


def tempered(posterior: Floats, temperature: float) -> Floats:
    """The posteriors (items × classes) to the power 1 / temperature, adding up to one again; what is certain stays."""
    logs = np.log(np.maximum(posterior, FLOOR)) / temperature
    logs -= logs.max(axis=1, keepdims=True)
    powers = np.where(posterior > 0.0, np.exp(logs), 0.0)
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares
