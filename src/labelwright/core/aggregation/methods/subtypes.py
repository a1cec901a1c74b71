"""Subtypes: items of one class come in kinds, such as easy ones and those that mislead many annotators alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from labelwright.core.aggregation.ledger import Ledger, repeat
from labelwright.core.aggregation.method import Estimate, Method
from labelwright.core.aggregation.special import Floats, expected_log
from labelwright.core.votes import Codes

MOSTLY = 0.9
"""The share of an item that goes to the kind that it falls to at a start; the others share the rest."""
EFFORT = 4_000_000
"""Votes times starts: of more votes than that, no split is tried."""
FEW = 10
"""Items for each kind: with fewer, a split at random finds patterns where there are none, and is not tried."""
DROPPED = 0.01
"""A kind that all items together need less than this much is dropped."""


@dataclass(frozen=True)
class Subtypes(Method):
    """Enhanced Bayesian classifier combination: Li, Rubinstein and Cohn, Exploiting worker correlation for label
    aggregation in crowdsourcing, ICML 2019. Variational Bayes.

    Each class has up to `kinds` kinds of items, and each annotator confuses each kind in their own way, with `trust`
    imagined votes on the right label and one on each other; `sparsity` is how many items of a class are imagined to be
    spread over its kinds. Kinds that no item needs are dropped on the way.

    Each start splits the items among kinds as their names and the seed have it, which is as good as at random, and
    hangs neither on the order of the votes nor on other items. The result is the mean over the starts. The paper takes
    the start of most evidence of forty; but evidence favours a start whose kinds have died out, also where the others
    are nearer to the truth.
    """

    name = "subtypes"
    title = "Dawid–Skene with subtypes"
    kinds: int = 3
    trust: float = 4.0
    sparsity: float = 0.1
    starts: int = 2
    rounds: int = 200
    tolerance: float = 1e-4

    def estimate(self, ledger: Ledger, seed: int = 0) -> Estimate:
        rests, confusions = [], []
        for belief in self._beliefs(ledger, seed):
            rests.append(repeat(belief.step, belief.by_class(), self.rounds, self.tolerance))
            confusions.append(belief.confusion())
        return Estimate(
            np.mean([rest.posterior for rest in rests], axis=0),
            np.mean(confusions, axis=0),
            max(rest.rounds for rest in rests),
            all(rest.converged for rest in rests),
        )

    def _beliefs(self, ledger: Ledger, seed: int) -> "Iterator[_Belief]":
        """Where each start begins; if none splits the items, one kind a class."""
        shares = ledger.start()
        starts = min(self.starts, EFFORT // max(len(ledger.item), 1))
        if not starts or ledger.items < FEW * ledger.classes * self.kinds:
            yield _Belief(self, ledger, shares, np.arange(ledger.classes))
            return
        of_class = np.repeat(np.arange(ledger.classes), self.kinds)
        for start in range(starts):
            kind = _dealt(ledger.votes.items, ledger.votes.labels, seed + start) % np.uint64(self.kinds)
            own = kind[:, None, :] == np.arange(self.kinds, dtype=np.uint64)[:, None]
            split = np.where(own, MOSTLY, (1.0 - MOSTLY) / max(1, self.kinds - 1)) * shares[:, None, :]
            yield _Belief(self, ledger, split.reshape(-1, ledger.items), of_class)


class _Belief:
    """What is believed of items and annotators: a posterior of kinds, and which class each kind is of."""

    def __init__(self, model: Subtypes, ledger: Ledger, posterior: Floats, of_class: Codes) -> None:
        self.ledger, self.posterior, self.of_class = ledger, posterior, of_class
        self.trusted = 1.0 + (model.trust - 1.0) * np.eye(ledger.classes)
        self.kind_prior = np.full((ledger.classes, model.kinds), model.sparsity / model.kinds)
        self.class_prior = ledger.shares().sum(axis=1)

    def step(self, classes: Floats) -> Floats:
        """The posterior of the classes (classes × items) once annotators and then items are looked at again."""
        self._drop()
        mass = self.posterior.sum(axis=1)
        self.counts = self.ledger.tally(self.posterior) + self.trusted[self.of_class][:, None, :]
        kinds = self.kind_prior.copy()
        place = np.arange(len(mass)) - np.searchsorted(self.of_class, self.of_class)
        kinds[self.of_class, place] += mass
        frequency = expected_log(self.class_prior + classes.sum(axis=1), axis=0)[self.of_class]
        frequency = frequency + expected_log(kinds, axis=1)[self.of_class, place]
        scores = self.ledger.score(expected_log(self.counts, axis=2))
        scores += frequency[:, None]
        self.posterior, _ = self.ledger.settle(scores, self.of_class)
        return self.by_class()

    def by_class(self) -> Floats:
        """The posterior of the classes."""
        firsts = np.searchsorted(self.of_class, np.arange(self.ledger.classes))
        sums: Floats = np.add.reduceat(self.posterior, firsts, axis=0)
        return sums

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


def _dealt(items: Sequence[str], labels: Sequence[str], seed: int) -> npt.NDArray[np.uint64]:
    """A number for each label and item (labels × items) that follows from their names and the seed.

    The names' CRC-32, stirred by the finaliser of SplitMix64: Steele, Lea and Flood, OOPSLA 2014.
    """
    names = [np.array([crc32(name.encode()) for name in each], dtype=np.uint64) for each in (labels, items)]
    mixed = (names[0][:, None] << np.uint64(32)) ^ names[1] ^ np.uint64(seed * 0x9E3779B97F4A7C15 & 2**64 - 1)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))


PART = Subtypes()
