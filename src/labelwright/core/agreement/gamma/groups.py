"""Which units of different annotators could be one thing: the groups that a best alignment may consist of."""

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats, Ints, total
from labelwright.core.agreement.gamma.continuum import Continuum
from labelwright.core.agreement.gamma.disorder import Disorder
from labelwright.core.errors import TooLarge

MOST = 2_000_000
"""Groups, or pairs of units, that are looked at together. Some thousand units by five annotators need less."""

Groups = list[tuple[Ints, Floats]]
"""For 1, 2 … units: the groups of so many (groups × units, ascending), and what each costs."""


def groups_of(units: Continuum, disorder: Disorder) -> Groups:
    """Every group that an alignment of least disorder may have.

    A group has at most one unit of each annotator. It costs the mean distance over all pairs of annotators, where a
    pair with a unit missing counts 1; so a unit alone costs 1. Groups from which it would pay to take a unit out are
    left out. Raises `TooLarge` where there are more than `MOST`.
    """
    pairs = units.annotators * (units.annotators - 1) / 2
    start, other = _neighbours(units, disorder, pairs + 1)
    members = np.arange(len(units))[:, None]
    apart = np.zeros((len(units), 1))
    found: Groups = [(members, np.ones(len(units)))]
    for size in range(2, units.annotators + 1):
        members = _grown(members, units.annotator, start, other)
        apart = _apart(members, units, disorder)
        near = (apart <= pairs + units.annotators - 1).all(axis=1)
        members, apart = members[near], apart[near]
        whole = (apart <= pairs + size - 1).all(axis=1)
        cost = (total(apart[whole]) / 2 + pairs - size * (size - 1) / 2) / pairs
        found.append((members[whole], cost))
    return found


def _neighbours(units: Continuum, disorder: Disorder, most: float) -> tuple[Ints, Ints]:
    """The units of other annotators at most so far from each: where those of unit u start in the list, and the list."""
    reach = np.sqrt(most / disorder.position) if disorder.position > 0 else np.inf
    length = units.end - units.start
    last = np.searchsorted(
        units.start, units.start + reach * (length + length.max(initial=0.0)), side="right"
    )
    each = np.arange(len(units))
    first, second = _ranges(each, each + 1, np.maximum(last, each + 1))
    met = units.annotator[first] != units.annotator[second]
    first, second = first[met], second[met]
    near = disorder.between(units, first, second) <= most
    first, second = first[near], second[near]
    both = np.concatenate([first, second])
    order = np.argsort(both, kind="stable")
    start = np.searchsorted(both[order], np.arange(len(units) + 1))
    return start, np.concatenate([second, first])[order]


def _grown(members: Ints, annotator: Ints, start: Ints, other: Ints) -> Ints:
    """Every group with one more unit, that is a neighbour of one in it and by an annotator who has none there."""
    size = members.shape[1]
    flat = members.ravel()
    place, index = _ranges(np.arange(len(flat)), start[flat], start[flat + 1])
    group, unit = place // size, other[index]
    new = (annotator[members[group]] != annotator[unit][:, None]).all(axis=1)
    grown = np.sort(np.concatenate([members[group[new]], unit[new][:, None]], axis=1), axis=1)
    return np.unique(grown, axis=0)


def _apart(members: Ints, units: Continuum, disorder: Disorder) -> Floats:
    """The sum of each unit's distances to the others of its group (groups × units)."""
    apart = np.zeros(members.shape)
    for i in range(members.shape[1]):
        for j in range(i):
            distance = disorder.between(units, members[:, i], members[:, j])
            apart[:, i] += distance
            apart[:, j] += distance
    return apart


def _ranges(owner: Ints, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """The owner and each number from `first` up to, but without, `last`, one after the other."""
    counts = last - first
    if counts.sum() > MOST:
        raise TooLarge(
            f"There are more than {MOST:,} groups of units that could be one thing, too many for gamma.",
            remedy="Compare fewer annotators at a time, or cut the text or clip into parts.",
        )
    return np.repeat(owner, counts), np.arange(counts.sum()) + np.repeat(
        first - (np.cumsum(counts) - counts), counts
    )
