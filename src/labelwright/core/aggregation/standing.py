"""The consensus as it stands, kept up to date answer by answer, in well under a millisecond each."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from labelwright.core.aggregation.calibration import FEWEST, temperature, tempered
from labelwright.core.aggregation.ledger import Ledger
from labelwright.core.aggregation.methods.hierarchical import Hierarchical
from labelwright.core.aggregation.special import Floats, expected_log
from labelwright.core.errors import Invalid
from labelwright.core.votes import Votes

TRUST = 4.0
"""Imagined votes of a new annotator on the right label, and one on each other, before anything is known of any."""


class Given(NamedTuple):
    """One vote on an item, by the places of annotator and label."""

    annotator: int
    label: int
    weight: float


class Standing:
    """Hierarchical Dawid–Skene, of which each new answer moves one item and the annotators who have voted on it.

    That is one step of the incremental EM algorithm: Neal and Hinton, 1998. `refresh` looks at all votes again, as
    when starting; what a vote changes between refreshes is exact for its item given the others. What a vote is worth
    is judged without the item it is on, so that nobody proves themselves right.
    """

    def __init__(self, labels: Sequence[str], gold: Mapping[str, str] | None = None) -> None:
        """Nothing voted yet, on questions with these labels; `gold` tells the truth of some items by name."""
        if len(labels) < 2:
            raise Invalid("A question needs at least two labels to choose from.")
        self.labels = list(labels)
        self.gold = dict(gold or {})
        self.warmth = 1.0
        self._label = {label: k for k, label in enumerate(labels)}
        self._annotator: dict[str, int] = {}
        self._given: dict[str, list[Given]] = {}
        self._posterior: dict[str, Floats] = {}
        self._counts = np.zeros((0, len(labels), len(labels)))
        self._pooled = 1.0 + (TRUST - 1.0) * np.eye(len(labels))
        self._frequency = np.ones(len(labels))

    def add(self, item: str, annotator: str, label: str, weight: float = 1.0) -> dict[str, float]:
        """Take one more vote, and say how probable each label of the item is now.

        Raises `Invalid` for a label that the question does not have.
        """
        vote = Given(self._place(annotator), self._code(label), weight)
        self._forget(item)
        self._given.setdefault(item, []).append(vote)
        self._learn(item)
        return self.probabilities(item)

    def tell(self, item: str, truth: str) -> None:
        """Learn what is true of an item. Raises `Invalid` for a label that the question does not have."""
        self._code(truth)
        self._forget(item)
        self.gold[item] = truth
        self._learn(item)

    def probabilities(self, item: str) -> dict[str, float]:
        """How probable each label is for an item, calibrated where there is gold to do it with."""
        return dict(zip(self.labels, self.posterior(item).tolist(), strict=True))

    def posterior(self, item: str) -> Floats:
        """The same as an array, in the order of the labels."""
        known = self._posterior.get(item)
        posterior = self._frequency / self._frequency.sum() if known is None else known
        return tempered(posterior[None], self.warmth)[0] if self.warmth != 1.0 else posterior

    def hands(self, item: str) -> Floats:
        """The weight of the votes for each label of an item."""
        weight = np.zeros(len(self.labels))
        for vote in self._given.get(item, ()):
            weight[vote.label] += vote.weight
        return weight

    def given(self, item: str) -> int:
        """How many votes an item has."""
        return len(self._given.get(item, ()))

    def confusion(self, annotator: str | None = None) -> Floats:
        """How probably an annotator gives each label (classes × labels); of a new or unnamed one, as all do."""
        counts = self._pooled
        if annotator in self._annotator:
            counts = counts + self._counts[self._annotator[annotator]]
        shares: Floats = counts / counts.sum(axis=1, keepdims=True)
        return shares

    def skill(self, annotator: str | None = None) -> float:
        """How probable it is that an annotator is right, on an item drawn at random."""
        return float(np.diag(self.confusion(annotator)) @ self._frequency / self._frequency.sum())

    def votes(self) -> Votes:
        """All votes so far, with the labels of the question."""
        rows = [(place, vote) for place, votes in enumerate(self._given.values()) for vote in votes]
        return Votes(
            np.array([place for place, _ in rows], dtype=np.int64),
            np.array([vote.annotator for _, vote in rows], dtype=np.int64),
            np.array([vote.label for _, vote in rows], dtype=np.int64),
            list(self._given),
            list(self._annotator),
            self.labels,
            np.array([vote.weight for _, vote in rows]),
        )

    def refresh(self) -> None:
        """Look at all votes again, as when starting; it costs what one estimate costs."""
        if not self._given:
            return
        ledger = Ledger(self.votes(), self.gold)
        (posterior, *_), self._pooled = Hierarchical().crowd(ledger)
        self._posterior = dict(zip(self._given, posterior.T.copy(), strict=True))
        self._counts[: ledger.annotators] = ledger.tally(posterior).transpose(1, 0, 2)
        self._frequency = posterior.sum(axis=1) + 1.0
        self.warmth = self._warmth()

    def _warmth(self) -> float:
        """The temperature at which what the votes say of gold items, if their truth were not known, is calibrated."""
        known = [item for item in self.gold if item in self._given]
        if len(known) < FEWEST:
            return 1.0
        blind = np.stack([self._belief(item) for item in known])
        return temperature(blind, np.array([self._label[self.gold[item]] for item in known]))

    def _forget(self, item: str) -> None:
        """Take back what an item has taught of its annotators and of how frequent labels are."""
        posterior = self._posterior.pop(item, None)
        if posterior is not None:
            self._frequency -= posterior
            self._count(item, -posterior)

    def _learn(self, item: str) -> None:
        """Judge an item and let it teach; it teaches nothing at the moment."""
        truth = self.gold.get(item)
        posterior = self._judge(item) if truth is None else np.eye(len(self.labels))[self._label[truth]]
        self._posterior[item] = posterior
        self._frequency += posterior
        self._count(item, posterior)

    def _count(self, item: str, posterior: Floats) -> None:
        for vote in self._given.get(item, ()):
            self._counts[vote.annotator, :, vote.label] += vote.weight * posterior

    def _belief(self, item: str) -> Floats:
        """What the votes on an item say of it, from what all other items teach."""
        kept = self._posterior[item]
        self._forget(item)
        belief = self._judge(item)
        self._posterior[item] = kept
        self._frequency += kept
        self._count(item, kept)
        return belief

    def _judge(self, item: str) -> Floats:
        """The posterior of an item that teaches nothing at the moment."""
        scores = np.log(self._frequency)
        for vote in self._given.get(item, ()):
            logs = expected_log(self._counts[vote.annotator] + self._pooled, axis=1)
            scores = scores + vote.weight * logs[:, vote.label]
        powers = np.exp(scores - scores.max())
        posterior: Floats = powers / powers.sum()
        return posterior

    def _place(self, annotator: str) -> int:
        place = self._annotator.setdefault(annotator, len(self._annotator))
        if place >= len(self._counts):
            more = np.zeros((max(16, place), len(self.labels), len(self.labels)))
            self._counts = np.concatenate([self._counts, more])
        return place

    def _code(self, label: str) -> int:
        if label not in self._label:
            raise Invalid(f"The question has no label “{label}”.", remedy=f"It has {', '.join(self.labels)}.")
        return self._label[label]
