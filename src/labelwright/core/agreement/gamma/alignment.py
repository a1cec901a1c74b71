"""The alignment of least disorder: which units of different annotators are one thing."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats
from labelwright.core.agreement.gamma.continuum import Continuum
from labelwright.core.agreement.gamma.disorder import Disorder
from labelwright.core.agreement.gamma.groups import groups_of
from labelwright.core.agreement.gamma.prices import close_spare, quick_spare
from labelwright.core.errors import TooLarge

QUICK_STATES = 50
"""Partial alignments for each unit that are looked at before prices are found with more care."""

STATES = 1_000_000
"""Partial alignments that are looked at before it is given up."""

_FEWER = 1e-9
"""What each group costs beyond its disorder, so that of several best alignments one with few groups is taken."""

Group = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every unit in one group, the groups in order of their first units.

    `disorder` is the sum of their costs over the mean number of units of an annotator.
    """

    groups: tuple[Group, ...]
    disorder: float


def align(units: Continuum, disorder: Disorder) -> Alignment:
    """The alignment of least disorder; of several as good, one with fewest groups.

    It is exact: A* over partial alignments that cover the units in order, with prices of units as the bound. Raises
    `TooLarge` where so many units lie on one another that too many alignments compete.
    """
    groups = groups_of(units, disorder)
    costs = np.concatenate([cost for _, cost in groups])
    members = [group for some, _ in groups for group in map(tuple, some.tolist())]
    chosen = _cheapest(len(units), members, quick_spare(units, groups), QUICK_STATES * len(units))
    if chosen is None:
        chosen = _cheapest(len(units), members, close_spare(units, groups), STATES)
    if chosen is None:
        raise TooLarge(
            "So many units lie on one another that gamma cannot align them.",
            remedy="Compare fewer annotators at a time, or fewer classes.",
        )
    cost = float(costs[chosen].sum())
    return Alignment(tuple(members[number] for number in chosen), cost / units.mean_units if chosen else 0.0)


def _cheapest(units: int, groups: Sequence[Group], spare: Floats, states: int) -> list[int] | None:
    """The groups that cover each unit once and have the least to spare in sum; None where it takes too many states.

    A state is the first unit not covered, and which of those after it are, as bits; a group may begin there.
    """
    begins: list[list[tuple[float, int, int]]] = [[] for _ in range(units)]
    for number, (group, left) in enumerate(
        zip(groups, (np.maximum(spare, 0.0) + _FEWER).tolist(), strict=True)
    ):
        begins[group[0]].append((left, sum(1 << (unit - group[0]) for unit in group), number))
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    came: dict[tuple[int, int], tuple[tuple[int, int], int]] = {}
    heap = [(0.0, 0, 0)]
    while True:
        cost, first, covered = heapq.heappop(heap)
        state = (-first, covered)
        if state[0] == units:
            break
        if cost > best[state]:
            continue
        if len(best) > states:
            return None
        for more, bits, number in begins[state[0]]:
            if bits & covered:
                continue
            after = covered | bits
            ones = (after ^ (after + 1)).bit_length() - 1
            reached = (state[0] + ones, after >> ones)
            if cost + more < best.get(reached, float("inf")):
                best[reached] = cost + more
                came[reached] = (state, number)
                heapq.heappush(heap, (cost + more, -reached[0], reached[1]))
    chosen = []
    while state in came:
        state, number = came[state]
        chosen.append(number)
    return chosen[::-1]
