"""Where a wave of two harmonics is zero, which is where two ellipses cross."""

import math
from collections.abc import Sequence
from itertools import pairwise

Wave = tuple[float, float, float, float, float]
"""The numbers of a + b·cos θ + c·sin θ + d·cos 2θ + e·sin 2θ."""

HALVINGS = 60
REACH = 1.01
"""Each half of the circle is searched a little beyond its ends, so that no zero is lost between them."""


def crossings(wave: Wave) -> list[float]:
    """The angles at which the wave changes its sign, in radians, sorted. One may be given twice.

    With t = tan(θ/2) the wave is a polynomial of the fourth degree over (1 + t²)², here for either half of the circle.
    """
    a, b, c, d, e = wave
    found = []
    for turned, sign in ((0.0, 1), (math.pi, -1)):
        b, c = sign * wave[1], sign * wave[2]
        polynomial = (a + b + d, 2 * c + 4 * e, 2 * a - 6 * d, 2 * c - 4 * e, a - b + d)
        found += [2 * math.atan(t) + turned for t in _roots(polynomial, -REACH, REACH)]
    return sorted(found)


def _roots(polynomial: Sequence[float], low: float, high: float) -> list[float]:
    """Where a polynomial, its constant first, changes its sign: once at most between zeros of its derivative."""
    if len(polynomial) == 1:
        return []
    slope = [power * factor for power, factor in enumerate(polynomial)][1:]
    stops = [low, *_roots(slope, low, high), high]
    return [
        _bisected(polynomial, left, right)
        for left, right in pairwise(stops)
        if (_at(polynomial, left) < 0) != (_at(polynomial, right) < 0)
    ]


def _bisected(polynomial: Sequence[float], left: float, right: float) -> float:
    below = _at(polynomial, left) < 0
    for _ in range(HALVINGS):
        middle = (left + right) / 2
        if (_at(polynomial, middle) < 0) == below:
            left = middle
        else:
            right = middle
    return (left + right) / 2


def _at(polynomial: Sequence[float], t: float) -> float:
    value = 0.0
    for factor in reversed(polynomial):
        value = value * t + factor
    return value
