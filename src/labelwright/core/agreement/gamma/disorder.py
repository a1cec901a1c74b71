"""How far two units lie apart, by position and by class."""

from dataclasses import dataclass

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats, Ints
from labelwright.core.agreement.gamma.continuum import Continuum


@dataclass(frozen=True, slots=True)
class Disorder:
    """Weights of a unit's position and class. A unit that nobody shares costs 1 (Mathet's Δ∅).

    `classes` are the distances of classes from 0 to 1 (labels × labels); without it, equal or not. The weights are
    Mathet's α and β, with the values of his software.
    """

    position: float = 3.0
    label: float = 1.0
    classes: Floats | None = None

    def places(self, units: Continuum, first: Ints, second: Ints) -> Floats:
        """The weighted distance by position: the square of how far starts and ends are apart, for the mean length.

        0 for the same stretch, below the weight where they overlap wholly, above it where they do not meet.
        """
        start, end = units.start, units.end
        off = np.abs(start[first] - start[second]) + np.abs(end[first] - end[second])
        length = end[first] - start[first] + end[second] - start[second]
        far = np.where(off > 0, np.inf, 0.0)
        share: Floats = np.divide(off, length, out=far, where=length > 0)
        return self.position * share**2

    def labels(self, units: Continuum, first: Ints, second: Ints) -> Floats:
        """The weighted distance by class."""
        a, b = units.label[first], units.label[second]
        apart = (a != b).astype(np.float64) if self.classes is None else self.classes[a, b]
        return self.label * apart

    def between(self, units: Continuum, first: Ints, second: Ints) -> Floats:
        """The distance of units, in pairs."""
        return self.places(units, first, second) + self.labels(units, first, second)
