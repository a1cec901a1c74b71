"""Krippendorff's alpha for values of any kind, given how far apart two of them are."""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TypeVar

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats
from labelwright.core.agreement.coefficients.chance import ratio
from labelwright.core.agreement.coefficients.statistic import Statistic

T = TypeVar("T")

PAIRS = 5_000
"""Pairs measured for the disagreement expected by chance: with more values, so many are drawn."""


def distance_alpha(
    units: Sequence[Sequence[T]],
    distance: Callable[[T, T], float],
    rng: np.random.Generator,
    pairs: int = PAIRS,
) -> Statistic:
    """1 − the mean distance of two values of one unit / that of any two values of units with at least two.

    The values are boxes, sets of marks, texts: whatever `distance` (symmetric, 0 on equal values, from 0 up) can
    compare. Beyond `pairs` of all values, as many are drawn, so that the figure then depends on `rng`.
    """
    units = [unit for unit in units if len(unit) > 1]
    sizes = np.array([len(unit) for unit in units], dtype=np.float64)
    apart = np.array([_mean_distance(unit, distance) for unit in units], dtype=np.float64)
    values = [(place, value) for place, unit in enumerate(units) for value in unit]
    first, second = _chosen(len(values), pairs, rng)
    by_chance = np.array(
        [distance(values[i][1], values[j][1]) for i, j in zip(first, second, strict=True)], dtype=np.float64
    )
    place = np.array([place for place, _ in values], dtype=np.int64)
    drawn = len(values) * (len(values) - 1) / 2 / max(1, len(by_chance))

    def of(times: Floats) -> Floats:
        count = times @ sizes
        observed = ratio(times @ (sizes * apart), count)
        expected = drawn * (times[:, place[first]] * times[:, place[second]]) @ by_chance
        return 1.0 - ratio(observed, ratio(expected, count * (count - 1) / 2))

    return Statistic(np.ones(len(units)), of, max(len(by_chance), len(units)))


def _mean_distance(values: Sequence[T], distance: Callable[[T, T], float]) -> float:
    apart = [distance(a, b) for a, b in combinations(values, 2)]
    return sum(apart) / len(apart)


def _chosen(values: int, pairs: int, rng: np.random.Generator) -> tuple[list[int], list[int]]:
    """The places of two values each: all pairs, or so many drawn from them."""
    if values * (values - 1) // 2 <= pairs:
        first, second = np.triu_indices(values, 1)
    else:
        first = rng.integers(0, values, pairs)
        second = (first + rng.integers(1, values, pairs)) % values
    return first.tolist(), second.tolist()
