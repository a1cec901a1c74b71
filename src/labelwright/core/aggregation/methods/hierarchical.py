"""Hierarchical: each annotator confuses the classes in their own way, and all in a way that is alike."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from labelwright.core.aggregation.ledger import Ledger, Rest, log_frequency, repeat
from labelwright.core.aggregation.method import Estimate, Method
from labelwright.core.aggregation.pooled import concentrate
from labelwright.core.aggregation.special import Floats, expected_log


class Crowd(NamedTuple):
    """Where the estimate came to rest, and what annotators have in common: imagined votes (classes × labels)."""

    rest: Rest
    pooled: Floats


@dataclass(frozen=True)
class Hierarchical(Method):
    """Dawid–Skene by variational Bayes, where the rows of all annotators' confusion come from one Dirichlet
    distribution a class, learned along: Kim and Ghahramani, Bayesian classifier combination, AISTATS 2012, with the
    partial pooling of Paun and others, Comparing Bayesian models of annotation, TACL 6 (2018).

    Who has given few votes is held to be like the others; who has given many speaks for themselves. It starts with
    `trust` imagined votes on the right label and one on each other.
    """

    name = "hierarchical"
    title = "Hierarchical Dawid–Skene"
    trust: float = 4.0
    rounds: int = 100
    tolerance: float = 1e-3

    def estimate(self, ledger: Ledger, seed: int = 0) -> Estimate:
        rest, pooled = self.crowd(ledger)
        confusion = ledger.tally(rest.posterior) + pooled[:, None, :]
        confusion /= confusion.sum(axis=2, keepdims=True)
        return Estimate(rest.posterior, confusion, rest.rounds, rest.converged)

    def crowd(self, ledger: Ledger) -> Crowd:
        """The posterior, and what is learned of annotators in general."""
        pooled = 1.0 + (self.trust - 1.0) * np.eye(ledger.classes)

        def step(posterior: Floats) -> Floats:
            counts = ledger.tally(posterior)
            for k, of_class in enumerate(counts):
                pooled[k] = concentrate(of_class, pooled[k])
            scores = ledger.score(expected_log(counts + pooled[:, None, :], axis=2))
            scores += log_frequency(posterior, 1.0)
            return ledger.settle(scores)[0]

        rest = repeat(step, ledger.start(), self.rounds, self.tolerance)
        return Crowd(rest, pooled)


PART = Hierarchical()
