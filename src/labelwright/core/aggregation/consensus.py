"""Votes in, truths with probabilities out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from labelwright.core.aggregation.doubts import doubts
from labelwright.core.aggregation.ledger import Ledger
from labelwright.core.aggregation.method import Estimate, Method
from labelwright.core.aggregation.special import Floats
from labelwright.core.aggregation.winners import winners
from labelwright.core.votes import Codes, Votes


@dataclass(frozen=True, slots=True)
class Consensus:
    """The fused votes: `posterior` (items × labels) says how probable each label is for each item.

    `skill` is, for each annotator, the share of their votes that the consensus holds to be right, drawn a little
    towards that of all where there are few. `confusion` (annotators × classes × labels) is None where the method does
    not estimate it.
    """

    items: Sequence[str]
    labels: Sequence[str]
    annotators: Sequence[str]
    posterior: Floats
    skill: Floats
    confusion: Floats | None = None
    rounds: int = 1
    converged: bool = True
    warnings: tuple[str, ...] = ()

    def winners(self) -> Codes:
        """The most probable label of each item, ties broken as `winners` says."""
        return winners(self.posterior.T, self.labels)

    def probabilities(self) -> Floats:
        """How probable the winner of each item is."""
        highest: Floats = self.posterior.max(axis=1)
        return highest


def consensus(
    votes: Votes, method: Method, gold: Mapping[str, str] | None = None, seed: int = 0
) -> Consensus:
    """Fuse votes by a method. `gold` gives the true labels of some items, which stand as they are.

    The warnings say where the result is in doubt. Raises `Invalid` where there are no votes.
    """
    ledger = Ledger(votes, gold)
    estimate = method.estimate(ledger, seed)
    return _named(ledger, estimate, (*estimate.warnings, *doubts(ledger, estimate.posterior)))


def _named(ledger: Ledger, estimate: Estimate, warnings: tuple[str, ...]) -> Consensus:
    """An estimate with the names and the annotators' skill."""
    right = ledger.by_annotator(ledger.right(estimate.posterior))
    given = ledger.by_annotator(None)
    overall = right.sum() / max(given.sum(), 1.0)
    confusion = estimate.confusion
    return Consensus(
        ledger.votes.items,
        ledger.votes.labels,
        ledger.votes.annotators,
        np.ascontiguousarray(estimate.posterior.T),
        (right + overall) / (given + 1.0),
        None if confusion is None else np.ascontiguousarray(confusion.transpose(1, 0, 2)),
        estimate.rounds,
        estimate.converged,
        warnings,
    )
