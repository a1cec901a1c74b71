"""Weighted majority: who agrees with the consensus counts more, until nothing moves."""

from dataclasses import dataclass

import numpy as np

from labelwright.core.aggregation.ledger import Ledger, repeat
from labelwright.core.aggregation.method import Estimate, Method
from labelwright.core.aggregation.special import Floats


@dataclass(frozen=True)
class Weighted(Method):
    """An annotator weighs how much their share of right votes lies above chance: Li and Yu, Error rate bounds and
    iterative weighted majority voting for crowdsourcing, 2014.

    Skill is the share of right votes with `doubt` imagined ones of even odds; who is at chance or below does not
    count. The probability of a label is its share of the weight.
    """

    name = "weighted"
    title = "Weighted majority"
    doubt: float = 2.0
    rounds: int = 100
    tolerance: float = 1e-3

    def estimate(self, ledger: Ledger, seed: int = 0) -> Estimate:
        given = ledger.by_annotator(None)
        chance = 1.0 / ledger.classes
        even = self.doubt * (1.0 + chance) / 2

        def step(posterior: Floats) -> Floats:
            right = ledger.by_annotator(ledger.right(posterior))
            skill = (right + even) / (given + self.doubt)
            worth = np.maximum(skill - chance, 0.0)
            return _shares(ledger, ledger.for_label(worth[ledger.annotator]))

        rest = repeat(step, ledger.start(), self.rounds, self.tolerance)
        return Estimate(rest.posterior, None, rest.rounds, rest.converged)


def _shares(ledger: Ledger, weight: Floats) -> Floats:
    """The shares of weight that labels have, and those of heads where no vote of an item weighs anything."""
    total = weight.sum(axis=0)
    counted = total > 0
    shares = ledger.start()
    shares[:, counted] = weight[:, counted] / total[counted]
    shares[:, ledger.known_item] = 0.0
    shares[ledger.known_class, ledger.known_item] = 1.0
    return shares


PART = Weighted()
