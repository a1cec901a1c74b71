"""How much two labels that differ agree: matrices with ones on the diagonal and less beside it."""

from collections.abc import Sequence

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats


def linear(values: Floats) -> Floats:
    """1 − |x − y| / range, for labels that are numbers: Cicchetti and Allison, 1971."""
    return 1.0 - _distances(values)


def quadratic(values: Floats) -> Floats:
    """1 − (x − y)² / range²: Fleiss and Cohen, 1973."""
    return 1.0 - _distances(values) ** 2


def by_distance(distances: Floats) -> Floats:
    """1 − d / the greatest d, for any square matrix of distances with zeros on its diagonal."""
    greatest = distances.max(initial=0.0)
    return 1.0 - distances / (greatest or 1.0)


def steps(distances: Sequence[float]) -> Floats:
    """Weights of ordered labels from the distance of two that are 0, 1, 2 … steps apart."""
    places = np.arange(len(distances))
    return by_distance(np.asarray(distances, dtype=np.float64)[np.abs(places[:, None] - places)])


def _distances(values: Floats) -> Floats:
    apart = np.abs(values[:, None] - values)
    return apart / (apart.max(initial=0.0) or 1.0)
