"""A figure of agreement, and how far it would move had other items been drawn."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats

REPLICATES = 1000
"""Draws of an interval: enough for two digits of its ends."""

LEVEL = 0.95

_CELLS = 4_000_000
"""Numbers held at a time while items are drawn anew."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval; nan where not defined, as kappa is where everybody always says the same.

    `items` is how many items it was drawn from.
    """

    value: float
    low: float
    high: float
    items: float


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure as a function of how many items follow each pattern of answers.

    `times` (patterns) are the items seen of each. `of` maps such numbers (draws × patterns) to figures (draws), and
    holds about `cells` numbers for each draw.
    """

    times: Floats
    of: Callable[[Floats], Floats]
    cells: int

    @property
    def value(self) -> float:
        """The figure for the items seen."""
        return float(self.of(self.times[None])[0])

    def estimate(
        self, rng: np.random.Generator, replicates: int = REPLICATES, level: float = LEVEL
    ) -> Estimate:
        """The figure with a bootstrap interval: as many items, drawn from those seen with replacement, many times.

        The interval holds the middle `level` of the draws' figures: Efron and Tibshirani, An Introduction to the
        Bootstrap (1993), chapter 13. Draws for which the figure is not defined are left out.
        """
        items = self.times.sum()
        low, high = np.nan, np.nan
        if items > 0:
            drawn = self._drawn(rng, replicates)
            drawn = drawn[np.isfinite(drawn)]
            if len(drawn):
                low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
        return Estimate(self.value, float(low), float(high), float(items))

    def _drawn(self, rng: np.random.Generator, replicates: int) -> Floats:
        items = round(float(self.times.sum()))
        share = self.times / self.times.sum()
        step = max(1, _CELLS // max(self.cells, len(self.times)))
        parts = [min(step, replicates - first) for first in range(0, replicates, step)]
        return np.concatenate(
            [self.of(rng.multinomial(items, share, size).astype(np.float64)) for size in parts]
        )
