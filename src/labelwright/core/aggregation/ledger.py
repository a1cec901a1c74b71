"""Votes as every estimate of truth needs them: the two sums that lead from labels to annotators and back.

A posterior is here an array (classes × items): how probable each class is for each item. An estimate may split classes
into kinds; then the first axis has kinds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from labelwright.core.aggregation.special import Floats
from labelwright.core.errors import Invalid
from labelwright.core.votes import Codes, Votes


class Ledger:
    """The votes, and which items' truth is known.

    Sums run vote by vote without sorting anything, so that an estimate costs the same for any order of the votes, and
    its memory is that of two numbers a vote.
    """

    def __init__(self, votes: Votes, gold: Mapping[str, str] | None = None) -> None:
        """`gold` gives the true label of some items by name, also labels that nobody gave; other items are passed over.

        Raises `Invalid` where there is nothing to choose from.
        """
        self.votes, self.known_item, self.known_class = _with_gold(votes, gold or {})
        self.items, self.annotators = len(self.votes.items), len(self.votes.annotators)
        self.classes = len(self.votes.labels)
        if not self.classes or not self.items:
            raise Invalid("There are no votes to fuse.")
        self.item, self.annotator, self.label = self.votes.item, self.votes.annotator, self.votes.label
        self.weight = self.votes.weight
        self._cell = self.annotator * self.classes + self.label

    def shares(self) -> Floats:
        """For each item the share of its votes that each label has (classes × items); even where it has none."""
        place = self.label * self.items + self.item
        counts = _sum(place, self.weight, self.classes * self.items).reshape(self.classes, self.items)
        total = counts.sum(axis=0)
        voted = total > 0
        counts /= np.where(voted, total, 1.0)
        counts[:, ~voted] = 1.0 / self.classes
        return counts

    def start(self) -> Floats:
        """The shares, with what is known in its place."""
        posterior = self.shares()
        posterior[:, self.known_item] = 0.0
        posterior[self.known_class, self.known_item] = 1.0
        return posterior

    def tally(self, posterior: Floats) -> Floats:
        """How often each annotator is expected to have given each label to items of each class or kind
        (classes × annotators × labels)."""
        size = self.annotators * self.classes
        counts = np.empty((len(posterior), size))
        for row, of_class in zip(counts, posterior, strict=True):
            row[:] = _sum(self._cell, self._weighed(of_class[self.item]), size)
        return counts.reshape(len(posterior), self.annotators, self.classes)

    def score(self, logs: Floats) -> Floats:
        """The sum over an item's votes of `logs` (classes × annotators × labels), for each class or kind and item."""
        scores = np.empty((len(logs), self.items))
        for row, of_class in zip(scores, logs, strict=True):
            row[:] = _sum(self.item, self._weighed(of_class.ravel()[self._cell]), self.items)
        return scores

    def right(self, posterior: Floats) -> Floats:
        """For each vote, how probable it is that its label is the truth; times the vote's weight."""
        return self._weighed(posterior.ravel()[self.label * self.items + self.item])

    def by_annotator(self, values: Floats | None) -> Floats:
        """The sum over each annotator's votes; without values, of the weights."""
        return _sum(self.annotator, self.weight if values is None else values, self.annotators)

    def by_item(self, values: Floats) -> Floats:
        """The sum over each item's votes."""
        return _sum(self.item, values, self.items)

    def by_said(self, values: Floats | None) -> Floats:
        """The sum over each annotator's votes for each label (annotators × labels); without values, of the weights."""
        size = self.annotators * self.classes
        sums = _sum(self._cell, self.weight if values is None else values, size)
        return sums.reshape(self.annotators, self.classes)

    def for_label(self, values: Floats) -> Floats:
        """The sum over the votes for each label of each item, each times its weight (classes × items)."""
        place = self.label * self.items + self.item
        size = self.classes * self.items
        return _sum(place, self._weighed(values), size).reshape(self.classes, self.items)

    def settle(self, scores: Floats, of_class: Codes | None = None) -> tuple[Floats, Floats]:
        """From log-probabilities (classes or kinds × items), in place, to the posterior and each item's evidence.

        Where the truth is known, all other classes are out of the question; `of_class` tells the class of each kind.
        """
        if len(self.known_item):
            rows = np.arange(self.classes) if of_class is None else of_class
            wrong, which = np.nonzero(rows[:, None] != self.known_class)
            scores[wrong, self.known_item[which]] = -np.inf
        highest = scores.max(axis=0)
        scores -= highest
        np.exp(scores, out=scores)
        total = scores.sum(axis=0)
        scores /= total
        evidence: Floats = np.log(total) + highest
        return scores, evidence

    def _weighed(self, values: Floats) -> Floats:
        return values if self.weight is None else values * self.weight


class Rest(NamedTuple):
    """Where a repeated estimate came to rest, after how many rounds, and whether it did."""

    posterior: Floats
    rounds: int
    converged: bool


def log_frequency(posterior: Floats, imagined: float) -> Floats:
    """The logarithm of how frequent each class is (classes × 1), with so many imagined items of each."""
    counts = posterior.sum(axis=1, keepdims=True) + imagined
    logs: Floats = np.log(counts / counts.sum())
    return logs


def repeat(step: Callable[[Floats], Floats], posterior: Floats, rounds: int, tolerance: float) -> Rest:
    """Apply `step` until less than `tolerance` of the probability moves between classes, as the mean over items.

    The mean, and not the item that moves most: estimates of truth are best before their last items have settled, and
    drift away from the votes if they are followed to the end.
    """
    for done in range(1, rounds + 1):
        new = step(posterior)
        moved = float(np.abs(new - posterior).sum()) / (2 * new.shape[1])
        posterior = new
        if moved < tolerance:
            return Rest(posterior, done, True)
    return Rest(posterior, rounds, False)


def ranks(names: Sequence[str]) -> Codes:
    """The place of each name in their alphabetical order: what chance is dealt by, so that no numbering matters."""
    order = np.argsort(np.asarray(names), kind="stable")
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    return places


def _sum(places: Codes, values: Floats | None, size: int) -> Floats:
    return np.bincount(places, values, minlength=size).astype(np.float64, copy=False)


def _with_gold(votes: Votes, gold: Mapping[str, str]) -> tuple[Votes, Codes, Codes]:
    """The votes with every label that gold names, and the places and classes of the items whose truth is known."""
    if not gold:
        nothing = np.empty(0, dtype=np.int64)
        return votes, nothing, nothing
    labels = {name: place for place, name in enumerate(votes.labels)}
    known = [(place, gold[item]) for place, item in enumerate(votes.items) if item in gold]
    classes = [labels.setdefault(label, len(labels)) for _, label in known]
    return (
        replace(votes, labels=tuple(labels)),
        np.array([place for place, _ in known], dtype=np.int64),
        np.array(classes, dtype=np.int64),
    )
