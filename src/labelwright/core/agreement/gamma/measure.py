"""Gamma itself, and gamma-cat, which looks at the classes of aligned units alone."""

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats
from labelwright.core.agreement.gamma.alignment import Alignment, align
from labelwright.core.agreement.gamma.chance import Sampler, simulated
from labelwright.core.agreement.gamma.continuum import Continuum
from labelwright.core.agreement.gamma.disorder import Disorder

SAMPLES = 30
"""Random continua drawn at least, unless fewer are asked for."""

_DOUBT = 1.96


@dataclass(frozen=True, slots=True)
class Gamma:
    """The best alignment, and the disorders of the best ones of random continua (samples).

    `classes` is the disorder of the classes alone: overall, then for each; `classes_by_chance` that of each sample.
    """

    alignment: Alignment
    by_chance: Floats
    classes: Floats
    classes_by_chance: Floats

    @property
    def value(self) -> float:
        """Gamma: 1 where all mark the same, about 0 where they agree as chance does."""
        return _beyond(self.alignment.disorder, self.by_chance)

    @property
    def error(self) -> float:
        """The standard error that gamma has from the number of samples."""
        mean = self.by_chance.mean()
        return float(
            self.alignment.disorder * self.by_chance.std() / (mean**2 * math.sqrt(len(self.by_chance)))
        )

    @property
    def cat(self) -> float:
        """Gamma-cat: agreement on the classes of aligned units, for how near they lie."""
        return _beyond(self.classes[0], self.classes_by_chance[:, 0])

    def of_class(self, label: int) -> float:
        """Gamma-k: the same over pairs of which one has this class."""
        return _beyond(self.classes[1 + label], self.classes_by_chance[:, 1 + label])


def gamma(
    units: Continuum,
    rng: np.random.Generator,
    disorder: Disorder = Disorder(),  # noqa: B008 - frozen
    sampler: Sampler = simulated,
    samples: int = SAMPLES,
    precision: float = 0.02,
) -> Gamma:
    """Gamma of a continuum with units by at least two annotators.

    So many random continua are drawn, and from `SAMPLES` up as many as it takes to know the disorder by chance to a
    share of `precision` with 95 % confidence (Mathet et al. 2015, section 5.3). Raises `TooLarge` where too much lies
    on one another.
    """
    alignment = align(units, disorder)
    drawn: list[tuple[float, Floats]] = []
    wanted = samples
    while len(drawn) < wanted:
        random = sampler(units, rng)
        if not len(random):
            continue
        best = align(random, disorder)
        drawn.append((best.disorder, class_disorders(random, best, disorder)))
        if len(drawn) == SAMPLES:
            wanted = max(samples, _enough(np.array([by_chance for by_chance, _ in drawn]), precision))
    return Gamma(
        alignment,
        np.array([by_chance for by_chance, _ in drawn]),
        class_disorders(units, alignment, disorder),
        np.array([classes for _, classes in drawn]),
    )


def class_disorders(units: Continuum, alignment: Alignment, disorder: Disorder) -> Floats:
    """The mean distance of classes over pairs of annotators in each group: overall, then over pairs with each class.

    A pair of units weighs as it lies near (1 − its distance by position, from 0 up), and all pairs of a group as its
    units without one: Mathet, The Agreement Measure γcat, Computational Linguistics 43 (2017). A unit that an annotator
    does not have is wholly unlike and weighs 1, as in Titeux and Riad's pygamma-agreement.
    """
    pairs = [(a, b, len(group)) for group in alignment.groups for a, b in combinations(group, 2)]
    first, second, size = np.array(pairs, dtype=np.int64).reshape(-1, 3).T
    weight = np.maximum(0.0, 1.0 - disorder.places(units, first, second)) / np.maximum(1, size - 1)
    apart = disorder.labels(units, first, second) / (disorder.label or 1.0)
    alone = np.zeros(len(units))
    for group in alignment.groups:
        alone[list(group)] = units.annotators - len(group)
    found = [_mean(apart, weight, float(alone.sum()))]
    for k in range(units.labels):
        with_k = (units.label[first] == k) | (units.label[second] == k)
        found.append(_mean(apart[with_k], weight[with_k], float(alone[units.label == k].sum())))
    return np.array(found)


def _enough(by_chance: Floats, precision: float) -> int:
    """How many samples it takes to know their mean so well."""
    mean = by_chance.mean()
    return math.ceil((by_chance.std() / mean * _DOUBT / precision) ** 2) if mean else 0


def _beyond(found: float, by_chance: Floats) -> float:
    """1 − found / by chance; nan where chance has no disorder either."""
    if found == 0:
        return 1.0
    return 1.0 - float(found) / float(by_chance.mean()) if by_chance.any() else math.nan


def _mean(apart: Floats, weights: Floats, alone: float) -> float:
    """The weighted mean of distances and of so many that are 1."""
    whole = float(weights.sum()) + alone
    return (float(apart @ weights) + alone) / whole if whole else 0.0
