"""Krippendorff's alpha of a few values of any kind, in plain Python: what a page shows while somebody waits (ADR 0009).

`core.agreement.coefficients.distances` says the same of any number of values, as `labelwright agree` does.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

T = TypeVar("T")

PAIRS = 1_000
"""Pairs measured for the distance expected by chance: of more values, so many are drawn."""
REPLICATES = 500
"""Draws of the interval."""
_ENDS = (0.025, 0.975)


class Chance(Protocol):
    """What draws, such as a `random.Random`."""

    def sample(self, population: Sequence[T], k: int) -> list[T]: ...

    def choices(self, population: Sequence[T], *, k: int) -> list[T]: ...


class Unit(Struct, Generic[T], frozen=True):
    """The values of one item, two at least, and how far apart two of them are in the mean."""

    values: Sequence[T]
    apart: float


class Corrected(Struct, frozen=True):
    """A figure corrected for chance, at most 1 and 0 where chance alone would do, with its 95 % interval."""

    value: float
    low: float
    high: float
    items: int


def few_alpha(
    units: Sequence[Unit[T]], distance: Callable[[T, T], float], chance: Chance
) -> Corrected | None:
    """1 − the mean distance of two values of one unit / that of any two values; None where that is not defined: of
    one unit, and where all values are the same.

    `distance` is symmetric, 0 on equal values and from 0 up. The interval is the middle 95 % of the figures of as many
    units, drawn from these with replacement (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
    Source of the figure: Krippendorff, Content Analysis, 4th edition, 2018, chapter 12.
    """
    if len(units) < 2:
        return None
    by_chance = _by_chance(units, distance, chance)
    value = _alpha(units, by_chance, Counter(range(len(units))))
    if value is None:
        return None
    places = range(len(units))
    drawn = (
        _alpha(units, by_chance, Counter(chance.choices(places, k=len(units)))) for _ in range(REPLICATES)
    )
    found = sorted(one for one in drawn if one is not None)
    low, high = (found[round(end * (len(found) - 1))] for end in _ENDS)
    return Corrected(value, low, high, len(units))


def _by_chance(
    units: Sequence[Unit[T]], distance: Callable[[T, T], float], chance: Chance
) -> list[tuple[int, int, float]]:
    """The units of two values each and the sum of the distances between such, as if all pairs had been measured."""
    values = [(place, value) for place, unit in enumerate(units) for value in unit.values]
    every = len(values) * (len(values) - 1) // 2
    pairs = (
        list(combinations(values, 2)) if every <= PAIRS else [chance.sample(values, 2) for _ in range(PAIRS)]
    )
    sums: defaultdict[tuple[int, int], float] = defaultdict(float)
    for (first, a), (second, b) in pairs:
        sums[min(first, second), max(first, second)] += distance(a, b)
    return [(first, second, total * every / len(pairs)) for (first, second), total in sums.items()]


def _alpha(
    units: Sequence[Unit[T]], by_chance: Sequence[tuple[int, int, float]], times: Counter[int]
) -> float | None:
    """The figure where each unit is there so many times."""
    count = sum(n * len(units[place].values) for place, n in times.items())
    observed = (
        math.fsum(n * len(units[place].values) * units[place].apart for place, n in times.items()) / count
    )
    expected = math.fsum(times[first] * times[second] * total for first, second, total in by_chance)
    expected /= count * (count - 1) / 2
    return 1.0 - observed / expected if expected > 0 else None
