"""Alpha of few values in plain Python is the same as that over arrays, and knows chance."""

from itertools import combinations
from random import Random

import numpy as np
import pytest

from labelwright.core.agreement.coefficients.distances import distance_alpha
from labelwright.core.agreement.few import PAIRS, Unit, few_alpha


def distance(a: float, b: float) -> float:
    return abs(a - b)


def unit(values: list[float]) -> Unit[float]:
    pairs = list(combinations(values, 2))
    return Unit(values, sum(distance(a, b) for a, b in pairs) / len(pairs))


@pytest.mark.parametrize("seed", range(20))
def test_it_is_the_figure_over_arrays(seed: int) -> None:
    rng = Random(seed)
    given = [[rng.random() for _ in range(rng.randint(2, 4))] for _ in range(rng.randint(2, 8))]
    found = few_alpha([unit(values) for values in given], distance, Random(0))
    expected = distance_alpha(given, distance, np.random.default_rng(0))
    assert found is not None
    assert found.value == pytest.approx(expected.value, abs=1e-12)
    assert found.items == len(given)


def test_its_interval_is_near_that_over_arrays() -> None:
    rng = Random(5)
    given = [[level + rng.random() / 4 for _ in range(2)] for level in (rng.random() for _ in range(20))]
    found = few_alpha([unit(values) for values in given], distance, Random(0))
    expected = distance_alpha(given, distance, np.random.default_rng(0)).estimate(np.random.default_rng(1))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=0.05)
    assert found.low < found.value < found.high


def test_copies_agree_wholly_and_noise_not_at_all() -> None:
    rng = Random(1)
    copies = [unit([value, value]) for value in (rng.random() for _ in range(30))]
    noise = [unit([rng.random(), rng.random()]) for _ in range(300)]
    assert sum(len(one.values) for one in noise) * 599 // 2 > PAIRS
    same, none = few_alpha(copies, distance, Random(0)), few_alpha(noise, distance, Random(0))
    assert same is not None
    assert none is not None
    assert (same.value, same.low, same.high) == (1.0, 1.0, 1.0)
    assert abs(none.value) < 0.15
    assert none.low < 0 < none.high


def test_it_is_not_defined_without_anything_to_tell_apart() -> None:
    assert few_alpha([unit([1.0, 1.0]), unit([1.0, 1.0])], distance, Random(0)) is None
    assert few_alpha([unit([1.0, 2.0])], distance, Random(0)) is None
