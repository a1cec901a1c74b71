"""Intervals from a standard error."""

import math
from statistics import NormalDist

import numpy as np

from labelwright.core.agreement.coefficients.statistic import LEVEL


def normal_interval(value: float, error: float, level: float = LEVEL) -> tuple[float, float]:
    """Where a figure lies whose error is normal; no agreement is above 1."""
    reach = NormalDist().inv_cdf((1 + level) / 2) * error
    return value - reach, min(1.0, value + reach)


def student_interval(value: float, error: float, items: float, level: float = LEVEL) -> tuple[float, float]:
    """Where a figure lies whose error was estimated from so many items; no agreement is above 1."""
    if not items > 1:
        return math.nan, math.nan
    reach = student((1 + level) / 2, items - 1) * error
    return value - reach, min(1.0, value + reach)


def student(share: float, freedom: float) -> float:
    """The value that a share, from ½ up, of Student's t with so many degrees of freedom lies below.

    With t = √f · tan θ the density of θ is proportional to cos^(f − 1) θ; it is summed by the trapezoid rule.
    """
    angle = np.linspace(0.0, min(math.pi / 2, 40.0 / math.sqrt(freedom)), 20_001)
    density = np.cos(angle) ** (freedom - 1)
    below = np.cumsum(density) - density / 2 - density[0] / 2
    return math.sqrt(freedom) * math.tan(float(np.interp(2 * share - 1, below / below[-1], angle)))
