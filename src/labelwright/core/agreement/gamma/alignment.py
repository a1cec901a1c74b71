"""The alignment of least disorder: which units of different annotators are one thing."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

from labelwright.core.agreement.gamma.continuum import Continuum
from labelwright.core.agreement.gamma.disorder import Disorder
from labelwright.core.agreement.gamma.groups import groups_of
from labelwright.core.errors import TooLarge

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
    groups: list[Group] = []
    costs: list[float] = []
    for members, each in groups_of(units, disorder):
        groups += map(tuple, members.tolist())
        costs += each.tolist()
    spare = _spare(len(units), groups, [cost + _FEWER for cost in costs])
    chosen = _cheapest(len(units), groups, spare)
    cost = sum(costs[number] for number in chosen)
    return Alignment(tuple(groups[number] for number in chosen), cost / units.mean_units if chosen else 0.0)


def _spare(units: int, groups: Sequence[Group], costs: Sequence[float]) -> list[float]:
    """What each group costs beyond the prices of its units, never less than nothing.

    The prices are a bound: no alignment is cheaper than their sum. They start at the least share that a unit has in a
    group, and each in turn is raised as far as the groups it is in allow.
    """
    of_unit: list[list[int]] = [[] for _ in range(units)]
    prices = [1.0] * units
    for number, group in enumerate(groups):
        for unit in group:
            of_unit[unit].append(number)
            prices[unit] = min(prices[unit], costs[number] / len(group))
    spare = [cost - sum(prices[unit] for unit in group) for group, cost in zip(groups, costs, strict=True)]
    for order in (range(units), range(units - 1, -1, -1), range(units)):
        for unit in order:
            raised = min(spare[number] for number in of_unit[unit])
            for number in of_unit[unit]:
                spare[number] -= raised
    return [max(0.0, left) for left in spare]


def _cheapest(units: int, groups: Sequence[Group], spare: Sequence[float]) -> list[int]:
    """The groups that cover each unit once and have the least to spare in sum.

    A state is the first unit not covered, and which of those after it are, as bits; a group may begin there.
    """
    begins: list[list[tuple[float, int, int]]] = [[] for _ in range(units)]
    for number, group in enumerate(groups):
        begins[group[0]].append((spare[number], sum(1 << (unit - group[0]) for unit in group), number))
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
        if len(best) > STATES:
            raise TooLarge(
                "So many units lie on one another that gamma cannot align them.",
                remedy="Compare fewer annotators at a time, or fewer classes.",
            )
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
