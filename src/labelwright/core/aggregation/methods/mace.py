"""MACE: an annotator either knows the answer or gives one without looking, in a way of their own."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from labelwright.core.aggregation.ledger import Ledger, log_frequency, ranks, repeat
from labelwright.core.aggregation.method import Estimate, Method
from labelwright.core.aggregation.special import Floats, divergence, expected_log

SPREAD = 0.02
"""Starts that put this share of the probability elsewhere have come to different ends."""


@dataclass(frozen=True)
class Mace(Method):
    """Hovy and others, Learning whom to trust with MACE, NAACL 2013, by variational Bayes; how frequent each class is
    is learned along.

    `knowing` and `guessing` are the parameters of the Beta distribution of how often an annotator knows, `habit` that
    of the Dirichlet distribution of what they say when they do not. The model has several optima, so it starts
    with everybody knowing as much and with `starts` random guesses; the start of most evidence counts, and a
    warning says where they come to different ends.
    """

    name = "mace"
    title = "MACE"
    knowing: float = 0.5
    guessing: float = 0.5
    habit: float = 1.0
    starts: int = 4
    rounds: int = 100
    tolerance: float = 1e-3

    def estimate(self, ledger: Ledger, seed: int = 0) -> Estimate:
        random = np.random.default_rng(seed).uniform(0.1, 0.9, (self.starts, ledger.annotators))
        dealt = random[:, ranks(ledger.votes.annotators)]
        results = [self._run(ledger, start) for start in (np.full(ledger.annotators, 0.5), *dealt)]
        best = max(results, key=lambda result: result.evidence)
        spread = max(float(np.abs(r.posterior - best.posterior).mean(axis=1).sum()) / 2 for r in results)
        warnings = (_warning(spread, len(results)),) if spread > SPREAD else ()
        return Estimate(best.posterior, None, best.rounds, best.converged, warnings)

    def _run(self, ledger: Ledger, knows: Floats) -> "_Result":
        """Where the estimate comes to rest if each annotator knows an answer with that probability at first."""
        crowd = _Crowd(self, ledger, knows)
        rest = repeat(crowd.step, ledger.start(), self.rounds, self.tolerance)
        return _Result(crowd.evidence, rest.posterior, rest.rounds, rest.converged)


class _Result(NamedTuple):
    evidence: float
    posterior: Floats
    rounds: int
    converged: bool


class _Crowd:
    """What is believed of the annotators, and the evidence for it after each step."""

    def __init__(self, model: Mace, ledger: Ledger, knows: Floats) -> None:
        self.ledger = ledger
        self.said = ledger.by_said(None)
        self.prior = np.array([model.knowing, model.guessing])
        self.habit = model.habit
        given = self.said.sum(axis=1) + 1.0
        self.trust = np.stack([knows * given, (1.0 - knows) * given], axis=1) + self.prior
        self.habits = (1.0 - knows)[:, None] * self.said + self.habit
        self.evidence = -np.inf

    def step(self, before: Floats) -> Floats:
        ledger = self.ledger
        knows, guesses = np.exp(expected_log(self.trust, axis=1)).T
        guess = (guesses[:, None] * np.exp(expected_log(self.habits, axis=1)))[ledger.annotator, ledger.label]
        hit = knows[ledger.annotator] + guess
        scores = ledger.for_label(np.log(hit / guess))
        scores += log_frequency(before, 1.0)
        posterior, evidence = ledger.settle(scores)
        self.evidence = float(evidence.sum() + ledger.for_label(np.log(guess)).sum()) - self._cost()
        known = ledger.right(posterior) * knows[ledger.annotator] / hit
        self.habits = np.maximum(self.said - ledger.by_said(known), 0.0) + self.habit
        told = ledger.by_annotator(known)
        self.trust = np.stack([told, self.said.sum(axis=1) - told], axis=1) + self.prior
        return posterior

    def _cost(self) -> float:
        """The divergence of what is believed of the annotators from the priors."""
        habit = np.array(self.habit)
        return divergence(self.trust, self.prior, axis=1) + divergence(self.habits, habit, axis=1)


def _warning(spread: float, starts: int) -> str:
    return f"{starts} starts came to different ends: {spread:.0%} of the probability depends on the start."


PART = Mace()
