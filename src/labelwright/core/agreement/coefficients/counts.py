"""How often each item was called each class: all that most coefficients need to know of votes."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Flags, Floats, Ints, tally
from labelwright.core.votes import Votes

FOLDED_LABELS = 64
"""Labels up to which items with equal counts are looked for; with more, few are equal."""

_ROOM = 2**62


@dataclass(frozen=True)
class Counts:
    """Cell c says that unit `unit[c]` was called `label[c]` with the weight `count[c]` in sum.

    Cells stand in order of unit, then label; none is empty, and every unit has one. `square` is the sum of squared
    weights, which is `count` itself where each vote counts 1. `times` is how many items each unit stands for, `kinds`
    the number of labels there are, whether seen or not.
    """

    unit: Ints
    label: Ints
    count: Floats
    square: Floats
    times: Floats
    kinds: int

    @cached_property
    def size(self) -> Floats:
        """The weight of all votes on each unit."""
        return self.by_unit(self.count)

    @cached_property
    def pairs(self) -> Floats:
        """The weight of all ordered pairs of votes on each unit: n(n − 1) for n votes that count 1."""
        return self.size**2 - self.by_unit(self.square)

    @cached_property
    def paired(self) -> Flags:
        """Whether a unit has at least two votes."""
        return self.pairs > 1e-9 * self.size**2

    def by_unit(self, values: Floats) -> Floats:
        """The sum over the cells of each unit, along the last axis."""
        return np.add.reduceat(values, self._starts, axis=-1) if len(self.unit) else values[..., :0]

    def by_label(self, values: Floats) -> Floats:
        """The sum over the cells of each label, for each row of values (draws × cells)."""
        sums = np.empty((len(values), self.kinds))
        for row, into in zip(values, sums, strict=True):
            into[:] = np.bincount(self.label, row, self.kinds)
        return sums

    def likeness(self, weights: Floats | None) -> Floats:
        """The share of ordered pairs of votes on each unit that agree; 0 where there is no pair.

        `weights` (labels × labels) is how much a pair agrees, from 0 to 1 with ones on the diagonal; without it, equal
        labels agree.
        """
        like = self.count if weights is None else self.spread(weights)
        agreed = self.by_unit(self.count * like - self.square)
        return np.divide(agreed, self.pairs, out=np.zeros_like(agreed), where=self.paired)

    def spread(self, matrix: Floats) -> Floats:
        """For each cell the sum over its unit of count × matrix[label, label of the cell]."""
        spread = np.empty_like(self.count)
        step = max(1, 2_000_000 // max(1, self.kinds))
        for first in range(0, len(self.times), step):
            low, high = np.searchsorted(self.unit, (first, first + step))
            unit, label = self.unit[low:high] - first, self.label[low:high]
            dense = np.zeros((int(unit[-1]) + 1, self.kinds))
            dense[unit, label] = self.count[low:high]
            spread[low:high] = (dense @ matrix)[unit, label]
        return spread

    def select(self, units: Flags) -> "Counts":
        """Only these units, in their order."""
        if units.all():
            return self
        kept = units[self.unit]
        number = np.cumsum(units) - 1
        return Counts(
            number[self.unit[kept]],
            self.label[kept],
            self.count[kept],
            self.square[kept],
            self.times[units],
            self.kinds,
        )

    def renamed(self, names: Ints, kinds: int) -> "Counts":
        """The same with label k called `names[k]`, of which there are `kinds`; labels of one name become one."""
        return _cells(self.unit, names[self.label], self.count, self.square, self.times, kinds)

    def folded(self) -> "Counts":
        """The same with one unit for all items of equal counts, so that drawing items anew costs little."""
        whole = bool(np.all(self.count == self.square) and np.all(self.count == np.rint(self.count)))
        if not whole or self.kinds > FOLDED_LABELS or not len(self.unit):
            return self
        _, first, back = np.unique(self._patterns(), return_index=True, return_inverse=True)
        units = np.zeros(len(self.times), dtype=bool)
        units[first] = True
        times = tally(back, self.times)[back]
        return replace(self, times=times).select(units)

    def _patterns(self) -> Ints:
        """A number for each unit, equal for equal counts: digits in a base above every count, one for each label."""
        number = np.zeros(len(self.times), dtype=np.int64)
        base, room = int(self.count.max()) + 1, 1
        for label in range(self.kinds):
            if room * base > _ROOM:
                number = np.unique(number, return_inverse=True)[1]
                room = len(number)
            cells = self.label == label
            number *= base
            number[self.unit[cells]] += self.count[cells].astype(np.int64)
            room *= base
        return number

    @cached_property
    def _starts(self) -> Ints:
        return np.flatnonzero(np.diff(self.unit, prepend=-1))


def counts_of(votes: Votes) -> Counts:
    """The counts of votes. Items without votes are no units, and a vote of weight 0 is none."""
    unit, label, weight, _ = cast(votes)
    times = np.ones(int(unit.max(initial=-1)) + 1)
    return _cells(unit, label, weight, weight**2, times, len(votes.labels))


def counts_of_table(table: Floats) -> Counts:
    """The counts of a table, units × labels. Cells may hold fractions, taken for parts of votes that count 1."""
    table = np.asarray(table, dtype=np.float64)
    table = table[table.sum(axis=1) > 0]
    unit, label = np.nonzero(table)
    return Counts(unit, label, table[unit, label], table[unit, label], np.ones(len(table)), table.shape[1])


def cast(votes: Votes) -> tuple[Ints, Ints, Floats, Ints]:
    """Unit, label, weight and annotator of each vote that counts, the units numbered without a gap.

    A vote of weight 0 does not count, nor do further votes of one annotator on one item: nobody agrees with oneself.
    """
    weight = np.ones(len(votes)) if votes.weight is None else votes.weight
    used = np.flatnonzero((weight > 0) & _first(votes))
    item = votes.item[used]
    number = np.cumsum(np.bincount(item) > 0) - 1
    return number[item], votes.label[used], weight[used], votes.annotator[used]


def _first(votes: Votes) -> Flags:
    """Whether a vote is the first of its annotator on its item. To sort narrow numbers alone is quickest."""
    code = votes.item * len(votes.annotators) + votes.annotator
    if len(code) and code.max() < 2**31:
        code = code.astype(np.int32)
    first = np.ones(len(code), dtype=bool)
    ordered = np.sort(code)
    if (ordered[1:] == ordered[:-1]).any():
        order = np.argsort(code, kind="stable")
        first[order[1:][code[order[1:]] == code[order[:-1]]]] = False
    return first


def _cells(unit: Ints, label: Ints, weight: Floats, square: Floats, times: Floats, kinds: int) -> Counts:
    """The counts of rows that come in any order; those of one unit and label fall into one cell."""
    code = unit * kinds + label
    if len(times) * kinds <= 8 * len(code):
        filled = np.flatnonzero(np.bincount(code))
        count, squares = tally(code, weight)[filled], tally(code, square)[filled]
    else:
        filled, place = np.unique(code, return_inverse=True)
        count, squares = tally(place, weight), tally(place, square)
    return Counts(*np.divmod(filled, max(kinds, 1)), count, squares, times, kinds)
