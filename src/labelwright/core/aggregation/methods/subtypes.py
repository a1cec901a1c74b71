"""Subtypes: items of one class come in kinds, such as easy ones and those that mislead many annotators alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from labelwright.core.aggregation.ledger import Ledger, ranks, repeat
from labelwright.core.aggregation.method import Estimate, Method
from labelwright.core.aggregation.special import Floats, divergence, expected_log
from labelwright.core.votes import Codes

EFFORT = 4_000_000
"""Votes times random starts: a million votes get four, more than four million none."""
FEW = 10
"""Items for each kind: with fewer, a split at random finds patterns where there are none, and is not tried."""
DROPPED = 0.01
"""A kind that all items together need less than this much is dropped."""


@dataclass(frozen=True)
class Subtypes(Method):
    """Enhanced Bayesian classifier combination: Li, Rubinstein and Cohn, Exploiting worker correlation for label
    aggregation in crowdsourcing, ICML 2019. Variational Bayes, the best of several starts by its evidence.

    Each class has up to `kinds` kinds of items, and each annotator confuses each kind in their own way, with `trust`
    imagined votes on the right label and one on each other; `sparsity` is how many items of a class are imagined to be
    spread over its kinds. Kinds that no item needs are dropped on the way. The first start is the shares of votes
    without any split, the others split them at random: by the seed and the names of items and labels, so that the
    order of the votes changes nothing. Fewer are tried of many votes (`EFFORT`), none of few items (`FEW`).
    """

    name = "subtypes"
    title = "Dawid–Skene with subtypes"
    kinds: int = 4
    trust: float = 4.0
    sparsity: float = 0.1
    starts: int = 4
    rounds: int = 100
    tolerance: float = 1e-3

    def estimate(self, ledger: Ledger, seed: int = 0) -> Estimate:
        best = max(
            (self._settle(belief) for belief in self._starts(ledger, seed)), key=attrgetter("evidence")
        )
        return Estimate(best.classes, best.confusion(), best.rounds, best.converged)

    def _starts(self, ledger: Ledger, seed: int) -> "Iterator[_Belief]":
        shares = ledger.start()
        yield _Belief(self, ledger, shares, np.arange(ledger.classes))
        generator = np.random.default_rng(seed)
        items, labels = ranks(ledger.votes.items), ranks(ledger.votes.labels)
        starts = min(self.starts, EFFORT // max(len(ledger.item), 1))
        if ledger.items < FEW * ledger.classes * self.kinds:
            starts = 0
        for _ in range(starts):
            parts = generator.standard_exponential((ledger.classes, self.kinds, ledger.items))
            parts /= parts.sum(axis=1, keepdims=True)
            split = parts[labels][:, :, items] * shares[:, None, :]
            of_class = np.repeat(np.arange(ledger.classes), self.kinds)
            yield _Belief(self, ledger, split.reshape(-1, ledger.items), of_class)

    def _settle(self, belief: "_Belief") -> "_Belief":
        rest = repeat(belief.step, belief.classes, self.rounds, self.tolerance)
        belief.rounds, belief.converged = rest.rounds, rest.converged
        belief.weigh()
        return belief


class _Belief:
    """What is believed of items and annotators: a posterior of kinds, and which class each kind is of."""

    def __init__(self, model: Subtypes, ledger: Ledger, posterior: Floats, of_class: Codes) -> None:
        self.ledger, self.posterior, self.of_class = ledger, posterior, of_class
        self.trusted = 1.0 + (model.trust - 1.0) * np.eye(ledger.classes)
        self.kind_prior = np.full((ledger.classes, model.kinds), model.sparsity / model.kinds)
        self.class_prior = ledger.shares().sum(axis=1)
        self.classes = self._by_class()
        self.evidence, self.rounds, self.converged = -np.inf, 0, False

    def step(self, classes: Floats) -> Floats:
        """The posterior of the classes (classes × items) once annotators and then items are looked at again."""
        self._drop()
        mass = self.posterior.sum(axis=1)
        self.counts = self.ledger.tally(self.posterior) + self.trusted[self.of_class][:, None, :]
        self.class_counts = self.class_prior + classes.sum(axis=1)
        self.kind_counts = self.kind_prior.copy()
        place = np.arange(len(mass)) - np.searchsorted(self.of_class, self.of_class)
        self.kind_counts[self.of_class, place] += mass
        frequency = expected_log(self.class_counts, axis=0)[self.of_class]
        frequency = frequency + expected_log(self.kind_counts, axis=1)[self.of_class, place]
        scores = self.ledger.score(expected_log(self.counts, axis=2))
        scores += frequency[:, None]
        self.posterior, self.by_item = self.ledger.settle(scores, self.of_class)
        self.classes = self._by_class()
        return self.classes

    def weigh(self) -> None:
        """Set the evidence: how probable the votes are, less what the beliefs stray from what was held before."""
        cost = divergence(self.counts, self.trusted[self.of_class][:, None, :], axis=2)
        cost += divergence(self.kind_counts, self.kind_prior, axis=1)
        cost += divergence(self.class_counts, self.class_prior, axis=0)
        self.evidence = float(self.by_item.sum()) - cost

    def confusion(self) -> Floats:
        """That of the classes (classes × annotators × labels): of their kinds, each as much as there is of it."""
        rows = self.counts / self.counts.sum(axis=2, keepdims=True)
        mass = self.posterior.sum(axis=1) + DROPPED
        kinds = [np.flatnonzero(self.of_class == k) for k in range(self.ledger.classes)]
        return np.stack([np.average(rows[own], axis=0, weights=mass[own]) for own in kinds])

    def _drop(self) -> None:
        """Leave out the kinds that no item needs, but of each class the largest."""
        mass = self.posterior.sum(axis=1)
        kept = mass >= DROPPED
        for k in range(self.ledger.classes):
            own = np.flatnonzero(self.of_class == k)
            kept[own[np.argmax(mass[own])]] = True
        if not kept.all():
            self.posterior, self.of_class = self.posterior[kept], self.of_class[kept]

    def _by_class(self) -> Floats:
        firsts = np.searchsorted(self.of_class, np.arange(self.ledger.classes))
        sums: Floats = np.add.reduceat(self.posterior, firsts, axis=0)
        return sums


PART = Subtypes()
