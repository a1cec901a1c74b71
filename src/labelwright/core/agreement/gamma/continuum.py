"""What several annotators marked along one text or clip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats, Ints
from labelwright.core.agreement.marks.spans import Stretch


@dataclass(frozen=True, slots=True)
class Continuum:
    """Units in order of their start, then end: unit u by `annotator[u]` runs from `start[u]` to `end[u]`.

    `label[u]` is the number of its class, of `labels`; `annotators` are those who looked, found they anything or not.
    """

    annotator: Ints
    start: Floats
    end: Floats
    label: Ints
    annotators: int
    labels: int

    def __len__(self) -> int:
        return len(self.start)

    @property
    def mean_units(self) -> float:
        """Units for each annotator, on average."""
        return len(self) / self.annotators


def continuum(
    annotator: Ints, start: Floats, end: Floats, label: Ints, annotators: int, labels: int
) -> Continuum:
    """A continuum of units that come in any order."""
    order = np.lexsort((end, start))
    return Continuum(annotator[order], start[order], end[order], label[order], annotators, labels)


def continuum_of(said: Sequence[Sequence[Stretch]], classes: Mapping[str, int]) -> Continuum:
    """The continuum of what each annotator marked; `classes` numbers the classes from 0."""
    units = [(who, unit) for who, units in enumerate(said) for unit in units]
    return continuum(
        np.array([who for who, _ in units], dtype=np.int64),
        np.array([unit.start for _, unit in units], dtype=np.float64),
        np.array([unit.end for _, unit in units], dtype=np.float64),
        np.array([classes[unit.cls] for _, unit in units], dtype=np.int64),
        len(said),
        len(classes),
    )
