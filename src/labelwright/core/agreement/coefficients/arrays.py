"""The names of the arrays that coefficients are computed on."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]


def total(values: Floats) -> Floats:
    """The sum along the last axis."""
    sums: Floats = values.sum(axis=-1)
    return sums


def tally(places: Ints, weights: Floats) -> Floats:
    """The weights that fall on 0, 1, 2 …, summed for each."""
    return np.bincount(places, weights).astype(np.float64, copy=False)
