"""Prices of units, so that no group costs less than its units: no alignment is cheaper than all of them together.

What a group costs beyond its units' prices is its spare. The dearer the units, the fewer alignments need be looked at.
"""

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats, Ints, total
from labelwright.core.agreement.gamma.continuum import Continuum
from labelwright.core.agreement.gamma.groups import Groups

_HEATS = np.geomspace(0.5, 0.001, 250)
"""How soft the least cost is taken, step by step: from half a unit's disorder to next to nothing."""


def quick_spare(units: Continuum, groups: Groups) -> Floats:
    """The spare of each group at prices found in a moment: the least share that a unit has in a group, then raised."""
    market = _Market(units, groups)
    market.begin()
    market.raise_all()
    return market.spare()


def close_spare(units: Continuum, groups: Groups) -> Floats:
    """The spare of each group at prices that are nearly as dear as can be.

    The prices solve the dual of the linear program that allows parts of groups, smoothed and ever less so: in turn, the
    units of each annotator, who share no group, are priced as their groups allow. So Sinkhorn and Knopp balance a
    matrix (Pacific Journal of Mathematics 21, 1967), here with a temperature that falls.
    """
    market = _Market(units, groups)
    market.begin()
    for heat in _HEATS:
        market.balance(heat)
    market.forgive()
    market.raise_all()
    return market.spare()


class _Market:
    """Groups as a table (groups × annotators) of units, one beyond the last for nobody, whose price stays 0."""

    def __init__(self, units: Continuum, groups: Groups) -> None:
        self._nobody = len(units)
        self._costs = np.concatenate([cost for _, cost in groups])
        self._units = np.full((len(self._costs), units.annotators), self._nobody)
        first = 0
        for members, _ in groups:
            rows = np.arange(first, first + len(members))[:, None]
            self._units[rows, units.annotator[members]] = members
            first += len(members)
        self._size = np.count_nonzero(self._units < self._nobody, axis=1)
        self._stalls = [_stall(column, self._nobody) for column in self._units.T]
        self._prices = np.zeros(self._nobody + 1)

    def begin(self) -> None:
        """Price each unit by the least share that it has in a group's cost."""
        for rows, units, starts, _ in self._stalls:
            self._prices[units] = np.minimum.reduceat((self._costs / self._size)[rows], starts)

    def balance(self, heat: float) -> None:
        """Price each unit so that the soft least spare of its groups is nothing."""
        for rows, units, starts, place in self._stalls:
            over = -self._spare(rows) / heat
            most = np.maximum.reduceat(over, starts)
            rest = np.add.reduceat(np.exp(over - most[place]), starts)
            self._prices[units] -= heat * (most + np.log(rest))

    def forgive(self) -> None:
        """Lower prices until no group costs less than its units."""
        short = np.maximum(0.0, -self.spare()) / self._size
        relief = np.zeros_like(self._prices)
        for rows, units, starts, _ in self._stalls:
            relief[units] = np.maximum.reduceat(short[rows], starts)
        self._prices -= relief

    def raise_all(self) -> None:
        """Raise each price as far as the groups allow, annotator by annotator."""
        for _ in range(2):
            for rows, units, starts, _ in self._stalls:
                self._prices[units] += np.minimum.reduceat(self._spare(rows), starts)

    def spare(self) -> Floats:
        """What each group costs beyond its units."""
        return self._costs - total(self._prices[self._units])

    def _spare(self, rows: Ints) -> Floats:
        return self._costs[rows] - total(self._prices[self._units[rows]])


def _stall(column: Ints, nobody: int) -> tuple[Ints, Ints, Ints, Ints]:
    """The groups with a unit of one annotator, in order of it; the units, where each starts, and each row's place."""
    rows = np.flatnonzero(column < nobody)
    rows = rows[np.argsort(column[rows], kind="stable")]
    units, starts, place = np.unique(column[rows], return_index=True, return_inverse=True)
    return rows, units, starts, place
