"""GLAD: some items are harder than others, for everybody."""

from dataclasses import dataclass

import numpy as np

from labelwright.core.aggregation.ledger import Ledger, repeat
from labelwright.core.aggregation.method import Estimate, Method
from labelwright.core.aggregation.special import Floats

STEPS = 3
"""Newton steps on abilities and difficulties in each round: more come with the next round anyway."""
LONGEST = 1.0
"""No step is longer, so that the flat ends of the logistic curve throw nothing far away."""


@dataclass(frozen=True)
class Glad(Method):
    """Whitehill and others, Whose vote should count more: optimal integration of labels from labelers of unknown
    expertise, NIPS 2009. A vote is right with probability σ(ability · ease), wrong in any way alike.

    Abilities come from a normal distribution around 1, the logarithm of ease from one around 0, both of deviation 1.
    Maximised by Newton's method with the expected curvature. All classes are held to be equally frequent.
    """

    name = "glad"
    title = "GLAD"
    rounds: int = 50
    tolerance: float = 1e-3

    def estimate(self, ledger: Ledger, seed: int = 0) -> Estimate:
        ability = np.ones(ledger.annotators)
        log_ease = np.zeros(ledger.items)
        others = np.log(max(ledger.classes - 1, 1))

        def step(posterior: Floats) -> Floats:
            right = ledger.right(posterior)
            for _ in range(STEPS):
                _improve(ledger, right, ability, log_ease)
            chance = _sigmoid(ability[ledger.annotator] * np.exp(log_ease)[ledger.item])
            gain = np.log(chance) - np.log1p(-chance) + others
            return ledger.settle(ledger.for_label(gain))[0]

        rest = repeat(step, ledger.start(), self.rounds, self.tolerance)
        return Estimate(rest.posterior, None, rest.rounds, rest.converged)


def _improve(ledger: Ledger, right: Floats, ability: Floats, log_ease: Floats) -> None:
    """One Newton step on the abilities, then one on the ease of the items, both in place."""
    ease = np.exp(log_ease)[ledger.item]
    off, spread = _residual(ledger, right, ability[ledger.annotator] * ease)
    slope = ledger.by_annotator(off * ease) - (ability - 1.0)
    curve = ledger.by_annotator(spread * ease * ease) + 1.0
    ability += np.clip(slope / curve, -LONGEST, LONGEST)
    strength = ability[ledger.annotator] * ease
    off, spread = _residual(ledger, right, strength)
    slope = ledger.by_item(off * strength) - log_ease
    curve = ledger.by_item(spread * strength * strength) + 1.0
    log_ease += np.clip(slope / curve, -LONGEST, LONGEST)


def _residual(ledger: Ledger, right: Floats, strength: Floats) -> tuple[Floats, Floats]:
    """How much more often than expected each vote is right, and the variance of that."""
    chance = _sigmoid(strength)
    weight = 1.0 if ledger.weight is None else ledger.weight
    return right - weight * chance, weight * chance * (1.0 - chance)


def _sigmoid(x: Floats) -> Floats:
    """The logistic function, kept off 0 and 1 so that a vote never weighs without bound."""
    result: Floats = 1.0 / (1.0 + np.exp(-np.clip(x, -12.0, 12.0)))
    return result


PART = Glad()
